import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { functionNode, functionStatement, plainParameter, rangeOf } from '../nodes.ts';
import { assignedIn } from './assignedIn.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';

/** A method, also one of the class itself: `def self.call`. */
export function lowerMethod(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const nameNode = fieldOf(node, 'name');
  if (nameNode === undefined) return [];
  const name = lowering.textOf(nameNode);
  const list = fieldOf(node, 'parameters');
  const body = fieldOf(node, 'body');
  const parameterNodes = list ? partsOf(list) : [];
  const declared = new Set([
    ...parameterNodes.flatMap((one) => namesOf(one, lowering)),
    ...(body ? assignedIn(body, lowering.textOf) : []),
  ]);
  const isInClass = lowering.classPath !== undefined;
  return lowering.inMethod(declared, () => {
    const parameters = lowerParameters(parameterNodes, lowering);
    const role = roleOf(node, name, isInClass);
    const inside = body ? (body.type === 'body_statement' ? [body] : [body]) : [];
    const statements = role === 'constructor' ? lowering.statements(inside) : lowering.valued(inside);
    return [functionStatement(functionNode(node, { name, parameters, body: statements, role }))];
  });
}

function roleOf(node: SyntaxNode, name: string, isInClass: boolean): FunctionNode['role'] {
  if (!isInClass) return 'function';
  if (node.type === 'singleton_method') return 'static-method';
  return name === 'initialize' ? 'constructor' : 'method';
}

/** Names that a parameter declares. */
function namesOf(parameter: SyntaxNode, lowering: Lowering): readonly string[] {
  if (parameter.type === 'identifier') return [lowering.textOf(parameter)];
  if (parameter.type === 'destructured_parameter') return partsOf(parameter).flatMap((part) => namesOf(part, lowering));
  const name = fieldOf(parameter, 'name');
  return name ? [lowering.textOf(name)] : [];
}

const KINDS: Readonly<Record<string, Parameter['kind']>> = {
  identifier: 'plain',
  optional_parameter: 'plain',
  keyword_parameter: 'keyword-only',
  splat_parameter: 'rest',
  hash_splat_parameter: 'keyword-rest',
  // It is handed behind all others, and never by position.
  block_parameter: 'keyword-only',
};

export function lowerParameters(nodes: readonly SyntaxNode[], lowering: Lowering): readonly Parameter[] {
  const hasKeywords = nodes.some(({ type }) => type === 'keyword_parameter' || type === 'hash_splat_parameter');
  return nodes.flatMap((node, position): readonly Parameter[] => {
    const kind = KINDS[node.type];
    const name = node.type === 'identifier' ? node : fieldOf(node, 'name');
    if (kind === undefined) return [plainParameter('', node)];
    if (name === undefined) return kind === 'plain' ? [plainParameter('', node)] : [];
    const value = fieldOf(node, 'value');
    // What is named in a call without parameters for names is put into the last one.
    const isOptions =
      position === nodes.length - 1 && !hasKeywords && value?.type === 'hash' && partsOf(value).length === 0;
    if (isOptions) return [plainParameter(lowering.textOf(name), node, { kind: 'keyword-rest' })];
    const defaultValue = value && lowering.expression(value);
    return [plainParameter(lowering.textOf(name), node, { kind, ...(defaultValue && { defaultValue }) })];
  });
}

export interface Block {
  /** Names of what it is handed. */
  readonly parameters: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
}

export function readBlock(node: SyntaxNode): Block {
  const list = fieldOf(node, 'parameters');
  const body = fieldOf(node, 'body');
  return { parameters: list ? partsOf(list) : [], body: body ? [body] : [] };
}

export function declaredInBlock(block: Block, lowering: Lowering): ReadonlySet<string> {
  return new Set([
    ...block.parameters.flatMap((one) => namesOf(one, lowering)),
    ...block.body.flatMap((body) => assignedIn(body, lowering.textOf)),
  ]);
}

/** A block as a function; it changes variables of what is around it. */
export function lowerBlock(node: SyntaxNode, lowering: Lowering): Expression {
  const block = readBlock(node);
  const own = new Set(block.parameters.flatMap((one) => namesOf(one, lowering)));
  const assigned = new Set(
    block.body.flatMap((body) => assignedIn(body, lowering.textOf)).filter((name) => !own.has(name)),
  );
  const outerNames = lowering.declaredAround(assigned);
  return lowering.inBlock(new Set([...own, ...assigned]), () => {
    const parameters = lowerParameters(block.parameters, lowering);
    const body = lowering.valued(block.body);
    const made = functionNode(node, { parameters, body, ...(outerNames.length > 0 && { outerNames }) });
    return { kind: 'function', range: rangeOf(node), function: made };
  });
}

/** `->(x) { … }`. */
export function lowerLambda(node: SyntaxNode, lowering: Lowering): Expression {
  const list = fieldOf(node, 'parameters');
  const block = fieldOf(node, 'body');
  const body = block && fieldOf(block, 'body');
  const parameterNodes = list ? partsOf(list) : [];
  const declared = new Set([
    ...parameterNodes.flatMap((one) => namesOf(one, lowering)),
    ...(body ? assignedIn(body, lowering.textOf) : []),
  ]);
  return lowering.inBlock(declared, () => ({
    kind: 'function',
    range: rangeOf(node),
    function: functionNode(node, {
      parameters: lowerParameters(parameterNodes, lowering),
      body: body ? lowering.valued([body]) : [],
    }),
  }));
}
