import type { CallExpression, Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  argumentOf,
  endOf,
  literal,
  memberExpression,
  methodCall,
  pathExpression,
  rangeOf,
  test,
  unknown,
} from '../nodes.ts';
import { lowerArguments, valueOfArgument } from './arguments.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { appendedText } from './textBuilders.ts';
import { lowerType, simpleName, typeArgument } from './types.ts';

export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const callee = fieldOf(node, 'function');
  const list = fieldOf(node, 'arguments');
  if (!callee || !list) return unknown(node, partsOf(node).map(lowering.expression));
  const called = calledOf(callee, list, lowering);
  return specialCall(node, called, lowering) ?? plainCall(node, called, lowering);
}

interface Called {
  /** Empty where something other than a name is called. */
  readonly name: string;
  readonly nameNode: SyntaxNode | undefined;
  readonly object: SyntaxNode | undefined;
  readonly callee: SyntaxNode;
  readonly list: SyntaxNode;
}

function calledOf(callee: SyntaxNode, list: SyntaxNode, lowering: Lowering): Called {
  const { object, nameNode } = partsOfCallee(callee);
  return { name: simpleName(nameNode, lowering), nameNode, object, callee, list };
}

function partsOfCallee(callee: SyntaxNode): Pick<Called, 'object' | 'nameNode'> {
  switch (callee.type) {
    case 'member_access_expression':
      return { object: fieldOf(callee, 'expression'), nameNode: fieldOf(callee, 'name') };
    case 'conditional_access_expression': {
      const access = partsOf(callee).at(-1);
      const nameNode = access?.type === 'member_binding_expression' ? fieldOf(access, 'name') : undefined;
      return { object: nameNode && fieldOf(callee, 'condition'), nameNode };
    }
    case 'identifier':
    case 'generic_name':
      return { object: undefined, nameNode: callee };
    default:
      return { object: undefined, nameNode: undefined };
  }
}

function plainCall(node: SyntaxNode, called: Called, lowering: Lowering): CallExpression {
  const { list } = called;
  const extended = extensionCall(called, lowering);
  const passed = lowerArguments(list, lowering);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: extended?.callee ?? calleeOf(called, lowering),
    arguments: extended ? [argumentOf(extended.first), ...passed] : passed,
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

function calleeOf({ name, nameNode, object, callee }: Called, lowering: Lowering): Expression {
  if (nameNode === undefined) return lowering.expression(callee);
  if (object === undefined) return lowering.method(name, nameNode);
  return memberExpression(lowering.expression(object), name, nameNode, { start: callee.start, end: callee.end });
}

/** A method of the file that is written as one of what it is handed first. */
function extensionCall(
  { name, nameNode, object }: Called,
  lowering: Lowering,
): { readonly callee: Expression; readonly first: Expression } | undefined {
  const path = nameNode && object ? lowering.facts.extensions.get(name) : undefined;
  if (path === undefined || !nameNode || !object || path.length === 0) return undefined;
  // A method that is called like the one that it stands in is mostly the type's own, which goes before it.
  if (name === lowering.methodAround || object.type === 'this' || /^[A-Z]\w*$/.test(lowering.textOf(object)))
    return undefined;
  return {
    callee: memberExpression(pathExpression(path, nameNode), name, nameNode, nameNode),
    first: lowering.expression(object),
  };
}

/** Calls that every other language writes with syntax of its own. */
function specialCall(node: SyntaxNode, called: Called, lowering: Lowering): Expression | undefined {
  const { name, nameNode, object, list } = called;
  const passed = partsOf(list).flatMap((argument) => valueOfArgument(argument) ?? []);
  if (partsOf(list).some(({ type }) => type === 'ERROR')) return undefined;
  if (object === undefined) return name === 'nameof' ? nameOf(node, passed, lowering) : undefined;
  if (TRANSPARENT.has(name)) return lowering.expression(object);
  const owner = object.type.endsWith('_expression') ? '' : simpleName(object, lowering);
  const ofClass = CLASS_METHODS.get(`${owner.replace(/^String$/, 'string')}.${name}`);
  if (ofClass) return ofClass(node, passed, lowering);
  const type = nameNode?.type === 'generic_name' ? typeArgument(nameNode) : undefined;
  if (type && GIVEN.has(name)) return givenBy(node, type, lowering);
  return METHODS.get(name)?.(node, object, passed, lowering) ?? undefined;
}

/** What these give is what they are called on, some time later. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'ConfigureAwait',
  'GetAwaiter',
  'GetResult',
  'AsTask',
  'WithCancellation',
  'WaitAsync',
]);

/** What these give is of the type that they are called with. */
const GIVEN: ReadonlySet<string> = new Set([
  'GetRequiredService',
  'GetService',
  'GetRequiredKeyedService',
  'CreateServiceClient',
  'Get',
]);

function givenBy(node: SyntaxNode, type: SyntaxNode, lowering: Lowering): Expression | undefined {
  const callee = lowerType(type, lowering);
  return (
    callee && {
      kind: 'call',
      range: rangeOf(node),
      callee: { ...callee, range: rangeOf(type) },
      arguments: [],
      argumentsRange: endOf(node),
      isConstruction: false,
    }
  );
}

function nameOf(node: SyntaxNode, [only]: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  return only && literal(simpleName(only, lowering), node);
}

type LowerClassMethod = (node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering) => Expression | undefined;

const CLASS_METHODS: ReadonlyMap<string, LowerClassMethod> = new Map<string, LowerClassMethod>([
  ['string.Format', formatted],
  ['string.Join', joined],
  ['string.Concat', together],
  ['string.IsNullOrEmpty', isEmpty],
  ['string.IsNullOrWhiteSpace', isEmpty],
  ['string.Equals', (node, passed, lowering) => test(node, 'equals', passed.slice(0, 2).map(lowering.expression))],
]);

/** `string.Format(CultureInfo.InvariantCulture, "… {0} …", a)` has the format second. */
function formatted(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [first] = passed;
  const isCulture = first !== undefined && /\bCulture/.test(lowering.textOf(first));
  const [format, ...values] = (isCulture ? passed.slice(1) : passed).map(lowering.expression);
  return format && methodCall(format, 'string.Format', values, node);
}

function joined(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [separator, list, ...others] = passed.map(lowering.expression);
  if (!separator || !list) return undefined;
  const items = [list, ...others].map((value) => ({ value, isSpread: false }));
  const range = { start: list.range.start, end: (others.at(-1) ?? list).range.end };
  const whole: Expression = others.length === 0 ? list : { kind: 'list', range, items };
  return methodCall(separator, 'string.Join', [whole], node);
}

function together(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const operands = passed.map(lowering.expression);
  const [only, second] = operands;
  if (only && !second) return methodCall(literal('', endOf(node)), 'string.Join', [only], node);
  return only && { kind: 'concatenation', range: rangeOf(node), operands };
}

function isEmpty(node: SyntaxNode, [only]: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  if (only === undefined) return undefined;
  const at = endOf(node);
  return test(node, 'is-any', [lowering.expression(only), literal(null, at), literal('', at)]);
}

type LowerMethod = (
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
) => Expression | undefined;

const METHODS: ReadonlyMap<string, LowerMethod> = new Map<string, LowerMethod>([
  ['Append', (node, _, __, lowering) => appendedText(node, lowering)],
  ['AppendLine', (node, _, __, lowering) => appendedText(node, lowering)],
  ['Equals', equals],
  ['First', firstItem],
  ['FirstOrDefault', firstItem],
]);

function equals(
  node: SyntaxNode,
  object: SyntaxNode,
  [other]: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  return other && test(node, 'equals', [lowering.expression(object), lowering.expression(other)]);
}

function firstItem(
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  if (passed.length > 0) return undefined;
  return {
    kind: 'index',
    range: rangeOf(node),
    object: lowering.expression(object),
    index: literal(0, endOf(node)),
  };
}
