/** Classes, interfaces, enums and records, with the members that the compiler or Lombok makes for them. */
import type { ClassStatement, Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { annotationsOf, boundSettings, injectedValue } from './annotations.ts';
import type { BoundSettings } from './annotations.ts';
import { lowerArguments } from './arguments.ts';
import { CLASSES, declarationsOf } from './classMembers.ts';
import { CONSTRUCTOR, hasAnnotation, isStatic, lowerMethod, lowerParameters } from './functions.ts';
import type { Lowering } from './lowering.ts';
import {
  assign,
  endOf,
  functionNode,
  functionStatement,
  memberExpression,
  nameExpression,
  pathExpression,
  plainParameter,
  rangeOf,
  receiver,
  returned,
  unknown,
} from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { declaredType, lowerType } from './types.ts';

export function lowerClass(node: SyntaxNode, path: readonly string[], lowering: Lowering): ClassStatement {
  const settings = boundSettings(node, lowering);
  const own = declarationsOf(node).flatMap((declaration) => lowerMember(declaration, path, settings, lowering));
  const record = node.type === 'record_declaration' ? recordMembers(node, settings, lowering) : [];
  const made = madeByLombok(node, own, lowering);
  return {
    kind: 'class',
    range: rangeOf(node),
    name: path.at(-1) ?? '',
    bases: basesOf(node, lowering),
    decorators: annotationsOf(node, lowering),
    body: [...record, ...own, ...made],
  };
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const superclass = fieldOf(node, 'superclass');
  const interfaces = fieldOf(node, 'interfaces');
  const extended = node.children.find(({ type }) => type === 'extends_interfaces');
  const lists = [interfaces, extended].flatMap((list) => (list ? partsOf(list).flatMap(partsOf) : []));
  return [...(superclass ? partsOf(superclass) : []), ...lists].flatMap((type) => lowerType(type, lowering) ?? []);
}

function lowerMember(
  node: SyntaxNode,
  path: readonly string[],
  settings: BoundSettings | undefined,
  lowering: Lowering,
): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowering.classStatement(node)];
  switch (node.type) {
    case 'field_declaration':
    case 'constant_declaration':
      return lowerFields(node, settings, lowering);
    case 'method_declaration':
      return [functionStatement(lowerMethod(node, isStatic(node, lowering) ? 'static-method' : 'method', lowering))];
    case 'constructor_declaration':
      return [functionStatement(lowerMethod(node, 'constructor', lowering))];
    case 'enum_constant':
      return lowerEnumConstant(node, path, lowering);
    case 'static_initializer':
      return lowering.statements(partsOf(node).flatMap(partsOf));
    case 'block':
      return lowering.statements(partsOf(node));
    default:
      return [];
  }
}

function lowerFields(node: SyntaxNode, settings: BoundSettings | undefined, lowering: Lowering): readonly Statement[] {
  const type = declaredType(node, lowering);
  const injected = injectedValue(node, lowering);
  return fieldsOf(node, 'declarator').flatMap((declarator) => {
    const name = fieldOf(declarator, 'name');
    if (name === undefined) return [];
    const written = fieldOf(declarator, 'value');
    const own = injected ?? (written && lowering.expression(written));
    const bound = isStatic(node, lowering) ? undefined : settings?.valueOf(lowering.textOf(name), own, declarator);
    const value = bound ?? own ?? unknown(endOf(declarator));
    const range = { start: node.start, end: declarator.end };
    return [assign(nameExpression(lowering.textOf(name), name), value, range, type)];
  });
}

/** `CLAUDE("id", 200_000)`: an object that the constructor makes. */
function lowerEnumConstant(node: SyntaxNode, path: readonly string[], lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  if (name === undefined) return [];
  const list = fieldOf(node, 'arguments');
  const value: Expression = {
    kind: 'call',
    range: rangeOf(node),
    callee: pathExpression(path, { start: node.start, end: node.start }),
    arguments: list ? lowerArguments(list, lowering) : [],
    argumentsRange: list ? rangeOf(list) : endOf(name),
    isConstruction: true,
  };
  const methods = partsOf(node).filter(({ type }) => type === 'class_body');
  return [
    assign(nameExpression(lowering.textOf(name), name), value, node),
    ...methods
      .flatMap(partsOf)
      .filter(({ type }) => type === 'method_declaration')
      .map((method) => functionStatement({ ...lowerMethod(method, 'method', lowering), name: '' })),
  ];
}

/** A record has a field for each of its parameters, and a constructor that takes them all. Its getters are called like the fields. */
function recordMembers(
  node: SyntaxNode,
  settings: BoundSettings | undefined,
  lowering: Lowering,
): readonly Statement[] {
  const list = fieldOf(node, 'parameters');
  if (list === undefined) return [];
  const parameters = lowerParameters(list, lowering).map((parameter): Parameter => {
    const { defaultValue } = parameter;
    const at = partsOf(list).find(({ start }) => start === parameter.range.start);
    const bound = at && settings?.valueOf(parameter.name, defaultValue, at);
    return bound ? { ...parameter, defaultValue: bound } : parameter;
  });
  return [
    ...parameters.map(({ name, range, type }) =>
      assign(nameExpression(name, range), unknown(endOf(range)), range, type),
    ),
    functionStatement(constructorOf(node, parameters)),
  ];
}

function constructorOf(node: SyntaxNode, parameters: readonly Parameter[]): FunctionNode {
  return functionNode(node, {
    name: CONSTRUCTOR,
    parameters,
    body: parameters.map(({ name: field, range }) =>
      assign(memberExpression(receiver(range), field, range, range), nameExpression(field, range), range),
    ),
    role: 'constructor',
  });
}

function getterOf(method: string, field: string, range: Parameter['range']): FunctionNode {
  return functionNode(range, {
    name: method,
    body: [returned(memberExpression(receiver(range), field, range, range))],
    role: 'method',
  });
}

/** What Lombok's annotations add: `getX()`, and a constructor that takes the fields. */
function madeByLombok(node: SyntaxNode, own: readonly Statement[], lowering: Lowering): readonly Statement[] {
  const fields = declarationsOf(node).filter(
    (declaration) => declaration.type === 'field_declaration' && !isStatic(declaration, lowering),
  );
  if (!hasAnnotation(node, lowering, ...GETTERS, ...CONSTRUCTORS) && !fields.some(hasOwnGetter)) return [];
  const hasGetters = hasAnnotation(node, lowering, ...GETTERS);
  const getters = fields.flatMap((field) =>
    hasGetters || hasOwnGetter(field)
      ? fieldsOf(field, 'declarator').flatMap((declarator) => madeGetter(declarator, own, lowering))
      : [],
  );
  const takesFields = hasAnnotation(node, lowering, ...CONSTRUCTORS);
  const hasConstructor = own.some(({ kind, ...of }) => kind === 'function' && isConstructor(of));
  if (!takesFields || hasConstructor) return getters;
  const isForAll = hasAnnotation(node, lowering, 'AllArgsConstructor', 'Value');
  const parameters = fields
    .filter((field) => isForAll || isRequired(field, lowering))
    .flatMap((field) => fieldsOf(field, 'declarator').map((declarator) => fieldParameter(field, declarator, lowering)));
  return parameters.length === 0 ? getters : [...getters, functionStatement(constructorOf(node, parameters))];

  function hasOwnGetter(field: SyntaxNode): boolean {
    return hasAnnotation(field, lowering, 'Getter');
  }
}

const GETTERS = ['Data', 'Getter', 'Value'];
const CONSTRUCTORS = ['Data', 'Value', 'AllArgsConstructor', 'RequiredArgsConstructor'];

function isConstructor(of: object): boolean {
  return 'function' in of && (of.function as FunctionNode).role === 'constructor';
}

function fieldParameter(field: SyntaxNode, declarator: SyntaxNode, lowering: Lowering): Parameter {
  const type = declaredType(field, lowering);
  const injected = injectedValue(field, lowering);
  const name = lowering.textOf(fieldOf(declarator, 'name') ?? declarator);
  return plainParameter(name, field, { ...(type && { type }), ...(injected && { defaultValue: injected }) });
}

function isRequired(field: SyntaxNode, lowering: Lowering): boolean {
  const modifiers = field.children.find(({ type }) => type === 'modifiers');
  const isFinal = modifiers?.children.some((child) => lowering.textOf(child) === 'final') === true;
  return isFinal && fieldsOf(field, 'declarator').every((declarator) => fieldOf(declarator, 'value') === undefined);
}

function madeGetter(declarator: SyntaxNode, own: readonly Statement[], lowering: Lowering): readonly Statement[] {
  const name = fieldOf(declarator, 'name');
  const field = name ? lowering.textOf(name) : '';
  const method = `get${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return name && !declaresMethod(own, method) ? [functionStatement(getterOf(method, field, declarator))] : [];
}

function declaresMethod(own: readonly Statement[], name: string): boolean {
  return own.some((statement) => statement.kind === 'function' && statement.function.name === name);
}
