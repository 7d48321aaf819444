/** Packages that are folders: names, and parts of classes, that other files of a package declare. */
import type { ClassStatement, Program } from '../domain/program.ts';
import type { ClassValue, Value } from '../domain/value.ts';
import { through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { FolderPackages } from '../domain/language.ts';
import type { EvaluationEnvironment } from './environment.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { ProgramIndex } from './programIndex.ts';

/** What a package of the workspace calls by a name; `*`: the package itself. Undefined when it is none, or has no such name. */
export function exportOfPackage(
  evaluation: Evaluation,
  module: string,
  name: string,
  from: Program,
  spot: Spot,
): Value | undefined {
  const { environment } = evaluation;
  const { packages } = environment.language(from.language);
  const files = packages ? filesOfImport(environment, packages, module, from.uri, name) : [];
  if (files === 'pending') return unknownValue(PENDING, spot);
  if (name === '*') {
    return files.length === 0
      ? undefined
      : { kind: 'symbol', symbol: `${module}#`, origin: { from: 'literal', ...spot } };
  }
  return declaredIn(evaluation, files, name, from, spot);
}

/** A name that another file of the same folder declares, in languages whose files see it without an import. */
export function nameOfPackage(evaluation: Evaluation, name: string, { index }: View, spot: Spot): Value | undefined {
  const { program } = index;
  const { packages } = evaluation.environment.language(program.language);
  if (packages === undefined || packages.predeclared.has(name)) return undefined;
  const files = evaluation.environment.packageFiles([], program.uri, name) ?? [];
  return files === 'pending' ? unknownValue(PENDING, spot) : declaredIn(evaluation, files, name, program, spot);
}

/** The class where its fields stand, of one that has methods only. */
export function wholeClass(evaluation: Evaluation, owner: ClassValue): ClassValue {
  if (owner.class.isPartial !== true) return owner;
  return otherParts(evaluation, owner).find((part) => part.class.isPartial !== true) ?? owner;
}

/** True for a class of a package that is a folder, which has a constructor that takes its fields by name. */
export function isMadeWithFields(evaluation: Evaluation, { class: { body }, program }: ClassValue): boolean {
  if (evaluation.environment.language(program.language).packages === undefined) return false;
  return body.some((statement) => statement.kind === 'function' && statement.function.role === 'constructor');
}

/** What other files of its package declare of a class: methods stand in any of them. */
export function otherParts(evaluation: Evaluation, { class: node, program }: ClassValue): readonly ClassValue[] {
  const { packages } = evaluation.environment.language(program.language);
  if (packages === undefined) return [];
  const files = evaluation.environment.packageFiles([], program.uri, node.name) ?? [];
  if (files === 'pending') return [];
  return files.flatMap((uri): readonly ClassValue[] => {
    const index = uri === program.uri ? undefined : loaded(evaluation, uri);
    const part = index && classOf(index, node.name);
    if (index === undefined || part === undefined) return [];
    evaluation.dependencies.add(uri);
    return [{ kind: 'class', class: part, program: index.program, origin: originOf(index.program, part) }];
  });
}

function originOf({ uri }: Program, { range }: ClassStatement): ClassValue['origin'] {
  return { from: 'constant', uri, range };
}

const PENDING = 'the file is still being read';

/** Source files of an imported package that may declare a name; `*`: any. Empty where it is none of the workspace. */
export function filesOfImport(
  files: Pick<EvaluationEnvironment, 'find' | 'text' | 'packageFiles'>,
  packages: FolderPackages,
  module: string,
  from: string,
  name: string,
): readonly string[] | 'pending' {
  const manifestUri = files.find([packages.manifest], from);
  const manifest = manifestUri === undefined || manifestUri === 'pending' ? manifestUri : files.text(manifestUri);
  if (manifestUri === 'pending' || manifest === 'pending') return 'pending';
  const folder = manifest === undefined ? undefined : packages.folderBy(manifest, module);
  if (folder !== undefined && manifestUri !== undefined) {
    return files.packageFiles([folder], manifestUri, name) ?? [];
  }
  const folders = packages.folders(module, manifest);
  return folders.length === 0 ? [] : (files.packageFiles(folders, from, name) ?? []);
}

function declaredIn(
  evaluation: Evaluation,
  files: readonly string[],
  name: string,
  { uri: own }: Program,
  spot: Spot,
): Value | undefined {
  const indexes = files.flatMap((uri) => {
    const index = uri === own ? undefined : loaded(evaluation, uri);
    return index?.module.bindings.has(name) ? [index] : [];
  });
  // Methods of a type can stand apart from it.
  const whole = indexes.find((index) => isWhole(index, name)) ?? indexes[0];
  if (whole === undefined) return undefined;
  evaluation.dependencies.add(whole.program.uri);
  const place = { scope: whole.module, offset: Infinity, arms: [] };
  return through(evaluation.name(name, { index: whole, place, frame: undefined }, spot), 'other-file');
}

function isWhole(index: ProgramIndex, name: string): boolean {
  return classOf(index, name)?.isPartial !== true;
}

function classOf({ module }: ProgramIndex, name: string): ClassStatement | undefined {
  const binding = module.bindings.get(name)?.find(({ kind }) => kind === 'class');
  return binding?.kind === 'class' ? binding.class : undefined;
}

function loaded(evaluation: Evaluation, uri: string): ProgramIndex | undefined {
  const program = evaluation.environment.program(uri);
  return program === undefined || program === 'pending' ? undefined : evaluation.indexOf(program);
}
