/** A syntax tree as plain data: it needs no freeing and outlives the parser's own memory. */
export interface SyntaxNode {
  /** The grammar's name of the node, or the token itself (`+`, `new`). */
  readonly type: string;
  /** Name of the field that it fills in its parent, if any. */
  readonly field: string | undefined;
  /** False for tokens such as `+` or `(`. */
  readonly isNamed: boolean;
  /** True for a token that the parser added to go on after an error; it has no text. */
  readonly isMissing: boolean;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

export function fieldsOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** Children without tokens and comments. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.isNamed && child.type !== 'comment');
}

export function hasToken(node: SyntaxNode, token: string): boolean {
  return node.children.some((child) => !child.isNamed && child.type === token);
}

/** The token between the operands, for grammars that have a field for it; empty where there is none. */
export function operatorOf(node: SyntaxNode): string {
  return fieldOf(node, 'operator')?.type ?? '';
}
