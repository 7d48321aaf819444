/** From a tree in the parser's memory to plain data; what an earlier copy shares with it is taken over. */
import type { Range, Tree, TreeCursor } from 'web-tree-sitter';
import type { SyntaxNode } from './syntaxNode.ts';
import type { TextChange } from './textChange.ts';

export interface CopiedNode extends SyntaxNode {
  readonly children: CopiedNode[];
}

/** What is different from an earlier tree. */
export interface TreeDifference {
  /** Copy of the earlier tree. */
  readonly earlier: CopiedNode;
  /** Of the text. */
  readonly change: TextChange;
  /** Where, in the new text, the nodes are others than before. */
  readonly changedRanges: readonly Pick<Range, 'startIndex' | 'endIndex'>[];
}

export function copyTree(tree: Tree, difference?: TreeDifference): CopiedNode {
  const cursor = tree.walk();
  try {
    return difference === undefined ? copyAll(cursor) : copyChanged(cursor, difference);
  } finally {
    cursor.delete();
  }
}

/** Iterative, since hostile input nests deeper than the stack. */
function copyAll(cursor: TreeCursor): CopiedNode {
  const root = copyNode(cursor);
  const path: CopiedNode[] = [root];
  let canDescend = true;
  for (;;) {
    const parent = path.at(-1) ?? root;
    if (canDescend && cursor.gotoFirstChild()) {
      path.push(addChild(parent, copyNode(cursor)));
    } else if (path.length > 1 && cursor.gotoNextSibling()) {
      path.pop();
      path.push(addChild(path.at(-1) ?? root, copyNode(cursor)));
      canDescend = true;
    } else if (path.length > 1 && cursor.gotoParent()) {
      path.pop();
      canDescend = false;
    } else {
      return root;
    }
  }
}

/** A node on the way down, and the earlier one in whose place it stands. */
interface Level {
  readonly node: CopiedNode;
  readonly earlier: CopiedNode | undefined;
  /** Index among the earlier children from which the next one is looked for. */
  next: number;
}

function copyChanged(cursor: TreeCursor, difference: TreeDifference): CopiedNode {
  const root = copyNode(cursor);
  const path: Level[] = [{ node: root, earlier: difference.earlier, next: 0 }];
  let canDescend = true;
  for (;;) {
    if (canDescend && cursor.gotoFirstChild()) {
      canDescend = enter(cursor, path, difference);
    } else if (path.length > 1 && cursor.gotoNextSibling()) {
      path.pop();
      canDescend = enter(cursor, path, difference);
    } else if (path.length > 1 && cursor.gotoParent()) {
      path.pop();
      canDescend = false;
    } else {
      return root;
    }
  }
}

/** Adds the cursor's node to the last of the path and to the path; false when there is no need to go deeper. */
function enter(cursor: TreeCursor, path: Level[], { change, changedRanges }: TreeDifference): boolean {
  const parent = path.at(-1);
  if (parent === undefined) return false;
  const node = copyNode(cursor);
  const by = node.start >= change.newEnd ? change.newEnd - change.oldEnd : 0;
  const earlier = earlierOf(node, by, parent);
  const isSame =
    earlier !== undefined &&
    earlier.children.length > 0 &&
    earlier.end + by === node.end &&
    (node.end < change.start || node.start > change.newEnd) &&
    !changedRanges.some(({ startIndex, endIndex }) => startIndex <= node.end && node.start <= endIndex);
  const copy = isSame ? movedAs(earlier, by, node.field) : node;
  parent.node.children.push(copy);
  path.push({ node: copy, earlier: isSame ? undefined : earlier, next: 0 });
  return !isSame;
}

/** The child of the earlier parent that begins where this one would have begun before the change. */
function earlierOf(node: CopiedNode, by: number, parent: Level): CopiedNode | undefined {
  const children = parent.earlier?.children ?? [];
  const start = node.start - by;
  while ((children[parent.next]?.start ?? Infinity) < start) parent.next++;
  for (let index = parent.next; children[index]?.start === start; index++) {
    if (children[index]?.type === node.type) return children[index];
  }
  return undefined;
}

/** The same tree further down in the text, or further up; itself where it has not moved. */
export function moved(root: CopiedNode, by: number): CopiedNode {
  return movedAs(root, by, root.field);
}

function movedAs(node: CopiedNode, by: number, field: string | undefined): CopiedNode {
  if (by === 0) return node.field === field ? node : { ...node, field };
  const root = movedNode(node, by, field);
  const open: { readonly from: CopiedNode; readonly to: CopiedNode }[] = [{ from: node, to: root }];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    for (const child of last.from.children) {
      const copy = movedNode(child, by, child.field);
      last.to.children.push(copy);
      if (child.children.length > 0) open.push({ from: child, to: copy });
    }
  }
  return root;
}

function movedNode(node: CopiedNode, by: number, field: string | undefined): CopiedNode {
  const { type, isNamed, isMissing, start, end } = node;
  const children = node.children.length === 0 ? node.children : [];
  return { type, field, isNamed, isMissing, start: start + by, end: end + by, children };
}

function addChild(parent: CopiedNode, node: CopiedNode): CopiedNode {
  parent.children.push(node);
  return node;
}

function copyNode(cursor: TreeCursor): CopiedNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    isNamed: cursor.nodeIsNamed,
    isMissing: cursor.nodeIsMissing,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}
