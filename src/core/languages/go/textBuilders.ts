/** `strings.Builder` and `bytes.Buffer`: texts that are appended to. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { lowerFormat } from './formatVerbs.ts';
import { nameExpression, rangeOf } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/**
 * `b.WriteString(text)`, `fmt.Fprintf(&b, format, …)` and a template's `t.Execute(&b, data)` as an assignment that appends;
 * undefined for other calls. What a template gives is lowered to the call without the builder.
 */
export function writeToBuilder(
  call: SyntaxNode,
  node: TextRange,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const callee = fieldOf(call, 'function');
  const list = fieldOf(call, 'arguments');
  if (call.type !== 'call_expression' || callee?.type !== 'selector_expression' || !list) return undefined;
  const passed = namedChildren(list);
  const operand = fieldOf(callee, 'operand');
  const method = lowering.textOf(fieldOf(callee, 'field') ?? callee);
  const [first] = passed;
  if (!operand || !first) return undefined;
  if (/^Write(?:String|Byte|Rune)?$/.test(method)) return append(operand, lowering.expression(first), node, lowering);
  if (/^Execute(?:Template)?$/.test(method))
    return append(first, executed(call, callee, list, lowering), node, lowering);
  const isPrint = lowering.facts.packages.get(lowering.textOf(operand)) === 'fmt' && method.startsWith('Fprint');
  return isPrint ? append(first, printed(method, passed.slice(1), call, lowering), node, lowering) : undefined;
}

function executed(call: SyntaxNode, callee: SyntaxNode, list: SyntaxNode, lowering: Lowering): Expression {
  return {
    kind: 'call',
    range: rangeOf(call),
    callee: lowering.expression(callee),
    arguments: namedChildren(list)
      .slice(1)
      .map((node) => ({ value: lowering.expression(node), range: rangeOf(node) })),
    argumentsRange: rangeOf(list),
    isConstruction: false,
  };
}

function append(
  builder: SyntaxNode,
  value: Expression,
  node: TextRange,
  lowering: Lowering,
): readonly Statement[] | undefined {
  const name = builder.type === 'unary_expression' ? (fieldOf(builder, 'operand') ?? builder) : builder;
  const text = lowering.textOf(name);
  if (name.type !== 'identifier' || !lowering.facts.builders.has(text)) return undefined;
  return [{ kind: 'assign', range: rangeOf(node), target: nameExpression(text, name), value, mode: 'append' }];
}

function printed(method: string, passed: readonly SyntaxNode[], call: SyntaxNode, lowering: Lowering): Expression {
  const [format, ...values] = passed;
  if (method === 'Fprintf' && format && /^(?:interpreted|raw)_string_literal$/.test(format.type)) {
    return lowerFormat(format, values.map(lowering.expression), call, lowering);
  }
  return { kind: 'concatenation', range: rangeOf(call), operands: passed.map(lowering.expression) };
}
