import type { Argument, Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, literal, memberExpression, methodCall, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';
import { calledMacro, lowerMacro } from './macros.ts';
import { lowerPath } from './paths.ts';

export function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const macro = calledMacro(node, lowering);
  if (macro !== undefined) return lowerMacro(node, macro, lowering);
  const written = fieldOf(node, 'function');
  const callee = written?.type === 'generic_function' ? fieldOf(written, 'function') : written;
  const list = fieldOf(node, 'arguments');
  if (!callee || !list) return unknown(node, partsOf(node).map(lowering.expression));
  const passed = partsOf(list).filter(({ type }) => type !== 'attribute_item');
  const special =
    callee.type === 'field_expression'
      ? lowerMethod(node, callee, passed, lowering)
      : lowerWrapper(node, callee, passed, lowering);
  if (special) return special;
  const name = lowering.textOf(callee).replace(/^[\s\S]*::\s*/, '');
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: callee.type === 'identifier' ? lowerPath(callee, lowering) : lowering.expression(callee),
    arguments: lowerArguments(passed, lowering),
    argumentsRange: rangeOf(list),
    isConstruction: callee.type !== 'field_expression' && /^[A-Z]/.test(name),
  };
}

/** Arguments of a call that is being typed are followed by any others. */
function lowerArguments(nodes: readonly SyntaxNode[], lowering: Lowering): readonly Argument[] {
  return nodes.map((node): Argument => {
    const value = lowering.expression(node);
    return node.type === 'ERROR' ? { value, spread: 'object', range: rangeOf(node) } : { value, range: rangeOf(node) };
  });
}

/** Methods that give what they are called on, as far as a program's meaning goes, whatever they are handed. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  ...['unwrap', 'expect', 'clone', 'cloned', 'copied', 'into', 'try_into', 'to_owned', 'as_ref', 'as_mut', 'as_deref'],
  ...['borrow', 'iter', 'into_iter', 'iter_mut', 'collect', 'ok', 'ok_or', 'ok_or_else', 'map_err', 'context'],
  ...[
    'with_context',
    'unwrap_or_default',
    'boxed',
    'wrap_err',
    'wrap_err_with',
    'inspect_err',
    'expect_err',
    'into_inner',
  ],
  ...[
    'await',
    'to_owned',
    'instrument',
    'in_current_span',
    'as_deref_mut',
    'read',
    'write',
    'lock',
    'into_boxed_slice',
  ],
]);

/** Methods that give a second value where there is no first. */
const FALLBACKS: ReadonlySet<string> = new Set(['unwrap_or', 'unwrap_or_else', 'or', 'or_else']);

function lowerMethod(
  node: SyntaxNode,
  callee: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const objectNode = fieldOf(callee, 'value');
  const field = fieldOf(callee, 'field');
  if (!objectNode || !field || passed.some(({ type }) => type === 'ERROR')) return undefined;
  const name = lowering.textOf(field);
  const [first] = passed;
  if (TRANSPARENT.has(name) && passed.length <= 1 && !OWN_WITH_ARGUMENT.has(`${name}${passed.length}`)) {
    return lowering.expression(objectNode);
  }
  if (FALLBACKS.has(name) && first && passed.length === 1) {
    return {
      kind: 'fallback',
      range: rangeOf(node),
      first: lowering.expression(objectNode),
      second: laterValue(first, lowering),
    };
  }
  if (name === 'map_or' && first && passed.length === 2) {
    const second = lowering.expression(first);
    const mapped = passed[1]
      ? methodCall(lowering.expression(objectNode), 'map', [lowering.expression(passed[1])], node)
      : second;
    return { kind: 'fallback', range: rangeOf(node), first: mapped, second };
  }
  return undefined;
}

/** Such as `write`, which only without arguments opens a lock. */
const OWN_WITH_ARGUMENT: ReadonlySet<string> = new Set(['write1', 'read1', 'lock1', 'into1', 'clone1']);

/** What a closure gives that takes nothing, or nothing of interest. */
function laterValue(node: SyntaxNode, lowering: Lowering): Expression {
  const value = lowering.expression(node);
  if (value.kind !== 'function') return value;
  return {
    kind: 'call',
    range: value.range,
    callee: value,
    arguments: [],
    argumentsRange: endOf(value.range),
    isConstruction: false,
  };
}

/** Functions that only wrap what they are handed. */
const WRAPPERS =
  /^(?:Some|Ok|(?:\w+::)*(?:Box|Arc|Rc|Mutex|RwLock|RefCell|Cell|Cow|OnceCell|Pin|Wrapping)::(?:new|from|pin|Borrowed|Owned)|(?:\w+::)*String::(?:from|from_utf8|from_utf8_lossy)|(?:std::)?str::from_utf8|Vec::from|Poll::Ready)$/;
const EMPTY_TEXT = /^(?:\w+::)*String::(?:new|with_capacity)$/;
const EMPTY_LIST = /^(?:\w+::)*(?:Vec|VecDeque)(?:::<[^()]*>)?::(?:new|with_capacity)$/;
const EMPTY_OBJECT = /^(?:\w+::)*(?:HashMap|BTreeMap|Map|IndexMap)(?:::<[^()]*>)?::(?:new|with_capacity)$/;
const LAZY = /^(?:\w+::)*(?:Lazy|LazyLock|LazyCell)::new$/;

function lowerWrapper(
  node: SyntaxNode,
  callee: SyntaxNode,
  passed: readonly SyntaxNode[],
  lowering: Lowering,
): Expression | undefined {
  const name = lowering.textOf(callee).replace(/\s+/g, '');
  const [first, second] = passed;
  const range = rangeOf(node);
  if (EMPTY_TEXT.test(name)) return literal('', node);
  if (EMPTY_LIST.test(name)) return { kind: 'list', range, items: [] };
  if (EMPTY_OBJECT.test(name)) return { kind: 'object', range, entries: [] };
  if (first === undefined || first.type === 'ERROR' || second) return undefined;
  if (name === 'Err') return unknown(node, [lowering.expression(first)]);
  if (LAZY.test(name)) return laterValue(first, lowering);
  return WRAPPERS.test(name) ? lowering.expression(first) : undefined;
}

/** `value.field`; the parts of a tuple have numbers. */
export function lowerField(node: SyntaxNode, lowering: Lowering): Expression {
  const objectNode = fieldOf(node, 'value');
  const field = fieldOf(node, 'field');
  if (!objectNode) return unknown(node);
  const object = lowering.expression(objectNode);
  if (!field || field.start === field.end) return object;
  const name = lowering.textOf(field).replace(/^r#/, '');
  if (/^\d+$/.test(name) && object.kind !== 'receiver') {
    return { kind: 'index', range: rangeOf(node), object, index: literal(Number(name), field) };
  }
  return memberExpression(object, name, field, node);
}
