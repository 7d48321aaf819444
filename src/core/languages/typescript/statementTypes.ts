import type { SyntaxNode } from '../../parsing/syntaxNode.ts';

/** True for nodes that stand where a statement stands. */
export function isStatement(node: SyntaxNode): boolean {
  return /_(?:statement|declaration|alias|signature)$|^(?:statement_block|internal_module|module)$/.test(node.type);
}
