/** `$name`, `${name:-default}`. */
import type { Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { literal, rangeOf, unknown } from '../nodes.ts';
import { utilityCall } from './utilities.ts';
import type { Lowering } from './lowering.ts';
import { isAllOfArray } from './quoting.ts';
import { joined } from './texts.ts';

export function lowerSimpleExpansion(node: SyntaxNode, lowering: Lowering): Expression {
  return variableNamed(lowering.textOf(node).slice(1), node, lowering);
}

/** What stands for `$name`, without its mark: also `1`, `@`. */
export function variableNamed(name: string, node: TextRange, lowering: Lowering): Expression {
  if (/^[1-9]\d*$/.test(name)) return lowering.parameter(Number(name), rangeOf(node));
  if (name === '@' || name === '*') return lowering.parameters(rangeOf(node));
  if (name === 'RANDOM' || name === 'SECONDS' || name === 'EPOCHSECONDS')
    return utilityCall(name === 'RANDOM' ? 'random number' : 'current date', [], node);
  return /^[A-Za-z_]\w*$/.test(name) ? lowering.variable(name, rangeOf(node)) : unknown(node, [], 'number');
}

const DEFAULTS: ReadonlySet<string> = new Set([':-', '-', ':=', '=']);

export function lowerExpansion(node: SyntaxNode, lowering: Lowering): Expression {
  const subject = node.children.find(({ type }) => SUBJECTS.has(type));
  if (!subject) return unknown(node);
  if (lowering.textOf(node).startsWith('${#')) return unknown(node, [], 'number');
  if (lowering.textOf(node).startsWith('${!')) return unknown(node);
  const value =
    subject.type === 'subscript'
      ? lowerSubscript(subject, lowering)
      : variableNamed(lowering.textOf(subject), node, lowering);
  const operator =
    fieldOf(node, 'operator') ?? node.children.find((child) => child.start >= subject.end && child.type !== '}');
  if (operator === undefined) return value;
  const sign = lowering.textOf(operator);
  const others = node.children.filter((child) => child.start >= operator.end && child.type !== '}');
  const [first] = others;
  if (DEFAULTS.has(sign)) return withDefault(value, others, node, lowering);
  if (sign === ':?' || sign === '?') return value;
  if (sign === ':+' || sign === '+') return unknown(node, first ? [lowering.word(first)] : []);
  return { ...unknown(node, [value]) };
}

const SUBJECTS: ReadonlySet<string> = new Set(['variable_name', 'special_variable_name', 'subscript']);

/** The default of a variable of the environment belongs to it; of any other, it is what stands there instead. */
function withDefault(
  value: Expression,
  words: readonly SyntaxNode[],
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  const parts = words.map(lowering.word);
  const [only] = parts;
  const second =
    parts.length === 1 && only
      ? only
      : joined(
          parts.map((part) => ({ kind: 'hole', value: part, range: part.range })),
          node,
        );
  const otherwise = parts.length === 0 ? literal('', node) : second;
  const isVariable = value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === ENVIRONMENT;
  if (isVariable) return { ...value, arguments: [...value.arguments, { value: otherwise, range: otherwise.range }] };
  return { kind: 'fallback', range: rangeOf(node), first: value, second: otherwise };
}

/** Name under which the library knows what reads a variable of the environment. */
export const ENVIRONMENT = '$';

/** `${models[0]}`, `${models[name]}`, `${models[@]}`. */
function lowerSubscript(node: SyntaxNode, lowering: Lowering): Expression {
  const name = fieldOf(node, 'name');
  const index = fieldOf(node, 'index') ?? namedChildren(node).at(-1);
  if (!name || !index) return unknown(node);
  const object = lowering.variable(lowering.textOf(name), rangeOf(name));
  const written = lowering.textOf(index);
  if (written === '@' || written === '*' || isAllOfArray(written)) return object;
  const key = /^\d+$/.test(written) ? literal(Number(written), index) : lowering.word(index);
  return { kind: 'index', range: rangeOf(node), object, index: key };
}
