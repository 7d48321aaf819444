/** `match`, which gives a value. */
import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, rangeOf, test, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

const MAXIMUM_ARMS = 100;

export function lowerMatch(node: SyntaxNode, lowering: Lowering): Expression {
  const condition = fieldOf(node, 'condition');
  const block = fieldOf(node, 'body');
  const subject = condition ? lowering.expression(condition) : unknown({ start: node.start, end: node.start });
  const arms = block ? partsOf(block) : [];
  const valueOf = (arm: SyntaxNode): Expression => {
    const value = fieldOf(arm, 'return_expression');
    return value ? lowering.expression(value) : unknown(endOf(arm));
  };
  if (arms.length > MAXIMUM_ARMS) return unknown(node, [subject, ...arms.map(valueOf)]);
  const last = arms.find(({ type }) => type === 'match_default_expression');
  const tested = arms.filter((arm) => arm.type === 'match_conditional_expression' && !isThrow(arm));
  return tested.reduceRight<Expression>(
    (otherwise, arm) => {
      const list = fieldOf(arm, 'conditional_expressions');
      const values = list ? partsOf(list).map(lowering.expression) : [];
      return {
        kind: 'conditional',
        range: rangeOf(node),
        test: testOf(node, subject, values),
        then: valueOf(arm),
        otherwise,
      };
    },
    last && !isThrow(last) ? valueOf(last) : unknown(endOf(node)),
  );
}

function isThrow(arm: SyntaxNode): boolean {
  return fieldOf(arm, 'return_expression')?.type === 'throw_expression';
}

/** `match (true)` tests its conditions themselves. */
function testOf(node: SyntaxNode, subject: Expression, values: readonly Expression[]): Expression {
  const [only, second] = values;
  const isTrue = subject.kind === 'literal' && subject.value === true;
  if (isTrue) return only && !second ? only : unknown(node, values, 'truth');
  return test(node, 'is-any', [subject, ...values]);
}
