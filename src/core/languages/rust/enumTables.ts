/** Methods of an enumeration that say something of each of its variants: `match self { Self::A => "a", Self::B => "b" }`. */
import type { Expression } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { partsOf } from '../parts.ts';
import { nameOf } from './fileFacts.ts';
import type { Item } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { blockParts, lowerBlockValue, matchArms } from './tails.ts';

export interface Table {
  /** Of the method, as it is called; `fmt` of `Display` makes a text. */
  readonly name: string;
  readonly method: SyntaxNode;
  /** Attribute that holds what the method gives. */
  readonly key: string;
  /** What it gives for a variant. */
  value(variant: string): Expression | undefined;
  /** One of all that it gives. */
  readonly otherwise: Expression;
}

export function tablesOf(implementations: readonly Item[], lowering: Lowering): readonly Table[] {
  return implementations.flatMap(({ node }) => {
    const body = fieldOf(node, 'body');
    return (body ? partsOf(body) : []).flatMap((member) => tableOf(member, lowering) ?? []);
  });
}

function tableOf(method: SyntaxNode, lowering: Lowering): Table | undefined {
  const name = method.type === 'function_item' ? nameOf(method, lowering.textOf) : undefined;
  const body = fieldOf(method, 'body');
  const [only, second] = body ? blockParts(body) : [];
  const match = only?.type === 'expression_statement' ? partsOf(only)[0] : only;
  if (name === undefined || match?.type !== 'match_expression' || second) return undefined;
  const subject = fieldOf(match, 'value');
  if (!subject || !/^[&*]?\s*self$/.test(lowering.textOf(subject))) return undefined;
  const byVariant = new Map<string, SyntaxNode>();
  let last: SyntaxNode | undefined;
  for (const arm of matchArms(match)) {
    const pattern = fieldOf(arm, 'pattern');
    const value = fieldOf(arm, 'value');
    if (!pattern || !value || fieldOf(pattern, 'condition')) return undefined;
    const text = lowering.textOf(pattern).trim();
    if (text === '_') last = value;
    for (const step of text.split('|')) {
      const variant = /^(?:\w+::)*(\w+)$/.exec(step.trim())?.[1];
      if (variant !== undefined && !byVariant.has(variant)) byVariant.set(variant, value);
    }
  }
  const lower = (node: SyntaxNode): Expression => lowering.expression(node);
  return {
    name: name === 'fmt' ? 'to_string' : name,
    method,
    key: `#${name}`,
    value(variant) {
      const found = byVariant.get(variant) ?? last;
      return found && lower(found);
    },
    otherwise: lowerBlockValue(match, lowering),
  };
}
