/** Several functions of one name in a class, which are told apart by how many arguments they take. */
import type { Argument, FunctionNode } from '../domain/program.ts';
import type { ClassScope, ProgramIndex } from './programIndex.ts';

/** The one of the functions of a function's name and class that a call with these arguments calls; itself when none fits better. */
export function overloadFor(node: FunctionNode, passed: readonly Argument[], index: ProgramIndex): FunctionNode {
  const all = overloadsOf(node, index);
  if (all.length < 2 || passed.some(({ name, spread }) => name !== undefined || spread !== undefined)) return node;
  return all.findLast((candidate) => takes(candidate, passed.length)) ?? node;
}

/** The constructor that takes so many arguments, else the last one. */
export function constructorFor({ methods, overloads }: ClassScope, count: number): FunctionNode | undefined {
  const last = [...methods.values()].find(({ role }) => role === 'constructor');
  const all = overloads.get(last?.name ?? '') ?? [];
  return all.length < 2 ? last : (all.findLast((candidate) => takes(candidate, count)) ?? last);
}

/** Those of the same name in the same class, itself among them. */
function overloadsOf(node: FunctionNode, index: ProgramIndex): readonly FunctionNode[] {
  const owner = index.functionScopes.get(node)?.parent?.class;
  return owner?.overloads.get(node.name ?? '') ?? [];
}

function takes({ parameters }: FunctionNode, count: number): boolean {
  const plain = parameters.filter(({ kind }) => kind === 'plain');
  const needed = plain.filter(({ defaultValue }) => defaultValue === undefined).length;
  const hasRest = parameters.some(({ kind }) => kind === 'rest');
  return needed <= count && (hasRest || count <= plain.length);
}
