import type { Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, functionNode, nameExpression, plainParameter, rangeOf } from '../nodes.ts';
import { lowerImplicit } from './implicit.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { statementsIn } from './nodes.ts';
import { lowerTypeName } from './typeNames.ts';

/** A function, initializer or getter. A body of one expression gives that. */
export function lowerFunction(
  node: SyntaxNode,
  name: string | undefined,
  role: FunctionNode['role'],
  lowering: Lowering,
): FunctionNode {
  const body = fieldOf(node, 'body') ?? partsOf(node).find(({ type }) => type === 'computed_property');
  const getter = body && partsOf(body).find(({ type }) => type === 'computed_getter');
  const inside = getter ?? body;
  return lowering.inFunction(declaredNames(node, lowering), () => {
    const { parameters, renamed } = lowerParameters(node, lowering);
    const statements = inside ? statementsIn(inside) : [];
    const isConstructor = role === 'constructor';
    return functionNode(node, {
      ...(name !== undefined && { name }),
      parameters,
      body: [
        ...renamed,
        ...(statements.length === 1 && !isConstructor ? lowering.valued(statements) : lowering.statements(statements)),
      ],
      role,
    });
  });
}

interface Parameters {
  readonly parameters: readonly Parameter[];
  /** What the body calls those that callers call otherwise. */
  readonly renamed: readonly Statement[];
}

/** A parameter is called as its callers call it; its default stands behind it. */
function lowerParameters(node: SyntaxNode, lowering: Lowering): Parameters {
  const parameters: Parameter[] = [];
  const renamed: Statement[] = [];
  node.children.forEach((child, index) => {
    if (child.type !== 'parameter') return;
    const [own] = fieldsOf(child, 'name').filter(({ type }) => type === 'simple_identifier');
    const external = fieldOf(child, 'external_name');
    if (own === undefined) return;
    const written = node.children.slice(index + 1).find(({ isNamed, type }) => isNamed || type === ',');
    const byDefault = written?.field === 'default_value' ? written : undefined;
    const typeNode = fieldsOf(child, 'name').find(({ type }) => type !== 'simple_identifier');
    const type = lowerTypeName(typeNode, lowering);
    const defaultValue = byDefault && lowerImplicit(byDefault, type, lowering);
    const label = external && lowering.textOf(external);
    const name = lowering.textOf(own);
    const called = label === undefined || label === '_' ? name : label;
    const range = byDefault ? { start: child.start, end: byDefault.end } : child;
    const kind = child.children.some(({ type: token }) => token === '...') ? 'rest' : 'plain';
    parameters.push(
      plainParameter(called, range, { ...(type && { type }), ...(defaultValue && { defaultValue }), kind }),
    );
    if (called !== name) renamed.push(assign(nameExpression(name, own), nameExpression(called, own), own, type));
  });
  return { parameters, renamed };
}

/** Names of a function's own variables and parameters, but not those of functions in it. */
export function declaredNames(node: SyntaxNode, { textOf }: Lowering): ReadonlySet<string> {
  const names = new Set<string>();
  const open = [...node.children];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.field === 'bound_identifier') names.add(textOf(next));
    if (next.type === 'parameter' || next.type === 'lambda_parameter') {
      for (const name of [...fieldsOf(next, 'name'), ...fieldsOf(next, 'external_name')]) {
        if (name.type === 'simple_identifier') names.add(textOf(name));
      }
    }
    if (next.type === 'pattern')
      for (const part of next.children) if (part.type === 'simple_identifier') names.add(textOf(part));
    if (next.type === 'class_declaration') continue;
    if (next.type === 'function_declaration') {
      const own = fieldOf(next, 'name');
      if (own) names.add(textOf(own));
      continue;
    }
    for (const child of next.children) open.push(child);
  }
  return names;
}

/** `{ item in … }`; without parameters they are called `$0`, `$1`. */
export function lowerLambda(node: SyntaxNode, lowering: Lowering): Expression {
  const type = fieldOf(node, 'type');
  const list = type && partsOf(type).find((part) => part.type === 'lambda_function_type_parameters');
  const written = list ? partsOf(list).filter((part) => part.type === 'lambda_parameter') : [];
  const named = written.flatMap((parameter): readonly Parameter[] => {
    const name = fieldsOf(parameter, 'name').find((part) => part.type === 'simple_identifier');
    if (name === undefined) return [];
    const own = lowerTypeName(
      fieldsOf(parameter, 'name').find((part) => part.type !== 'simple_identifier'),
      lowering,
    );
    return [plainParameter(lowering.textOf(name), parameter, own && { type: own })];
  });
  const at = { start: node.start, end: node.start };
  const parameters = list ? named : ['$0', '$1'].map((name) => plainParameter(name, at));
  const declared = new Set([...declaredNames(node, lowering), ...parameters.map(({ name }) => name)]);
  const body = lowering.inFunction(declared, () => lowering.valued(statementsIn(node).filter((part) => part !== type)));
  return { kind: 'function', range: rangeOf(node), function: functionNode(node, { parameters, body }) };
}
