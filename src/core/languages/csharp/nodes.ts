import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { isComment } from '../parts.ts';

/** Children without tokens, comments and lines for the preprocessor that hold nothing. */
export function partsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && !isComment(child) && !EMPTY_DIRECTIVES.test(child.type));
}

const EMPTY_DIRECTIVES =
  /^(?:preproc_(?:region|endregion|line|pragma|nullable|error|warning|define|undef|arg)|shebang_directive)$/;

/** The value behind the `=` of a declaration that has no field for it. */
export function valueBehindSign(node: SyntaxNode): SyntaxNode | undefined {
  const sign = node.children.findIndex(({ type }) => type === '=');
  return sign < 0 ? undefined : node.children.slice(sign + 1).find((child) => child.isNamed && !isComment(child));
}
