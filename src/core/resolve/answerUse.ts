/** What a program reads of an answer, told from its shape alone. */
import type { Expression, Statement } from '../domain/program.ts';
import type { CalledFrom } from './callers.ts';
import { expressionsIn, partsOf } from './programWalk.ts';
import { functionScopeOf } from './programIndex.ts';

const USAGE = /^(?:usage|Usage|usage_metadata|usageMetadata)$/;

/**
 * True where the program reads nothing of the answer but how many tokens it took: `reply["usage"]["inputTokens"]`. False where it
 * hands the answer on, or is not seen to read anything.
 */
export function readsOnlyUsage({ index, indexed }: CalledFrom): boolean {
  const { range } = indexed.call;
  const body = functionScopeOf(indexed.scope)?.function?.body ?? index.program.body;
  const statements = [...flat(body)];
  const own = statements.find((statement) => within(range, statement.range) && !hasInner(statement));
  if (own === undefined) return false;
  const whole = ownExpressions(own).flatMap(({ expression }) => partsOf(expression));
  const direct = whole.filter((part) => USAGE.test(fieldOf(part)) && within(range, part.range));
  if (direct.length > 0) return true;
  if (own.kind !== 'assign' || own.target.kind !== 'name' || !isAnswer(own.value, range)) return false;
  const { name } = own.target;
  const reads = statements.flatMap((statement) =>
    ownExpressions(statement).flatMap(({ expression }) => partsOf(expression)),
  );
  const mentions = reads.filter((part) => part.kind === 'name' && part.name === name).length;
  const ofUsage = reads.filter((part) => USAGE.test(fieldOf(part)) && objectName(part) === name).length;
  return ofUsage > 0 && mentions - ofUsage <= 1;
}

/** The call itself, or what sends it: `client.send(new Command(…))`. */
function isAnswer(value: Expression, call: { readonly start: number; readonly end: number }): boolean {
  return value.kind === 'call' && within(call, value.range);
}

function* flat(statements: readonly Statement[]): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    switch (statement.kind) {
      case 'if':
        yield* flat([...statement.then, ...statement.otherwise]);
        break;
      case 'loop':
        yield* flat(statement.body);
        break;
      case 'try':
        yield* flat([...statement.body, ...statement.handlers.flat(), ...statement.finalizer]);
        break;
      default:
    }
  }
}

function hasInner({ kind }: Statement): boolean {
  return kind === 'if' || kind === 'loop' || kind === 'try' || kind === 'function' || kind === 'class';
}

function ownExpressions(statement: Statement): ReturnType<typeof expressionsIn> {
  if (statement.kind === 'if') return [{ expression: statement.test }];
  return hasInner(statement) ? [] : expressionsIn([statement]);
}

function fieldOf(expression: Expression): string {
  if (expression.kind === 'member') return expression.property;
  if (expression.kind === 'index' && expression.index.kind === 'literal') return String(expression.index.value);
  const first =
    expression.kind === 'call' && expression.callee.kind === 'member' && expression.callee.property === 'get';
  const [argument] = first ? expression.arguments : [];
  return argument?.value.kind === 'literal' ? String(argument.value.value) : '';
}

function objectName(expression: Expression): string | undefined {
  const object =
    expression.kind === 'member' || expression.kind === 'index'
      ? expression.object
      : expression.kind === 'call' && expression.callee.kind === 'member'
        ? expression.callee.object
        : undefined;
  return object?.kind === 'name' ? object.name : undefined;
}

function within(inner: { readonly start: number; readonly end: number }, outer: typeof inner): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
