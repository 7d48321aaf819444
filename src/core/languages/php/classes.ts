/** Classes, interfaces, enumerations and traits. */
import type { ClassStatement, Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, functionStatement, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { lowerArray } from './arrays.ts';
import { lowerFunction, promotedProperties } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from './nodes.ts';
import { lowerType } from './types.ts';

const CONSTRUCTOR = '__construct';
const BASES: ReadonlySet<string> = new Set(['base_clause', 'class_interface_clause']);

export function lowerClass(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const nameNode = fieldOf(node, 'name');
  const list = fieldOf(node, 'body');
  if (nameNode === undefined) return [];
  const name = lowering.textOf(nameNode);
  const members = list ? partsOf(list).flatMap((member) => (member.type === 'ERROR' ? partsOf(member) : [member])) : [];
  const bases = partsOf(node)
    .filter(({ type }) => BASES.has(type))
    .concat(members.filter(({ type }) => type === 'use_declaration'))
    .flatMap((clause) => partsOf(clause).filter(({ type }) => type.endsWith('name')))
    .map((base): Expression => lowering.classNamed(lowering.textOf(base), base));
  return lowering.inClass(name, () => {
    const statement: ClassStatement = {
      kind: 'class',
      range: rangeOf(node),
      name,
      bases,
      decorators: [],
      body: members.flatMap((member) => lowerMember(member, lowering)),
    };
    return [statement];
  });
}

function lowerMember(member: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (member.type) {
    case 'method_declaration':
      return [lowerMethod(member, lowering)];
    case 'property_declaration':
      return lowerProperties(member, lowering);
    case 'const_declaration':
      return lowerConstants(member, lowering);
    case 'enum_case':
      return lowerCase(member, lowering);
    default:
      return [];
  }
}

function lowerMethod(node: SyntaxNode, lowering: Lowering): Statement {
  const nameNode = fieldOf(node, 'name');
  const name = nameNode ? lowering.textOf(nameNode) : '';
  const isStatic = node.children.some(({ type }) => type === 'static_modifier');
  const isConstructor = name.toLowerCase() === CONSTRUCTOR;
  const role = isConstructor ? 'constructor' : isStatic ? 'static-method' : 'method';
  const before = isConstructor ? promotedProperties(node, lowering) : [];
  return functionStatement(lowerFunction(node, { name, role }, before, lowering));
}

function lowerProperties(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const type = lowerType(fieldOf(node, 'type'), lowering);
  return partsOf(node)
    .filter((part) => part.type === 'property_element')
    .flatMap((element) => {
      const name = fieldOf(element, 'name');
      if (name === undefined) return [];
      const written = lowering.textOf(name).replace(/^\$/, '');
      const value = fieldOf(element, 'default_value');
      const isKeyed = lowering.facts.keyed.has(`$this->${written}`);
      const initial =
        value?.type === 'array_creation_expression'
          ? lowerArray(value, lowering, isKeyed)
          : value && lowering.expression(value);
      if (initial === undefined && type === undefined) return [];
      return [assign(nameExpression(lowering.property(written), name), initial ?? unknown(element), node, type)];
    });
}

/** `const A = 1, B = 2;`, also outside of classes. */
export function lowerConstants(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return partsOf(node)
    .filter(({ type }) => type === 'const_element')
    .flatMap((element) => {
      const [name, value] = partsOf(element);
      return name && value
        ? [assign(nameExpression(lowering.textOf(name), name), lowering.expression(value), node)]
        : [];
    });
}

/** A case without a value stands for its name. */
function lowerCase(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  return name && value ? [assign(nameExpression(lowering.textOf(name), name), lowering.expression(value), node)] : [];
}
