import type { Value } from '../domain/value.ts';
import type { ExportBinding, Program } from '../domain/program.ts';
import type { Evaluation, View } from './evaluation.ts';
import { aliasedFile } from './moduleAliases.ts';
import { exportOfPackage } from './packages.ts';
import { valueOfData } from './data.ts';
import { through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';

const MAXIMUM_PASSES = 5;

/** Of one name: several programs of a workspace have classes of the same name. */
const MOST_DECLARING = 3;

/** What an import binds: a value of another file of the workspace, or a symbol of a package. */
export function moduleValue(
  module: string,
  imported: string,
  evaluation: Evaluation,
  from: Program,
  spot: Spot,
): Value {
  const value = moduleExport(module, imported, evaluation, from, spot);
  if (value) return value;
  const missing = whyMissing(module, imported, evaluation, from);
  const symbol = symbolOf(module, imported);
  return { kind: 'symbol', symbol, ...(missing !== undefined && { missing }), origin: { from: 'literal', ...spot } };
}

/** Undefined for a package, which need not be in the workspace. */
function whyMissing(module: string, imported: string, { environment }: Evaluation, from: Program): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const uri = environment.find(environment.language(from.language).moduleCandidates(module), from.uri);
  return uri === undefined
    ? `the file \`${module}\` does not exist`
    : `\`${module}\` does not say what \`${imported}\` is`;
}

/** Undefined when the module is no file of the workspace or does not have the name. */
export function moduleExport(
  module: string,
  imported: string,
  evaluation: Evaluation,
  from: Program,
  spot: Spot,
  passes = 0,
): Value | undefined {
  const { environment } = evaluation;
  if (passes > MAXIMUM_PASSES || environment.isPackage(module, from.language)) return undefined;
  if (environment.language(from.language).packages) return exportOfPackage(evaluation, module, imported, from, spot);
  const candidates = environment.language(from.language).moduleCandidates(module, imported);
  const named = candidates.length === 0 ? undefined : environment.find(candidates, from.uri);
  const uri = named ?? aliasedFile(module, evaluation, from);
  if (uri === 'pending') return unknownValue('the file is still being read', spot);
  if (uri === undefined) return submodule(module, imported, evaluation, from, spot, passes);
  evaluation.dependencies.add(uri);
  if (/\.(json|ya?ml)$/i.test(uri)) return dataFile(uri, evaluation, spot);
  const program = environment.program(uri);
  if (program === 'pending') return unknownValue('the file is still being read', spot);
  if (program === undefined) return undefined;
  if (imported === '*') return namespace(module, spot);
  return (
    exported(program, imported, evaluation, spot, passes) ?? submodule(module, imported, evaluation, from, spot, passes)
  );
}

/** A name that another file of the same folder declares, in languages whose files see it without an import. */
export function packageName(evaluation: Evaluation, name: string, view: View, spot: Spot): Value | undefined {
  const { environment } = evaluation;
  const { program } = view.index;
  const paths = environment.language(program.language).packageFiles?.(name) ?? [];
  const declaring = environment.declaring(name, program.uri);
  if (declaring === 'pending') return unknownValue('the file is still being read', spot);
  // All are asked for at once: one after the other, each would be a wait of its own.
  const uris = [...paths.map((path) => environment.find([path], program.uri)), ...declaring.slice(0, MOST_DECLARING)];
  const programs = uris.map((uri): Program | 'pending' | undefined => {
    if (uri === undefined || uri === program.uri) return undefined;
    const text = uri === 'pending' ? uri : environment.text(uri);
    if (uri === 'pending' || text === 'pending') return 'pending';
    return text?.includes(name.slice(name.lastIndexOf('.') + 1)) ? environment.program(uri) : undefined;
  });
  if (programs.includes('pending')) return unknownValue('the file is still being read', spot);
  for (const other of programs) {
    if (other === undefined || other === 'pending') continue;
    const index = evaluation.indexOf(other);
    if (!index.module.bindings.has(name)) continue;
    evaluation.dependencies.add(other.uri);
    const place = { scope: index.module, offset: Infinity, arms: [] };
    return through(evaluation.name(name, { index, place, frame: undefined }, spot), 'other-file');
  }
  return undefined;
}

/** `from package import module`. */
function submodule(
  module: string,
  imported: string,
  evaluation: Evaluation,
  from: Program,
  spot: Spot,
  passes: number,
): Value | undefined {
  if (imported === '*' || imported === 'default' || from.exports !== undefined) return undefined;
  const name = module.endsWith('.') ? `${module}${imported}` : `${module}.${imported}`;
  return moduleExport(name, '*', evaluation, from, spot, passes + 1);
}

function namespace(module: string, spot: Spot): Value {
  return { kind: 'symbol', symbol: symbolOf(module, '*'), origin: { from: 'literal', ...spot } };
}

function exported(
  program: Program,
  name: string,
  evaluation: Evaluation,
  spot: Spot,
  passes: number,
): Value | undefined {
  const index = evaluation.indexOf(program);
  const view: View = { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
  if (program.exports) return exportedByName(program, program.exports, name, evaluation, view, spot, passes);
  if (!index.module.bindings.has(name)) return starExport(index.starImports, name, evaluation, program, spot, passes);
  return through(evaluation.name(name, view, spot), 'other-file');
}

function exportedByName(
  program: Program,
  exports: readonly ExportBinding[],
  name: string,
  evaluation: Evaluation,
  view: View,
  spot: Spot,
  passes: number,
): Value | undefined {
  const binding = exports.find((candidate) => candidate.exported === name);
  if (binding?.module !== undefined) {
    return moduleExport(binding.module, binding.local ?? name, evaluation, program, spot, passes + 1);
  }
  if (binding?.value) return through(evaluation.evaluate(binding.value, view), 'other-file');
  if (binding) return through(evaluation.name(binding.local ?? name, view, spot), 'other-file');
  const stars = exports.flatMap((candidate) =>
    candidate.exported === '*' && candidate.module ? [candidate.module] : [],
  );
  return starExport(stars, name, evaluation, program, spot, passes);
}

function starExport(
  modules: readonly string[],
  name: string,
  evaluation: Evaluation,
  program: Program,
  spot: Spot,
  passes: number,
): Value | undefined {
  return firstExport(modules, evaluation, (module) =>
    moduleExport(module, name, evaluation, program, spot, passes + 1),
  );
}

/**
 * What the first of several modules has that has it. All of them are asked for at once where one is still being read: one
 * after the other, each would be a wait of its own.
 */
export function firstExport(
  modules: readonly string[],
  evaluation: Evaluation,
  exportOf: (module: string) => Value | undefined,
): Value | undefined {
  let found: Value | undefined;
  for (const module of modules) {
    const { result, isPending } = evaluation.watch(() => exportOf(module));
    found ??= result;
    if (found && !isPending) return found;
  }
  return found;
}

function dataFile(uri: string, evaluation: Evaluation, spot: Spot): Value {
  const text = evaluation.environment.text(uri);
  if (text === 'pending') return unknownValue('the file is still being read', spot);
  if (text === undefined) return unknownValue('the file cannot be read', spot);
  const origin = {
    from: 'other-file',
    uri,
    range: { start: 0, end: text.length },
  } as const;
  return valueOfData(text, origin) ?? unknownValue('the file cannot be read as data', spot);
}

function symbolOf(module: string, imported: string): string {
  return imported === '*' ? `${module}#` : `${module}#${imported}`;
}
