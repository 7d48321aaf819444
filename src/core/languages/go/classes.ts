/** Struct types with the methods that the file has for them, wherever they stand, as classes. */
import type {
  AssignStatement,
  ClassStatement,
  Expression,
  FunctionNode,
  Parameter,
  Statement,
} from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, hull, memberExpression, nameExpression, rangeOf, unknown } from '../nodes.ts';
import type { Lowering } from './lowering.ts';
import type { StructField } from './structs.ts';
import { lowerType, lowerValueType } from './types.ts';

/**
 * Its attributes are the struct's fields. Go has no constructors: one is made up that takes every field by name, since
 * that is what a struct literal does. The class of a struct of another file has methods only.
 *
 * @param declaration The type's `type_spec`, if it stands in this file.
 */
export function lowerClass(
  name: string,
  declaration: SyntaxNode | undefined,
  methods: readonly SyntaxNode[],
  lowering: Lowering,
): ClassStatement {
  const struct = lowering.facts.structs.get(name);
  const fields = struct?.fields ?? [];
  const bases = (struct?.embedded ?? []).map((type) => lowerType(type, lowering)).filter((base) => base !== undefined);
  return {
    kind: 'class',
    range: hull([...(declaration ? [declaration] : []), ...methods]),
    name,
    bases,
    decorators: [],
    ...(declaration === undefined && !lowering.facts.namedTypes.has(name) && { isPartial: true }),
    ...(struct?.isData === true && { keys: keysOf(fields) }),
    body: [
      ...fields.map((field) => attribute(field, lowering)),
      ...(declaration && struct && !struct.isData ? [constructorOf(name, declaration, fields, lowering)] : []),
      ...methods.map((node): Statement => ({
        kind: 'function',
        range: rangeOf(node),
        function: lowering.function(node),
      })),
    ],
  };
}

function keysOf(fields: readonly StructField[]): ReadonlyMap<string, string> {
  return new Map(fields.flatMap(({ goName, name }) => (goName === name ? [] : [[goName, name] as const])));
}

/** An interface: its methods have no bodies. */
export function lowerInterface(declaration: SyntaxNode, lowering: Lowering): ClassStatement | undefined {
  const name = fieldOf(declaration, 'name');
  const type = fieldOf(declaration, 'type');
  const elements = type ? namedChildren(type) : [];
  const methods = elements.filter((element) => /^method_(?:elem|spec)$/.test(element.type));
  if (name === undefined || methods.length === 0) return undefined;
  return {
    kind: 'class',
    range: rangeOf(declaration),
    name: lowering.textOf(name),
    bases: [],
    decorators: [],
    isContract: true,
    body: methods.map((node): Statement => ({
      kind: 'function',
      range: rangeOf(node),
      function: { ...lowering.function(node), role: 'method', isAbstract: true },
    })),
  };
}

function attribute({ name, nameNode, type, declaration }: StructField, lowering: Lowering): AssignStatement {
  return assign(nameExpression(name, nameNode), unknown(nameNode), declaration, lowerValueType(type, lowering));
}

function constructorOf(
  name: string,
  declaration: SyntaxNode,
  fields: readonly StructField[],
  lowering: Lowering,
): Statement {
  const range = rangeOf(fieldOf(declaration, 'type') ?? declaration);
  const parameters = fields.map((field): Parameter => {
    const type = lowerValueType(field.type, lowering);
    return { name: field.name, range: rangeOf(field.declaration), kind: 'plain', ...(type && { type }) };
  });
  const body = fields.map((field): Statement => {
    const receiver: Expression = { kind: 'receiver', range: rangeOf(field.nameNode) };
    const target = memberExpression(receiver, field.name, field.nameNode, field.nameNode);
    return assign(target, nameExpression(field.name, field.nameNode), field.declaration);
  });
  const made: FunctionNode = { range, name, parameters, body, decorators: [], role: 'constructor' };
  return { kind: 'function', range, function: made };
}
