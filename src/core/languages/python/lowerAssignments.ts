import type { AssignStatement, Expression, ListExpression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { declarationIn, lowerType } from './lowerTypes.ts';

/** `a = b = value`, `a: T = value`, `a, (b, *c) = value`, `a: T`. */
export function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly AssignStatement[] {
  const targets: Expression[] = [];
  let type: Expression | undefined;
  let value: SyntaxNode | undefined = node;
  let declaration: SyntaxNode | undefined;
  while (value?.type === 'assignment') {
    const left = fieldOf(value, 'left');
    const annotation = fieldOf(value, 'type');
    if (left) targets.push(lowering.expression(left));
    if (annotation) type ??= lowerType(annotation, lowering);
    if (annotation) declaration ??= declarationIn(annotation, lowering);
    value = fieldOf(value, 'right');
  }
  const written = value ?? declaration;
  const lowered = written ? lowering.expression(written) : unknownOf({ start: node.end, end: node.end });
  return assignAll(targets, lowered, node, type);
}

/** `a += b` appends, `a |= b` merges; other operators make a value that is not known. */
export function lowerAugmentedAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const operator = fieldOf(node, 'operator');
  if (!left || !right || !operator) return [];
  const range = rangeOf(node);
  const target = lowering.expression(left);
  const value = lowering.expression(right);
  switch (sourceOf(operator, lowering)) {
    case '+=':
      return [{ kind: 'assign', range, target, value, mode: 'append' }];
    case '|=':
      return [{ kind: 'expression', range, value: mergeCall(target, value, operator, range) }];
    default:
      return [{ kind: 'assign', range, target, value: unknownOf(right, [value]), mode: 'set' }];
  }
}

/** Assigns one value to several targets; it is written once only, so that no call in it is there twice. */
export function assignAll(
  targets: readonly Expression[],
  value: Expression,
  node: TextRange,
  type?: Expression,
): readonly AssignStatement[] {
  const range = rangeOf(node);
  const [only] = targets;
  if (targets.length === 1 && only) return assign(only, value, range, type);
  const first = targets.find((target) => target.kind === 'name') ?? targets.find((target) => target.kind !== 'list');
  if (first && !isRepeatable(value)) {
    const others = targets.filter((target) => target !== first);
    return [...assign(first, value, range, type), ...others.flatMap((target) => assign(target, first, range, type))];
  }
  if (isRepeatable(value)) return targets.flatMap((target) => assign(target, value, range, type));
  const held = hold(value, range);
  return [held, ...targets.flatMap((target) => assign(target, held.target, range, type))];
}

function assign(target: Expression, value: Expression, range: TextRange, type?: Expression): AssignStatement[] {
  if (target.kind === 'list') return unpack(target, value, range);
  return [{ kind: 'assign', range, target, value, mode: 'set', ...(type && { type }) }];
}

function unpack(target: ListExpression, value: Expression, range: TextRange): AssignStatement[] {
  const pairs = pairUp(target, value);
  if (pairs) return pairs.flatMap(([one, itsValue]) => assign(one, itsValue, range));
  if (!isRepeatable(value)) {
    const held = hold(value, range);
    return [held, ...unpack(target, held.target, range)];
  }
  const rest = target.items.findIndex((item) => item.isSpread);
  return target.items.flatMap((item, index) => {
    if (index === rest) return assign(item.value, unknownOf(item.value.range), range);
    const position = rest >= 0 && index > rest ? index - target.items.length : index;
    return assign(item.value, elementAt(value, position), range);
  });
}

/** `a, b = 1, 2`. */
function pairUp(target: ListExpression, value: Expression): readonly (readonly [Expression, Expression])[] | undefined {
  if (value.kind !== 'list' || value.items.length !== target.items.length) return undefined;
  const pairs: (readonly [Expression, Expression])[] = [];
  for (const [index, item] of target.items.entries()) {
    const its = value.items[index];
    if (!its || item.isSpread || its.isSpread) return undefined;
    pairs.push([item.value, its.value]);
  }
  return pairs;
}

/** A name for the value, which source code can't have. */
function hold(value: Expression, range: TextRange): AssignStatement {
  const target: Expression = { kind: 'name', range: value.range, name: `unpacked@${value.range.start}` };
  return { kind: 'assign', range, target, value, mode: 'set' };
}

function elementAt(object: Expression, position: number): Expression {
  const { range } = object;
  return { kind: 'index', range, object, index: { kind: 'literal', range, value: position } };
}

function isRepeatable(value: Expression): boolean {
  switch (value.kind) {
    case 'name':
    case 'receiver':
    case 'literal':
      return true;
    case 'member':
      return isRepeatable(value.object);
    case 'index':
      return isRepeatable(value.object) && isRepeatable(value.index);
    default:
      return false;
  }
}

function mergeCall(target: Expression, value: Expression, operator: SyntaxNode, range: TextRange): Expression {
  return {
    kind: 'call',
    range,
    callee: {
      kind: 'member',
      range: { start: target.range.start, end: operator.end },
      object: target,
      property: 'update',
      propertyRange: rangeOf(operator),
    },
    arguments: [{ value, range: value.range }],
    argumentsRange: value.range,
    isConstruction: false,
  };
}
