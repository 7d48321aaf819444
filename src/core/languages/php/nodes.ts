import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';

export type TextOf = (range: TextRange) => string;

/** Children without tokens, comments and what is no PHP. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(({ isNamed, type }) => isNamed && !NO_CODE.has(type));
}

const NO_CODE: ReadonlySet<string> = new Set(['comment', 'text', 'php_tag', 'text_interpolation', 'attribute_list']);
