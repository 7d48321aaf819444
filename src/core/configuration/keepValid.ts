import * as z from 'zod';
import { rangeContains } from '../util/text.ts';
import type { TextRange } from '../util/text.ts';
import { yamlData } from '../util/yamlTree.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import type { ConfigurationSettings } from './configurationSchema.ts';
import { didYouMean } from './didYouMean.ts';
import { entryAt, nodeAt, placeAt, without } from './settingPaths.ts';
import type { SettingPath } from './settingPaths.ts';

export interface ValidSettings {
  readonly settings: ConfigurationSettings;
  /** The tree that the settings were read from: the given one without its mistakes. */
  readonly valid: YamlNode;
  readonly issues: readonly SettingIssue[];
}

export interface SettingIssue {
  readonly message: string;
  readonly range: TextRange;
}

type Schema = z.ZodType<ConfigurationSettings>;

/** A mistake that only shows when others are gone takes one more round; no file has so many layers of them. */
const MAXIMUM_ROUNDS = 20;
const MAXIMUM_ISSUES = 100;

/** Validates, takes out each smallest thing that is wrong, and validates what is left, until it is right. */
export function keepValid(root: YamlNode, schema: Schema): ValidSettings {
  const issues: SettingIssue[] = [];
  const taken: TextRange[] = [];
  let valid = root;
  for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
    const data = yamlData(valid);
    const parsed = schema.safeParse(data);
    // As written: the defaults of a rule's options must not hide what a farther file says.
    if (parsed.success) return { settings: data as ConfigurationSettings, valid, issues };
    const leaves = parsed.error.issues.flatMap(leavesOf);
    const fresh = settingIssues(
      leaves.filter((issue) => !isConsequence(issue, valid, taken)),
      valid,
      schema,
    );
    issues.push(...fresh.slice(0, MAXIMUM_ISSUES - issues.length));
    const dropped = new Set(leaves.flatMap((issue) => nodesOf(issue, valid)));
    if (dropped.size === 0 || dropped.has(valid)) break;
    for (const node of dropped) taken.push(node.range);
    valid = without(valid, dropped);
  }
  return { settings: {}, valid: { kind: 'map', range: root.range, entries: new Map(), isFlow: false }, issues };
}

/** What is wrong only because something in it was taken out has been said already. */
function isConsequence(issue: z.core.$ZodIssue, root: YamlNode, taken: readonly TextRange[]): boolean {
  const node = nodeAt(root, issue.path) ?? nodeAt(root, issue.path.slice(0, -1));
  return node !== undefined && taken.some((range) => rangeContains(node.range, range));
}

/** The real mistakes behind "fits none of several forms": those of the form that was most likely meant. */
function leavesOf(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors
    .filter((errors) => !errors.some((error) => error.code === 'invalid_type' && error.path.length === 0))
    .filter((errors) => !errors.some((error) => error.code === 'invalid_value' && error.path.length === 0))
    .sort((a, b) => wrongness(a) - wrongness(b))[0];
  if (meant === undefined || isAnotherForm(meant)) return [issue];
  return meant.map((error) => ({ ...error, path: [...issue.path, ...error.path] })).flatMap(leavesOf);
}

/** Something is missing, and what stands there instead is no misspelling of it: then the forms that there are say more. */
function isAnotherForm(errors: readonly z.core.$ZodIssue[]): boolean {
  const missing = errors.flatMap(({ code, path }) =>
    code === 'invalid_type' && path.length === 1 ? [String(path[0])] : [],
  );
  const unknown = errors.flatMap((error) =>
    error.code === 'unrecognized_keys' && error.path.length === 0 ? error.keys : [],
  );
  return missing.length > 0 && unknown.length > 0 && unknown.every((key) => didYouMean(key, missing) === undefined);
}

/** A key that the form does not know says more against it than one that is missing. */
function wrongness(errors: readonly z.core.$ZodIssue[]): number {
  return errors.reduce((sum, error) => sum + (error.code === 'unrecognized_keys' ? 2 * error.keys.length : 1), 0);
}

function settingIssues(issues: readonly z.core.$ZodIssue[], root: YamlNode, schema: Schema): readonly SettingIssue[] {
  const known = new KnownKeys(schema);
  const meant = new Set<string>();
  const unknownKeys = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    return issue.keys.map((key): SettingIssue => {
      const guess = didYouMean(key, known.at(issue.path));
      if (guess !== undefined) meant.add([...issue.path, guess].join('/'));
      return {
        message: unknownKeyMessage(key, guess),
        range: entryAt(root, [...issue.path, key])?.keyRange ?? root.range,
      };
    });
  });
  const others = issues
    .filter((issue) => issue.code !== 'unrecognized_keys' && !meant.has(issue.path.join('/')))
    .map((issue): SettingIssue => {
      const isMissing = nodeAt(root, issue.path) === undefined;
      const message = `${nameOf(issue.path)} ${isMissing ? 'is missing.' : wording(issue)}`;
      return { message, range: placeAt(root, issue.path) };
    });
  return [...unknownKeys, ...others];
}

function nodesOf(issue: z.core.$ZodIssue, root: YamlNode): readonly YamlNode[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.flatMap((key) => nodeAt(root, [...issue.path, key]) ?? []);
  }
  const node = nodeAt(root, issue.path) ?? nodeAt(root, issue.path.slice(0, -1));
  return node ? [node] : [];
}

function unknownKeyMessage(key: string, guess: string | undefined): string {
  const hint = guess === undefined ? '.' : `; did you mean \`${guess}\`?`;
  return `There is no setting \`${key}\` here${hint}`;
}

/** As a person would point at it. */
function nameOf(path: SettingPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'The configuration';
  if (typeof last !== 'number') return `\`${String(last)}\``;
  return `An entry of \`${String(path.findLast((step) => typeof step !== 'number'))}\``;
}

/** The schema's own words go on from the setting's name; the library's do not. */
function wording(issue: z.core.$ZodIssue): string {
  const { message } = issue;
  if (message.startsWith('Invalid input: expected '))
    return `must be ${article(message.slice(24).split(',', 1)[0] ?? '')}.`;
  if (/^[A-Z]/.test(message)) return `is not right: ${message.charAt(0).toLowerCase()}${message.slice(1)}.`;
  return /^(?:must|cannot|is) /.test(message) ? message : `is not right: ${message}`;
}

function article(type: string): string {
  const word = { record: 'map', object: 'map', array: 'list', string: 'text', nonoptional: 'value' }[type] ?? type;
  return `a ${word}`;
}

/** Keys that the schema has at a path, of all the forms that a value can take there. */
class KnownKeys {
  readonly #schema: Schema;
  #json: JsonSchema | undefined;

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  at(path: SettingPath): readonly string[] {
    this.#json ??= z.toJSONSchema(this.#schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
    let places: readonly JsonSchema[] = [this.#json];
    for (const step of path) places = places.flatMap(formsOf).flatMap((place) => stepInto(place, step));
    return [...new Set(places.flatMap(formsOf).flatMap((place) => Object.keys(place.properties ?? {})))];
  }
}

interface JsonSchema {
  readonly anyOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly additionalProperties?: unknown;
}

function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...(schema.anyOf ?? []).filter(isSchema).flatMap(formsOf)];
}

function stepInto(schema: JsonSchema, step: PropertyKey): readonly JsonSchema[] {
  const next =
    typeof step === 'number' ? schema.items : (schema.properties?.[String(step)] ?? schema.additionalProperties);
  return isSchema(next) ? [next] : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}
