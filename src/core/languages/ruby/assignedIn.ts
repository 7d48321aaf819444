import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { loopBlock } from './loops.ts';
import type { TextOf } from './nodes.ts';
import { targetsOf } from './targets.ts';

const CLOSED: ReadonlySet<string> = new Set(['method', 'singleton_method', 'class', 'module', 'lambda']);

/** Variables that are assigned inside of a node, but not in methods in it, nor in blocks that are no loops: those keep them to themselves. */
export function assignedIn(root: SyntaxNode, textOf: TextOf): readonly string[] {
  const names: string[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (CLOSED.has(node.type)) continue;
    for (const { type, start, end } of namedIn(node)) if (type === 'identifier') names.push(textOf({ start, end }));
    const isCall = node.type === 'call' && loopBlock(node, textOf) === undefined;
    // One by one: a hostile text has more children than a call can have arguments.
    for (const child of node.children) if (!isCall || child.field !== 'block') open.push(child);
  }
  return names;
}

/** What a node may give a value to. */
function namedIn(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.type) {
    case 'assignment':
    case 'operator_assignment':
      return targetsOf(node);
    case 'exception_variable':
    case 'for':
      return node.children;
    default:
      return [];
  }
}
