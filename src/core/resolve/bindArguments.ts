import type { Argument, Expression, FunctionNode, ObjectEntry, Parameter } from '../domain/program.ts';
import type { Value } from '../domain/value.ts';
import { appendItems, elementOf, textOf, unknownValue } from '../domain/valueOperations.ts';

/** An argument as the called function will see it. */
export interface BoundArgument {
  evaluate(evaluate: (expression: Expression) => Value): Value;
}

/** Which argument each parameter gets; of spread arguments only a rest parameter gets something, where all before it have theirs. */
export function bindArguments(node: FunctionNode, passed: readonly Argument[]): ReadonlyMap<string, BoundArgument> {
  const bound = new Map<string, BoundArgument>();
  const parameters = node.parameters.filter((parameter) => parameter.kind !== 'receiver');
  const positional = parameters.filter((parameter) => parameter.kind === 'plain');
  const rest = parameters.find((parameter) => parameter.kind === 'rest');
  const keywordRest = parameters.find((parameter) => parameter.kind === 'keyword-rest');
  if (keywordRest) bound.set(keywordRest.name, keywordsOf(parameters, passed));
  const others: Argument[] = [];
  let isOpen = false;
  let position = 0;
  for (const argument of passed) {
    if (argument.spread === 'list') {
      if (rest && position >= positional.length) bound.set(rest.name, restOf([...others, argument], argument));
      return bound;
    }
    if (argument.spread === 'object') {
      isOpen = true;
      continue;
    }
    if (argument.name !== undefined) {
      bound.set(argument.name, { evaluate: (evaluate) => evaluate(argument.value) });
      continue;
    }
    const parameter = positional[position++];
    if (parameter === undefined) {
      others.push(argument);
      continue;
    }
    if (parameter.fields) bindFields(parameter.fields, argument.value, bound);
    else bound.set(parameter.name, { evaluate: (evaluate) => evaluate(argument.value) });
  }
  if (rest && !isOpen) bound.set(rest.name, restOf(others, passed.at(-1)));
  return bound;
}

/** The list of all that no other parameter gets. */
function restOf(others: readonly Argument[], last: Argument | undefined): BoundArgument {
  const { start, end } = others[0]?.range ?? last?.range ?? { start: 0, end: 0 };
  const origin = { from: 'literal', uri: '', range: { start, end: others.at(-1)?.range.end ?? end } } as const;
  return {
    evaluate: (evaluate) =>
      others.reduce<Value>(
        (list, { value, spread }) => {
          const given = evaluate(value);
          if (spread === undefined) return appendItems(list, [given], false);
          return given.kind === 'list' ? appendItems(list, given.items, given.isOpen) : appendItems(list, [], true);
        },
        { kind: 'list', items: [], isOpen: false, origin },
      ),
  };
}

/** The object of all named arguments that no other parameter gets, and of what spread objects bring. */
function keywordsOf(parameters: readonly Parameter[], passed: readonly Argument[]): BoundArgument {
  const own = new Set(parameters.map(({ name }) => name));
  const taken = passed.filter(
    ({ name, spread }) => spread === 'object' || (name !== undefined && spread === undefined && !own.has(name)),
  );
  const range = { start: taken[0]?.range.start ?? 0, end: taken.at(-1)?.range.end ?? 0 };
  const entries = taken.map((argument): ObjectEntry => {
    const { name = '', value, spread, range: whole } = argument;
    if (spread === 'object') return { kind: 'spread', value, range: whole };
    const key: Expression = { kind: 'literal', value: name, range: { start: whole.start, end: value.range.start } };
    return { kind: 'field', key, value, range: whole };
  });
  const object: Expression = { kind: 'object', range, entries };
  return {
    evaluate: (evaluate) => {
      const given = evaluate(object);
      if (given.kind !== 'object') return given;
      // No literal that something can be written into.
      const { site: _, ...rest } = given;
      return rest;
    },
  };
}

/** Name of the parameter that gets one of the arguments as a whole. */
export function parameterOf(node: FunctionNode, passed: readonly Argument[], argument: Argument): string | undefined {
  if (argument.name !== undefined) return argument.name;
  const before = passed.slice(0, passed.indexOf(argument));
  if (argument.spread !== undefined || before.some(({ spread }) => spread === 'list')) return undefined;
  const position = before.filter(({ name, spread }) => name === undefined && spread === undefined).length;
  const parameter = node.parameters.filter(({ kind }) => kind === 'plain')[position];
  return parameter?.fields ? undefined : parameter?.name;
}

function bindFields(fields: readonly Parameter[], argument: Expression, bound: Map<string, BoundArgument>): void {
  for (const field of fields) {
    const key = field.key ?? field.name;
    if (argument.kind === 'object') {
      const entry = argument.entries.find(
        (candidate) => candidate.kind === 'field' && literalKey(candidate.key) === key,
      );
      if (entry) bound.set(field.name, { evaluate: (evaluate) => evaluate(entry.value) });
      continue;
    }
    bound.set(field.name, {
      evaluate: (evaluate) => {
        const object = evaluate(argument);
        const origin = { uri: '', range: argument.range };
        if (object.kind === 'object') return elementOf(object, textOf(key, { from: 'literal', ...origin }), origin);
        return unknownValue(`it is \`${key}\` of an object that is not known`, origin, 'input');
      },
    });
  }
}

function literalKey(key: Expression): string | undefined {
  return key.kind === 'literal' ? String(key.value) : key.kind === 'name' ? key.name : undefined;
}
