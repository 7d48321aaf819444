import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { lowerArguments } from './calls.ts';
import { isValueAndMore } from './functions.ts';
import { assign, evaluation, literal, methodCall, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { writeToBuilder } from './textBuilders.ts';

/** `a, b := f()`, and `v := <-channel`. */
export function lowerShortDeclaration(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const right = fieldOf(node, 'right');
  const values = right === undefined ? [] : right.type === 'expression_list' ? namedChildren(right) : [right];
  return written(targetsOf(node), values, node, lowering) ?? assignAll(targetsOf(node), values, node, lowering);
}

/** `a, b = b, a`, `a += b`, `list = append(list, item)`. */
export function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const operator = fieldOf(node, 'operator')?.type ?? '=';
  const right = fieldOf(node, 'right');
  const targets = targetsOf(node);
  const values = right ? namedChildren(right) : [];
  if (operator === '=') {
    const special = appended(targets, values, node, lowering) ?? written(targets, values, node, lowering);
    return special ?? assignAll(targets, values, node, lowering);
  }
  const [target] = targets;
  const [value] = values;
  if (!target || !value) return [];
  const lowered = lowering.expression(value);
  const range = rangeOf(node);
  if (operator === '+=') {
    return [{ kind: 'assign', range, target: lowering.expression(target), value: lowered, mode: 'append' }];
  }
  return [assign(lowering.expression(target), unknown(value, [lowered]), node)];
}

/** Values for names, or the results of one call for all of them. */
export function assignAll(
  targets: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  node: TextRange,
  lowering: Lowering,
  type?: Expression,
): readonly Statement[] {
  const [first, ...others] = targets;
  const [only] = values;
  if (first === undefined) return values.flatMap((value) => evaluation(lowering.expression(value)));
  if (values.length === 1 && only && targets.length > 1) {
    const value = lowering.expression(only);
    if (!isValueAndMore(targets, lowering)) return assignResults(targets, value, node, lowering);
    const rest = others.flatMap((target) => assignTo(target, unknown(target), node, lowering));
    return [...assignTo(first, value, node, lowering, type), ...rest];
  }
  return targets.flatMap((target, index) => {
    const value = values[index];
    const lowered = value ? lowering.expression(value) : unknown({ start: node.end, end: node.end });
    return assignTo(target, lowered, node, lowering, type);
  });
}

/** `err := t.Execute(&b, data)`: what is written to a text, and names that hold how that went. */
function written(
  targets: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  node: TextRange,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const [only] = values;
  const writes = only && values.length === 1 ? writeToBuilder(only, node, lowering) : undefined;
  return writes && [...writes, ...targets.flatMap((target) => assignTo(target, unknown(target), node, lowering))];
}

function targetsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const left = fieldOf(node, 'left');
  return left ? namedChildren(left) : [];
}

function assignTo(
  target: SyntaxNode,
  value: Expression,
  node: TextRange,
  lowering: Lowering,
  type?: Expression,
): readonly Statement[] {
  if (lowering.textOf(target) === '_') return evaluation(value);
  return [assign(lowering.expression(target), value, node, type)];
}

/** Three or more results: the call's value is a list. */
function assignResults(
  targets: readonly SyntaxNode[],
  value: Expression,
  node: TextRange,
  lowering: Lowering,
): readonly Statement[] {
  // A name that source code cannot have; it is read where it has been assigned.
  const name = `results@${value.range.start}`;
  const range = { start: value.range.end, end: value.range.end };
  const each = targets.flatMap((target, position) => {
    const object = nameExpression(name, range);
    const result: Expression = { kind: 'index', range, object, index: literal(position, range) };
    return lowering.textOf(target) === '_' ? [] : assignTo(target, result, node, lowering);
  });
  return [assign(nameExpression(name, value.range), value, value.range), ...each];
}

/** `list = append(list, item)` writes into the list. */
function appended(
  targets: readonly SyntaxNode[],
  values: readonly SyntaxNode[],
  node: SyntaxNode,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const [target] = targets;
  const [value] = values;
  if (targets.length !== 1 || !target || value?.type !== 'call_expression') return undefined;
  const callee = fieldOf(value, 'function');
  const list = fieldOf(value, 'arguments');
  const [first, ...added] = list ? namedChildren(list) : [];
  if (!callee || !first || lowering.textOf(callee) !== 'append') return undefined;
  if (lowering.textOf(first) !== lowering.textOf(target)) return undefined;
  const object = lowering.expression(target);
  if (object.kind !== 'name') return [assign(object, appendedField(object, added, lowering), node)];
  return lowerArguments(added, lowering).flatMap(({ value: item, spread }) =>
    evaluation(methodCall(object, spread === undefined ? 'append' : 'extend', [item], node)),
  );
}

/** A field of a struct is an empty list until something is appended to it. */
function appendedField(field: Expression, added: readonly SyntaxNode[], lowering: Lowering): Expression {
  const end = { start: field.range.end, end: field.range.end };
  const empty: Expression = { kind: 'list', range: end, items: [] };
  const before: Expression = { kind: 'fallback', range: field.range, first: field, second: empty };
  const items = lowerArguments(added, lowering).map(({ value, spread }) => ({ value, isSpread: spread !== undefined }));
  const range = { start: added[0]?.start ?? end.start, end: added.at(-1)?.end ?? end.end };
  const whole = { start: field.range.start, end: range.end };
  return { kind: 'concatenation', range: whole, operands: [before, { kind: 'list', range, items }] };
}
