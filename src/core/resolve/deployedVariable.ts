/**
 * What an environment variable holds where a program is deployed: by the template, stack or compose file that deploys that very
 * program, by the `.env` file that it reads, or, of what does not say which program it deploys, by its name alone.
 */
import type { DeployedCode, Deployment, DeploymentStrength } from '../domain/deployment.ts';
import type { Program } from '../domain/program.ts';
import type { Value } from '../domain/value.ts';
import { choose, mapOptions, through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { normalizePath, withoutExtension } from '../util/paths.ts';
import { isWithin, pathOfUri } from '../util/uris.ts';
import { deploymentsOf } from './deployments.ts';
import { environmentFiles } from './environmentFiles.ts';
import type { Evaluation } from './evaluation.ts';

export interface DeployedValue {
  readonly value: Value;
  /** False where it may be for another program, or only shows what somebody may set. */
  readonly isSure: boolean;
}

/** Undefined where nothing sets it. */
export function deployedVariable(
  evaluation: Evaluation,
  variable: string,
  from: Program,
  spot: Spot,
): DeployedValue | undefined {
  const program = from.uri;
  const files = evaluation.environment.deployments.filesWith(wordOf(variable), program);
  if (files === 'pending')
    return { value: unknownValue('the files that deploy it are still being read', spot), isSure: true };
  const ofInline = inlineDeployments(evaluation, files, from, spot);
  const inline = settled(ofInline.own, variable, spot);
  if (inline) return inline;
  const byNearness = nearestFirst(files, program);
  const nameless: Deployment[] = ofInline.nameless.filter(({ variables }) => variables.has(variable));
  for (const level of byNearness) {
    const deployments = level.flatMap((uri) => deploymentsOf(evaluation, uri));
    const own = concerning(evaluation, deployments, program);
    const sure = settled(own, variable, spot);
    if (sure) return sure;
    if (nameless.length === 0)
      nameless.push(...deployments.filter((one) => mayConcern(one) && one.variables.has(variable)));
  }
  const ofFiles = environmentFiles(evaluation, program);
  return settled(ofFiles, variable, spot) ?? byName([...ofFiles, ...nameless], variable, spot);
}

/** By which the files are found that set it: of a path, its longest name. */
function wordOf(variable: string): string {
  const words = variable.match(/\w+/g) ?? [];
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || variable;
}

interface InlineDeployments {
  /** Of the very function whose code it is. */
  readonly own: readonly Deployment[];
  /** Others of the same file that do not say their code: an image is built from a text in the file that runs it. */
  readonly nameless: readonly Deployment[];
}

/** What the file deploys that a program is written into. */
function inlineDeployments(
  evaluation: Evaluation,
  files: readonly string[],
  { uri, isInside }: Program,
  spot: Spot,
): InlineDeployments {
  if (isInside === undefined || spot.uri !== uri || !files.includes(uri)) return { own: [], nameless: [] };
  const deployments = deploymentsOf(evaluation, uri);
  const { start } = spot.range;
  const own = deployments.filter(({ inlineCode }) => inlineCode && inlineCode.start <= start && start < inlineCode.end);
  return { own, nameless: own.length === 0 ? deployments.filter(saysNoCode) : [] };
}

function saysNoCode({ code, inlineCode }: Deployment): boolean {
  return code === undefined && inlineCode === undefined;
}

/** More of them are many projects in one repository, none of which is the program's. */
const MAXIMUM_FILES_OF_LEVEL = 24;

/** Files by the folder that they have in common with the program, the innermost first. */
function nearestFirst(files: readonly string[], program: string): readonly (readonly string[])[] {
  const levels = new Map<number, string[]>();
  for (const uri of files) {
    if (uri === program) continue;
    const length = commonFolder(uri, program);
    const level = levels.get(length);
    if (level) level.push(uri);
    else levels.set(length, [uri]);
  }
  return [...levels]
    .sort(([a], [b]) => b - a)
    .map(([, level]) => level)
    .filter(({ length }) => length <= MAXIMUM_FILES_OF_LEVEL);
}

function commonFolder(a: string, b: string): number {
  let end = 0;
  for (let index = 0; index < a.length && a[index] === b[index]; index++) if (a[index] === '/') end = index;
  return end;
}

const STRENGTHS: readonly DeploymentStrength[] = ['deployed', 'image', 'file'];

/** Of those that surely concern a program, the ones that count: what it is started with before what it reads itself. */
function settled(concerning: readonly Deployment[], variable: string, spot: Spot): DeployedValue | undefined {
  for (const strength of STRENGTHS) {
    const own = concerning.filter((one) => one.strength === strength);
    const setting = own.filter(({ variables }) => variables.has(variable));
    if (setting.length > 0) return { value: valueIn(setting, variable, spot), isSure: true };
    const open = own.find(({ isOpen, variables }) => isOpen && variables.size === 0);
    if (open) return { value: notTold(open, variable, 'its variables cannot be told', spot), isSure: false };
  }
  return undefined;
}

/** What does not say which program it deploys counts where only one place sets the variable. */
function byName(deployments: readonly Deployment[], variable: string, spot: Spot): DeployedValue | undefined {
  const setting = deployments.filter(({ variables }) => variables.has(variable));
  const places = new Set(setting.map(({ uri }) => uri));
  if (setting.length === 0 || places.size > MAXIMUM_PLACES) return undefined;
  return { value: valueIn(setting, variable, spot), isSure: false };
}

const MAXIMUM_PLACES = 3;

function valueIn(deployments: readonly Deployment[], variable: string, spot: Spot): Value {
  const values = deployments.map((one) => {
    const value = one.variables.get(variable) ?? unknownValue('it is not set', spot);
    return value.kind === 'unknown' ? notTold(one, variable, value.reason, spot) : stated(value, one, variable, spot);
  });
  return choose(values, spot);
}

/** The value with the place that a person finds it at. */
function stated(value: Value, deployment: Deployment, variable: string, spot: Spot): Value {
  const text = `${variable} of ${deployment.name} in ${fileOf(deployment)}${doubtOf(deployment)}`;
  return mapOptions(
    through(value, 'other-file'),
    (option) => ('origin' in option ? { ...option, origin: { ...option.origin, stated: text } } : option),
    spot,
  );
}

function doubtOf({ strength, code }: Deployment): string {
  if (strength === 'example') return ', an example';
  return strength === 'deployed' && code === undefined ? ', which does not say of which program' : '';
}

function fileOf({ uri }: Deployment): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function notTold(deployment: Deployment, variable: string, reason: string, spot: Spot): Value {
  const place = `${deployment.name} in ${fileOf(deployment)}`;
  return {
    ...unknownValue(`it is the environment variable ${variable} of ${place}, where ${reason}`, spot),
    environmentVariable: variable,
  };
}

/** A bundle holds what its entry imports, wherever that lies. */
function mayConcern({ code, inlineCode }: Deployment): boolean {
  if (inlineCode !== undefined) return false;
  return code === undefined || code.some(({ isEntry }) => isEntry);
}

/** Those whose code is the program's, as exactly as any says it. */
function concerning(
  evaluation: Evaluation,
  deployments: readonly Deployment[],
  program: string,
): readonly Deployment[] {
  let best = 0;
  let found: Deployment[] = [];
  for (const deployment of deployments) {
    const nearness = Math.max(
      0,
      ...(deployment.code ?? []).map((code) => nearnessOf(evaluation, code, deployment, program)),
    );
    if (nearness === 0 || nearness < best) continue;
    if (nearness > best) found = [];
    best = nearness;
    found.push(deployment);
  }
  return found;
}

/** The very file is nearer than any folder. */
const EXACTLY = 100_000;

/** 0 for another program's. */
function nearnessOf(evaluation: Evaluation, code: DeployedCode, { uri }: Deployment, program: string): number {
  const path = pathOfUri(program);
  return Math.max(0, ...foldersOf(evaluation, code, uri).map((place) => nearnessAt(place, code, path)));
}

function nearnessAt(place: string, { isEntry, entry }: DeployedCode, program: string): number {
  if (isEntry) {
    if (program === place || withoutExtension(program) === withoutExtension(place)) return EXACTLY;
    const folder = place.slice(0, place.lastIndexOf('/'));
    return isWithin(folder, program) ? folder.length : 0;
  }
  if (place !== '' && !isWithin(place, program)) return 0;
  if (entry !== undefined && withoutExtension(program) === normalizePath([place, entry])) return EXACTLY;
  return place.length + 1;
}

/** The paths that a deployment's code can mean: as seen from its file, or from a folder above it in which the tool may run. */
function foldersOf(evaluation: Evaluation, { path, from }: DeployedCode, uri: string): readonly string[] {
  if (path.startsWith('/')) return [normalizePath([path])];
  const file = pathOfUri(uri);
  const own = file.slice(0, file.lastIndexOf('/'));
  const root = from === 'file' ? own : (projectOf(evaluation, uri) ?? own);
  const folders: string[] = [];
  for (let folder = own; isWithin(root, folder); folder = folder.slice(0, folder.lastIndexOf('/'))) {
    folders.push(normalizePath([folder, path]));
    if (folder === root || folder === '') break;
  }
  return folders;
}

const PROJECT_FILES = ['cdk.json', 'Pulumi.yaml', 'Pulumi.yml', 'sst.config.ts', 'package.json'];

function projectOf(evaluation: Evaluation, uri: string): string | undefined {
  for (const name of PROJECT_FILES) {
    const found = evaluation.environment.find([name], uri);
    if (found === 'pending') return undefined;
    if (found !== undefined) return pathOfUri(found.slice(0, found.lastIndexOf('/')));
  }
  return undefined;
}
