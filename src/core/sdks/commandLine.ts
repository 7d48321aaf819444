/** What SDK files of command-line tools share: words of a command as values. */
import type { CallExpression } from '../domain/program.ts';
import type { MatchContext } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectField, Value } from '../domain/value.ts';
import { choose, staticText, textOf, unknownValue } from '../domain/valueOperations.ts';
import { asObject } from '../requests/fields.ts';

/** Name of the command; empty where it is put together at run time. */
export function commandOf({ callee }: CallExpression): string {
  return callee.kind === 'name' ? callee.name : '';
}

/** The words behind a command's name, in their order. */
export function wordsOf(call: CallExpression, context: MatchContext): readonly ObjectField[] {
  const { fields } = asObject(context.evaluateArguments(call));
  const words: ObjectField[] = [];
  for (let position = 0; ; position++) {
    const word = fields.get(String(position));
    if (word === undefined) return words;
    words.push(word);
  }
}

/** What is written of a word, with a gap for what is put in at run time. */
export function writtenText({ value }: ObjectField): string {
  const [first] = optionsOf(value);
  if (first?.kind === 'number') return String(first.value);
  if (first?.kind !== 'text') return '';
  return first.parts.map((part) => (part.kind === 'text' ? part.text : '\0')).join('');
}

/** What stands behind a prefix of a word: of `--option=value`, the value. */
export function behind(word: ObjectField, length: number): ObjectField {
  const options = optionsOf(word.value).map((option): Value => {
    if (option.kind !== 'text') return option;
    const [first, ...rest] = option.parts;
    if (first?.kind !== 'text') return option;
    const text = first.text.slice(length);
    return { ...option, parts: [...(text === '' ? [] : [{ ...first, text }]), ...rest] };
  });
  return { ...word, value: choose(options, { uri: word.uri, range: word.valueRange }) };
}

/** The text of a file that a command is told to read; a value that says so where it is not at hand. */
export function textOfFile(path: ObjectField, context: MatchContext): Value {
  const spot = { uri: path.uri, range: path.valueRange };
  const written = optionsOf(path.value)
    .map(staticText)
    .find((text) => text !== undefined);
  if (written === undefined) return unknownValue('it is read from a file whose path is not known', spot, 'input');
  const text = context.fileText([written, `./${written}`]);
  if (text === undefined) return unknownValue(`it is read from \`${written}\``, spot, 'input');
  return textOf(text, { from: 'other-file', ...spot });
}

/** The input of a command: a here-document, or what the command before it prints. */
export function inputOf(call: CallExpression, context: MatchContext): ObjectField | undefined {
  return asObject(context.evaluateArguments(call)).fields.get('<');
}
