/** `use` and `mod`, and what a path means that begins with a module. Steps of a module are separated by dots. */
import type { ImportBinding, ImportStatement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { partsOf } from '../parts.ts';
import { rangeOf } from '../nodes.ts';
import type { FileFacts } from './fileFacts.ts';

/** A path of which the steps are known; `undefined` for the module that the file is. */
export function absolutePath(steps: readonly string[], depth: number, facts: FileFacts): readonly string[] | undefined {
  const [first = '', ...rest] = steps;
  const { modulePath, innerModules, outerModules } = facts;
  if (first === 'crate') return [modulePath[0] ?? 'crate', ...rest];
  if (first === 'self' || first === 'super') {
    const ups = steps.findIndex((step) => step !== 'super' && step !== 'self');
    const inside = ups < 0 ? [] : steps.slice(ups);
    const levels = steps.filter((step) => step === 'super').length - depth;
    if (levels <= 0) return inside.length === 0 ? undefined : absolutePath(inside, depth, facts);
    const around = modulePath.slice(0, Math.max(1, modulePath.length - levels));
    return [...around, ...inside];
  }
  if (innerModules.has(first)) return rest.length === 0 ? undefined : absolutePath(rest, depth, facts);
  if (outerModules.has(first)) return [...modulePath, ...steps];
  return steps;
}

/** Imports of `use a::{b, c as d, e::*};`. What stands in a module of the file itself needs none. */
export function lowerUse(
  node: SyntaxNode,
  depth: number,
  facts: FileFacts,
  textOf: (range: TextRange) => string,
): readonly ImportStatement[] {
  const argument = fieldOf(node, 'argument');
  const statements: ImportStatement[] = [];
  const add = (steps: readonly string[], alias?: string): void => {
    const path = steps.at(-1) === '*' ? starPath(steps, depth, facts) : absolutePath(steps, depth, facts);
    const last = path?.at(-1);
    if (path === undefined || last === undefined) return;
    const isOwn = path.length === 1 && facts.names.has(last) && steps.length > 1;
    if (isOwn) return;
    const binding: ImportBinding =
      path.length === 1 ? { local: alias ?? last, imported: '*' } : { local: alias ?? last, imported: last };
    const module = path.length === 1 ? last : path.slice(0, -1).join('.');
    if (binding.local !== '_') statements.push({ kind: 'import', range: rangeOf(node), module, bindings: [binding] });
  };
  if (argument) collect(argument, [], textOf, add);
  return statements;
}

function starPath(steps: readonly string[], depth: number, facts: FileFacts): readonly string[] | undefined {
  const path = absolutePath(steps.slice(0, -1), depth, facts);
  return path && [...path, '*'];
}

const MAXIMUM_NESTING = 30;

function collect(
  node: SyntaxNode,
  before: readonly string[],
  textOf: (range: TextRange) => string,
  add: (steps: readonly string[], alias?: string) => void,
): void {
  if (before.length > MAXIMUM_NESTING) return;
  switch (node.type) {
    case 'use_list':
      for (const part of partsOf(node)) collect(part, before, textOf, add);
      return;
    case 'scoped_use_list': {
      const path = fieldOf(node, 'path');
      const list = fieldOf(node, 'list');
      if (list) collect(list, [...before, ...(path ? stepsOf(path, textOf) : [])], textOf, add);
      return;
    }
    case 'use_as_clause': {
      const path = fieldOf(node, 'path');
      const alias = fieldOf(node, 'alias');
      if (path) add(withoutSelf([...before, ...stepsOf(path, textOf)]), alias && textOf(alias));
      return;
    }
    case 'use_wildcard': {
      const [path] = partsOf(node);
      add([...before, ...(path ? stepsOf(path, textOf) : []), '*']);
      return;
    }
    default:
      add(withoutSelf([...before, ...stepsOf(node, textOf)]));
  }
}

/** `a::{self}` is `a`. */
function withoutSelf(steps: readonly string[]): readonly string[] {
  return steps.length > 1 && steps.at(-1) === 'self' ? steps.slice(0, -1) : steps;
}

/** `["a", "b"]` of `a::b`; type arguments say nothing. */
export function stepsOf(node: SyntaxNode, textOf: (range: TextRange) => string): readonly string[] {
  return textOf(node)
    .replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '')
    .split('::')
    .map((step) => step.trim().replace(/^r#/, ''))
    .filter((step) => step !== '');
}

/** `mod name;`. */
export function lowerModule(node: SyntaxNode, name: string, { modulePath }: FileFacts): ImportStatement {
  const module = [...modulePath, name].join('.');
  return { kind: 'import', range: rangeOf(node), module, bindings: [{ local: name, imported: '*' }] };
}
