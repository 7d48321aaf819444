import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CapForbidden, MisnamedCap } from '../domain/callSite.ts';
import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import type { Known, Resolved } from '../domain/resolved.ts';
import type { ObjectField, ObjectValue } from '../domain/value.ts';
import { asObject, isField, readField, readNumber, readPath, readText } from './fields.ts';

export interface CapReading {
  readonly maxTokens: Resolved<number>;
  readonly setMaxTokens?: (maxTokens: number) => readonly EditIntent[];
}

/**
 * The output cap under the first of several paths that is set. A new one is written over the one that is there, else at the
 * first path, into the innermost object that is there.
 */
export function readCap(request: ObjectValue, ...paths: readonly (readonly string[])[]): CapReading {
  const written = paths.find((path) => isField(readPath(request, path)));
  const setMaxTokens = capWriter(request, written ?? paths[0] ?? []);
  const writer = setMaxTokens && { setMaxTokens };
  let maxTokens: Resolved<number> = ABSENT;
  for (const path of paths) {
    const reading = possible(readNumber(readPath(request, path)));
    if (reading.state === 'known') return { maxTokens: reading, ...writer };
    if (reading.state === 'unknown' && maxTokens.state === 'absent') maxTokens = reading;
  }
  return { maxTokens, ...writer };
}

/**
 * Budget of Claude's extended thinking: `thinking: { type: 'enabled', budget_tokens }`, in Converse also by the name
 * `reasoning_config`; the cap must be above it. `path` leads to the object with these fields.
 */
export function readThinking(
  request: ObjectValue,
  path: readonly string[] = [],
): { readonly thinkingTokens?: number; readonly thinkingBudget?: Known<number> } {
  const readings = ['thinking', 'reasoning_config'].map((key) =>
    readNumber(readPath(request, [...path, key, 'budget_tokens'])),
  );
  const tokens = Math.max(0, ...readings.flatMap(knownValues));
  const sure = readings.find(
    (reading) => reading.state === 'known' && knownValues(reading).length === 1 && !reading.isOpen,
  );
  return {
    ...(tokens > 0 && { thinkingTokens: tokens }),
    ...(sure?.state === 'known' && { thinkingBudget: sure }),
  };
}

/**
 * Nova 2 takes no cap with high reasoning effort. Source: Amazon Nova user guide, "Extended thinking", which says that `maxTokens`,
 * `temperature`, `topP` and `topK` must be unset then.
 */
export function readForbiddenCap(request: ObjectValue): { readonly forbidsCap?: CapForbidden } {
  const config = ['additionalModelRequestFields', 'reasoningConfig'];
  const effort = readText(readPath(request, [...config, 'maxReasoningEffort']));
  if (effort.state !== 'known' || effort.isOpen || knownValues(effort).some((value) => value !== 'high')) return {};
  const cap = readPath(request, ['inferenceConfig', 'maxTokens']);
  const removeCap = isField(cap) && !cap.isOptional ? [removalOf(cap)] : undefined;
  return { forbidsCap: { mode: 'high reasoning effort', models: 'amazon.nova-2', ...(removeCap && { removeCap }) } };
}

/** Cuts an entry of an object, or a named argument, with its comma. */
export function removalOf({ uri, range }: Pick<ObjectField, 'uri' | 'range'>): EditIntent {
  return { kind: 'remove-text', uri, range, isEntry: true };
}

/** Names under which some API or library takes the cap. */
const CAP_NAMES = [
  'max_tokens',
  'maxTokens',
  'max_new_tokens',
  'maxTokenCount',
  'max_gen_len',
  'max_tokens_to_sample',
  'max_completion_tokens',
  'max_output_tokens',
  'maxOutputTokens',
];

/**
 * A cap that surely stands under another name than the API reads, where none stands under the right one.
 *
 * @param paths Where the API reads it, the documented place first.
 */
export function readMisnamedCap(
  request: ObjectValue,
  paths: readonly (readonly string[])[],
  isRefused: boolean,
): { readonly misnamedCap?: MisnamedCap } {
  const [expected = []] = paths;
  const name = expected.at(-1);
  if (name === undefined || request.isOpen || paths.some((path) => readPath(request, path) !== 'absent')) return {};
  const beside = expected.slice(0, -1);
  const holders = beside.length === 0 ? [beside] : [beside, []];
  for (const path of holders.flatMap((holder) => CAP_NAMES.map((written) => [...holder, written]))) {
    const field = readPath(request, path);
    if (!isField(field) || field.isOptional || knownValues(readNumber(field)).length === 0) continue;
    const { uri, range } = field;
    const rename = path.length === expected.length ? renameOf(field, path.at(-1) ?? '', name) : undefined;
    return {
      misnamedCap: {
        written: path.join('.'),
        expected: expected.join('.'),
        isRefused,
        uri,
        range,
        ...(rename && { rename }),
      },
    };
  }
  return {};
}

/** Undefined for a field that is written without its key. */
function renameOf(
  { uri, range, valueRange }: ObjectField,
  from: string,
  to: string,
): readonly EditIntent[] | undefined {
  const key = { start: range.start, end: valueRange.start };
  return key.end > key.start ? [{ kind: 'remove-text', uri, range: key, renames: { from, to } }] : undefined;
}

/** No API takes a cap below nothing. */
function possible(cap: Resolved<number>): Resolved<number> {
  if (knownValues(cap).every((tokens) => tokens >= 0)) return cap;
  return unknown('a cap cannot be below 0');
}

function capWriter(
  request: ObjectValue,
  path: readonly string[],
): ((maxTokens: number) => readonly EditIntent[]) | undefined {
  const [key = '', ...rest] = path;
  const outer = readField(request, key);
  if (isField(outer) && rest.length === 0) {
    const target = { uri: outer.uri, kind: 'expression', range: outer.valueRange } as const;
    return (maxTokens) => [{ kind: 'replace-value', target, value: maxTokens }];
  }
  if (isField(outer)) return capWriter(asObject(outer.value), rest);
  const { site } = request;
  if (site === undefined) return undefined;
  return (maxTokens) => [{ kind: 'set-field', container: site, path: [key], value: nested(rest, maxTokens) }];
}

function nested(path: readonly string[], value: LiteralData): LiteralData {
  return path.reduceRight<LiteralData>((inner, key) => ({ [key]: inner }), value);
}
