/** Commands that print what they are handed or read, and what a shell's own ones do. */
import type { Argument, CallExpression, Expression, TemplatePart } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { argumentOf, endOf, nameExpression, rangeOf } from '../nodes.ts';
import { joined } from './texts.ts';
import { isWrittenFile } from './writtenFiles.ts';

/** A call of what the library knows by a name of several words, which no script has. It reaches as far as what it reads. */
export function utilityCall(name: string, passed: readonly Expression[], around: TextRange): CallExpression {
  const range = {
    start: Math.min(around.start, ...passed.map((value) => value.range.start)),
    end: Math.max(around.end, ...passed.map((value) => value.range.end)),
  };
  return {
    kind: 'call',
    range,
    callee: nameExpression(name, { start: range.start, end: range.start }),
    arguments: passed.map(argumentOf),
    argumentsRange: endOf(range),
    isConstruction: false,
  };
}

/** What a command reads, among its arguments. */
export const INPUT = '<';

export function inputArgument(input: Expression): Argument {
  return { name: INPUT, value: input, range: input.range };
}

/** Of commands whose output is known from what they are handed; undefined for all others. */
export function outputOfUtility(
  name: string,
  words: readonly Expression[],
  input: Expression | undefined,
  range: TextRange,
): Expression | undefined {
  switch (name) {
    case 'echo':
      return spaced(withoutOptions(words, /^-[neE]+$/), range);
    case 'printf':
      return printed(words, range);
    case 'cat':
    case 'base64':
    case 'envsubst':
    case 'tee':
      return inputOf(name === 'tee' ? [] : withoutOptions(words, /^-/), input, range);
    case 'sed':
    case 'tr':
    case 'head':
    case 'tail':
    case 'awk':
    case 'grep':
    case 'cut':
    case 'fold':
    case 'fmt':
    case 'iconv':
      return input && utilityCall('changed text', [input], range);
    case 'date':
      return utilityCall('current date', [], range);
    case 'uuidgen':
      return utilityCall('random id', [], range);
    case 'wc':
      return utilityCall('a count', [], range);
    default:
      return undefined;
  }
}

function inputOf(
  words: readonly Expression[],
  input: Expression | undefined,
  range: TextRange,
): Expression | undefined {
  const files = words.filter((word) => !isWritten(word, '-'));
  if (files.length === 0) return input;
  return joined(
    files.map((file) => ({ kind: 'hole', value: contentOf(file, range), range: rangeOf(file.range) })),
    range,
  );
}

/** The text of a file; of one that the script writes, that is at hand. */
export function contentOf(path: Expression, range: TextRange): Expression {
  return isWrittenFile(path) ? path : utilityCall('file content', [path], range);
}

function spaced(words: readonly Expression[], range: TextRange): Expression {
  const parts = words.flatMap((word, index): readonly TemplatePart[] => [
    ...(index === 0 ? [] : [{ kind: 'text', text: ' ', range: rangeOf(word.range) } as const]),
    ...partsOf(word),
  ]);
  return joined(parts, range);
}

function partsOf(word: Expression): readonly TemplatePart[] {
  if (word.kind === 'template') return word.parts;
  if (word.kind === 'literal') return [{ kind: 'text', text: String(word.value ?? ''), range: word.range }];
  return [{ kind: 'hole', value: word, range: word.range }];
}

/** `printf '…%s…' a b`. */
function printed(words: readonly Expression[], range: TextRange): Expression | undefined {
  const [format, ...values] = withoutOptions(words, /^--$/);
  if (format === undefined) return undefined;
  const [only] = values;
  if (only && values.length === 1 && (isWritten(format, '%s') || isWritten(format, '%s\\n'))) return only;
  return values.length === 0 ? format : utilityCall('printed text', [format, ...values], range);
}

function withoutOptions(words: readonly Expression[], option: RegExp): readonly Expression[] {
  const first = words.findIndex((word) => word.kind !== 'literal' || !option.test(String(word.value)));
  return first < 0 ? [] : words.slice(first);
}

function isWritten(word: Expression, text: string): boolean {
  return word.kind === 'literal' && word.value === text;
}
