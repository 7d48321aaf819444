/** What lies beside a program: `.env` files that it reads when it starts, examples of them, the Dockerfile of its image. */
import type { Deployment } from '../domain/deployment.ts';
import type { Value } from '../domain/value.ts';
import { textOf, unknownValue } from '../domain/valueOperations.ts';
import type { EnvironmentEntry } from '../util/environmentText.ts';
import { parseDockerfile, parseEnvironment } from '../util/environmentText.ts';
import type { Evaluation } from './evaluation.ts';

/** The first is what is read without any choice; the others hold in one environment each, or on one machine. */
const FILES = ['.env', '.env.local', '.env.development', '.env.dev', '.env.staging', '.env.production', '.env.prod'];
const EXAMPLES = [
  ...[
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '.env.local.example',
    '.env-example',
    '.env_example',
  ],
  ...['env.example', 'example.env', 'sample.env', '.example.env', '.env.local.sample'],
];

/** By folder: every variable of a program asks for the same. */
const known = new WeakMap<Evaluation, Map<string, readonly Deployment[]>>();

/** Those nearest to a program, each of its name. */
export function environmentFiles(evaluation: Evaluation, program: string): readonly Deployment[] {
  const folder = program.slice(0, program.lastIndexOf('/'));
  let ofEvaluation = known.get(evaluation);
  if (ofEvaluation === undefined) known.set(evaluation, (ofEvaluation = new Map<string, readonly Deployment[]>()));
  const kept = ofEvaluation.get(folder);
  if (kept) return kept;
  const { result, isPending } = evaluation.watch(() => readAll(evaluation, program));
  if (!isPending) ofEvaluation.set(folder, result);
  return result;
}

function readAll(evaluation: Evaluation, program: string): readonly Deployment[] {
  const image = read(evaluation, 'Dockerfile', program, 'image');
  const own = FILES.flatMap((name) => read(evaluation, name, program, 'file'));
  return [...image, ...own, ...EXAMPLES.flatMap((name) => read(evaluation, name, program, 'example'))];
}

function read(
  evaluation: Evaluation,
  name: string,
  program: string,
  strength: Deployment['strength'],
): readonly Deployment[] {
  const { environment } = evaluation;
  const uri = environment.find([name], program);
  const text = uri === undefined || uri === 'pending' ? undefined : environment.text(uri);
  if (uri === undefined || text === undefined || text === 'pending') return [];
  evaluation.dependencies.add(uri);
  const entries = strength === 'image' ? parseDockerfile(text) : parseEnvironment(text);
  return [{ name: 'the program', uri, strength, code: undefined, variables: variablesOf(uri, entries), isOpen: false }];
}

/** A value that is left empty is still to be written. */
function variablesOf(uri: string, entries: readonly EnvironmentEntry[]): ReadonlyMap<string, Value> {
  const variables = new Map<string, Value>();
  for (const { name, value, range, isLiteral } of entries) {
    if (value === '') continue;
    const origin = { from: 'other-file', uri, range } as const;
    variables.set(name, isLiteral ? textOf(value, origin) : unknownValue('it is made of other variables', origin));
  }
  return variables;
}
