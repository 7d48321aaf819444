import type { ListValue, ObjectValue, Origin, PlaceholderPart, TextPart, TextValue, Value } from '../domain/value.ts';
import { unknownValue } from '../domain/valueOperations.ts';
import { parseYaml, yamlData } from '../util/yamlTree.ts';

const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * Looks into JSON that source code puts together as text: `'{"prompt": "' + prompt + '"}'`. Placeholders come out where
 * they stand. Undefined when it is no JSON object.
 */
export function objectOfJsonText(value: TextValue): ObjectValue | undefined {
  const structure = valueOfStructure(value, (text) => (text.trimStart().startsWith('{') ? parseJson(text) : undefined));
  return structure?.kind === 'object' ? { ...structure, isSerialized: true } : undefined;
}

/** The same for a JSON list as well. */
export function valueOfJsonText(value: TextValue): ObjectValue | ListValue | undefined {
  return valueOfStructure(value, (text) => (/^\s*[[{]/.test(text) ? parseJson(text) : undefined));
}

export interface ParsedStructure {
  readonly data: unknown;
  /** True where not all of it could be read. */
  readonly isBroken: boolean;
}

/**
 * What a text with placeholders says in some notation.
 *
 * @param parse Of the text, in which each placeholder is one run of characters that no notation gives a meaning.
 */
export function valueOfStructure(
  value: TextValue,
  parse: (text: string) => ParsedStructure | undefined,
): ObjectValue | ListValue | undefined {
  const placeholders: PlaceholderPart[] = [];
  let text = '';
  for (const part of value.parts) {
    if (part.kind === 'text') text += part.text;
    else text += `${OPEN}${placeholders.push(part) - 1}${CLOSE}`;
  }
  const parsed = parse(text);
  if (parsed === undefined || typeof parsed.data !== 'object' || parsed.data === null) return undefined;
  const structure = toValue(parsed.data, { origin: value.origin, placeholders });
  if (structure.kind !== 'object' && structure.kind !== 'list') return undefined;
  return parsed.isBroken ? { ...structure, isOpen: true } : structure;
}

interface Reading {
  readonly origin: Origin;
  readonly placeholders: readonly PlaceholderPart[];
}

function parseJson(text: string): ParsedStructure {
  try {
    return { data: JSON.parse(text), isBroken: false };
  } catch {
    const { root, problems } = parseYaml(text);
    return { data: root && yamlData(root), isBroken: problems.length > 0 };
  }
}

const MAXIMUM_NESTING = 100;

function toValue(data: unknown, reading: Reading, depth = 0): Value {
  const { origin } = reading;
  if (depth > MAXIMUM_NESTING) return unknownValue('it is nested too deeply', origin);
  if (typeof data === 'string') return textValue(data, reading);
  if (typeof data === 'number') return { kind: 'number', value: data, origin };
  if (typeof data === 'boolean') return { kind: 'boolean', value: data, origin };
  if (Array.isArray(data))
    return { kind: 'list', items: data.map((item) => toValue(item, reading, depth + 1)), isOpen: false, origin };
  if (typeof data !== 'object' || data === null) return { kind: 'null', origin };
  const fields = new Map(
    Object.entries(data).map(([key, item]) => [
      key,
      { value: toValue(item, reading, depth + 1), uri: origin.uri, range: origin.range, valueRange: origin.range },
    ]),
  );
  return { kind: 'object', fields, isOpen: false, origin };
}

function textValue(text: string, { origin, placeholders }: Reading): Value {
  const parts: TextPart[] = [];
  const put = (piece: string): void => {
    if (piece !== '') parts.push({ kind: 'text', text: piece, uri: origin.uri, range: origin.range });
  };
  let offset = 0;
  for (let open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, offset)) {
    const close = text.indexOf(CLOSE, open);
    if (close < 0) break;
    put(text.slice(offset, open));
    const part = placeholders[Number(text.slice(open + 1, close))];
    if (part) parts.push(part);
    offset = close + 1;
  }
  put(text.slice(offset));
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'placeholder') {
    const { name, size, content, isCountUnknown, isUnbounded } = only;
    const value = unknownValue(`it is \`${name}\``, { uri: only.uri, range: only.range }, only.volatility);
    return {
      ...value,
      ...(size && { name, size }),
      ...(content && { name, content }),
      ...(isCountUnknown && { isCountUnknown }),
      ...(isUnbounded && { isUnbounded }),
    };
  }
  return { kind: 'text', parts, origin };
}
