/**
 * Files that an import means by what stands elsewhere: path aliases of a `tsconfig.json`, packages of the same workspace,
 * folders that a program adds to `sys.path`, packages that are installed from the workspace.
 */
import type { Program } from '../domain/program.ts';
import { staticText } from '../domain/valueOperations.ts';
import { normalizePath } from '../util/paths.ts';
import { parentUri } from '../util/uris.ts';
import { dataOfJson, dataOfYaml } from './data.ts';
import type { Evaluation } from './evaluation.ts';
import type { IndexedCall } from './programIndex.ts';

type Found = (string & {}) | 'pending' | undefined;

const MAXIMUM_LEVELS = 5;
const MAXIMUM_ALIASES = 50;

/** Undefined where nothing leads from the name to a file of the workspace. */
export function aliasedFile(module: string, evaluation: Evaluation, from: Program): Found {
  if (module.startsWith('.') || module.startsWith('/') || module.length > 200) return undefined;
  if (from.language === 'python')
    return inAddedFolder(module, evaluation, from) ?? installedFile(module, evaluation, from);
  if (from.language !== 'typescript' && from.language !== 'javascript') return undefined;
  return aliasOfConfiguration(module, evaluation, from) ?? packageOfWorkspace(module, evaluation, from);
}

type Data = Readonly<Record<string, unknown>>;

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A file's data, where it is an object. */
function readData(uri: Found, { environment, dependencies }: Evaluation): Data | 'pending' | undefined {
  if (uri === undefined || uri === 'pending') return uri as 'pending' | undefined;
  dependencies.add(uri);
  const text = environment.text(uri);
  if (text === undefined || text === 'pending') return text as 'pending' | undefined;
  const data = /\.ya?ml$/i.test(uri) ? dataOfYaml(text) : dataOfJson(text);
  return isData(data) ? data : undefined;
}

/** `paths` and `baseUrl` of the nearest `tsconfig.json`, or of the one that it extends. */
function aliasOfConfiguration(module: string, evaluation: Evaluation, from: Program): Found {
  const { environment } = evaluation;
  let uri = environment.find(['tsconfig.json', 'jsconfig.json'], from.uri);
  for (let level = 0; level < MAXIMUM_LEVELS; level++) {
    const data = readData(uri, evaluation);
    if (data === 'pending') return 'pending';
    if (data === undefined || uri === undefined || uri === 'pending') return undefined;
    const options = isData(data['compilerOptions']) ? data['compilerOptions'] : {};
    const targets = targetsOf(module, options).flatMap((path) => candidatesFor(path, evaluation, from));
    if (targets.length > 0) return environment.find(targets, uri);
    const base = data['extends'];
    if (typeof base !== 'string' || !base.startsWith('.')) return undefined;
    uri = environment.find(base.endsWith('.json') ? [base] : [`${base}.json`, base], uri);
  }
  return undefined;
}

function targetsOf(module: string, options: Data): readonly string[] {
  const base = typeof options['baseUrl'] === 'string' ? options['baseUrl'] : undefined;
  const aliases = isData(options['paths']) ? Object.entries(options['paths']).slice(0, MAXIMUM_ALIASES) : [];
  const aliased = aliases.flatMap(([pattern, targets]) => {
    const [start = '', end] = pattern.split('*', 2);
    const isMatch = end === undefined ? module === start : module.startsWith(start) && module.endsWith(end);
    if (!isMatch || !Array.isArray(targets)) return [];
    const middle = module.slice(start.length, module.length - (end?.length ?? 0));
    return targets.flatMap((target) => (typeof target === 'string' ? [target.replace('*', () => middle)] : []));
  });
  const paths = aliased.length > 0 || base === undefined ? aliased : [module];
  return paths.map((path) => normalizePath([base ?? '.', path]));
}

function candidatesFor(path: string, { environment }: Evaluation, { language }: Program): readonly string[] {
  const relative = path.startsWith('.') ? path : `./${path}`;
  return environment.language(language).moduleCandidates(relative);
}

/** A package of the same workspace, found by the folder that it is named after. */
function packageOfWorkspace(module: string, evaluation: Evaluation, from: Program): Found {
  const named = /^((?:@[\w.-]+\/)?[\w.-]+)(?:\/(.+))?$/.exec(module);
  const name = named?.[1];
  if (name === undefined) return undefined;
  const { environment } = evaluation;
  let at: string = from.uri;
  for (let level = 0; level < MAXIMUM_LEVELS; level++) {
    const manifest = environment.find(['package.json'], at);
    if (manifest === undefined || manifest === 'pending') return manifest;
    const folders = foldersOfPackages(manifest, evaluation);
    if (folders === 'pending') return 'pending';
    if (folders.length > 0) return entryOf(name, named?.[2], folders, manifest, evaluation, from);
    at = parentUri(manifest);
  }
  return undefined;
}

/** `workspaces` of a root's `package.json`, or `packages` of a `pnpm-workspace.yaml` beside it. */
function foldersOfPackages(manifest: string, evaluation: Evaluation): readonly string[] | 'pending' {
  const data = readData(manifest, evaluation);
  if (data === 'pending') return 'pending';
  const written = data?.['workspaces'];
  const folders = isData(written) ? written['packages'] : written;
  if (Array.isArray(folders)) return textsOf(folders);
  const other = readData(evaluation.environment.find(['./pnpm-workspace.yaml'], manifest), evaluation);
  if (other === 'pending') return 'pending';
  return Array.isArray(other?.['packages']) ? textsOf(other['packages']) : [];
}

function textsOf(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === 'string').slice(0, MAXIMUM_ALIASES);
}

function entryOf(
  name: string,
  path: string | undefined,
  folders: readonly string[],
  root: string,
  evaluation: Evaluation,
  from: Program,
): Found {
  const short = name.slice(name.indexOf('/') + 1);
  for (const folder of folders) {
    const own = folder
      .replace(/^\.\//, '')
      .replace(/(?:\/\*){1,2}$/, `/${short}`)
      .replace(/\/$/, '');
    const manifest = evaluation.environment.find([`./${own}/package.json`], root);
    if (manifest === 'pending') return 'pending';
    const data = readData(manifest, evaluation);
    if (data === 'pending') return 'pending';
    if (manifest === undefined || data?.['name'] !== name) continue;
    const settings = readData(evaluation.environment.find(['./tsconfig.json'], manifest), evaluation);
    if (settings === 'pending') return 'pending';
    const options = isData(settings?.['compilerOptions']) ? settings['compilerOptions'] : {};
    const sources = entryPaths(data, path, options).flatMap((entry) => candidatesFor(entry, evaluation, from));
    return evaluation.environment.find(sources, manifest);
  }
  return undefined;
}

/**
 * Sources of what a package exports: what is built of them is no part of the workspace.
 *
 * @param options Of its compiler, which says where it writes.
 */
function entryPaths(manifest: Data, path: string | undefined, options: Data): readonly string[] {
  const exported = exportsOf(manifest['exports'], path === undefined ? '.' : `./${path}`);
  const written =
    path === undefined ? [manifest['source'], ...exported, manifest['module'], manifest['main']] : exported;
  const built = [...new Set(textsOf(written))].flatMap((file) => sourcesOf(normalizePath([file]), options));
  return [...built, ...(path === undefined ? ['src/index', 'index', 'lib/index'] : [`src/${path}`, path])];
}

/** Files that `exports` gives for a path, whatever the conditions; `*` stands for any path. */
function exportsOf(exports: unknown, path: string, depth = 0): readonly string[] {
  if (depth > MAXIMUM_LEVELS) return [];
  if (typeof exports === 'string') return [exports];
  if (!isData(exports)) return [];
  const isByPath = Object.keys(exports).some((key) => key.startsWith('.'));
  if (!isByPath) return Object.values(exports).flatMap((one) => exportsOf(one, path, depth + 1));
  if (path in exports) return exportsOf(exports[path], path, depth + 1);
  for (const [pattern, target] of Object.entries(exports).slice(0, MAXIMUM_ALIASES)) {
    const [start = '', end] = pattern.split('*', 2);
    if (end === undefined || !path.startsWith(start) || !path.endsWith(end)) continue;
    const middle = path.slice(start.length, path.length - end.length);
    return exportsOf(target, path, depth + 1).map((file) => file.replace('*', () => middle));
  }
  return [];
}

/** Where a file that is built is likely built from. */
function sourcesOf(written: string, options: Data): readonly string[] {
  const file = written.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const folder = (key: string): string | undefined =>
    typeof options[key] === 'string' ? normalizePath([options[key]]) : undefined;
  const [outDir, rootDir = 'src'] = [folder('outDir'), folder('rootDir')];
  const rest = outDir !== undefined && file.startsWith(`${outDir}/`) ? file.slice(outDir.length + 1) : undefined;
  const configured = rest === undefined ? [] : [normalizePath([rootDir, rest]), `src/${rest}`, rest];
  return [...configured, file.replace(BUILT, 'src/'), file.replace(BUILT, '')];
}

const BUILT = /^(?:dist|build|out|lib|es|esm|cjs)\/(?:(?:esm|cjs|es|lib|src)\/)*/;

/** `sys.path.insert(0, folder)`, `sys.path.append(folder)`. */
function inAddedFolder(module: string, evaluation: Evaluation, from: Program): Found {
  const index = evaluation.indexOf(from);
  const calls = ['insert', 'append'].flatMap((name) => index.callsByName.get(name) ?? []).filter(isOfSearchPath);
  if (calls.length === 0) return undefined;
  const folders = evaluation.once(
    index,
    undefined,
    () =>
      calls.slice(0, MAXIMUM_ALIASES).flatMap((indexed) => {
        const folder = indexed.call.arguments.at(-1)?.value;
        const value = folder && evaluation.evaluate(folder, { index, place: indexed, frame: undefined });
        return (value && staticText(value)) ?? [];
      }),
    () => [],
  );
  const candidates = evaluation.environment.language(from.language).moduleCandidates(module);
  const files = folders.flatMap((folder) => candidates.map((file) => normalizePath([folder, file])));
  return files.length === 0 ? undefined : evaluation.environment.find(files, from.uri);
}

/** Packages of the same workspace that are installed, and layers of Lambda functions. */
function installedFile(module: string, { environment }: Evaluation, from: Program): Found {
  const paths = environment.language(from.language).moduleCandidates(module);
  return environment.importedFile(
    paths.filter((path) => !path.startsWith('src/')),
    from.uri,
  );
}

function isOfSearchPath({ call: { callee } }: IndexedCall): boolean {
  if (callee.kind !== 'member' || callee.object.kind !== 'member') return false;
  const { object, property } = callee.object;
  return property === 'path' && object.kind === 'name' && object.name === 'sys';
}
