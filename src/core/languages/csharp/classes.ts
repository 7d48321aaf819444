/** Classes, structs, interfaces, enums and records, with the members that the compiler makes for them. */
import type { ClassStatement, Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  assign,
  endOf,
  evaluation,
  functionNode,
  functionStatement,
  literal,
  memberExpression,
  nameExpression,
  pathExpression,
  rangeOf,
  receiver,
  returned,
  unknown,
} from '../nodes.ts';
import { lowerArguments } from './arguments.ts';
import { attributesOf, textOfAttribute } from './attributes.ts';
import { boundSettings } from './boundSettings.ts';
import type { BoundSettings } from './boundSettings.ts';
import { CLASSES, declarationsOf, declaratorsOf, primaryParameters } from './classMembers.ts';
import { bodyOf, CONSTRUCTOR, lowerMethod, lowerParameters } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf, valueBehindSign } from './nodes.ts';
import { declaredType, lowerType } from './types.ts';

export function lowerClass(node: SyntaxNode, path: readonly string[], lowering: Lowering): ClassStatement {
  const settings = boundSettings(node, path.at(-1) ?? '', lowering);
  const own = declarationsOf(node).flatMap((declaration) => lowerMember(declaration, settings, lowering));
  const parameters = lowerParameters(primaryParameters(node), lowering);
  const made = parameters.length > 0 ? primaryMembers(node, parameters) : [];
  return {
    kind: 'class',
    range: rangeOf(node),
    name: path.at(-1) ?? '',
    bases: basesOf(node, lowering),
    decorators: attributesOf(node, lowering),
    body: [...made, ...own],
  };
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const list = node.children.find(({ type }) => type === 'base_list');
  return (list ? partsOf(list) : []).flatMap((base) => {
    const type = base.type === 'primary_constructor_base_type' ? fieldOf(base, 'type') : base;
    return lowerType(type, lowering) ?? [];
  });
}

function lowerMember(node: SyntaxNode, settings: BoundSettings | undefined, lowering: Lowering): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowering.classStatement(node)];
  switch (node.type) {
    case 'field_declaration':
    case 'event_field_declaration':
      return lowerFields(node, lowering);
    case 'property_declaration':
      return [...lowerProperty(node, settings, lowering), ...nameInJson(node, lowering)];
    case 'method_declaration':
    case 'operator_declaration':
    case 'conversion_operator_declaration':
      return [functionStatement(lowerMethod(node, isStatic(node, lowering) ? 'static-method' : 'method', lowering))];
    case 'constructor_declaration':
      return [functionStatement(lowerConstructor(node, lowering))];
    case 'destructor_declaration':
      return [functionStatement({ ...lowerMethod(node, 'method', lowering), name: '' })];
    case 'indexer_declaration':
      return [functionStatement({ ...getter(node, '', lowering), role: 'method' })];
    case 'enum_member_declaration':
      return lowerEnumMember(node, lowering);
    default:
      return [];
  }
}

function lowerFields(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const variables = partsOf(node).find(({ type }) => type === 'variable_declaration');
  if (variables === undefined) return [];
  const type = declaredType(variables, lowering);
  return declaratorsOf(node).flatMap((declarator) => {
    const name = fieldOf(declarator, 'name');
    if (name === undefined) return [];
    const written = valueBehindSign(declarator);
    const value = written ? lowering.typed(written, fieldOf(variables, 'type')) : unknown(endOf(declarator));
    const range = { start: node.start, end: declarator.end };
    return [assign(nameExpression(lowering.textOf(name), name), value, range, type)];
  });
}

/** A property with a body is read by running it; any other is a field. */
function lowerProperty(
  node: SyntaxNode,
  settings: BoundSettings | undefined,
  lowering: Lowering,
): readonly Statement[] {
  const name = fieldOf(node, 'name');
  if (name === undefined) return [];
  const written = lowering.textOf(name);
  if (isComputed(node)) return [functionStatement(getter(node, written, lowering))];
  const value = fieldOf(node, 'value');
  const own = value && lowering.typed(value, fieldOf(node, 'type'));
  const bound = isStatic(node, lowering) ? undefined : settings?.valueOf(written, own, node);
  return [
    assign(nameExpression(written, name), bound ?? own ?? unknown(endOf(node)), node, declaredType(node, lowering)),
  ];
}

function isComputed(node: SyntaxNode): boolean {
  return fieldOf(node, 'value')?.type === 'arrow_expression_clause' || readingAccessor(node) !== undefined;
}

/** `get { … }` or `get => …`; undefined for one that the compiler writes. */
function readingAccessor(node: SyntaxNode): SyntaxNode | undefined {
  const accessors = fieldOf(node, 'accessors');
  return (accessors ? partsOf(accessors) : []).find(
    (accessor) => fieldOf(accessor, 'name')?.type === 'get' && fieldOf(accessor, 'body') !== undefined,
  );
}

function getter(node: SyntaxNode, name: string, lowering: Lowering): FunctionNode {
  const accessor = readingAccessor(node);
  const [value] = accessor ? [] : partsOf(fieldOf(node, 'value') ?? node);
  return lowering.inFunction(node, () =>
    functionNode(node, {
      name,
      parameters: lowerParameters(fieldOf(node, 'parameters'), lowering),
      body: accessor
        ? bodyOf(accessor, true, lowering)
        : value
          ? [returned(lowering.typed(value, fieldOf(node, 'type')))]
          : [],
      role: 'getter',
    }),
  );
}

const NAMING: ReadonlySet<string> = new Set(['JsonPropertyName', 'JsonProperty', 'DataMember']);

/** What a property is called in JSON, under a name that source code cannot have. */
function nameInJson(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const value = name && textOfAttribute(node, NAMING, lowering);
  return name && value ? [assign(nameExpression(`json@${lowering.textOf(name)}`, name), value, node)] : [];
}

/** `: this(…)` makes the object by another constructor; what the base's does is not followed. */
function lowerConstructor(node: SyntaxNode, lowering: Lowering): FunctionNode {
  const made = lowerMethod(node, 'constructor', lowering);
  const initializer = partsOf(node).find(({ type }) => type === 'constructor_initializer');
  const list = initializer && partsOf(initializer).find(({ type }) => type === 'argument_list');
  const path = lowering.classAround?.path;
  if (!initializer || !list || path === undefined) return made;
  const passed = lowerArguments(list, lowering);
  const isOwn = initializer.children.some(({ type }) => type === 'this');
  const value: Expression = isOwn
    ? {
        kind: 'call',
        range: rangeOf(initializer),
        callee: pathExpression(path, initializer),
        arguments: passed,
        argumentsRange: rangeOf(list),
        isConstruction: true,
      }
    : unknown(
        initializer,
        passed.map(({ value: argument }) => argument),
      );
  return { ...made, body: [...evaluation(value), ...made.body] };
}

/** A member of an enum is called as it is written, in a text as well. */
function lowerEnumMember(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  if (name === undefined) return [];
  const written = lowering.textOf(name);
  const described = textOfAttribute(node, new Set(['Description', 'EnumMember']), lowering);
  return [assign(nameExpression(written, name), described ?? literal(written, name), node)];
}

/** What stands behind the name of a class is a field for each parameter, and a constructor that takes them all. */
function primaryMembers(node: SyntaxNode, parameters: readonly Parameter[]): readonly Statement[] {
  return [
    ...parameters.map(({ name, range, type }) =>
      assign(nameExpression(name, range), unknown(endOf(range)), range, type),
    ),
    functionStatement(
      functionNode(node, {
        name: CONSTRUCTOR,
        parameters,
        body: parameters.map(({ name, range }) =>
          assign(memberExpression(receiver(range), name, range, range), nameExpression(name, range), range),
        ),
        role: 'constructor',
      }),
    ),
  ];
}

function isStatic(node: SyntaxNode, lowering: Lowering): boolean {
  return node.children.some((child) => child.type === 'modifier' && /^(?:static|const)$/.test(lowering.textOf(child)));
}
