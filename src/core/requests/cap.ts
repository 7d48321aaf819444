import type { EditIntent, LiteralData } from '../domain/edit.ts';
import { ABSENT, knownValues, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { asObject, isField, readField, readNumber, readPath } from './fields.ts';

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
export function readThinking(request: ObjectValue, path: readonly string[] = []): { readonly thinkingTokens?: number } {
  const budgets = ['thinking', 'reasoning_config'].flatMap((key) =>
    knownValues(readNumber(readPath(request, [...path, key, 'budget_tokens']))),
  );
  const tokens = Math.max(0, ...budgets);
  return tokens > 0 ? { thinkingTokens: tokens } : {};
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
