import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';

/** Also those of `pflag`, whose `P` gives a short name too. */
const METHOD = /^(?:String|Int|Int32|Int64|Uint|Float32|Float64|Bool|Duration)Var(P?)$/;

/**
 * `flag.StringVar(&model, name, default, usage)` as an assignment of what the user gives, or else the default; undefined
 * for other calls.
 */
export function defineFlag(call: SyntaxNode, node: SyntaxNode, lowering: Lowering): readonly Statement[] | undefined {
  const callee = fieldOf(call, 'function');
  const list = fieldOf(call, 'arguments');
  const field = callee && fieldOf(callee, 'field');
  const method = field && METHOD.exec(lowering.textOf(field));
  if (call.type !== 'call_expression' || !list || !method) return undefined;
  const passed = namedChildren(list);
  const [variable] = passed;
  const byDefault = passed[method[1] === 'P' ? 3 : 2];
  if (variable?.type !== 'unary_expression' || byDefault === undefined) return undefined;
  const value: Expression = {
    kind: 'fallback',
    range: rangeOf(byDefault),
    first: unknown({ start: byDefault.start, end: byDefault.start }),
    second: lowering.expression(byDefault),
  };
  return [assign(lowering.expression(variable), value, node)];
}
