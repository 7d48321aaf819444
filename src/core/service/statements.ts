import type { Program } from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';
import { rangeContains } from '../util/text.ts';

/**
 * The innermost statement around a range, as a reader would say where it begins: a declaration with its decorators, of a
 * statement with a body only what stands in front of it. The range itself where no statement is around it.
 */
export function statementAround(programs: readonly Program[], range: TextRange): TextRange {
  for (const { body, exports = [] } of programs) {
    const found = innermost({ body, exports }, range, undefined, 0);
    if (found !== undefined) return { start: startOf(found), end: hasBody(found) ? range.end : found.range.end };
  }
  return range;
}

/** What statements and the nodes inside of them have in common. */
interface Ranged {
  readonly kind?: string;
  readonly range: TextRange;
  readonly decorators?: readonly Ranged[];
  readonly function?: Ranged;
}

/** Deeper code is written by no person. */
const MAXIMUM_DEPTH = 500;

/** Fields that hold the statements of a body; handlers hold lists of them. */
const BODIES: ReadonlySet<string> = new Set(['body', 'then', 'otherwise', 'handlers', 'finalizer']);

function innermost(node: object, range: TextRange, around: Ranged | undefined, depth: number): Ranged | undefined {
  if (depth > MAXIMUM_DEPTH) return around;
  for (const [key, value] of Object.entries(node) as readonly (readonly [string, unknown])[]) {
    const isBody = Array.isArray(value) && BODIES.has(key);
    for (const child of childrenOf(value)) {
      if (isRanged(child) && !rangeContains(child.range, range)) continue;
      const inside = innermost(child, range, isBody && isRanged(child) ? child : around, depth + 1);
      if (inside !== around) return inside;
    }
  }
  return around;
}

/** Lists of lists are handlers. */
function childrenOf(value: unknown): readonly object[] {
  if (Array.isArray(value)) return value.flat().filter((item) => typeof item === 'object' && item !== null) as object[];
  return typeof value === 'object' && value !== null && !(value instanceof Map) ? [value] : [];
}

function isRanged(node: object): node is Ranged {
  return 'range' in node;
}

function startOf({ range, decorators = [], function: declared }: Ranged): number {
  const all = [...decorators, ...(declared?.decorators ?? [])];
  return Math.min(range.start, ...all.map((decorator) => decorator.range.start));
}

function hasBody({ kind }: Ranged): boolean {
  return kind !== undefined && KINDS_WITH_BODY.has(kind);
}

const KINDS_WITH_BODY: ReadonlySet<string> = new Set(['if', 'loop', 'try', 'function', 'class']);
