/** Evaluates what a snippet passes to `show(…)`, with the files of a workspace round it. */
import assert from 'node:assert/strict';
import type { Program } from '../../../src/core/domain/program.ts';
import type { Value } from '../../../src/core/domain/value.ts';
import { languageById, languageForPath } from '../../../src/core/languages/index.ts';
import { loadGrammars } from '../../../src/core/parsing/grammars.ts';
import type { EvaluationEnvironment } from '../../../src/core/resolve/environment.ts';
import { Evaluator } from '../../../src/core/resolve/evaluator.ts';
import { ProgramCache } from '../../../src/core/service/programCache.ts';
import { WorkspaceFiles } from '../../../src/core/service/workspaceFiles.ts';
import { NEVER_CANCELLED } from '../../../src/core/util/cancellation.ts';
import type { InMemoryHost } from '../../support/inMemoryHost.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';
import { showValue } from './showValue.ts';

export interface Snippet {
  /** Path below the workspace; its ending says the language. */
  readonly path: string;
  readonly text: string;
  /** Further files by path below the workspace. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the configuration says of names. */
  readonly configured?: Readonly<Record<string, string>>;
}

export interface ShownValues {
  /** One for each `show(…)`, in source order. */
  readonly values: readonly Value[];
  readonly host: InMemoryHost;
}

export async function evaluateShown({ path, text, files = {}, configured = {} }: Snippet): Promise<ShownValues> {
  const host = inMemoryHost(files);
  const workspace = new WorkspaceFiles(host, new ProgramCache()).requests();
  const language = languageForPath(path);
  assert.ok(language, `no language for ${path}`);
  await loadGrammars(language.grammars, host.readAsset);
  const program = language.lower({ uri: `${WORKSPACE}/${path}`, text });
  const environment: EvaluationEnvironment = {
    language: (id) => languageById(id) ?? language,
    program: (uri) => workspace.program(uri),
    text: (uri) => workspace.text(uri),
    find: (paths, from) => workspace.find(paths, from),
    isMissing: (paths, from) => workspace.isMissing(paths, from),
    importers: (uri) => workspace.importers(uri),
    importedFile: (paths, from) => workspace.importedFile(paths, from),
    isOnlyKeeper: (uri, methods) => workspace.isOnlyKeeper(uri, methods),
    packageFiles: (folders, from, name) => workspace.packageFiles(folders, from, name),
    declaring: () => [],
    awaitsLists: () => workspace.wantsOnlyLists,
    deployments: {
      filesWith: (variable, program) => workspace.deploymentsWith(variable, program),
      readersOf: (uri) => workspace.deploymentReaders(uri),
    },
    isPackage: (module) => module === 'boto3',
    configured: (name) => configured[name],
  };
  for (;;) {
    const values = shownValues(program, new Evaluator(environment));
    if (workspace.wantedCount === 0) return { values, host };
    await workspace.load(NEVER_CANCELLED);
  }
}

function shownValues(program: Program, evaluator: Evaluator): readonly Value[] {
  const index = evaluator.indexOf(program);
  return index.calls.flatMap((indexed) => {
    const { callee, arguments: passed } = indexed.call;
    const [argument] = passed;
    if (callee.kind !== 'name' || callee.name !== 'show' || argument === undefined) return [];
    return [evaluator.evaluateAt(argument.value, { index, place: indexed, frame: undefined })];
  });
}

/** The values of all `show(…)`, one a line. */
export async function shown(snippet: Snippet): Promise<string> {
  const { values } = await evaluateShown(snippet);
  return values.map(showValue).join('\n');
}

/** One row of a table: what it is about, code, and what its `show(…)` have to be, one a line. */
export type Row = readonly [
  title: string,
  code: string,
  expected: string,
  rest?: Pick<Snippet, 'files' | 'configured'>,
];

export function itShows(path: string, rows: readonly Row[]): void {
  for (const [title, text, expected, rest] of rows) {
    it(title, async () => assert.equal(await shown({ path, text: text.trimStart(), ...rest }), expected));
  }
}
