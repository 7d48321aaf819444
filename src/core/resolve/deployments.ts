/** The deployments that the workspace's files describe, file by file: see `domain/deployment.ts`. */
import type { Deployment, DeploymentContext, DeploymentReader } from '../domain/deployment.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { ProgramIndex } from './programIndex.ts';
import { usesOf } from './uses.ts';
import { normalizePath } from '../util/paths.ts';

const MAXIMUM_CALLS = 200;
const MAXIMUM_DEPLOYMENTS = 200;

/** Many variables are asked for, and every call of a file asks again. */
const known = new WeakMap<Evaluation, Map<string, readonly Deployment[]>>();

/** What one file deploys. Empty inside itself, and while it is still being read. */
export function deploymentsOf(evaluation: Evaluation, uri: string): readonly Deployment[] {
  let ofEvaluation = known.get(evaluation);
  if (ofEvaluation === undefined) known.set(evaluation, (ofEvaluation = new Map<string, readonly Deployment[]>()));
  const kept = ofEvaluation.get(uri);
  if (kept) return kept;
  const { result, isPending } = evaluation.watch(() =>
    evaluation.once(
      ofEvaluation,
      undefined,
      () => evaluation.environment.deployments.readersOf(uri).flatMap((reader) => readWith(evaluation, reader, uri)),
      () => undefined,
    ),
  );
  if (result !== undefined && !isPending) ofEvaluation.set(uri, result);
  return result ?? [];
}

function readWith(evaluation: Evaluation, reader: DeploymentReader, uri: string): readonly Deployment[] {
  const text = evaluation.environment.text(uri);
  if (text === undefined || text === 'pending' || !reader.marks.test(text)) return [];
  evaluation.dependencies.add(uri);
  const ofText = reader.readText?.({ uri, text, fileText: (path) => fileText(evaluation, path, uri) }) ?? [];
  return [...ofText, ...readCalls(evaluation, reader, uri)].slice(0, MAXIMUM_DEPLOYMENTS);
}

function fileText(evaluation: Evaluation, path: string, from: string): { uri: string; text: string } | undefined {
  const uri = evaluation.environment.find([`./${normalizePath([path])}`], from);
  if (uri === undefined || uri === 'pending') return undefined;
  const text = evaluation.environment.text(uri);
  return text === undefined || text === 'pending' ? undefined : { uri, text };
}

function readCalls(evaluation: Evaluation, reader: DeploymentReader, uri: string): readonly Deployment[] {
  if (reader.readCall === undefined && reader.readProgram === undefined) return [];
  const program = evaluation.environment.program(uri);
  if (program === undefined || program === 'pending') return [];
  const index = evaluation.indexOf(program);
  const ofCalls = index.calls
    .filter(({ call }) => reader.mayDeploy?.(call))
    .slice(0, MAXIMUM_CALLS)
    .flatMap((indexed) => readEachUse(evaluation, reader, index, indexed));
  const place = { scope: index.module, offset: Infinity, arms: [] };
  const context = contextAt(evaluation, { index, place, frame: undefined });
  return [...ofCalls, ...(reader.readProgram?.(context) ?? [])];
}

/** A construct of the workspace is deployed as often as it is made, each time with what it is handed. */
function readEachUse(
  evaluation: Evaluation,
  reader: DeploymentReader,
  index: ProgramIndex,
  indexed: ProgramIndex['calls'][number],
): readonly Deployment[] {
  const read = (view: View): readonly Deployment[] =>
    reader.readCall?.(indexed.call, contextAt(evaluation, view)) ?? [];
  const first = evaluation.asking(() => read({ index, place: indexed, frame: undefined }));
  if (first.result.length === 0) return [];
  return usesOf(evaluation, [{ index, indexed }], read, first).uses.flatMap(({ result }) => result);
}

function contextAt(evaluation: Evaluation, view: View): DeploymentContext {
  const { program, module } = view.index;
  return {
    uri: program.uri,
    evaluate: (expression) => evaluation.evaluate(expression, view),
    argumentsOf: (call) => evaluation.argumentsOf(call, view),
    bound: (name) => {
      const binding = module.bindings.get(name)?.at(-1);
      return binding?.kind === 'value' ? binding.value : undefined;
    },
  };
}
