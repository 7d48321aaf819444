/** Macros that `macroText.ts` made calls of. */
import type { Argument, Expression, ListItem, ObjectEntry, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { append, argumentOf, endOf, literal, memberExpression, methodCall, rangeOf, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';
import { isText, lowerFormat } from './strings.ts';
import type { FormatArguments } from './strings.ts';

/** Name of the macro that a call stands for; undefined for other calls. */
export function calledMacro(node: SyntaxNode, { macros, textOf }: Lowering): string | undefined {
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined;
  if (callee === undefined || !macros.has(callee.end - 1)) return undefined;
  return textOf(callee)
    .slice(0, -1)
    .replace(/^[\s\S]*::\s*/, '');
}

type LowerMacro = (node: SyntaxNode, passed: readonly SyntaxNode[], lowering: Lowering) => Expression;

export function lowerMacro(node: SyntaxNode, name: string, lowering: Lowering): Expression {
  const list = fieldOf(node, 'arguments');
  const passed = list ? partsOf(list) : [];
  return MACROS.get(name)?.(node, passed, lowering) ?? unknown(node, passed.map(lowering.expression));
}

/** A text with what is filled in; the first is skipped that a macro writes into. */
function formatted(skipped: number): LowerMacro {
  return (node, passed, lowering) => {
    const [format, ...others] = passed.slice(skipped);
    if (format === undefined) return literal('', node);
    const given = formatArguments(others, lowering);
    if (isText(format)) return lowerFormat(format, given, node, lowering);
    if (others.length === 0) return lowering.expression(format);
    return unknown(node, [lowering.expression(format), ...given.positional, ...given.named.values()]);
  };
}

function formatArguments(nodes: readonly SyntaxNode[], lowering: Lowering): FormatArguments {
  const positional: Expression[] = [];
  const named = new Map<string, Expression>();
  for (const node of nodes) {
    const left = node.type === 'assignment_expression' ? fieldOf(node, 'left') : undefined;
    const right = fieldOf(node, 'right');
    if (left && right) named.set(lowering.textOf(left), lowering.expression(right));
    else positional.push(lowering.expression(node));
  }
  return { positional, named };
}

const sum: LowerMacro = (node, passed, lowering) => ({
  kind: 'concatenation',
  range: rangeOf(node),
  operands: passed.map(lowering.expression),
});

const only: LowerMacro = (node, [first], lowering) => (first ? lowering.expression(first) : unknown(node));

/** A call of a function of a module, whatever the file calls it. */
function callOf(module: string, name: string): LowerMacro {
  return (node, passed, lowering) => {
    const at = { start: node.start, end: node.start };
    return {
      kind: 'call',
      range: rangeOf(node),
      callee: memberExpression({ kind: 'import', range: at, module }, name, at, at),
      arguments: passed.map((value): Argument => argumentOf(lowering.expression(value))),
      argumentsRange: endOf(node),
      isConstruction: false,
    };
  };
}

/** The value is what is waited for, of each. */
const all: LowerMacro = (node, passed, lowering) => ({
  kind: 'list',
  range: rangeOf(node),
  items: passed.map((value) => ({ value: lowering.expression(value), isSpread: false })),
});

const dedented: LowerMacro = (node, passed, lowering) => {
  const text = formatted(0)(node, passed, lowering);
  return methodCall(text, 'dedent', [], node);
};

const MACROS: ReadonlyMap<string, LowerMacro> = new Map<string, LowerMacro>([
  ['format', formatted(0)],
  ['format_args', formatted(0)],
  ['formatcp', formatted(0)],
  ['anyhow', formatted(0)],
  ['eyre', formatted(0)],
  ['write', formatted(1)],
  ['writeln', formatted(1)],
  ['formatdoc', dedented],
  ['indoc', dedented],
  ['concat', sum],
  ['concatcp', sum],
  ['include_str', callOf('std.fs', 'include_str')],
  ['include_bytes', callOf('std.fs', 'include_str')],
  ['env', callOf('std.env', 'var')],
  ['option_env', callOf('std.env', 'var')],
  ['dbg', only],
  ['join', all],
  ['try_join', all],
  ['json', (node, [value], lowering) => (value ? lowerJson(value, lowering) : literal(null, node))],
]);

/** A value as JSON writes it: objects are lists of keys and values by now. */
function lowerJson(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.type === 'identifier' && lowering.textOf(node) === 'null') return literal(null, node);
  if (node.type !== 'array_expression') return lowering.expression(node);
  const parts = partsOf(node);
  if (!lowering.objects.has(node.start)) {
    const items = parts.map((part): ListItem => ({ value: lowerJson(part, lowering), isSpread: false }));
    return { kind: 'list', range: rangeOf(node), items };
  }
  const entries: ObjectEntry[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const key = parts[index];
    const value = parts[index + 1];
    if (!key || !value) continue;
    const range = { start: key.start, end: value.end };
    entries.push({ kind: 'field', key: lowering.expression(key), value: lowerJson(value, lowering), range });
  }
  const isBroken = parts.length % 2 === 1 || node.children.some(({ type }) => type === 'ERROR');
  if (isBroken) entries.push({ kind: 'spread', value: unknown(endOf(node)), range: endOf(node) });
  return { kind: 'object', range: rangeOf(node), entries };
}

/** `write!(text, "…", a)?;`: adds to a text. */
export function writeInto(node: SyntaxNode, name: string, lowering: Lowering): readonly Statement[] | undefined {
  if (name !== 'write' && name !== 'writeln') return undefined;
  const list = fieldOf(node, 'arguments');
  const [first] = list ? partsOf(list) : [];
  const target = first?.type === 'reference_expression' ? partsOf(first).at(-1) : first;
  if (target?.type !== 'identifier') return undefined;
  const written = lowerMacro(node, name, lowering);
  const line: Expression = literal('\n', endOf(node));
  const value: Expression =
    name === 'write' ? written : { kind: 'concatenation', range: rangeOf(node), operands: [written, line] };
  return [append(lowering.expression(target), value, node)];
}
