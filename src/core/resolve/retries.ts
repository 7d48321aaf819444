/** What makes a failed call again: decorators of the usual libraries, and loops around a `try` that returns the answer. */
import type { Retrying } from '../domain/callSite.ts';
import type { CallExpression, Expression, LoopStatement, Statement, TryStatement } from '../domain/program.ts';
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallChain } from './callChain.ts';
import type { CalledFrom } from './callers.ts';
import type { Evaluation } from './evaluation.ts';
import { isCounted } from './conversation.ts';
import { literalField, programExpressions } from './programWalk.ts';
import type { ProgramIndex, Scope } from './programIndex.ts';
import { turnsOver } from './turns.ts';

/** The innermost retry around a call; undefined where the program is seen to make none. */
export function retriesOf(evaluation: Evaluation, chain: CallChain): { readonly retries?: Retrying } {
  for (const at of chain) {
    const found = loopRetry(evaluation, at) ?? decoratedRetry(at);
    if (found === undefined) continue;
    const clientAttempts = attemptsOfClient(chain.map(({ index }) => index));
    return { retries: { ...found, ...(clientAttempts !== undefined && { clientAttempts }) } };
  }
  return {};
}

// ---- decorators

const LIBRARIES = /^(?:tenacity|backoff|retry|retrying)(?:\.|$)/;

function decoratedRetry({ index, indexed }: CalledFrom): Retrying | undefined {
  for (let scope: Scope | undefined = indexed.scope; scope; scope = scope.parent) {
    for (const decorator of scope.function?.decorators ?? []) {
      const [callee, passed] = decorator.kind === 'call' ? [decorator.callee, decorator.arguments] : [decorator, []];
      if (!isOfLibrary(callee, index)) continue;
      const { uri } = index.program;
      const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : 'retry';
      if (!/^(?:retry|on_exception|on_predicate)$/.test(name)) continue;
      return { by: `@${name}`, limit: limitIn(passed, uri), uri, range: decorator.range };
    }
  }
  return undefined;
}

function isOfLibrary(callee: Expression, { module }: ProgramIndex): boolean {
  const root = callee.kind === 'member' ? callee.object : callee;
  if (root.kind !== 'name') return false;
  const bindings = module.bindings.get(root.name) ?? [];
  return bindings.some((binding) => binding.kind === 'import' && LIBRARIES.test(binding.module));
}

const LIMITS = /^(?:stop|stop_max_attempt_number|stop_max_delay|max_tries|max_time|tries|max_attempts)$/;

/** `stop=stop_after_attempt(5)`, `max_tries=5`; what is not a number of attempts ends it too. */
function limitIn(passed: CallExpression['arguments'], uri: string): Resolved<number> {
  if (passed.some(({ spread }) => spread !== undefined)) return unknown('its settings are not seen');
  const limit = passed.find(({ name }) => LIMITS.test(name ?? ''));
  if (limit === undefined) return ABSENT;
  const attempts = numberIn(limit.value, limit.name ?? '');
  return attempts === undefined
    ? unknown('it ends by time or by a condition')
    : { state: 'known', value: attempts, from: 'literal', uri, range: limit.range };
}

function numberIn(value: Expression, name: string): number | undefined {
  const isAttempts = /tries|attempt/.test(name);
  const number = isAttempts
    ? value
    : value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'stop_after_attempt'
      ? value.arguments[0]?.value
      : undefined;
  return number?.kind === 'literal' && typeof number.value === 'number' ? number.value : undefined;
}

// ---- loops

/** `while True: try: return call() except: …`; a loop that does not end with an answer works through something. */
function loopRetry(evaluation: Evaluation, { index, indexed }: CalledFrom): Retrying | undefined {
  const arms = [...indexed.arms].reverse();
  const tryAt = arms.findIndex(({ owner, arm }) => isKind<TryStatement>(owner, 'try') && arm === 0);
  const caught = arms[tryAt]?.owner;
  const around = arms.slice(tryAt + 1).find(({ owner }) => isKind<LoopStatement>(owner, 'loop'))?.owner;
  if (!isKind<TryStatement>(caught, 'try') || !isKind<LoopStatement>(around, 'loop')) return undefined;
  if (caught.handlers.length === 0 || !givesAnswer(caught.body)) return undefined;
  const { uri } = index.program;
  const by = around.loop === 'condition' ? '`while`' : '`for`';
  if (around.loop === 'condition') {
    const limit = isCounted(around) ? unknown('a test in the loop may end it') : ABSENT;
    return { by, limit, uri, range: around.range };
  }
  if (around.iterable === undefined) return undefined;
  const place = { scope: indexed.scope, arms: [], offset: around.range.start };
  const turns = turnsOver(evaluation.evaluate(around.iterable, { index, place, frame: undefined }));
  const limit: Resolved<number> = turns.isAssumed
    ? unknown('it goes through something whose length is not known')
    : { state: 'known', value: turns.high, from: 'literal', uri, range: around.range };
  return { by, limit, uri, range: around.range };
}

function isKind<S extends Statement>(owner: object | undefined, kind: S['kind']): owner is S {
  return (owner as Partial<Statement> | undefined)?.kind === kind;
}

function givesAnswer(statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) =>
      (statement.kind === 'return' && statement.value !== undefined) ||
      (statement.kind === 'if' && (givesAnswer(statement.then) || givesAnswer(statement.otherwise))),
  );
}

// ---- the client's own

/** `Config(retries={"max_attempts": 10})`, `{ maxAttempts: 10 }`, `max_retries=10`, in the files of the call. */
function attemptsOfClient(indexes: readonly ProgramIndex[]): number | undefined {
  const numbers = [...new Set(indexes)].flatMap(({ program }) =>
    programExpressions(program).flatMap((expression) =>
      CLIENT_FIELDS.flatMap((key) => literalField(expression, key) ?? []),
    ),
  );
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

const CLIENT_FIELDS = ['max_attempts', 'total_max_attempts', 'maxAttempts', 'max_retries', 'maxRetries'];
