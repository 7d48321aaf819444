import type { CallSite, LoopContext } from '../domain/callSite.ts';
import type { Program } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import type { IndexedCall, ProgramIndex, Scope } from '../resolve/programIndex.ts';
import { functionScopeOf } from '../resolve/programIndex.ts';
import { sdks } from '../sdks/index.ts';
import { matchByModel } from './modelVariants.ts';

/** A file with more is made by a machine, and nobody reads what is said of it. */
export const MAXIMUM_CALL_SITES = 1000;

/**
 * Every call of a Bedrock model in a program. {@link run} does not throw on odd code: such a call is left out.
 * Calls that hang on files which are still being read are looked at anew by the next run, and only they.
 */
export class CallSiteSearch {
  readonly #program: Program;
  readonly #path: string;
  readonly #evaluator: Evaluator;
  readonly #index: ProgramIndex;
  readonly #candidates: readonly Sdk[];
  readonly #settled = new Map<IndexedCall, CallDraft | undefined>();

  /** @param text That the program was made of: an SDK without any mark in it is not asked. */
  constructor(program: Program, text: string, evaluator: Evaluator, path: string) {
    this.#program = program;
    this.#path = path;
    this.#evaluator = evaluator;
    this.#index = evaluator.indexOf(program);
    this.#candidates = sdks.filter(
      ({ languages, marks }) => languages.includes(program.language) && marks.some((mark) => text.includes(mark)),
    );
  }

  /** The calls in source order, as far as they are known from the files that are loaded; at most one more than {@link MAXIMUM_CALL_SITES}. */
  run(): readonly CallSite[] {
    this.#evaluator.forgetPending();
    const taken = new Map<string, number>();
    const found: CallSite[] = [];
    for (const indexed of this.#index.calls) {
      const draft = this.#draft(indexed);
      if (draft) found.push(callSite(draft, indexed, this.#program, this.#path, taken));
      if (found.length > MAXIMUM_CALL_SITES) break;
    }
    return found;
  }

  #draft(indexed: IndexedCall): CallDraft | undefined {
    if (this.#settled.has(indexed)) return this.#settled.get(indexed);
    const { result, isPending } = this.#evaluator.watch(() =>
      matchByModel(
        (evaluator) => matchAny(indexed, this.#index, evaluator, this.#candidates),
        indexed,
        this.#index,
        this.#evaluator,
      ),
    );
    if (!isPending) this.#settled.set(indexed, result);
    return result;
  }
}

function matchAny(
  indexed: IndexedCall,
  index: ProgramIndex,
  evaluator: Evaluator,
  candidates: readonly Sdk[],
): CallDraft | undefined {
  const context: MatchContext = {
    uri: index.program.uri,
    language: index.program.language,
    evaluate: (expression) => evaluator.evaluateAt(expression, index, indexed),
    environmentVariable: (name) => evaluator.environmentVariableAt(name, indexed.call, index, indexed),
    isParameter: (name) => isParameter(name, indexed.scope),
    evaluateArguments: (call) => evaluator.argumentsAt(call, index, indexed),
  };
  for (const sdk of candidates) {
    const draft = sdk.match(indexed.call, context);
    if (draft) return draft;
  }
  return undefined;
}

function isParameter(name: string, inner: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) {
    const bindings = scope.bindings.get(name);
    if (bindings) return bindings.some(({ kind }) => kind === 'parameter');
  }
  return false;
}

function callSite(
  draft: CallDraft,
  indexed: IndexedCall,
  program: Program,
  path: string,
  taken: Map<string, number>,
): CallSite {
  const { enclosing } = indexed;
  const base = [path, ...enclosing, draft.operation].join('#');
  const order = (taken.get(base) ?? 0) + 1;
  taken.set(base, order);
  return {
    ...draft,
    id: order === 1 ? base : `${base}~${order}`,
    uri: program.uri,
    range: indexed.call.range,
    language: program.language,
    loop: loopContext(indexed),
    enclosing,
  };
}

function loopContext(indexed: IndexedCall): LoopContext {
  return { isInLoop: indexed.loops.length > 0, isInHandler: isInHandler(indexed) };
}

const HANDLER_NAME = /^(?:lambda_?)?handler$|_handler$|Handler$|^(?:GET|POST|PUT|on_message|onMessage|main_handler)$/;
const ROUTE_DECORATOR = /^(?:route|get|post|put|patch|delete|websocket|on_event|tool|task|endpoint)$/;

/** A function that a service runs once per event or request. */
function isInHandler({ scope, enclosing }: IndexedCall): boolean {
  if (enclosing.some((name) => HANDLER_NAME.test(name))) return true;
  const node = functionScopeOf(scope)?.function;
  return (node?.decorators ?? []).some((decorator) => {
    const called = decorator.kind === 'call' ? decorator.callee : decorator;
    return called.kind === 'member' && ROUTE_DECORATOR.test(called.property);
  });
}
