/** Looking through statements and expressions without evaluating them. Functions inside are no part of what is looked through. */
import type { CallExpression, Expression, LoopStatement, Program, Statement } from '../domain/program.ts';

/** An expression of a statement, and the name that the statement counts with it: `steps += 1`. */
export interface StatedExpression {
  readonly expression: Expression;
  readonly counted?: readonly string[];
}

/** The expressions of statements and of all that stands in them. */
export function expressionsIn(statements: readonly Statement[]): readonly StatedExpression[] {
  return statements.flatMap((statement): readonly StatedExpression[] => {
    switch (statement.kind) {
      case 'assign': {
        const { target, value, mode } = statement;
        const name = lastName(target);
        const isCounting = mode === 'append' && name !== undefined;
        const isOwn =
          mode === 'set' && name !== undefined && value.kind === 'concatenation' && namesIn(value).includes(name);
        return [{ expression: value, ...((isCounting || isOwn) && { counted: [name] }) }, { expression: target }];
      }
      case 'expression':
        return [{ expression: statement.value }];
      case 'return':
        return statement.value ? [{ expression: statement.value }] : [];
      case 'if':
        return [
          { expression: statement.test },
          ...expressionsIn(statement.then),
          ...expressionsIn(statement.otherwise),
        ];
      case 'loop':
        return [...(statement.iterable ? [{ expression: statement.iterable }] : []), ...expressionsIn(statement.body)];
      case 'try':
        return [statement.body, ...statement.handlers, statement.finalizer].flatMap(expressionsIn);
      default:
        return [];
    }
  });
}

const fieldsWritten = new WeakMap<Program, ReadonlySet<string>>();
const expressionsOf = new WeakMap<Program, readonly Expression[]>();

/** Every expression of a program. */
export function programExpressions(program: Program): readonly Expression[] {
  const known = expressionsOf.get(program) ?? allExpressions(program.body);
  expressionsOf.set(program, known);
  return known;
}

/** A number that stands as a field of an object, or as a named argument. */
export function literalField(expression: Expression, key: string): number | undefined {
  const values =
    expression.kind === 'object'
      ? expression.entries.flatMap((entry) =>
          entry.kind === 'field' && entry.key.kind === 'literal' && entry.key.value === key ? [entry.value] : [],
        )
      : expression.kind === 'call'
        ? expression.arguments.flatMap(({ name, value }) => (name === key ? [value] : []))
        : [];
  const [value] = values;
  return value?.kind === 'literal' && typeof value.value === 'number' ? value.value : undefined;
}

/** True where an object literal anywhere in a program has a field of such a name. */
export function writesField(program: Program, name: RegExp): boolean {
  const known = fieldsWritten.get(program) ?? new Set(programExpressions(program).flatMap(fieldNames));
  fieldsWritten.set(program, known);
  return [...known].some((key) => name.test(key));
}

function fieldNames(expression: Expression): readonly string[] {
  if (expression.kind === 'call') return expression.arguments.flatMap(({ name }) => name ?? []);
  if (expression.kind !== 'object') return [];
  return expression.entries.flatMap((entry) =>
    entry.kind === 'field' && entry.key.kind === 'literal' ? [String(entry.key.value)] : [],
  );
}

/** Of functions and classes too. */
function allExpressions(statements: readonly Statement[]): readonly Expression[] {
  const direct = expressionsIn(statements).flatMap(({ expression }) => partsOf(expression));
  const inFunctions = direct.flatMap((part) => (part.kind === 'function' ? allExpressions(part.function.body) : []));
  return [...direct, ...inFunctions, ...innerBodies(statements).flatMap(allExpressions)];
}

function innerBodies(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  return statements.flatMap((statement): readonly (readonly Statement[])[] => {
    switch (statement.kind) {
      case 'function':
        return [statement.function.body];
      case 'class':
        return [statement.body];
      case 'if':
        return [...innerBodies(statement.then), ...innerBodies(statement.otherwise)];
      case 'loop':
        return innerBodies(statement.body);
      case 'try':
        return [statement.body, ...statement.handlers, statement.finalizer].flatMap(innerBodies);
      default:
        return [];
    }
  });
}

/** What decides whether a loop goes on: its head, which stands among its statements, and the conditions in it. */
export function loopTests(loop: LoopStatement): readonly Expression[] {
  return testsIn(loop.body);
}

function testsIn(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case 'expression':
        return statement.value.kind === 'call' ? [] : [statement.value];
      case 'if':
        return [statement.test, ...testsIn(statement.then), ...testsIn(statement.otherwise)];
      case 'try':
        return [statement.body, ...statement.handlers, statement.finalizer].flatMap(testsIn);
      default:
        return [];
    }
  });
}

/** Calls in a loop, also in its inner loops. */
export function callsIn(loop: LoopStatement): readonly CallExpression[] {
  return expressionsIn(loop.body).flatMap(({ expression }) =>
    partsOf(expression).flatMap((part) => (part.kind === 'call' ? [part] : [])),
  );
}

/** Names and properties that an expression mentions. */
export function namesIn(expression: Expression): readonly string[] {
  return partsOf(expression).flatMap((part) =>
    part.kind === 'name' ? [part.name] : part.kind === 'member' ? [part.property] : [],
  );
}

/** The expression and all that it is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  return [expression, ...childrenOf(expression).flatMap(partsOf)];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap((part) => (part.kind === 'hole' ? [part.value] : []));
    case 'object':
      return expression.entries.flatMap((entry) => (entry.kind === 'field' ? [entry.key, entry.value] : [entry.value]));
    case 'conditional':
      return [expression.test, ...valuesIn(expression)];
    case 'comprehension':
      return [...valuesIn(expression), ...(expression.conditions ?? [])];
    default:
      return valuesIn(expression);
  }
}

/** What an expression gives may be, hold, or be made of: neither what only decides, nor keys, nor pieces of a text. */
export function valuesIn(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'concatenation':
      return expression.operands;
    case 'object':
      return expression.entries.map(({ value }) => value);
    case 'list':
      return expression.items.map(({ value }) => value);
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'conditional':
      return [expression.then, expression.otherwise];
    case 'fallback':
      return [expression.first, expression.second];
    case 'comprehension':
      return [expression.element, ...(expression.iterable ? [expression.iterable] : [])];
    case 'unknown':
      return expression.children;
    default:
      return [];
  }
}

function lastName(target: Expression): string | undefined {
  if (target.kind === 'name') return target.name;
  return target.kind === 'member' ? target.property : undefined;
}
