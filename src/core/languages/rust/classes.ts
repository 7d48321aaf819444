/** Structs, enumerations and traits with all that implements something for them, wherever it stands, as classes. */
import type { ClassStatement, Expression, FunctionNode, Parameter, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
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
  unknown,
} from '../nodes.ts';
import { partsOf } from '../parts.ts';
import { declaredDefault, derives, variantName } from './attributes.ts';
import { tablesOf } from './enumTables.ts';
import type { Table } from './enumTables.ts';
import { itemsIn, nameOf } from './fileFacts.ts';
import type { Item, TypeParts } from './fileFacts.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { isData } from './structs.ts';
import { lowerTypeName } from './typeNames.ts';

/** A field of a struct, under its name or its position. */
interface Field {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly type: Expression | undefined;
  readonly byDefault: Expression | undefined;
}

/** Rust has no constructors: one is made up that takes every field by name, since that is what a struct's value does. */
export function lowerType(name: string, parts: TypeParts, lowering: Lowering): ClassStatement {
  const { declaration, implementations } = parts;
  const nodes = [...(declaration ? [declaration.node] : []), ...implementations.map(({ node }) => node)];
  return lowering.inType(name, () => {
    const tables = declaration?.node.type === 'enum_item' ? tablesOf(implementations, lowering) : [];
    return {
      kind: 'class',
      range: hull(nodes),
      name,
      bases: basesOf(implementations, lowering),
      decorators: [],
      body: [
        ...(declaration ? declared(name, parts, declaration, tables, lowering) : []),
        ...implementations.flatMap(({ node }) => membersOf(node, lowering, tables)),
      ],
    };
  });
}

/** Traits that it implements. */
function basesOf(implementations: readonly Item[], lowering: Lowering): readonly Expression[] {
  return implementations.flatMap(({ node }) => lowerTypeName(fieldOf(node, 'trait'), lowering) ?? []);
}

function declared(
  name: string,
  parts: TypeParts,
  declaration: Item,
  tables: readonly Table[],
  lowering: Lowering,
): readonly Statement[] {
  const { node, attributes } = declaration;
  if (node.type === 'trait_item') return membersOf(node, lowering, []);
  if (node.type === 'enum_item') return lowerEnum(name, parts, declaration, tables, lowering);
  const isGiven = ['Parser', 'Args', 'Envconfig', 'StructOpt', 'FromArgs'].some((trait) =>
    derives(attributes, trait, lowering),
  );
  const fields = fieldsOf(fieldOf(node, 'body'), lowering);
  const made: Statement[] = isGiven ? [maker(name, ['parse', 'init_from_env', 'from_args'], node)].flat() : [];
  const byDefault = derives(attributes, 'Default', lowering) ? maker(name, ['default'], node) : [];
  return [
    ...fields.map((field) =>
      assign(nameExpression(field.name, field.node), unknown(endOf(field.node)), field.node, field.type),
    ),
    ...(isData(parts, lowering) ? [] : [constructorOf(node, fields)]),
    ...made,
    ...byDefault,
  ];
}

function fieldsOf(body: SyntaxNode | undefined, lowering: Lowering): readonly Field[] {
  if (body?.type === 'ordered_field_declaration_list') {
    return partsOf(body)
      .filter(({ field }) => field === 'type')
      .map((node, position) => ({
        name: String(position),
        node,
        type: lowerTypeName(node, lowering),
        byDefault: undefined,
      }));
  }
  const items = body ? itemsIn(partsOf(body), 0, lowering.textOf) : [];
  return items.flatMap(({ node, attributes }): readonly Field[] => {
    const name = node.type === 'field_declaration' ? nameOf(node, lowering.textOf) : undefined;
    if (name === undefined) return [];
    const type = lowerTypeName(fieldOf(node, 'type'), lowering);
    return [{ name, node, type, byDefault: declaredDefault(attributes, lowering) }];
  });
}

function constructorOf(node: SyntaxNode, fields: readonly Field[]): Statement {
  const parameters = fields.map(({ name, node: own, type, byDefault }): Parameter =>
    plainParameter(name, byDefault ? hull([own, byDefault.range]) : own, {
      ...(type && { type }),
      ...(byDefault && { defaultValue: byDefault }),
    }),
  );
  return functionStatement(constructor(node, parameters));
}

function constructor(node: TextRange, parameters: readonly Parameter[]): FunctionNode {
  const body = parameters.map(({ name, range }) =>
    assign(memberExpression(receiver(range), name, range, range), nameExpression(name, range), range),
  );
  return functionNode(node, { name: 'new#', parameters, body, role: 'constructor' });
}

/** Functions that give an object with nothing but what its fields are by themselves. */
function maker(name: string, functions: readonly string[], node: SyntaxNode): readonly Statement[] {
  const at = { start: node.start, end: node.start };
  return functions.map((own) =>
    functionStatement(
      functionNode(at, { name: own, body: [returned(construction([name], [], at))], role: 'static-method' }),
    ),
  );
}

/** Each variant is an object that holds what the tables of its type say of it; one that is written as JSON is its name there. */
function lowerEnum(
  name: string,
  parts: TypeParts,
  { node, attributes }: Item,
  tables: readonly Table[],
  lowering: Lowering,
): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const variants = body ? itemsIn(partsOf(body), 0, lowering.textOf) : [];
  const isText = isData(parts, lowering);
  const members = variants.flatMap((item): readonly Statement[] => {
    const own = item.node.type === 'enum_variant' ? nameOf(item.node, lowering.textOf) : undefined;
    if (own === undefined || fieldOf(item.node, 'body')) return [];
    const held = tables.flatMap(({ key, value }) => {
      const found = value(own);
      return found ? [[key, found] as const] : [];
    });
    const range = hull([item.node, ...held.map(([, { range: own }]) => own)]);
    const value = isText
      ? literal(variantName(own, item.attributes, attributes, lowering).name, item.node)
      : construction([name], held, range);
    return [assign(nameExpression(own, item.node), value, range)];
  });
  const parameters = tables.map(({ key, otherwise }) =>
    plainParameter(key, otherwise.range, { defaultValue: otherwise }),
  );
  return [
    ...members,
    ...(isText
      ? []
      : [functionStatement(constructor(hull([endOf(node), ...parameters.map(({ range }) => range)]), parameters))]),
  ];
}

/** Constants and functions; what a table says, its method reads. */
function membersOf(node: SyntaxNode, lowering: Lowering, tables: readonly Table[]): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const items = body ? itemsIn(partsOf(body), 0, lowering.textOf) : [];
  return items.flatMap(({ node: member }): readonly Statement[] => {
    if (member.type === 'const_item') return lowering.statements([member]);
    if (member.type !== 'function_item') return [];
    const table = tables.find((candidate) => candidate.method === member);
    const lowered = lowerFunction(member, true, lowering);
    if (table === undefined) return [functionStatement(lowered)];
    const at = endOf(member);
    const read = returned(memberExpression(receiver(at), table.key, at, at), at);
    return [functionStatement({ ...lowered, name: table.name, body: [read] })];
  });
}
