import type { Argument, CallExpression, Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, literal, memberExpression, methodCall, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** A function has a backslash before its name, which no variable can have: `$config` and `config()` are two things. */
export function functionName(written: string): string {
  return `\\${written.slice(written.lastIndexOf('\\') + 1)}`;
}

function callOf(
  node: SyntaxNode,
  callee: Expression,
  list: SyntaxNode | undefined,
  lowering: Lowering,
  isConstruction = false,
): CallExpression {
  const passed = list ? lowerArguments(list, lowering) : [];
  const argumentsRange = list ? rangeOf(list) : endOf(node);
  return { kind: 'call', range: rangeOf(node), callee, arguments: passed, argumentsRange, isConstruction };
}

/** `f(…)`, and `$f(…)` of a variable. */
export function lowerFunctionCall(node: SyntaxNode, lowering: Lowering): Expression {
  const callee = fieldOf(node, 'function');
  const list = fieldOf(node, 'arguments');
  if (callee === undefined) return unknown(node, partsOf(node).map(lowering.expression));
  if (!callee.type.endsWith('name') || callee.type === 'variable_name') {
    return callOf(node, lowering.expression(callee), list, lowering);
  }
  const name = functionName(lowering.textOf(callee));
  const special = SPECIAL.get(name.slice(1))?.(node, list ? lowerArguments(list, lowering) : [], lowering);
  return special ?? callOf(node, nameExpression(name, callee), list, lowering);
}

export function lowerMethodCall(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldOf(node, 'object');
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'arguments');
  if (!object || !name) return unknown(node, partsOf(node).map(lowering.expression));
  const owner = lowering.expression(object);
  if (name.type !== 'name') return callOf(node, unknown(object, [owner]), list, lowering);
  const range = { start: node.start, end: name.end };
  return callOf(node, memberExpression(owner, lowering.textOf(name), name, range), list, lowering);
}

/** `Class::method(…)`; what `self` and `parent` call is called on the object at hand. */
export function lowerScopedCall(node: SyntaxNode, lowering: Lowering): Expression {
  const scope = fieldOf(node, 'scope');
  const name = fieldOf(node, 'name');
  const list = fieldOf(node, 'arguments');
  if (!scope || !name) return unknown(node, partsOf(node).map(lowering.expression));
  const written = lowering.textOf(scope);
  const method = lowering.textOf(name);
  if (/^\\?(?:Illuminate\\Support\\Facades\\)?Config$/.test(written) && method === 'get' && list) {
    const setting = settingOf(node, lowerArguments(list, lowering), lowering);
    if (setting) return setting;
  }
  const range = { start: node.start, end: name.end };
  const owner = ownerOf(scope, lowering);
  return callOf(node, memberExpression(owner, method, name, range), list, lowering);
}

/** The object that stands before `::`. */
export function ownerOf(scope: SyntaxNode, lowering: Lowering): Expression {
  if (scope.type === 'relative_scope') return { kind: 'receiver', range: rangeOf(scope) };
  return scope.type.endsWith('name') && scope.type !== 'variable_name'
    ? lowering.classNamed(lowering.textOf(scope), scope)
    : lowering.expression(scope);
}

/** `new Class(…)`. */
export function lowerCreation(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = partsOf(node);
  const list = parts.find(({ type }) => type === 'arguments');
  const [named] = parts.filter((part) => part !== list);
  if (named === undefined) return unknown(node);
  if (named.type === 'anonymous_class')
    return unknown(node, list ? lowerArguments(list, lowering).map(({ value }) => value) : []);
  const callee =
    named.type.endsWith('name') && named.type !== 'variable_name'
      ? lowering.classNamed(lowering.textOf(named), named)
      : lowering.expression(named);
  return callOf(node, callee, list, lowering, true);
}

export function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return partsOf(list).map((node): Argument => {
    const range = rangeOf(node);
    const name = fieldOf(node, 'name');
    const value = partsOf(node).findLast((part) => part !== name);
    if (node.type === 'ERROR' || node.type !== 'argument')
      return { value: lowering.expression(node), spread: 'object', range };
    if (value === undefined) return { value: unknown(node), range };
    if (value.type === 'variadic_unpacking') {
      return { value: lowering.expression(partsOf(value)[0] ?? value), spread: 'list', range };
    }
    return { ...(name && { name: lowering.textOf(name) }), value: lowering.expression(value), range };
  });
}

type Special = (node: SyntaxNode, passed: readonly Argument[], lowering: Lowering) => Expression | undefined;

/** Functions that other languages write as methods or with syntax. */
const SPECIAL: ReadonlyMap<string, Special> = new Map(
  Object.entries<Special>({
    implode: joined,
    join: joined,
    str_replace: replaced,
    str_ireplace: replaced,
    strtr: replacedByKeys,
    substr: sliced,
    mb_substr: sliced,
    mb_strimwidth: sliced,
    array_slice: sliced,
    array_merge: merged,
    array_replace: merged,
    array_merge_recursive: merged,
    compact,
    config: settingOf,
    app: madeByContainer,
    resolve: madeByContainer,
  }),
);

function joined(node: SyntaxNode, passed: readonly Argument[]): Expression | undefined {
  const [separator, list] = passed;
  return separator && list ? methodCall(separator.value, 'implode', [list.value], node) : undefined;
}

/** `str_replace(search, replacement, text)`; of arrays, one after the other. */
function replaced(node: SyntaxNode, [search, by, text]: readonly Argument[]): Expression | undefined {
  if (!search || !by || !text) return undefined;
  if (search.value.kind !== 'list') return methodCall(text.value, 'str_replace', [search.value, by.value], node);
  const { items } = search.value;
  return items.reduce<Expression>((before, { value }, index) => {
    const other = by.value.kind === 'list' ? by.value.items[index]?.value : by.value;
    return methodCall(before, 'str_replace', [value, other ?? literal('', endOf(node))], node);
  }, text.value);
}

function replacedByKeys(node: SyntaxNode, [text, pairs]: readonly Argument[]): Expression | undefined {
  if (!text || pairs?.value.kind !== 'object') return undefined;
  return pairs.value.entries.reduce<Expression>(
    (before, entry) =>
      entry.kind === 'field' ? methodCall(before, 'str_replace', [entry.key, entry.value], node) : before,
    text.value,
  );
}

function sliced(node: SyntaxNode, [text, ...bounds]: readonly Argument[]): Expression | undefined {
  return (
    text &&
    methodCall(
      text.value,
      'slice-length',
      bounds.slice(0, 2).map(({ value }) => value),
      node,
    )
  );
}

/** Of lists a list, else an object of all. */
function merged(node: SyntaxNode, passed: readonly Argument[]): Expression | undefined {
  const values = passed.map(({ value }) => value);
  const isList = values.some(({ kind }) => kind === 'list') && !values.some(({ kind }) => kind === 'object');
  if (isList || values.length === 0) {
    const items = passed.map(({ value }) => ({ value, isSpread: true }));
    return { kind: 'list', range: rangeOf(node), items };
  }
  const entries = passed.map(({ value, range }): ObjectEntry => ({ kind: 'spread', value, range }));
  return { kind: 'object', range: rangeOf(node), entries };
}

/** `compact('a', 'b')`: an object of variables by their names. */
function compact(node: SyntaxNode, passed: readonly Argument[]): Expression | undefined {
  const entries = passed.flatMap(({ value, range }): readonly ObjectEntry[] =>
    value.kind === 'literal' && typeof value.value === 'string'
      ? [{ kind: 'field', key: value, value: nameExpression(value.value, value.range), range }]
      : [],
  );
  return entries.length === passed.length ? { kind: 'object', range: rangeOf(node), entries } : undefined;
}

/** `config('services.bedrock.model', default)`: the first step names a file that gives settings back. */
function settingOf(
  node: SyntaxNode,
  [key, otherwise]: readonly Argument[],
  lowering: Lowering,
): Expression | undefined {
  const path = key?.value.kind === 'literal' && typeof key.value.value === 'string' ? key.value.value : '';
  const [file, ...steps] = path.split('.');
  if (key === undefined || !file || !/^[\w-]+$/.test(file)) return undefined;
  const range = rangeOf(node);
  const value = steps.reduce<Expression>(
    (object, step) => ({ kind: 'index', range, object, index: literal(step, key.range) }),
    lowering.file(`config/${file}`, range),
  );
  return otherwise ? { kind: 'fallback', range, first: value, second: otherwise.value } : value;
}

/** `app(Service::class)`: the container makes it. */
function madeByContainer(node: SyntaxNode, [name, second]: readonly Argument[]): Expression | undefined {
  if (name === undefined || second || name.value.kind !== 'name') return undefined;
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: name.value,
    arguments: [],
    argumentsRange: endOf(node),
    isConstruction: true,
  };
}
