/** Statements with a condition, for grammars that call their parts `condition`, `consequence`, `alternative` and `body`. */
import type { Expression, LoopStatement, Statement } from '../domain/program.ts';
import { fieldOf, fieldsOf } from '../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../parsing/syntaxNode.ts';
import { ifChain } from './ifChain.ts';
import type { Arm } from './ifChain.ts';
import { evaluation, rangeOf, unknown } from './nodes.ts';

interface Lowering {
  readonly expression: (node: SyntaxNode) => Expression;
  statements(nodes: readonly SyntaxNode[]): readonly Statement[];
}

/** Without recursion over `else if`: some chains have hundreds of arms. */
export function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const condition = fieldOf(arm, 'condition');
    const test = condition ? lowering.expression(condition) : unknown({ start: arm.start, end: arm.start });
    arms.push({ range: rangeOf(arm), test, then: lowering.statements(fieldsOf(arm, 'consequence')) });
    const alternative = fieldOf(arm, 'alternative');
    current = alternative?.type === 'if_statement' ? alternative : undefined;
    if (alternative && !current) otherwise = lowering.statements([alternative]);
  }
  return ifChain(arms, otherwise);
}

export function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return [conditionLoop(node, lowering, [])];
}

/** @param step What runs behind the body in each turn. */
export function conditionLoop(node: SyntaxNode, lowering: Lowering, step: readonly Statement[]): LoopStatement {
  const condition = fieldOf(node, 'condition');
  const test = condition ? evaluation(lowering.expression(condition)) : [];
  const body = [...test, ...lowering.statements(fieldsOf(node, 'body')), ...step];
  return { kind: 'loop', range: rangeOf(node), loop: 'condition', body };
}
