/**
 * Settings of the SAM command line, `samconfig.toml`: what a stack's parameters are when it is deployed. Source: AWS SAM developer
 * guide, "AWS SAM CLI configuration file".
 */
import type { Statement } from '../../domain/program.ts';
import { assign, literal, nameExpression } from '../nodes.ts';

const SECTION = /^\[([\w.-]+)\]/;
const OVERRIDES = /^parameter_overrides\s?=\s?/;

/** Each parameter as a name that is bound to its value; of several environments those of `default`, else of the first. */
export function lowerSamConfig(text: string): readonly Statement[] {
  const found = overridesIn(text);
  const own = found.find(({ environment }) => environment === 'default') ?? found[0];
  return own === undefined ? [] : parametersIn(text.slice(own.start, own.end), own.start);
}

interface Overrides {
  readonly environment: string;
  readonly start: number;
  readonly end: number;
}

function overridesIn(text: string): readonly Overrides[] {
  const found: Overrides[] = [];
  let environment = 'default';
  let at = 0;
  for (const line of text.split('\n')) {
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) environment = section.split('.', 1)[0] ?? '';
    const [head] = OVERRIDES.exec(line) ?? [];
    if (head !== undefined)
      found.push({ environment, start: at + head.length, end: endOfValue(text, at + head.length) });
    at += line.length + 1;
  }
  return found;
}

/** A text in quotes of one line or several, or a list of such. */
function endOfValue(text: string, start: number): number {
  const [opener = ''] = /^(?:"""|\[|"|')/.exec(text.slice(start, start + 3)) ?? [];
  const end =
    opener === '' ? -1 : text.indexOf(opener === '[' ? ']' : opener === '"' ? '\n' : opener, start + opener.length);
  return end < 0 ? text.length : end;
}

/** `Name=value`, `Name=\"a value\"`. */
const PARAMETER = /(?<![\w])([A-Za-z]\w{0,200})=(?:\\"([^"\\\n]{0,500})\\"|'([^'\n]{0,500})'|([^\s"',\]\\]{1,500}))/g;

function parametersIn(text: string, offset: number): readonly Statement[] {
  return Array.from(text.matchAll(PARAMETER), (match) => {
    const [whole, name = '', escaped, quoted, bare] = match;
    const range = { start: offset + match.index, end: offset + match.index + whole.length };
    return assign(nameExpression(name, range), literal(escaped ?? quoted ?? bare ?? '', range), range);
  });
}
