/** What writing edits into several languages shares: finding nodes again, and how plain data is written. */
import type { SyntaxNode } from '../parsing/syntaxNode.ts';
import type { TextRange } from '../util/text.ts';
import type { EditableSource, LiteralSyntax } from './editWriter.ts';
import { CONTROLS, fourDigits, inDoubleQuotes } from './quotedText.ts';

/** Nodes around a range, outermost first. */
export function nodesAt(root: SyntaxNode, range: TextRange): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = root;
  while (node) {
    path.push(node);
    node = node.children.find(({ start, end }) => start <= range.start && range.end <= end && end > start);
  }
  return path;
}

/** The innermost node of exactly this range that is wanted. */
export function findNode(
  root: SyntaxNode,
  range: TextRange,
  isWanted: (node: SyntaxNode) => boolean,
): SyntaxNode | undefined {
  return nodesAt(root, range).findLast(
    (node) => node.start === range.start && node.end === range.end && isWanted(node),
  );
}

/** True for brackets between which the parser could not read something. */
export function isBroken(node: SyntaxNode): boolean {
  return [...node.children, ...node.children.flatMap(({ children }) => children)].some(
    ({ type, isMissing }) => type === 'ERROR' || isMissing,
  );
}

/** Only values are replaced; what is made of methods has no entries between brackets. */
export function sourceOf(root: SyntaxNode, text: string): EditableSource {
  return {
    text,
    container: () => undefined,
    expression({ range }) {
      const found = nodesAt(root, range).some(({ start, end, isNamed }) => {
        return isNamed && start === range.start && end === range.end && end > start;
      });
      return found ? { range: { start: range.start, end: range.end } } : undefined;
    },
  };
}

export function writeText(value: string): string {
  return inDoubleQuotes(value, CONTROLS, fourDigits);
}

export const syntax: LiteralSyntax = {
  quote: '"',
  objectPadding: '',
  indentation: '    ',
  text: writeText,
  number: (value) => String(value),
  boolean: (value) => String(value),
  list: () => undefined,
  object: () => undefined,
  field: () => undefined,
};
