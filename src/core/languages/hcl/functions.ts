import type { Expression } from '../../domain/program.ts';
import { namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { libraryCall, literal, methodCall, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** A call of one of Terraform's functions; others are unknown to the library, and so is what they give. */
export function lowerFunction(node: SyntaxNode, lowering: Lowering): Expression {
  const [name, list] = namedChildren(node);
  const passed = list
    ? namedChildren(list)
        .filter(({ type }) => type === 'expression')
        .map((argument) => lowering.expression(argument))
    : [];
  const called = name ? lowering.textOf(name) : '';
  const [first] = passed;
  if (called === 'jsonencode' && first) lowering.madeJson(first);
  const lower = FORMS[called];
  return lower?.(passed, node) ?? libraryCall(called, passed, node);
}

type Form = (passed: readonly Expression[], node: SyntaxNode) => Expression | undefined;

/** Functions whose arguments stand in another order than those of methods in other languages, or that choose among them. */
const FORMS: Readonly<Record<string, Form>> = {
  join: ([separator, list], node) => method(separator, 'join', [list], node),
  split: ([separator, text], node) => method(text, 'split', [separator], node),
  replace: ([text, ...rest], node) => method(text, 'replace', rest, node),
  lookup: ([map, ...rest], node) => method(map, 'get', rest, node),
  element: ([list, index], node) =>
    list && index ? { kind: 'index', range: rangeOf(node), object: list, index } : undefined,
  one: ([list], node) =>
    list ? { kind: 'index', range: rangeOf(node), object: list, index: literal(0, node) } : undefined,
  concat: (operands, node) => ({ kind: 'concatenation', range: rangeOf(node), operands }),
  coalesce: firstOf,
  coalescelist: firstOf,
  try: firstOf,
  templatefile: ([path, values], node) =>
    path && values ? libraryCall('fill', [libraryCall('file', [path], path.range), values], node) : undefined,
};

function firstOf(passed: readonly Expression[], node: SyntaxNode): Expression {
  const [last, ...before] = [...passed].reverse();
  if (last === undefined) return unknown(node);
  return before.reduce<Expression>(
    (second, first) => ({ kind: 'fallback', range: rangeOf(node), first, second }),
    last,
  );
}

function method(
  object: Expression | undefined,
  name: string,
  passed: readonly (Expression | undefined)[],
  node: SyntaxNode,
): Expression | undefined {
  const known = passed.filter((argument) => argument !== undefined);
  return object && known.length === passed.length ? methodCall(object, name, known, node) : undefined;
}
