/** What SDKs with types of their own share: their requests as the API has them in JSON. */
import type { RequestReading } from '../requests/draft.ts';
import type { Segment } from '../domain/segment.ts';
import type { InstanceValue, ObjectValue, SymbolValue, Value } from '../domain/value.ts';

/** How one SDK writes what the API has in JSON. A kind that it does not name stays as it is. */
export interface RequestSpelling {
  object?(value: ObjectValue, depth: number): Value;
  /** A constant of an enumeration; undefined where it is none. */
  symbol?(value: SymbolValue): Value | undefined;
  instance?(value: InstanceValue, depth: number): Value;
}

const MAXIMUM_DEPTH = 40;

export function requestValue(value: Value, spelling: RequestSpelling, depth: number): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  const inner = (one: Value): Value => requestValue(one, spelling, depth + 1);
  switch (value.kind) {
    case 'choice':
      return { kind: 'choice', options: value.options.map(inner) };
    case 'list':
      return { ...value, items: value.items.map(inner) };
    case 'object':
      return spelling.object?.(value, depth) ?? value;
    case 'symbol':
      return spelling.symbol?.(value) ?? value;
    case 'instance':
      return spelling.instance?.(value, depth) ?? value;
    default:
      return value;
  }
}

/** A single object where the API has a list. */
export function listOf(value: Value): Value {
  if (value.kind === 'choice') return { kind: 'choice', options: value.options.map(listOf) };
  if (value.kind !== 'object') return value;
  return { kind: 'list', items: [value], isOpen: false, origin: value.origin };
}

/** `var input bedrockruntime.ConverseInput` and what is assigned to its properties; as a parameter it can hold more. */
export function writtenLater({ arguments: { fields, ...rest }, origin, symbol }: InstanceValue): ObjectValue {
  const assigned = [...fields].map(([key, field]) => [key.replace(/^\./, ''), field] as const);
  return { ...rest, origin, type: symbol, fields: new Map(assigned), isOpen: true };
}

/** For requests that have types of their own around a cap or checkpoint, which no edit knows. */
export function withoutEdits({ setMaxTokens: _, content, ...reading }: RequestReading): RequestReading {
  const segments = content.segments.map(({ insertCheckpoint: __, ...segment }): Segment => segment);
  return { ...reading, content: { ...content, segments } };
}
