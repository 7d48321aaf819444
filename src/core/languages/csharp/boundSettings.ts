import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { endOf, literal, nameExpression } from '../nodes.ts';
import { declaratorsOf, declarationsOf } from './classMembers.ts';
import type { Lowering } from './lowering.ts';
import { valueBehindSign } from './nodes.ts';

/** What a class that is bound to a section of the settings holds in a property: what the section says, else what the class does. */
export interface BoundSettings {
  valueOf(property: string, otherwise: Expression | undefined, node: SyntaxNode): Expression;
}

/** What classes are called that the settings of an application are read into. */
const SETTINGS = /\w(?:Options?|Settings?|Config(?:uration)?)$/;

/** Stands for the binding itself; a name that source code cannot have. */
export const BINDING = 'bound@settings';

export function boundSettings(node: SyntaxNode, name: string, lowering: Lowering): BoundSettings | undefined {
  if (!SETTINGS.test(name) || node.type === 'enum_declaration' || node.type === 'interface_declaration') {
    return undefined;
  }
  const section = sectionOf(node, lowering);
  return {
    valueOf(property, otherwise, at) {
      const range = otherwise ? { start: otherwise.range.start, end: at.end } : endOf(at);
      const begin = { start: range.start, end: range.start };
      const passed = [name, property, section ?? ''].map((text) => ({ value: literal(text, begin), range: begin }));
      return {
        kind: 'call',
        range,
        callee: nameExpression(BINDING, begin),
        arguments: otherwise ? [...passed, { value: otherwise, range: otherwise.range }] : passed,
        argumentsRange: range,
        isConstruction: false,
      };
    },
  };
}

/** `public const string SectionName = "Bedrock";` */
function sectionOf(node: SyntaxNode, lowering: Lowering): string | undefined {
  for (const declaration of declarationsOf(node)) {
    if (declaration.type !== 'field_declaration') continue;
    for (const declarator of declaratorsOf(declaration)) {
      const name = fieldOf(declarator, 'name');
      const written = valueBehindSign(declarator);
      if (!name || !written || !/^_?(?:section|position|key|name)|section$/i.test(lowering.textOf(name))) continue;
      const value = lowering.expression(written);
      if (value.kind === 'literal' && typeof value.value === 'string') return value.value;
    }
  }
  return undefined;
}
