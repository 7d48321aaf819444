import type { Argument, Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { argumentOf, endOf, literal, memberExpression, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { jsonNames } from './jsonNames.ts';
import { lowerLambda } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';

/** Calls, and what stands in brackets, which the grammar takes for calls. */
export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const [calleeNode, ...rest] = partsOf(node);
  const suffix = rest.find(({ type }) => type === 'call_suffix');
  if (!calleeNode || !suffix) return unknown(node, partsOf(node).map(lowering.expression));
  const list = partsOf(suffix).find(({ type }) => type === 'value_arguments');
  // `try` in front of a chain stands inside of it.
  if (list?.children[0]?.type === '[') return lowerSubscript(node, calleeNode, list, lowering);
  const passed = [...(list ? lowerArguments(list, lowering) : []), ...lambdasOf(suffix, lowering)];
  const special = list ? specialCall(node, calleeNode, passed, lowering) : undefined;
  if (special) return special;
  const callee = lowering.expression(calleeNode);
  const name = lastName(calleeNode, lowering);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: callee.kind === 'member' && callee.property === 'init' ? callee.object : callee,
    arguments: passed,
    argumentsRange: list ? rangeOf(list) : rangeOf(suffix),
    isConstruction: /^[A-Z]/.test(name) || name === 'init',
  };
}

function lastName(callee: SyntaxNode, { textOf }: Lowering): string {
  return /\b\w+$/.exec(textOf(callee))?.[0] ?? '';
}

/** Arguments of a call that is being typed are followed by any others. */
function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return partsOf(list).map((node): Argument => {
    const range = rangeOf(node);
    if (node.type !== 'value_argument') return { value: lowering.expression(node), spread: 'object', range };
    const label = fieldOf(node, 'name');
    const valueNode = fieldOf(node, 'value') ?? partsOf(node).find((part) => part !== label);
    const value = valueNode ? lowering.expression(valueNode) : unknown(endOf(node));
    return { ...(label && { name: lowering.textOf(label) }), value, range };
  });
}

function lambdasOf(suffix: SyntaxNode, lowering: Lowering): readonly Argument[] {
  const parts = partsOf(suffix);
  return parts.flatMap((part, index): readonly Argument[] => {
    if (part.type !== 'lambda_literal') return [];
    const before = parts[index - 1];
    const name = before?.field === 'name' ? lowering.textOf(before) : undefined;
    return [{ ...(name !== undefined && { name }), value: lowerLambda(part, lowering), range: rangeOf(part) }];
  });
}

/** `map[key]`, `map[key, default: value]`. */
function lowerSubscript(node: SyntaxNode, calleeNode: SyntaxNode, list: SyntaxNode, lowering: Lowering): Expression {
  const object = lowering.expression(calleeNode);
  const [first, second] = lowerArguments(list, lowering);
  if (first === undefined) return object;
  const found: Expression = { kind: 'index', range: rangeOf(node), object, index: first.value };
  if (second?.name !== 'default') return found;
  return { kind: 'fallback', range: rangeOf(node), first: found, second: second.value };
}

/** Functions that give what they are handed, whatever it is called there. */
const TRANSPARENT = /^(?:Data|String|Substring|AnySequence|Array|Optional|ByteBuffer|AWSHTTPBody|HTTPBody)$/;
/** Methods that give what they are called on. */
const SAME_OBJECT: ReadonlySet<string> = new Set(['data', 'eraseToAnyPublisher']);

function specialCall(
  node: SyntaxNode,
  calleeNode: SyntaxNode,
  passed: readonly Argument[],
  lowering: Lowering,
): Expression | undefined {
  const [first] = passed;
  const written = lowering.textOf(calleeNode).replace(/\s+/g, '');
  if (first && TRANSPARENT.test(written)) return first.name === 'contentsOfFile' ? readFile(node, first) : first.value;
  if (written === 'JSONSerialization.data' && first) return encoded(node, calleeNode, first, lowering);
  if (written === 'String' || written === '[String]') return passed.length === 0 ? empty(node, written) : undefined;
  const parts = calleeNode.type === 'navigation_expression' ? calleeNode : undefined;
  const target = parts && fieldOf(parts, 'target');
  if (parts && target && first?.name === 'using' && SAME_OBJECT.has(lastName(calleeNode, lowering))) {
    return lowering.expression(target);
  }
  if (parts && target && first?.name === 'contentsOf' && lastName(calleeNode, lowering) === 'append') {
    const callee = memberExpression(lowering.expression(target), 'append(contentsOf:)', target, calleeNode);
    return {
      kind: 'call',
      range: rangeOf(node),
      callee,
      arguments: [argumentOf(first.value)],
      argumentsRange: endOf(node),
      isConstruction: false,
    };
  }
  return calleeNode.type === 'simple_identifier' ? dataObject(node, written, passed, lowering) : undefined;
}

function readFile(node: SyntaxNode, { value }: Argument): Expression {
  const at = { start: node.start, end: node.start };
  const callee = memberExpression(nameExpression('String', at), 'contentsOfFile', at, at);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee,
    arguments: [argumentOf(value)],
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}

function empty(node: SyntaxNode, written: string): Expression {
  return written === 'String' ? literal('', node) : { kind: 'list', range: rangeOf(node), items: [] };
}

function encoded(node: SyntaxNode, calleeNode: SyntaxNode, { value }: Argument, lowering: Lowering): Expression {
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: lowering.expression(calleeNode),
    arguments: [argumentOf(value)],
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}

/** A struct of the file that is no more than data which is written as JSON: its fields have their names there. */
function dataObject(
  node: SyntaxNode,
  name: string,
  passed: readonly Argument[],
  lowering: Lowering,
): Expression | undefined {
  const names = jsonNames(name, lowering);
  if (names === undefined || passed.some((argument) => argument.name === undefined)) return undefined;
  const given = new Set(passed.map((argument) => argument.name));
  const entries = passed.map(({ name: own = '', value, range }): ObjectEntry => {
    const at = { start: range.start, end: range.start };
    return { kind: 'field', key: literal(names.keys.get(own) ?? own, at), value, range };
  });
  const byDefault = [...names.defaults].flatMap(([own, written]): readonly ObjectEntry[] => {
    if (given.has(own)) return [];
    const value = lowering.expression(written);
    const at = endOf(node);
    const held: Expression =
      value.kind === 'literal' ? { kind: 'literal', value: value.value, range: at } : unknown(at);
    return [{ kind: 'field', key: literal(names.keys.get(own) ?? own, at), value: held, range: at }];
  });
  return { kind: 'object', range: rangeOf(node), entries: [...entries, ...byDefault] };
}
