import type { CallExpression, Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerArguments } from './arguments.ts';
import { filledByBraces, lowerCollectionCall, newCollection } from './collections.ts';
import { isTextBuilder } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
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
import { partsOf } from '../parts.ts';
import { lowerFormat } from './strings.ts';
import { appendedText, madeText } from './textBuilders.ts';
import { lowerType, typeName } from './types.ts';

export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'arguments');
  const objectNode = fieldOf(node, 'object');
  if (!name || !list) return unknown(node, partsOf(node).map(lowering.expression));
  const special = specialCall(node, { name: lowering.textOf(name), object: objectNode, list }, lowering);
  return special ?? plainCall(node, name, list, objectNode, lowering);
}

function plainCall(
  node: SyntaxNode,
  name: SyntaxNode,
  list: SyntaxNode,
  objectNode: SyntaxNode | undefined,
  lowering: Lowering,
): CallExpression {
  const method = lowering.textOf(name);
  const object = objectNode && ownerOf(objectNode, lowering);
  const callee = object
    ? memberExpression(object, method, name, { start: node.start, end: name.end })
    : lowering.method(method, name);
  return {
    kind: 'call',
    range: rangeOf(node),
    callee,
    arguments: lowerArguments(list, lowering),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

/** `super.method()` is the inherited method of the object itself. */
function ownerOf(node: SyntaxNode, lowering: Lowering): Expression {
  return node.type === 'super' ? { kind: 'receiver', range: rangeOf(node) } : lowering.expression(node);
}

interface CalledMethod {
  readonly name: string;
  readonly object: SyntaxNode | undefined;
  readonly list: SyntaxNode;
}

/** Calls that every other language writes with syntax of its own. */
function specialCall(node: SyntaxNode, called: CalledMethod, lowering: Lowering): Expression | undefined {
  const { name, object, list } = called;
  const passed = partsOf(list);
  if (object === undefined || passed.some(({ type }) => type === 'ERROR')) return undefined;
  const owner = object.type === 'identifier' || object.type === 'field_access' ? typeName(object, lowering) : '';
  const ofClass = CLASS_METHODS.get(`${owner}.${name}`);
  if (ofClass) return ofClass(node, passed, lowering);
  const collection = lowerCollectionCall(node, owner, name, passed, lowering);
  if (collection) return collection;
  return METHODS.get(name)?.(node, object, passed, lowering) ?? undefined;
}

type LowerClassMethod = (node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering) => Expression | undefined;

const CLASS_METHODS: ReadonlyMap<string, LowerClassMethod> = new Map<string, LowerClassMethod>([
  ['String.format', formatted],
  ['String.join', joined],
  ['MessageFormat.format', numbered],
  ['Objects.requireNonNullElse', firstOfTwo],
  ['Objects.equals', (node, passed, lowering) => test(node, 'equals', passed.map(lowering.expression))],
  ['System.getProperty', systemProperty],
]);

/** `String.format(Locale.US, "…", a)` has the format second. */
function formatted(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [first] = passed;
  const isLocale = first !== undefined && /^Locale\b/.test(lowering.textOf(first));
  const [format, ...values] = isLocale ? passed.slice(1) : passed;
  return format && filled(node, format, values, lowering);
}

/** `MessageFormat.format("… {0} …", a)`. */
function numbered(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [format, ...values] = passed.map(lowering.expression);
  return format && methodCall(format, 'MessageFormat.format', values, node);
}

/** Only a format that is written out can be taken apart here; any other is filled in as a method of its text. */
function filled(node: SyntaxNode, format: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression {
  const values = passed.map(lowering.expression);
  if (format.type === 'string_literal') return lowerFormat(format, values, node, lowering);
  return methodCall(lowering.expression(format), '%', values, node);
}

function joined(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [separator, list, ...others] = passed.map(lowering.expression);
  if (!separator || !list) return undefined;
  const items = [list, ...others].map((value) => ({ value, isSpread: false }));
  const range = { start: list.range.start, end: (others.at(-1) ?? list).range.end };
  const whole: Expression = others.length === 0 ? list : { kind: 'list', range, items };
  return methodCall(separator, 'String.join', [whole], node);
}

function firstOfTwo(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [first, second] = passed.map(lowering.expression);
  return first && second && { kind: 'fallback', range: rangeOf(node), first, second };
}

/** `System.getProperty(name, default)`: what the user gives, or the default. */
function systemProperty(node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering): Expression | undefined {
  const [, byDefault] = passed;
  if (byDefault === undefined) return undefined;
  const given = unknown({ start: node.start, end: node.start });
  return { kind: 'fallback', range: rangeOf(node), first: given, second: lowering.expression(byDefault) };
}

type LowerMethod = (
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
) => Expression | undefined;

const METHODS: ReadonlyMap<string, LowerMethod> = new Map<string, LowerMethod>([
  ['formatted', (node, object, passed, lowering) => filled(node, object, passed, lowering)],
  ['append', (node, _, __, lowering) => appendedText(node, lowering)],
  ['orElse', otherwise],
  ['orElseGet', otherwise],
  ['get', element],
  ['orElseThrow', (_, object, __, lowering) => lowering.expression(object)],
  ['equals', equals],
  ['equalsIgnoreCase', equals],
  ['collect', collected],
  ['getOrDefault', variableOr],
]);

/** `optional.orElse(x)`, `optional.orElseGet(() -> x)`. */
function otherwise(
  node: SyntaxNode,
  object: SyntaxNode,
  [only]: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  if (only === undefined) return undefined;
  const body = only.type === 'lambda_expression' ? fieldOf(only, 'body') : only;
  if (body === undefined || body.type === 'block' || body.type === 'method_reference') return undefined;
  const first = lowering.expression(object);
  return { kind: 'fallback', range: rangeOf(node), first, second: lowering.expression(body) };
}

/** `optional.get()` is what it holds, `list.get(0)` an item. */
function element(
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const [only] = passed;
  if (only?.type !== 'decimal_integer_literal') return undefined;
  return { kind: 'index', range: rangeOf(node), object: lowering.expression(object), index: lowering.expression(only) };
}

function equals(
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const [only] = passed;
  return only && test(node, 'equals', [lowering.expression(object), lowering.expression(only)]);
}

/** `stream.collect(Collectors.joining("…"))` joins texts; any other collector gives the items. */
function collected(
  node: SyntaxNode,
  object: SyntaxNode,
  [collector]: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const name = collector?.type === 'method_invocation' ? fieldOf(collector, 'name') : undefined;
  const method = name && lowering.textOf(name);
  const items = lowering.expression(object);
  if (method === 'toList' || method === 'toSet' || method === 'toUnmodifiableList') return items;
  if (method !== 'joining' || collector === undefined) return undefined;
  const list = fieldOf(collector, 'arguments');
  const [separator] = list ? partsOf(list) : [];
  return methodCall(
    separator ? lowering.expression(separator) : literal('', endOf(node)),
    'String.join',
    [items],
    node,
  );
}

/** `System.getenv().getOrDefault(name, default)`. */
function variableOr(
  node: SyntaxNode,
  object: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  if (!/^System\s*\.\s*getenv\s*\(\s*\)$/.test(lowering.textOf(object))) return undefined;
  const callee = fieldOf(object, 'object');
  const name = fieldOf(object, 'name');
  if (!callee || !name) return undefined;
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: memberExpression(lowering.expression(callee), 'getenv', name, { start: object.start, end: name.end }),
    arguments: passed.map((value) => argumentOf(lowering.expression(value))),
    argumentsRange: endOf(node),
    isConstruction: false,
  };
}

/** `new X(…)`: collections and texts are what they hold, anything else is made by its constructor. */
export function lowerCreation(node: SyntaxNode, lowering: Lowering): Expression {
  const type = fieldOf(node, 'type');
  const list = fieldOf(node, 'arguments');
  const body = partsOf(node).find(({ type: kind }) => kind === 'class_body');
  if (!type || !list) return unknown(node, partsOf(node).map(lowering.expression));
  if (isTextBuilder(lowering.textOf(type))) return madeText(node, lowering);
  const collection = newCollection(node, typeName(type, lowering), list, lowering);
  if (collection) return body ? filledByBraces(collection, body, lowering) : collection;
  const made: CallExpression = {
    kind: 'call',
    range: rangeOf(node),
    callee: lowerType(type, lowering) ?? unknown(type),
    arguments: lowerArguments(list, lowering),
    argumentsRange: rangeOf(list),
    isConstruction: true,
  };
  return body ? unknown(node, [made, ...methodsOf(body, lowering)]) : made;
}

/** Methods of a class without a name. */
function methodsOf(body: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return lowering.withoutName(body);
}

/** `this(…)` of a constructor makes the object by another one; the superclass's constructor is not followed. */
export function lowerOtherConstructor(node: SyntaxNode, lowering: Lowering): Expression {
  const list = fieldOf(node, 'arguments');
  const constructor = fieldOf(node, 'constructor');
  const path = lowering.classAround?.path;
  const passed = list ? lowerArguments(list, lowering) : [];
  if (constructor?.type !== 'this' || !list || path === undefined) {
    return unknown(
      node,
      passed.map(({ value }) => value),
    );
  }
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: pathExpression(path, constructor),
    arguments: passed,
    argumentsRange: rangeOf(list),
    isConstruction: true,
  };
}
