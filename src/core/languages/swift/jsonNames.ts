import { fieldOf, fieldsOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { nameOfType } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { partsOf } from '../parts.ts';
import { isStatic } from './nodes.ts';

export interface JsonNames {
  /** What fields are called in JSON that are called otherwise there. */
  readonly keys: ReadonlyMap<string, string>;
  /** What fields hold that nobody gives. */
  readonly defaults: ReadonlyMap<string, SyntaxNode>;
}

/** Of a struct that can be written as JSON and does nothing of its own; undefined for any other type. */
export function jsonNames(name: string, lowering: Lowering): JsonNames | undefined {
  const path = lowering.facts.nested.get(name);
  const declaration = path ? undefined : lowering.facts.types.get(name)?.declaration;
  if (declaration === undefined || !/^(?:\w+\s+)*struct\b/.test(lowering.textOf(declaration).slice(0, 200)))
    return undefined;
  const bases = partsOf(declaration).filter(({ type }) => type === 'inheritance_specifier');
  if (!bases.some((base) => /^(?:Codable|Encodable)$/.test(lowering.textOf(base)))) return undefined;
  const body = fieldOf(declaration, 'body');
  const members = body ? partsOf(body) : [];
  if (members.some(({ type }) => type === 'function_declaration' || type === 'init_declaration')) return undefined;
  const keys = new Map<string, string>();
  const defaults = new Map<string, SyntaxNode>();
  for (const member of members) {
    if (member.type === 'class_declaration' && nameOfType(member, lowering.textOf) === 'CodingKeys')
      addKeys(member, keys, lowering);
    const [bound] = fieldsOf(fieldOf(member, 'name') ?? member, 'bound_identifier');
    const isOwn = member.type === 'property_declaration' && !isStatic(member, lowering);
    const value = isOwn ? fieldOf(member, 'value') : undefined;
    if (bound && value) defaults.set(lowering.textOf(bound), value);
  }
  return { keys, defaults };
}

function addKeys(node: SyntaxNode, keys: Map<string, string>, { textOf }: Lowering): void {
  const body = fieldOf(node, 'body');
  for (const entry of body ? partsOf(body).filter(({ type }) => type === 'enum_entry') : []) {
    const parts = partsOf(entry);
    parts.forEach((part, index) => {
      const raw = parts[index + 1];
      if (part.field === 'name' && raw?.field === 'raw_value')
        keys.set(textOf(part), textOf(raw).replace(/^"|"$/g, ''));
    });
  }
}
