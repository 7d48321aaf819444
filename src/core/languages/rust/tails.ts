/** What gives a value by its last expression: blocks, `if`, `match`, `loop`; as the end of a function, and within an expression. */
import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import { calledAtOnce, endOf, evaluation, rangeOf, tail, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';
import { bindPattern, patternTest } from './patterns.ts';

/** How the body of an arm is lowered. */
type LowerBody = (nodes: readonly SyntaxNode[]) => readonly Statement[];

const BLOCKS: ReadonlySet<string> = new Set(['block', 'unsafe_block', 'async_block', 'const_block', 'try_block']);

/** Statements of a block, and what stands behind the last of them. */
export function blockParts(node: SyntaxNode): readonly SyntaxNode[] {
  const parts = partsOf(node);
  if (node.type === 'block') return parts.filter(({ type }) => type !== 'label' && type !== 'attribute_item');
  const inner = parts.find(({ type }) => type === 'block');
  return inner ? blockParts(inner) : [];
}

/** The last expression of what gives a value. */
export function lowerTail(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (BLOCKS.has(node.type)) return lowering.valued(blockParts(node));
  const bodies: LowerBody = (nodes) => lowering.valued(nodes);
  if (node.type === 'if_expression') return lowerIf(node, bodies, lowering);
  if (node.type === 'match_expression') return lowerMatch(node, bodies, lowering);
  if (isStatement(node)) {
    const [inner] = node.type === 'expression_statement' ? partsOf(node) : [];
    const isOpen = inner && !node.children.some(({ type }) => type === ';');
    return isOpen ? lowerTail(inner, lowering) : lowering.statements([node]);
  }
  if (isNoValue(node, lowering)) return lowering.statements([node]);
  return tail(lowering.expression(node));
}

function isStatement({ type }: SyntaxNode): boolean {
  return /(?:_statement|_declaration|_item|_definition)$/.test(type) || WITHOUT_VALUE.has(type);
}

const WITHOUT_VALUE: ReadonlySet<string> = new Set([
  ...['return_expression', 'break_expression', 'continue_expression', 'for_expression', 'while_expression'],
  ...['assignment_expression', 'compound_assignment_expr', 'unit_expression', 'ERROR', 'loop_expression'],
]);

/** `Err(…)`, `panic!(…)`: nothing that a caller goes on with. */
function isNoValue(node: SyntaxNode, { textOf }: Lowering): boolean {
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined;
  return (
    callee !== undefined &&
    /^(?:Err|(?:\w+::)*(?:panic_|bail_|todo_|unreachable_|unimplemented_|exit))$/.test(textOf(callee))
  );
}

/** `if a { … } else if let Some(b) = c { … } else { … }`. */
export function lowerIf(node: SyntaxNode, bodies: LowerBody, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const condition = fieldOf(arm, 'condition');
    const consequence = fieldOf(arm, 'consequence');
    const alternative = fieldOf(arm, 'alternative');
    const { test, bound } = condition ? lowerCondition(condition, lowering) : { test: unknown(arm), bound: [] };
    arms.push({ range: rangeOf(arm), test, then: [...bound, ...(consequence ? bodies(blockParts(consequence)) : [])] });
    const next: SyntaxNode | undefined = alternative && partsOf(alternative)[0];
    current = next?.type === 'if_expression' ? next : undefined;
    if (next && !current) otherwise = bodies(blockParts(next));
  }
  return ifChain(arms, otherwise);
}

/** A condition, and what it binds where it holds: `let Some(x) = y && z`. */
export function lowerCondition(
  node: SyntaxNode,
  lowering: Lowering,
): { readonly test: Expression; readonly bound: readonly Statement[] } {
  if (node.type === 'let_condition') {
    const pattern = fieldOf(node, 'pattern');
    const value = fieldOf(node, 'value');
    const subject = value ? lowering.expression(value) : unknown(endOf(node));
    const bound = pattern ? bindPattern(pattern, subject, lowering) : [];
    return { test: unknown(node, [subject], 'truth'), bound: bound.filter(({ kind }) => kind === 'assign') };
  }
  if (node.type === 'let_chain') {
    const parts = partsOf(node).map((part) => lowerCondition(part, lowering));
    const tests = parts.map(({ test }) => test);
    return { test: unknown(node, tests, 'truth'), bound: parts.flatMap(({ bound }) => bound) };
  }
  return { test: lowering.expression(node), bound: [] };
}

/** An arm that everything fits is what happens otherwise. */
export function lowerMatch(node: SyntaxNode, bodies: LowerBody, lowering: Lowering): readonly Statement[] {
  const value = fieldOf(node, 'value');
  const subject = value ? lowering.expression(value) : unknown(endOf(node));
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (const arm of matchArms(node)) {
    const pattern = fieldOf(arm, 'pattern');
    const body = fieldOf(arm, 'value');
    if (!pattern) continue;
    const then = [...bindPattern(pattern, subject, lowering), ...(body ? bodies(armParts(body)) : [])];
    const test = patternTest(pattern, subject, node, lowering);
    if (test) arms.push({ range: rangeOf(node), test, then });
    else otherwise = then;
  }
  if (arms.length === 0) return [...evaluation(subject), ...otherwise];
  return ifChain(arms, otherwise);
}

export function matchArms(node: SyntaxNode): readonly SyntaxNode[] {
  const body = fieldOf(node, 'body');
  return body ? partsOf(body).filter(({ type }) => type === 'match_arm') : [];
}

function armParts(body: SyntaxNode): readonly SyntaxNode[] {
  return body.type === 'block' ? blockParts(body) : [body];
}

/** A block, `if` or `match` within an expression: a function of its own that is called at once. */
export function lowerBlockValue(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = BLOCKS.has(node.type) ? blockParts(node) : [node];
  const [only] = parts;
  if (only && parts.length === 1 && only !== node && !isStatement(only)) return lowering.expression(only);
  const body = lowering.inFunction('value', () => lowering.valued(parts));
  return calledAtOnce(node, body);
}
