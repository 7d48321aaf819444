import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { functionNode, nameExpression, plainParameter, rangeOf } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { nameOf } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { bindPattern } from './patterns.ts';
import { blockParts } from './tails.ts';
import { lowerTypeName } from './typeNames.ts';

/** A function with or without a body; one of a type that takes no `self` belongs to the type alone. */
export function lowerFunction(node: SyntaxNode, isInType: boolean, lowering: Lowering): FunctionNode {
  const name = nameOf(node, lowering.textOf);
  const list = fieldOf(node, 'parameters');
  const body = fieldOf(node, 'body');
  const hasSelf = list !== undefined && partsOf(list).some(({ type }) => type === 'self_parameter');
  return lowering.inFunction('function', () => {
    const { parameters, destructured } = lowerParameters(list ? partsOf(list) : [], lowering);
    return functionNode(node, {
      ...(name !== undefined && { name }),
      parameters,
      body: [...destructured, ...(body ? lowering.valued(blockParts(body)) : [])],
      role: isInType ? (hasSelf ? 'method' : 'static-method') : 'function',
    });
  });
}

/** `|a, (b, c): (i32, i32)| …`. */
export function lowerClosure(node: SyntaxNode, lowering: Lowering): Expression {
  const list = fieldOf(node, 'parameters');
  const body = fieldOf(node, 'body');
  const lowered = lowering.inFunction('function', () => {
    const { parameters, destructured } = lowerParameters(list ? partsOf(list) : [], lowering);
    const inside = body ? lowering.valued(body.type === 'block' ? blockParts(body) : [body]) : [];
    return functionNode(node, { parameters, body: [...destructured, ...inside] });
  });
  return { kind: 'function', range: rangeOf(node), function: lowered };
}

interface Parameters {
  readonly parameters: readonly Parameter[];
  /** Takes apart those whose pattern is no name. */
  readonly destructured: readonly Statement[];
}

function lowerParameters(nodes: readonly SyntaxNode[], lowering: Lowering): Parameters {
  const parameters: Parameter[] = [];
  const destructured: Statement[] = [];
  for (const node of nodes) {
    if (node.type === 'self_parameter') {
      parameters.push(plainParameter('self', node, { kind: 'receiver' }));
      continue;
    }
    const pattern = node.type === 'parameter' ? fieldOf(node, 'pattern') : node;
    if (pattern === undefined || pattern.type === 'attribute_item') continue;
    const type = node.type === 'parameter' ? lowerTypeName(fieldOf(node, 'type'), lowering) : undefined;
    const name = boundName(pattern, lowering);
    const own = name ?? `#${parameters.length}`;
    parameters.push(plainParameter(own, node, type && { type }));
    if (name === undefined) destructured.push(...bindPattern(pattern, nameExpression(own, pattern), lowering));
  }
  return { parameters, destructured };
}

/** `mut x`, `&x`. */
function boundName(pattern: SyntaxNode, lowering: Lowering): string | undefined {
  if (pattern.type === 'identifier' || pattern.type === '_') return lowering.textOf(pattern).replace(/^r#/, '');
  if (!/^(?:mut|ref|reference)_pattern$/.test(pattern.type)) return undefined;
  const inner = partsOf(pattern).at(-1);
  return inner && boundName(inner, lowering);
}
