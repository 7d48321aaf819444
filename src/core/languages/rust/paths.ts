import type { Expression } from '../../domain/program.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { endOf, memberExpression, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { absolutePath, stepsOf } from './imports.ts';
import type { Lowering } from './lowering.ts';

/**
 * `a::b::C::d`: a name that the file knows and its members, or a member of a module.
 *
 * @param at Where the expression is said to stand.
 */
export function lowerPath(path: SyntaxNode, lowering: Lowering, at: TextRange = path): Expression {
  const written = stepsOf(path, lowering.textOf);
  const [first] = written;
  if (first === undefined) return unknown(at);
  const { facts, typeAround } = lowering;
  if (first === 'Self' && typeAround !== undefined) return members(typeAround, written.slice(1), at);
  const isModule = /^(?:crate|self|super)$/.test(first) || facts.innerModules.has(first);
  if (!isModule && (facts.names.has(first) || !/^[a-z_]/.test(first) || written.length === 1)) {
    return members(first, written.slice(1), at);
  }
  const steps = absolutePath(written, lowering.depth, facts) ?? [];
  const [only, second] = steps;
  if (only === undefined) return unknown(at);
  if (second === undefined || isLocal(steps, lowering)) return members(steps.at(-1) ?? only, [], at);
  return ofModule(steps, at);
}

/** What stands in the file itself, whatever the path to it. */
function isLocal(steps: readonly string[], { facts }: Lowering): boolean {
  const module = steps.slice(0, -1);
  return module.length === facts.modulePath.length && module.every((step, index) => step === facts.modulePath[index]);
}

/** A module's path ends before the first name of a type or constant, or before the last one. */
function ofModule(steps: readonly string[], node: TextRange): Expression {
  const capital = steps.findIndex((step) => /^[A-Z]/.test(step));
  const end = capital > 0 ? capital : steps.length - 1;
  const module: Expression = {
    kind: 'import',
    range: { start: node.start, end: node.start },
    module: steps.slice(0, end).join('.'),
  };
  return withMembers(module, steps.slice(end), node);
}

function members(name: string, steps: readonly string[], node: TextRange): Expression {
  if (steps.length === 0) return nameExpression(name, node);
  return withMembers(nameExpression(name, { start: node.start, end: node.start }), steps, node);
}

function withMembers(object: Expression, steps: readonly string[], node: TextRange): Expression {
  return steps.reduce<Expression>((inner, step, index) => {
    const isLast = index === steps.length - 1;
    const range = isLast ? rangeOf(node) : { start: node.start, end: node.start };
    const property = isLast ? { start: Math.max(node.start, node.end - step.length), end: node.end } : endOf(range);
    return memberExpression(inner, step, property, range);
  }, object);
}
