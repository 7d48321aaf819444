import type { Argument, Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  argumentOf,
  endOf,
  memberExpression,
  methodCall,
  nameExpression,
  pathExpression,
  rangeOf,
  receiver,
  unknown,
} from '../nodes.ts';
import { blockValue } from './branches.ts';
import { callOf } from './bareCalls.ts';
import { entriesOf, isEntry, valueOfPair } from './entries.ts';
import { lowerBlock, readBlock } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** With its block as the last argument. */
export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const methodNode = fieldOf(node, 'method');
  if (methodNode?.type === 'super') return lowerSuper(node, fieldOf(node, 'arguments'), lowering);
  const receiverNode = fieldOf(node, 'receiver');
  const list = fieldOf(node, 'arguments');
  const block = fieldOf(node, 'block');
  const method = methodNode ? lowering.textOf(methodNode) : 'call';
  const special = SPECIAL[method]?.({ node, receiver: receiverNode, list, block }, lowering);
  if (special) return special;
  const passed = [
    ...(list ? lowerArguments(list, lowering) : []),
    ...(block ? [{ value: lowerBlock(block, lowering), range: rangeOf(block) }] : []),
  ];
  const argumentsRange = list ? rangeOf(list) : endOf(node);
  if (receiverNode === undefined && method === 'new' && lowering.classPath !== undefined) {
    return callOf(node, pathExpression([lowering.classPath], node), passed, argumentsRange, true);
  }
  if (receiverNode === undefined) {
    const callee =
      methodNode?.type === 'constant'
        ? nameExpression(method, methodNode)
        : lowering.isVariable(method)
          ? nameExpression(method, node)
          : lowering.method(method, methodNode ?? node);
    return callOf(node, callee, passed, argumentsRange);
  }
  const object = objectOf(receiverNode, lowering);
  // `object.()` calls what the object is.
  if (methodNode === undefined || (method === 'call' && object.kind === 'name' && lowering.isVariable(object.name)))
    return callOf(node, object, passed, argumentsRange);
  if (method === 'new') return callOf(node, object, passed, argumentsRange, true);
  return callOf(
    node,
    memberExpression(object, method, methodNode, { start: node.start, end: methodNode.end }),
    passed,
    argumentsRange,
  );
}

/** `self.class` is asked for constants and methods like the object itself. */
function objectOf(node: SyntaxNode, lowering: Lowering): Expression {
  if (lowering.classPath !== undefined && /^self\s*\.\s*class$/.test(lowering.textOf(node))) return receiver(node);
  return lowering.expression(node);
}

export function lowerSuper(node: SyntaxNode, list: SyntaxNode | undefined, lowering: Lowering): Expression {
  const passed = list ? lowerArguments(list, lowering) : [];
  return unknown(
    node,
    passed.map(({ value }) => value),
  );
}

/** Named ones by their symbols; `"a" => b` stands in an object of its own. */
export function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  const parts = partsOf(list);
  const loose = parts.filter((part) => part.type === 'pair' && nameOfPair(part, lowering) === undefined);
  const passed = parts.filter((part) => !loose.includes(part)).flatMap((part) => lowerArgument(part, lowering));
  const [first] = loose;
  if (first === undefined) return passed;
  const all = parts.filter(isEntry);
  const isMixed = all.length > loose.length;
  const object = objectOfPairs(isMixed ? all : loose, lowering);
  return [
    ...passed.filter(({ name, spread }) => !isMixed || (name === undefined && spread !== 'object')),
    argumentOf(object),
  ];
}

function objectOfPairs(pairs: readonly SyntaxNode[], lowering: Lowering): Expression {
  const entries: readonly ObjectEntry[] = entriesOf(pairs, lowering);
  const start = entries[0]?.range.start ?? 0;
  return { kind: 'object', range: { start, end: entries.at(-1)?.range.end ?? start }, entries };
}

function nameOfPair(node: SyntaxNode, lowering: Lowering): string | undefined {
  const key = fieldOf(node, 'key');
  if (key?.type === 'hash_key_symbol') return lowering.textOf(key);
  return key?.type === 'simple_symbol' ? lowering.textOf(key).slice(1) : undefined;
}

function lowerArgument(node: SyntaxNode, lowering: Lowering): readonly Argument[] {
  const range = rangeOf(node);
  const key = node.type === 'pair' ? fieldOf(node, 'key') : undefined;
  if (key) return [{ name: nameOfPair(node, lowering) ?? '', value: valueOfPair(node, key, lowering), range }];
  switch (node.type) {
    case 'hash_splat_argument':
      return [{ value: lowering.expression(node), spread: 'object', range }];
    case 'splat_argument':
      return [{ value: lowering.expression(node), spread: 'list', range }];
    case 'forward_argument':
      return [{ value: unknown(node), spread: 'object', range }];
    case 'block_argument': {
      const [block] = partsOf(node);
      return block && block.type !== 'simple_symbol' ? [{ value: lowering.expression(block), range }] : [];
    }
    case 'ERROR':
      return [{ value: lowering.expression(node), spread: 'object', range }];
    default:
      return [{ value: lowering.expression(node), range }];
  }
}

interface WrittenCall {
  readonly node: SyntaxNode;
  readonly receiver: SyntaxNode | undefined;
  readonly list: SyntaxNode | undefined;
  readonly block: SyntaxNode | undefined;
}

/** Methods of Ruby's own objects that other languages write with syntax. */
const SPECIAL: Readonly<Record<string, (call: WrittenCall, lowering: Lowering) => Expression | undefined>> = {
  merge: merged,
  deep_merge: merged,
  reverse_merge: merged,
  dig: dug,
  fetch: fetched,
  expand_path: expandedPath,
  lambda: madeFunction,
  proc: madeFunction,
};

/** `a.merge(b)` is a new object of both. */
function merged({ node, receiver: object, list, block }: WrittenCall, lowering: Lowering): Expression | undefined {
  if (!object || !list || block) return undefined;
  const parts = partsOf(list);
  const others = parts.flatMap((part): readonly ObjectEntry[] =>
    isEntry(part)
      ? entriesOf([part], lowering)
      : [{ kind: 'spread', value: lowering.expression(part), range: rangeOf(part) }],
  );
  const first: ObjectEntry = { kind: 'spread', value: lowering.expression(object), range: rangeOf(object) };
  const isReverse = lowering.textOf(fieldOf(node, 'method') ?? node) === 'reverse_merge';
  return { kind: 'object', range: rangeOf(node), entries: isReverse ? [...others, first] : [first, ...others] };
}

/** `object.dig(:a, :b)`. */
function dug({ node, receiver: object, list }: WrittenCall, lowering: Lowering): Expression | undefined {
  if (!object || !list) return undefined;
  return partsOf(list).reduce<Expression>(
    (owner, key) => ({ kind: 'index', range: rangeOf(node), object: owner, index: lowering.expression(key) }),
    lowering.expression(object),
  );
}

/** `object.fetch(key) { default }`: what the block gives is the default. */
function fetched({ node, receiver: object, list, block }: WrittenCall, lowering: Lowering): Expression | undefined {
  if (!object || !list || !block) return undefined;
  const body = readBlock(block).body.flatMap(partsOf);
  const keys = lowerArguments(list, lowering);
  const method = fieldOf(node, 'method') ?? node;
  const callee = memberExpression(lowering.expression(object), 'fetch', method, { start: node.start, end: method.end });
  return callOf(node, callee, [...keys, argumentOf(blockValue(body, block, lowering))], rangeOf(list));
}

/** `File.expand_path("../x", __dir__)`: the second comes first. */
function expandedPath({ node, receiver: object, list }: WrittenCall, lowering: Lowering): Expression | undefined {
  const [path, folder] = list ? partsOf(list) : [];
  if (!object || !path || !folder || lowering.textOf(object) !== 'File') return undefined;
  return methodCall(
    pathExpression(['File'], object),
    'join',
    [lowering.expression(folder), lowering.expression(path)],
    node,
  );
}

function madeFunction({ receiver: object, list, block }: WrittenCall, lowering: Lowering): Expression | undefined {
  return block && !object && !list ? lowerBlock(block, lowering) : undefined;
}
