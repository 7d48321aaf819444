/** Classes, structs, actors, enumerations and protocols, with their extensions, as classes. */
import type { ClassStatement, Expression, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import {
  assign,
  construction,
  endOf,
  functionNode,
  functionStatement,
  hull,
  literal,
  memberExpression,
  nameExpression,
  plainParameter,
  receiver,
  returned,
} from '../nodes.ts';
import { tablesOf } from './enumTables.ts';
import type { Table } from './enumTables.ts';
import { isEnum, nameOfType, TYPES } from './fileFacts.ts';
import type { TypeParts } from './fileFacts.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering, TypeMembers } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { isStatic } from './nodes.ts';
import { lowerProperties } from './properties.ts';
import { lowerTypeName } from './typeNames.ts';

export function lowerType(name: string, { declaration, extensions }: TypeParts, lowering: Lowering): ClassStatement {
  const nodes = [...(declaration ? [declaration] : []), ...extensions];
  const members = nodes.flatMap(membersOf);
  const path = lowering.facts.nested.get(name) ?? [name];
  const around: TypeMembers = { path, names: new Set(members.flatMap((member) => namesOf(member, lowering))) };
  return lowering.inType(around, () => {
    const isCases = declaration !== undefined && isEnum(declaration);
    const tables = isCases ? tablesOf(members, lowering) : [];
    return {
      kind: 'class',
      range: hull(nodes),
      name,
      bases: nodes.flatMap((node) => basesOf(node, lowering)),
      decorators: [],
      body: [
        ...(isCases ? lowerCases(path, members, tables, lowering) : []),
        ...members.flatMap((member) => lowerMember(member, tables, lowering)),
        ...(declaration && !isCases ? memberwise(declaration, members, lowering) : []),
      ],
    };
  });
}

export function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  const body = fieldOf(node, 'body');
  return body ? partsOf(body).flatMap((member) => (member.type === 'ERROR' ? partsOf(member) : [member])) : [];
}

function namesOf(member: SyntaxNode, lowering: Lowering): readonly string[] {
  if (member.type === 'property_declaration') {
    return fieldsOf(member, 'name').flatMap((pattern) => fieldsOf(pattern, 'bound_identifier').map(lowering.textOf));
  }
  if (member.type === 'function_declaration' || member.type === 'protocol_function_declaration') {
    const name = fieldOf(member, 'name');
    return name ? [lowering.textOf(name)] : [];
  }
  return member.type === 'enum_entry' ? fieldsOf(member, 'name').map(lowering.textOf) : [];
}

function basesOf(node: SyntaxNode, lowering: Lowering): readonly Expression[] {
  return partsOf(node)
    .filter(({ type }) => type === 'inheritance_specifier')
    .flatMap((specifier) => lowerTypeName(fieldOf(specifier, 'inherits_from'), lowering) ?? []);
}

function lowerMember(member: SyntaxNode, tables: readonly Table[], lowering: Lowering): readonly Statement[] {
  const table = tables.find(({ node }) => node === member);
  if (table) {
    const at = endOf(member);
    const read = returned(memberExpression(receiver(at), table.key, at, at), at);
    const role = member.type === 'property_declaration' ? 'getter' : 'method';
    return [functionStatement(functionNode(member, { name: table.name, body: [read], role }))];
  }
  if (TYPES.has(member.type)) {
    const name = nameOfType(member, lowering.textOf);
    return name === undefined ? [] : [lowerType(name, { declaration: member, extensions: [] }, lowering)];
  }
  switch (member.type) {
    case 'property_declaration':
      return lowerProperties(member, true, lowering);
    case 'init_declaration':
      return [functionStatement(lowerFunction(member, 'init', 'constructor', lowering))];
    case 'function_declaration':
    case 'protocol_function_declaration': {
      const name = fieldOf(member, 'name');
      const role = isStatic(member, lowering) ? 'static-method' : 'method';
      return [functionStatement(lowerFunction(member, name && lowering.textOf(name), role, lowering))];
    }
    default:
      return [];
  }
}

/** What a struct is made by that declares no initializer: its stored properties, by name. */
function memberwise(declaration: SyntaxNode, members: readonly SyntaxNode[], lowering: Lowering): readonly Statement[] {
  if (declaration.type !== 'class_declaration' || members.some(({ type }) => type === 'init_declaration')) return [];
  const parameters = members
    .filter((member) => member.type === 'property_declaration' && !isStatic(member, lowering))
    .flatMap((member) => lowerProperties(member, true, lowering))
    .flatMap((statement): readonly Parameter[] => {
      if (statement.kind !== 'assign' || statement.target.kind !== 'name') return [];
      const { target, type, value, range } = statement;
      const isGiven = value.kind !== 'unknown' || value.children.length > 0;
      return [plainParameter(target.name, range, { ...(type && { type }), ...(isGiven && { defaultValue: value }) })];
    });
  const at = endOf(declaration);
  const body = parameters.map(({ name }) =>
    assign(memberExpression(receiver(at), name, at, at), nameExpression(name, at), at),
  );
  return [functionStatement(functionNode(declaration, { name: 'init', parameters, body, role: 'constructor' }))];
}

/** Each case is an object that holds its raw value, and what the tables of its type say of it. */
function lowerCases(
  path: readonly string[],
  members: readonly SyntaxNode[],
  tables: readonly Table[],
  lowering: Lowering,
): readonly Statement[] {
  const cases = members
    .filter(({ type }) => type === 'enum_entry')
    .flatMap((entry) => casesOf(entry).map(({ name, raw }) => ({ name, raw, entry })));
  const statements = cases.map(({ name, raw }): Statement => {
    const own = lowering.textOf(name);
    const held = [
      ['rawValue', raw ? lowering.expression(raw) : literal(own, name)] as const,
      ...tables.flatMap(({ key, value }) => {
        const found = value(own);
        return found ? [[key, found] as const] : [];
      }),
    ];
    const range = hull([name, ...held.map(([, { range: place }]) => place)]);
    return assign(nameExpression(own, name), construction(path, held, range), range);
  });
  const parameters = [
    plainParameter('rawValue', { start: cases[0]?.name.start ?? 0, end: cases[0]?.name.start ?? 0 }),
    ...tables.map(({ key, otherwise }) => plainParameter(key, otherwise.range, { defaultValue: otherwise })),
  ];
  const body = parameters.map(({ name, range }) =>
    assign(memberExpression(receiver(range), name, range, range), nameExpression(name, range), range),
  );
  if (cases.length === 0) return statements;
  const constructor = functionNode(hull(parameters.map(({ range }) => range)), {
    name: 'init',
    parameters,
    body,
    role: 'constructor',
  });
  return [...statements, functionStatement(constructor)];
}

/** `case a = "x", b`; one that holds something is none of these. */
function casesOf(entry: SyntaxNode): readonly { readonly name: SyntaxNode; readonly raw: SyntaxNode | undefined }[] {
  const parts = partsOf(entry);
  return parts.flatMap((name, index) => {
    if (name.field !== 'name') return [];
    const next = parts[index + 1];
    if (next?.type === 'enum_type_parameters') return [];
    return [{ name, raw: next?.field === 'raw_value' ? next : undefined }];
  });
}
