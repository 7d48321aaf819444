/** Classes, interfaces, enums and objects; what stands in a companion object is a member of the class itself. */
import type { ClassStatement, Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import type { ClassMembers } from '../java/classMembers.ts';
import {
  assign,
  endOf,
  functionNode,
  functionStatement,
  memberExpression,
  nameExpression,
  pathExpression,
  rangeOf,
  receiver,
  unknown,
} from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { annotationsOf, injectedValue } from './annotations.ts';
import { lowerArguments } from './arguments.ts';
import { CLASSES, declaredName } from './fileFacts.ts';
import { delegatedValue, lowerFunction, lowerParameters, propertyParts } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { lowerType, typeAmong } from './types.ts';

const BODIES = /^(?:enum_)?class_body$/;
const CONSTRUCTOR = 'constructor';

export function lowerClass(node: SyntaxNode, lowering: Lowering): ClassStatement {
  const name = fieldOf(node, 'name');
  const own = name ? lowering.textOf(name) : 'Companion';
  const path = lowering.facts.nested.get(own) ?? [own];
  const members = membersOf(node, path, lowering);
  const list = primaryParameters(node);
  const settings = settingsPrefix(node, lowering);
  return lowering.inClass(members, () => ({
    kind: 'class',
    range: rangeOf(node),
    name: own,
    bases: basesOf(node, lowering),
    decorators: annotationsOf(node, lowering),
    body: [
      ...(list ? primaryMembers(node, list, settings, lowering) : []),
      ...declarationsOf(node)
        .filter((declaration) => list === undefined || !isInitializer(declaration, node))
        .flatMap((declaration) => lowerMember(declaration, path, settings, lowering)),
    ],
  }));
}

function declarationsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return partsOf(node)
    .filter(({ type }) => BODIES.test(type))
    .flatMap(partsOf)
    .flatMap((child) =>
      child.type === 'companion_object' ? declarationsOf(child) : child.type === 'ERROR' ? partsOf(child) : [child],
    );
}

function primaryParameters(node: SyntaxNode): SyntaxNode | undefined {
  const constructor = partsOf(node).find(({ type }) => type === 'primary_constructor');
  return constructor && partsOf(constructor).find(({ type }) => type === 'class_parameters');
}

function membersOf(node: SyntaxNode, path: readonly string[], lowering: Lowering): ClassMembers {
  const fields = new Set<string>();
  const methods = new Set<string>();
  for (const declaration of declarationsOf(node)) {
    const name =
      declaration.type === 'enum_entry' ? partsOf(declaration).find(({ type }) => type === 'identifier') : undefined;
    const own = name ? lowering.textOf(name) : declaredName(declaration, lowering.textOf);
    if (own === undefined || CLASSES.has(declaration.type)) continue;
    (declaration.type === 'function_declaration' ? methods : fields).add(own);
  }
  const list = primaryParameters(node);
  for (const parameter of list ? partsOf(list) : []) {
    const name = isField(parameter) ? partsOf(parameter).find(({ type }) => type === 'identifier') : undefined;
    if (name) fields.add(lowering.textOf(name));
  }
  const hasBase = partsOf(node).some(({ type }) => type === 'delegation_specifiers');
  return { path, fields, methods, hasBase };
}

/** `val` or `var` makes a parameter of the class a property too. */
function isField({ children }: SyntaxNode): boolean {
  return children.some(({ type }) => type === 'val' || type === 'var');
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const specifiers = partsOf(node)
    .filter(({ type }) => type === 'delegation_specifiers')
    .flatMap(partsOf);
  return specifiers.flatMap((specifier) => {
    const [first] = partsOf(specifier);
    const type = first?.type === 'constructor_invocation' ? partsOf(first)[0] : first;
    return lowerType(type, lowering) ?? [];
  });
}

/** The properties among the parameters of the class, and the constructor that sets them. */
function primaryMembers(
  node: SyntaxNode,
  list: SyntaxNode,
  settings: string | undefined,
  lowering: Lowering,
): readonly Statement[] {
  const parameters = lowerParameters(list, lowering).map((parameter): Parameter => {
    const bound =
      settings !== undefined && settingOf(settings, parameter.name, parameter.defaultValue, parameter.range);
    return bound ? { ...parameter, defaultValue: bound } : parameter;
  });
  const kept = new Set(
    partsOf(list)
      .filter(isField)
      .map(({ start }) => start),
  );
  const fields = parameters.filter(({ range }) => kept.has(range.start));
  const names = new Set(parameters.map(({ name }) => name));
  const initial = lowering.inFunction(names, undefined, () =>
    declarationsOf(node)
      .filter((declaration) => isInitializer(declaration, node))
      .flatMap((declaration) => lowerProperty(declaration, settings, lowering))
      .filter((statement) => statement.kind === 'assign'),
  );
  const constructor: FunctionNode = functionNode(node, {
    name: CONSTRUCTOR,
    parameters,
    body: [
      ...fields.map(({ name, range }) =>
        assign(memberExpression(receiver(range), name, range, range), nameExpression(name, range), range),
      ),
      ...initial.map(({ target, ...statement }) =>
        target.kind === 'name'
          ? { ...statement, target: memberExpression(receiver(target.range), target.name, target.range, target.range) }
          : { ...statement, target },
      ),
    ],
    role: 'constructor',
  });
  return [
    ...fields.map(({ name, range, type }) => assign(nameExpression(name, range), unknown(endOf(range)), range, type)),
    ...initial.map(({ target, range, type }) => assign(target, unknown(endOf(range)), range, type)),
    functionStatement(constructor),
  ];
}

/** A property of the class itself that is given its value when an object is made, of the parameters of the class. */
function isInitializer(node: SyntaxNode, owner: SyntaxNode): boolean {
  const isOwn = partsOf(owner).some(({ type, children }) => BODIES.test(type) && children.includes(node));
  const { value, delegate } = propertyParts(node);
  return isOwn && node.type === 'property_declaration' && (value ?? delegate) !== undefined;
}

function lowerMember(
  node: SyntaxNode,
  path: readonly string[],
  settings: string | undefined,
  lowering: Lowering,
): readonly Statement[] {
  if (CLASSES.has(node.type)) return [lowerClass(node, lowering)];
  switch (node.type) {
    case 'property_declaration':
      return lowerProperty(node, settings, lowering);
    case 'function_declaration':
      return [functionStatement(lowerFunction(node, declaredName(node, lowering.textOf), 'method', lowering))];
    case 'secondary_constructor':
      return [functionStatement(secondaryConstructor(node, path, lowering))];
    case 'enum_entry':
      return lowerEnumEntry(node, path, lowering);
    case 'anonymous_initializer':
      return [functionStatement(lowerFunction(node, 'init', 'method', lowering))];
    default:
      return [];
  }
}

function lowerProperty(node: SyntaxNode, settings: string | undefined, lowering: Lowering): readonly Statement[] {
  const { name, value, delegate } = propertyParts(node);
  if (name === undefined) return [];
  const own = lowering.textOf(name);
  const getter = partsOf(node).find(({ type }) => type === 'getter');
  if (getter && !value) return [functionStatement(lowerFunction(getter, own, 'getter', lowering))];
  const written = delegate ? delegatedValue(delegate, lowering) : value && lowering.expression(value);
  const given = injectedValue(node, lowering) ?? written;
  const bound = settings === undefined ? undefined : settingOf(settings, own, given, node);
  const declaration = partsOf(node).find(({ type }) => type === 'variable_declaration');
  const type = declaration && typeAmong(partsOf(declaration), lowering);
  return [assign(nameExpression(own, name), bound ?? given ?? unknown(endOf(node)), node, type)];
}

/** `constructor(a: Int) : this(a, 5)` makes the object by the other one. */
function secondaryConstructor(node: SyntaxNode, path: readonly string[], lowering: Lowering): FunctionNode {
  const lowered = lowerFunction(node, CONSTRUCTOR, 'constructor', lowering);
  const delegation = partsOf(node).find(({ type }) => type === 'constructor_delegation_call');
  const list = delegation && partsOf(delegation).find(({ type }) => type === 'value_arguments');
  if (!delegation || !list || !lowering.textOf(delegation).startsWith('this')) return lowered;
  const own = new Set(lowered.parameters.map(({ name }) => name));
  const made = lowering.inFunction(own, undefined, () => construction(path, delegation, list, lowering));
  return { ...lowered, body: [{ kind: 'expression', range: rangeOf(delegation), value: made }, ...lowered.body] };
}

function construction(
  path: readonly string[],
  node: SyntaxNode,
  list: SyntaxNode | undefined,
  lowering: Lowering,
): Expression {
  return {
    kind: 'call',
    range: rangeOf(node),
    callee: pathExpression(path, { start: node.start, end: node.start }),
    arguments: list ? lowerArguments(list, lowering) : [],
    argumentsRange: list ? rangeOf(list) : endOf(node),
    isConstruction: true,
  };
}

function lowerEnumEntry(node: SyntaxNode, path: readonly string[], lowering: Lowering): readonly Statement[] {
  const name = partsOf(node).find(({ type }) => type === 'identifier');
  const list = partsOf(node).find(({ type }) => type === 'value_arguments');
  if (name === undefined) return [];
  return [assign(nameExpression(lowering.textOf(name), name), construction(path, node, list, lowering), node)];
}

const BINDING: ReadonlySet<string> = new Set(['ConfigurationProperties', 'ConfigMapping']);

/** `a.b` of `@ConfigurationProperties("a.b")`. */
function settingsPrefix(node: SyntaxNode, lowering: Lowering): string | undefined {
  for (const annotation of annotationsOf(node, lowering)) {
    if (annotation.kind !== 'call' || annotation.callee.kind !== 'name' || !BINDING.has(annotation.callee.name))
      continue;
    const [prefix] = annotation.arguments.flatMap(({ name, value }) =>
      (name === undefined || name === 'prefix') && value.kind === 'literal' ? [String(value.value)] : [],
    );
    return prefix;
  }
  return undefined;
}

function settingOf(prefix: string, field: string, otherwise: Expression | undefined, node: TextRange): Expression {
  const range = otherwise?.range ?? endOf(node);
  const at = { start: range.start, end: range.start };
  const key: Expression = { kind: 'literal', range: at, value: `${prefix}.${field}` };
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: nameExpression('ConfigurationProperties', at),
    arguments: [{ value: key, range: at }, ...(otherwise ? [{ value: otherwise, range: otherwise.range }] : [])],
    argumentsRange: endOf(range),
    isConstruction: false,
  };
}

/** `object : Handler { … }`: its methods, whose bare names mean what they mean around it. */
export function methodsWithoutName(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return declarationsOf(node)
    .filter(({ type }) => type === 'function_declaration')
    .map((method) => ({
      kind: 'function',
      range: rangeOf(method),
      function: lowerFunction(method, undefined, 'function', lowering),
    }));
}
