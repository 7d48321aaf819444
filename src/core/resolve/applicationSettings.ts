/**
 * What an application's own settings files say: `application.yml` of Spring and the like, with a file for each profile. A value
 * can name environment variables and other settings: `${MODEL_ID:amazon.nova-lite-v1:0}`.
 */
import type { Origin, Value } from '../domain/value.ts';
import { choose, concatenate, textOf, through, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { parseProperties } from '../util/propertiesText.ts';
import { parseYaml } from '../util/yamlTree.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import { environmentVariable } from './environmentVariable.ts';
import type { Evaluation, View } from './evaluation.ts';
import { readFirstTextFile } from './files.ts';

/** One value of a file. */
interface Setting {
  readonly text: string;
  readonly origin: Origin;
  /** Absent where it holds in every profile. */
  readonly profile?: string;
}

type Settings = ReadonlyMap<string, readonly Setting[]>;

/**
 * What stands under a key in the files nearest to the code; undefined where none of them has it. Of several profiles each
 * is a possibility, unless the files say which one is active.
 */
export function applicationSetting(
  evaluation: Evaluation,
  key: string,
  view: View,
  spot: Spot,
  depth = 0,
): Value | undefined {
  const found = settingsUnder(evaluation, key, view);
  const base = found.filter(({ profile }) => profile === undefined).at(-1);
  const ofProfiles = found.filter(({ profile }) => profile !== undefined && !isTestProfile(profile));
  const active = activeProfiles(evaluation, view);
  const decided = active && ofProfiles.findLast(({ profile }) => active.includes(profile ?? ''));
  const kept = decided ? [decided] : [...(base ? [base] : []), ...(active ? [] : ofProfiles)];
  if (kept.length === 0) return undefined;
  return choose(
    kept.map(({ text, origin }) => filled(evaluation, text, origin, view, spot, depth)),
    spot,
  );
}

/** Names of the profiles that the files themselves make active; undefined where they leave it to the start of the program. */
function activeProfiles(evaluation: Evaluation, view: View): readonly string[] | undefined {
  const [active] = settingsUnder(evaluation, 'spring.profiles.active', view).filter(
    ({ profile }) => profile === undefined,
  );
  if (active === undefined || active.text.includes('$') || active.text.trim() === '') return undefined;
  return active.text.split(',').map((name) => name.trim());
}

function isTestProfile(profile: string): boolean {
  return /test/i.test(profile);
}

/** Profiles that programs mostly have; others are found where the files name them. */
const USUAL_PROFILES = [
  ...['dev', 'development', 'local', 'prod', 'production', 'staging', 'stage', 'default'],
  ...['aws', 'bedrock', 'cloud', 'docker', 'lambda', 'ai', 'kubernetes', 'k8s'],
];

function settingsUnder(evaluation: Evaluation, key: string, view: View): readonly Setting[] {
  const files = evaluation.environment.language(view.index.program.language).settingFiles;
  if (files === undefined) return [];
  const main = files.paths();
  const included = ['spring.profiles.active', 'spring.profiles.include', 'spring.profiles.group.default'].flatMap(
    (name) => settingsIn(evaluation, main, name, view).flatMap(({ text }) => text.split(/[\s,]+/)),
  );
  const profiles = [...new Set([...USUAL_PROFILES, ...included.filter((name) => /^[\w-]+$/.test(name))])];
  const others = profiles.flatMap((profile) =>
    settingsIn(evaluation, files.paths(profile), key, view).map((setting) => ({ ...setting, profile })),
  );
  return [...settingsIn(evaluation, main, key, view), ...others];
}

/** What stands under a key in all files that there are of some, each the nearest of its name. */
function settingsIn(evaluation: Evaluation, paths: readonly string[], key: string, view: View): readonly Setting[] {
  const { environment } = evaluation;
  const starts = startsOf(evaluation, view);
  return paths.flatMap((path) => {
    const uri = firstFound(evaluation, path, starts);
    const text = uri === undefined || uri === 'pending' ? undefined : environment.text(uri);
    if (uri === undefined || text === undefined || text === 'pending') return [];
    evaluation.dependencies.add(uri);
    return settingsOf(uri, text).get(canonical(key)) ?? [];
  });
}

const MAXIMUM_STARTS = 3;

/** The file itself, and those in which the programs nearest to it begin. */
function startsOf({ environment }: Evaluation, { index: { program } }: View): readonly string[] {
  const names = environment.language(program.language).settingFiles?.startFiles ?? [];
  const starts = names.flatMap((name) => {
    const uris = environment.declaring(`${name}@file`, program.uri);
    return uris === 'pending' ? [] : uris.slice(0, MAXIMUM_STARTS);
  });
  return [program.uri, ...starts];
}

function firstFound({ environment }: Evaluation, path: string, starts: readonly string[]): string | undefined {
  for (const from of starts) {
    const uri = environment.find([path], from);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

const MAXIMUM_KEPT = 32;
/** By uri and text: many classes ask the same files for many keys. */
const parsed = new Map<string, { readonly text: string; readonly settings: Settings }>();

function settingsOf(uri: string, text: string): Settings {
  const known = parsed.get(uri);
  if (known?.text === text) return known.settings;
  const settings = /\.properties$/i.test(uri) ? ofProperties(uri, text) : ofYaml(uri, withoutComments(uri, text));
  if (parsed.size >= MAXIMUM_KEPT) parsed.clear();
  parsed.set(uri, { text, settings });
  return settings;
}

/** JSON of .NET may have the comments of its programs; every letter keeps its place. */
function withoutComments(uri: string, text: string): string {
  if (!/\.json$/i.test(uri) || !/\/[/*]/.test(text)) return text;
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (piece) =>
    piece.startsWith('"') ? piece : piece.replace(/[^\n]/g, ' '),
  );
}

/** `%prod.key` is of a profile. */
function ofProperties(uri: string, text: string): Settings {
  const settings = new Map<string, Setting[]>();
  for (const { key, value, range } of parseProperties(text)) {
    const [, profile, name = key] = /^%([\w-]+)\.(.*)$/s.exec(key) ?? [];
    put(settings, name, {
      text: value,
      origin: { from: 'other-file', uri, range },
      ...(profile !== undefined && { profile }),
    });
  }
  return settings;
}

/** Documents of one file can be of profiles. */
function ofYaml(uri: string, text: string): Settings {
  const settings = new Map<string, Setting[]>();
  let offset = 0;
  for (const document of text.split(/^(?=---[ \t\r]*$)/m)) {
    const { root } = parseYaml(document, offset);
    offset += document.length;
    if (root === undefined) continue;
    const own = new Map<string, Setting[]>();
    flatten(root, [], uri, own, 0);
    const condition = own.get(canonical('spring.config.activate.on-profile')) ?? own.get(canonical('spring.profiles'));
    const profile = condition?.[0]?.text;
    for (const [key, values] of own) {
      for (const value of values) put(settings, key, profile === undefined ? value : { ...value, profile });
    }
  }
  return settings;
}

const MAXIMUM_DEPTH = 40;

function flatten(
  node: YamlNode,
  path: readonly string[],
  uri: string,
  settings: Map<string, Setting[]>,
  depth: number,
): void {
  if (depth > MAXIMUM_DEPTH) return;
  if (node.kind === 'map') {
    for (const { key, value } of node.entries.values()) flatten(value, [...path, key], uri, settings, depth + 1);
  } else if (node.kind === 'list') {
    node.items.forEach((item, index) => flatten(item, [...path, String(index)], uri, settings, depth + 1));
  } else if (node.value !== null) {
    put(settings, path.join('.'), {
      text: String(node.value),
      origin: { from: 'other-file', uri, range: node.range },
    });
  }
}

function put(settings: Map<string, Setting[]>, key: string, setting: Setting): void {
  const name = canonical(key);
  const known = settings.get(name);
  if (known) known.push(setting);
  else settings.set(name, [setting]);
}

/** Spring's relaxed names: `model-id`, `modelId` and `model_id` are one; .NET has colons between the steps. */
function canonical(key: string): string {
  return key.replace(/[-_"]/g, '').replaceAll(':', '.').toLowerCase();
}

const MAXIMUM_NESTING = 6;

/** A text with its placeholders filled in. */
export function filled(evaluation: Evaluation, text: string, origin: Origin, view: View, spot: Spot, depth = 0): Value {
  const pieces = piecesOf(text);
  const [only] = pieces;
  if (depth > MAXIMUM_NESTING || text.includes('#{')) return unknownValue('it is computed by the framework', spot);
  const values = pieces.map((piece) =>
    typeof piece === 'string' ? textOf(piece, origin) : named(evaluation, piece, origin, view, spot, depth),
  );
  const [value = textOf('', origin)] = values;
  if (only !== undefined && values.length === 1) return classpathFile(evaluation, value, view, spot);
  return concatenate(
    values.map((one, index) => {
      const piece = pieces[index];
      return { value: one, name: typeof piece === 'object' ? piece.name : '', spot };
    }),
    origin,
  );
}

/** `classpath:prompts/system.st` is the text of that resource. */
function classpathFile(evaluation: Evaluation, value: Value, view: View, spot: Spot): Value {
  const path =
    value.kind === 'text' && value.parts.length === 1 && value.parts[0]?.kind === 'text' ? value.parts[0].text : '';
  const resource = /^classpath\*?:\/?(.+)$/.exec(path)?.[1];
  return resource === undefined
    ? value
    : readFirstTextFile([`src/main/resources/${resource}`], view.index.program.uri, evaluation, spot);
}

interface Placeholder {
  readonly name: string;
  readonly byDefault?: string;
}

/** `${a:b}`; what stands behind the colon can hold further ones. */
function piecesOf(text: string): readonly (string | Placeholder)[] {
  const pieces: (string | Placeholder)[] = [];
  let rest = text;
  for (let start = rest.indexOf('${'); start >= 0; start = rest.indexOf('${')) {
    const end = closingOf(rest, start + 2);
    if (end === undefined) break;
    if (start > 0) pieces.push(rest.slice(0, start));
    const inside = rest.slice(start + 2, end);
    const colon = inside.indexOf(':');
    pieces.push(
      colon < 0 ? { name: inside.trim() } : { name: inside.slice(0, colon).trim(), byDefault: inside.slice(colon + 1) },
    );
    rest = rest.slice(end + 1);
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

function closingOf(text: string, from: number): number | undefined {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    if (text.startsWith('${', index)) depth++;
    else if (text[index] === '}' && --depth === 0) return index;
  }
  return undefined;
}

/** What a name stands for: a setting, or an environment variable, else its default. */
function named(
  evaluation: Evaluation,
  { name, byDefault }: Placeholder,
  origin: Origin,
  view: View,
  spot: Spot,
  depth: number,
): Value {
  const setting = applicationSetting(evaluation, name, view, spot, depth + 1);
  if (setting) return setting;
  const fallback = byDefault === undefined ? undefined : filled(evaluation, byDefault, origin, view, spot, depth + 1);
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return environmentVariable(evaluation, name, fallback, view, spot);
  if (fallback) return through(fallback, 'environment-default');
  return unknownValue(`it is the setting \`${name}\`, which no settings file of the workspace has`, spot);
}
