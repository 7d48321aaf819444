import type { AssignStatement, ClassStatement, Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, hasToken, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { FUNCTION_TYPES, decoratorsOf, ownDecorators } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { assign, nameExpression, rangeOf } from '../nodes.ts';
import { expressionStatement, unknown } from './nodes.ts';
import { staticKey } from './patterns.ts';
import { lowerType, schemaOfInferred } from './types.ts';

export function lowerClass(
  node: SyntaxNode,
  name: string,
  decorators: readonly SyntaxNode[],
  lowering: Lowering,
): ClassStatement {
  const { value: body, hoisted } = lowering.collect(() => classBody(fieldOf(node, 'body'), lowering));
  return {
    kind: 'class',
    range: rangeOf(node),
    name,
    bases: basesOf(node, lowering),
    ...implementedBy(node, lowering),
    decorators: decoratorsOf([...decorators, ...ownDecorators(node)], lowering),
    body: [...hoisted, ...body],
  };
}

/** An enumeration is a class whose attributes are its members. */
export function lowerEnum(node: SyntaxNode, lowering: Lowering): ClassStatement {
  const body = fieldOf(node, 'body');
  const members: AssignStatement[] = [];
  let next = 0;
  for (const member of body ? body.children : []) {
    const name = member.field === 'name' ? member : fieldOf(member, 'name');
    if (name === undefined) continue;
    const valueNode = fieldOf(member, 'value');
    const value: Expression = valueNode
      ? lowering.expression(valueNode)
      : { kind: 'literal', range: rangeOf(member), value: next };
    if (value.kind === 'literal' && typeof value.value === 'number') next = value.value + 1;
    members.push(assign(nameExpression(staticKey(name, lowering) ?? '', name), value, member));
  }
  const name = fieldOf(node, 'name');
  return {
    kind: 'class',
    range: rangeOf(node),
    name: name ? lowering.textOf(name) : '',
    bases: [],
    decorators: [],
    body: members,
  };
}

/** A namespace is a class whose attributes are what it declares; `A.B` is a class in a class. */
export function lowerNamespace(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const body = fieldOf(node, 'body');
  if (name === undefined || body === undefined || name.type === 'string') return [];
  const declarations = namedChildren(body).map((child) =>
    child.type === 'export_statement' ? (fieldOf(child, 'declaration') ?? child) : child,
  );
  const names = lowering
    .textOf(name)
    .split('.')
    .map((part) => part.trim());
  return names.reduceRight<readonly Statement[]>(
    (inside, part) => [{ kind: 'class', range: rangeOf(node), name: part, bases: [], decorators: [], body: inside }],
    lowering.statements(declarations),
  );
}

/** What a getter gives back, when that is all it does. */
export function returnedBy(method: SyntaxNode): SyntaxNode | undefined {
  const body = fieldOf(method, 'body');
  const statements = body ? namedChildren(body) : [];
  const [only] = statements;
  if (!hasToken(method, 'get') || statements.length !== 1 || only?.type !== 'return_statement') return undefined;
  return namedChildren(only)[0];
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const heritage = node.children.find((child) => child.type === 'class_heritage');
  const extended = heritage?.children.find((child) => child.type === 'extends_clause');
  return extended ? fieldsOf(extended, 'value').map((value) => lowering.expression(value)) : [];
}

function implementedBy(node: SyntaxNode, lowering: Lowering): Pick<ClassStatement, 'implemented'> {
  const heritage = node.children.find((child) => child.type === 'class_heritage');
  const clause = heritage?.children.find((child) => child.type === 'implements_clause');
  const types = clause ? namedChildren(clause).flatMap((type) => lowerType(type, lowering) ?? []) : [];
  return types.length > 0 ? { implemented: types } : {};
}

/** An interface, or an object type with a name: a class whose attributes and methods are only declared. */
export function lowerInterface(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const body = fieldOf(node, 'body') ?? fieldOf(node, 'value');
  const schema = name && body && schemaOfInferred(body, lowering);
  // A schema of the same name stands for the type already.
  if (schema && lowering.textOf(schema) !== lowering.textOf(name))
    return [assign(nameExpression(lowering.textOf(name), name), lowering.expression(schema), node)];
  if (name === undefined || (body?.type !== 'interface_body' && body?.type !== 'object_type')) return [];
  const extended = node.children.find((child) => child.type === 'extends_type_clause');
  const { value, hoisted } = lowering.collect(() =>
    namedChildren(body).flatMap((member) => signature(member, lowering)),
  );
  const lowered: ClassStatement = {
    kind: 'class',
    range: rangeOf(node),
    name: lowering.textOf(name),
    bases: extended ? namedChildren(extended).flatMap((type) => lowerType(type, lowering) ?? []) : [],
    isInterface: true,
    decorators: [],
    body: [...hoisted, ...value],
  };
  return [lowered];
}

function signature(member: SyntaxNode, lowering: Lowering): readonly Statement[] {
  if (member.type === 'method_signature') return declaredMethod(member, lowering);
  const nameNode = fieldOf(member, 'name');
  const name = nameNode && staticKey(nameNode, lowering);
  const type = lowerType(fieldOf(member, 'type'), lowering);
  if (member.type !== 'property_signature' || nameNode === undefined || name === undefined) return [];
  return type ? [assign(nameExpression(name, nameNode), unknown(nameNode), member, type)] : [];
}

/** A method without a body, which others have. */
function declaredMethod(member: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return [{ kind: 'function', range: rangeOf(member), function: lowering.function(member, { role: 'method' }) }];
}

function classBody(body: SyntaxNode | undefined, lowering: Lowering): readonly Statement[] {
  const statements: Statement[] = [];
  let decorators: SyntaxNode[] = [];
  for (const member of body ? namedChildren(body) : []) {
    if (member.type === 'decorator') {
      decorators.push(member);
      continue;
    }
    for (const statement of classMember(member, decorators, lowering)) statements.push(statement);
    decorators = [];
  }
  return statements;
}

/** A method or field; nothing for the signatures of overloads. */
export function classMember(
  member: SyntaxNode,
  decorators: readonly SyntaxNode[],
  lowering: Lowering,
): readonly Statement[] {
  switch (member.type) {
    case 'method_definition':
      return lowerMethod(member, decorators, lowering);
    case 'public_field_definition':
      return lowerField(member, lowering);
    case 'abstract_method_signature':
      return declaredMethod(member, lowering);
    case 'class_static_block': {
      const block = fieldOf(member, 'body');
      return block ? lowering.statements(namedChildren(block)) : [];
    }
    case 'ERROR':
      return lowering.statements([member]);
    default:
      return [];
  }
}

function lowerMethod(method: SyntaxNode, decorators: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] {
  const nameNode = fieldOf(method, 'name');
  const name = nameNode && staticKey(nameNode, lowering);
  const returned = returnedBy(method);
  if (returned && nameNode && name !== undefined) {
    return [assign(nameExpression(name, nameNode), lowering.expression(returned), method)];
  }
  const isStatic = hasToken(method, 'static');
  const role = name === 'constructor' ? 'constructor' : isStatic ? 'static-method' : 'method';
  const lowered = lowering.function(method, { role, decorators: [...decorators, ...ownDecorators(method)] });
  if (!hasToken(method, 'set')) return [{ kind: 'function', range: rangeOf(method), function: lowered }];
  const { name: _, ...setter } = lowered;
  return [{ kind: 'function', range: rangeOf(method), function: setter }];
}

function lowerField(field: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const nameNode = fieldOf(field, 'name');
  const name = nameNode && staticKey(nameNode, lowering);
  const valueNode = fieldOf(field, 'value');
  const type = lowerType(fieldOf(field, 'type'), lowering);
  if (nameNode === undefined || name === undefined) return valueNode ? lowering.effect(valueNode) : [];
  if (valueNode && FUNCTION_TYPES.has(valueNode.type)) {
    const role = hasToken(field, 'static') ? 'static-method' : 'method';
    const method = lowering.function(valueNode, { role, name, decorators: ownDecorators(field) });
    return [{ kind: 'function', range: rangeOf(field), function: { ...method, name } }];
  }
  const decorators = decoratorsOf(ownDecorators(field), lowering).map((value) =>
    expressionStatement(value, value.range),
  );
  if (valueNode === undefined && type === undefined) return decorators;
  const value = valueNode ? lowering.expression(valueNode) : unknown(nameNode);
  return [...decorators, assign(nameExpression(name, nameNode), value, field, type)];
}
