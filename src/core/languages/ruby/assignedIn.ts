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
    if (node.type === 'assignment' || node.type === 'operator_assignment') {
      names.push(
        ...targetsOf(node)
          .filter(({ type }) => type === 'identifier')
          .map(textOf),
      );
    } else if (node.type === 'exception_variable' || node.type === 'for') {
      names.push(...node.children.filter(({ type }) => type === 'identifier').map(textOf));
    }
    const isCall = node.type === 'call' && loopBlock(node, textOf) === undefined;
    open.push(...(isCall ? node.children.filter(({ field }) => field !== 'block') : node.children));
  }
  return names;
}
