/** Environments as YAML files write them: a map, or a list of names and values. */
import type { Value } from '../domain/value.ts';
import { textOf, unknownValue } from '../domain/valueOperations.ts';
import type { TextRange } from '../util/text.ts';
import type { YamlNode } from '../util/yamlTree.ts';
import { yamlField } from '../util/yamlTree.ts';

export interface WrittenVariable {
  readonly name: string;
  /** Undefined where only the name stands there: whoever starts the program gives the value. */
  readonly text: string | undefined;
  readonly range: TextRange;
}

/** `{NAME: value}`, `[NAME=value]`, `[{name: NAME, value: value}]`, also with `key` for `name`. */
export function writtenVariables(node: YamlNode | undefined): readonly WrittenVariable[] {
  if (node?.kind === 'map') {
    return [...node.entries.values()].flatMap(({ key, value }) => variable(key, value));
  }
  if (node?.kind !== 'list') return [];
  return node.items.flatMap((item) => {
    if (item.kind === 'scalar' && typeof item.value === 'string') return assignment(item.value, item.range);
    const name = yamlField(item, 'name') ?? yamlField(item, 'key');
    const value = yamlField(item, 'value');
    return name?.kind === 'scalar' && value ? variable(String(name.value), value) : [];
  });
}

function assignment(text: string, range: TextRange): readonly WrittenVariable[] {
  const equals = text.indexOf('=');
  if (equals < 0) return [{ name: text.trim(), text: undefined, range }];
  const content = contentRange(text, range);
  const value = { start: content.start + equals + 1, end: content.end };
  return [{ name: text.slice(0, equals).trim(), text: text.slice(equals + 1), range: value }];
}

/** The text without the quotes around it, where it is written as it reads. */
function contentRange({ length }: string, { start, end }: TextRange): TextRange {
  return end - start === length + 2 ? { start: start + 1, end: end - 1 } : { start, end };
}

function variable(name: string, value: YamlNode): readonly WrittenVariable[] {
  if (value.kind !== 'scalar') return [];
  const text = value.value === null ? undefined : String(value.value);
  return [{ name, text, range: text === undefined ? value.range : contentRange(text, value.range) }];
}

/** What stands there, where nothing in it stands for something else. */
export function plainValue({ text, range }: WrittenVariable, uri: string): Value {
  const origin = { from: 'other-file', uri, range } as const;
  return text === undefined || /\$\{|\{\{/.test(text)
    ? unknownValue('it is given when it is deployed', origin)
    : textOf(text, origin);
}
