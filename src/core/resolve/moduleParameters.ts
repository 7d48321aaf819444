/**
 * Modules with parameters, as languages that declare infrastructure have them: what a parameter holds is said by whoever
 * uses the module, else by files of values, else by its default.
 */
import type { ModuleUseForm } from '../domain/language.ts';
import type { CallExpression, Program } from '../domain/program.ts';
import type { InstanceValue, Value } from '../domain/value.ts';
import { choose, staticText, through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { normalizePath } from '../util/paths.ts';
import { pathOfUri } from '../util/uris.ts';
import type { Application } from './application.ts';
import { nothing } from './application.ts';
import type { Evaluation, View } from './evaluation.ts';
import type { ProgramIndex } from './programIndex.ts';

const MAXIMUM_USES = 24;

/** Of several users, or several files of which a deployment takes one, each is a possibility. */
export function moduleParameter(application: Application): Value {
  const { arguments: passed, call, evaluation, view, spot } = application;
  const name = passed[0] && staticText(passed[0]);
  if (name === undefined) return nothing(application);
  const byDefault = call.arguments.find((argument) => argument.name === 'default');
  const fallback = byDefault && through(evaluation.evaluate(byDefault.value, view), 'parameter-default');
  const given = [...fromUsers(evaluation, name, view, fallback, spot), ...fromFiles(evaluation, call, view, spot)];
  if (given.length > 0) return choose(given, spot);
  return fallback ?? unknownValue(`\`${name}\` has no default, and is given when it is deployed`, spot);
}

/** What a module gives out, which its files bind under `output.` and a name; undefined where that is not seen. */
export function moduleOutput(
  evaluation: Evaluation,
  used: InstanceValue,
  name: string,
  { language }: Program,
  spot: Spot,
): Value | undefined {
  const source = sourceOf(used.arguments.fields.get('source')?.value);
  if (source === undefined) return undefined;
  const output = `output.${name}`;
  const files = evaluation.environment.language(language).packageFiles?.(output) ?? [];
  for (const file of files) {
    const index = indexAt(evaluation, `./${normalizePath([source, file])}`, used.origin.uri);
    if (index === 'pending') return unknownValue('the file is still being read', spot);
    if (!index?.module.bindings.has(output)) continue;
    return through(evaluation.name(output, viewOf(index), spot), 'other-file');
  }
  return undefined;
}

function sourceOf(value: Value | undefined): string | undefined {
  const source = value && staticText(value);
  return source?.startsWith('.') ? source : undefined;
}

function indexAt(evaluation: Evaluation, path: string, from: string): ProgramIndex | 'pending' | undefined {
  const uri = evaluation.environment.find([path], from);
  if (uri === undefined) return undefined;
  const program = uri === 'pending' ? 'pending' : evaluation.environment.program(uri);
  if (program === undefined || program === 'pending') return program;
  evaluation.dependencies.add(program.uri);
  return evaluation.indexOf(program);
}

function viewOf(index: ProgramIndex): View {
  return { index, place: { scope: index.module, offset: Infinity, arms: [] }, frame: undefined };
}

function fromUsers(
  evaluation: Evaluation,
  name: string,
  view: View,
  fallback: Value | undefined,
  spot: Spot,
): readonly Value[] {
  const { program } = view.index;
  const users = usersOf(evaluation, program);
  if (users === 'pending') return [unknownValue('the file is still being read', spot)];
  const uses = users.flatMap((user) => usesIn(evaluation, user, program.uri));
  const given = uses.slice(0, MAXIMUM_USES).map((use) => givenTo(evaluation, use, name));
  const values = given.flatMap((value) => (value ? [through(value, 'other-file')] : []));
  // What counts for those that leave it out is the less likely.
  return values.length < given.length && fallback ? [...values, fallback] : values;
}

/** Files that may use a program as a module. */
function usersOf(evaluation: Evaluation, { uri, language }: Program): readonly string[] | 'pending' {
  const { environment } = evaluation;
  const users = environment.language(language).modules?.users;
  if (users === undefined) return environment.importers(uri);
  const found = users.map((path) => environment.find([path], uri));
  if (found.includes('pending')) return 'pending';
  return found.filter((user): user is string & {} => user !== undefined && user !== uri);
}

interface ModuleUse {
  readonly index: ProgramIndex;
  readonly call: CallExpression;
  readonly form: ModuleUseForm;
}

function usesIn(evaluation: Evaluation, user: string, uri: string): readonly ModuleUse[] {
  const program = evaluation.environment.program(user);
  if (program === undefined || program === 'pending') return [];
  const index = evaluation.indexOf(program);
  const { modules } = evaluation.environment.language(program.language);
  const own = pathOfUri(uri);
  return index.calls.flatMap(({ call }): readonly ModuleUse[] => {
    const { callee } = call;
    const form = callee.kind === 'name' && modules?.uses.find((candidate) => candidate.callee === callee.name);
    const source = form ? call.arguments.find((argument) => argument.name === form.source)?.value : undefined;
    const path = source && staticText(evaluation.evaluate(source, viewOf(index)));
    if (!form || path === undefined) return [];
    const named = normalizePath([pathOfUri(user), '..', path]);
    if (named !== own && named !== normalizePath([own, '..'])) return [];
    evaluation.dependencies.add(user);
    return [{ index, call, form }];
  });
}

function givenTo(evaluation: Evaluation, { index, call, form }: ModuleUse, name: string): Value | undefined {
  const wanted = form.parameters ?? name;
  const argument = call.arguments.find((candidate) => candidate.name === wanted);
  if (argument === undefined) return undefined;
  const value = evaluation.once(
    argument,
    undefined,
    () => evaluation.evaluate(argument.value, viewOf(index)),
    () => undefined,
  );
  if (form.parameters === undefined) return value;
  return value?.kind === 'object' ? value.fields.get(name)?.value : undefined;
}

/** A file that is loaded by itself decides; of the others each is a possibility. */
function fromFiles(evaluation: Evaluation, call: CallExpression, view: View, spot: Spot): readonly Value[] {
  const { modules } = evaluation.environment.language(view.index.program.language);
  const target = boundName(view.index, call);
  if (target === undefined) return [];
  const valuesIn = (paths: readonly string[] = []): readonly Value[] =>
    paths.flatMap((path) => {
      const index = indexAt(evaluation, path, view.index.program.uri);
      if (index === 'pending') return [unknownValue('the file is still being read', spot)];
      if (!index?.module.bindings.has(target)) return [];
      return [through(evaluation.name(target, viewOf(index), spot), 'configuration')];
    });
  const loaded = valuesIn(modules?.loadedValues).slice(-1);
  return loaded.length > 0 ? loaded : valuesIn(modules?.namedValues);
}

/** The name that holds the parameter: files of values bind the same. */
function boundName({ program }: ProgramIndex, call: CallExpression): string | undefined {
  const declaration = program.body.find((statement) => statement.kind === 'assign' && statement.value === call);
  return declaration?.kind === 'assign' && declaration.target.kind === 'name' ? declaration.target.name : undefined;
}
