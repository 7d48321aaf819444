import type { CallRequest, CallSite, UsageReckoning, Use } from '../domain/callSite.ts';
import type { CallExpression, Program } from '../domain/program.ts';
import type { Language } from '../domain/language.ts';
import { knownValues } from '../domain/resolved.ts';
import type { CallDraft, ModelObjectUses, Sdk, UseDraft } from '../domain/sdk.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { importers } from '../resolve/callers.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import { callsWithHandedObjects } from '../resolve/handedObjects.ts';
import type { ProgramWithHolders } from '../resolve/handedObjects.ts';
import { concerns, holdersInSight, holdersOf, sourcesOf } from '../resolve/holders.ts';
import type { View } from '../resolve/evaluation.ts';
import { functionScopeOf } from '../resolve/programIndex.ts';
import type { IndexedCall, ProgramIndex } from '../resolve/programIndex.ts';
import { calledOf, viewOfChain } from '../resolve/callChain.ts';
import type { CallChain } from '../resolve/callChain.ts';
import type { FoundUse, ReadAt } from '../resolve/uses.ts';
import { usesOf } from '../resolve/uses.ts';
import { readsOnlyUsage } from '../resolve/answerUse.ts';
import { retriesOf } from '../resolve/retries.ts';
import { conversationOf } from '../resolve/conversation.ts';
import { DECLARED } from '../sdks/configured.ts';
import { distinctUses } from './distinctUses.ts';
import { endsInKnownCall, withDeclaration } from './declaredWrappers.ts';
import { loopOfChain } from './loops.ts';
import { matchContext } from './matchContext.ts';
import { usageReckoningIn } from './usageReckoning.ts';
import { isExpected } from './expectations.ts';
import { matchByModel } from './modelVariants.ts';

/** A file with more is made by a machine, and nobody reads what is said of it. */
export const MAXIMUM_CALL_SITES = 1000;

/** Calls of a file whose uses are looked for; behind them each is taken for its own only use. */
const MAXIMUM_FOLLOWED_CALLS = 200;

/** Each of them is evaluated again with every file that comes. */
const MAXIMUM_CALLS_IN_VAIN = 20;

/**
 * Every call of a Bedrock model in a program, with its uses. {@link run} does not throw on odd code: such a call is left
 * out. Calls that hang on files which are still being read are looked at anew by the next run, and only they.
 */
export class CallSiteSearch {
  readonly #program: Program;
  readonly #path: string;
  readonly #evaluator: Evaluator;
  readonly #index: ProgramIndex;
  readonly #candidates: readonly Sdk[];
  readonly #libraries: readonly Sdk[];
  /** What the configuration declares. */
  readonly #declared: Sdk | undefined;
  readonly #text: string;
  #reckoning: { readonly found: UsageReckoning | undefined } | undefined;
  #namesInText: readonly string[] | undefined;
  readonly #settled = new Map<IndexedCall, MatchedAt | undefined>();
  readonly #settledUses = new Map<IndexedCall, SiteUses>();

  /**
   * @param text That the program was made of: an SDK without any mark in it is not asked.
   * @param sdks Those that are asked, in this order.
   */
  constructor(program: Program, text: string, evaluator: Evaluator, path: string, sdks: readonly Sdk[]) {
    this.#program = program;
    this.#text = text;
    this.#path = path;
    this.#evaluator = evaluator;
    this.#index = evaluator.indexOf(program);
    this.#libraries = sdks.filter(({ id }) => id !== DECLARED);
    this.#declared = sdks.find(({ id }) => id === DECLARED);
    this.#candidates = sdks.filter(
      ({ languages, marks }) => languages.includes(program.language) && marks.some((mark) => text.includes(mark)),
    );
  }

  /**
   * The calls in source order, as far as they are known from the files that are loaded; at most one more than {@link MAXIMUM_CALL_SITES}.
   *
   * @param wantedCount How many files are asked for and not loaded: where many calls in a row hang on the same ones, the rest is left
   *   to the next run.
   */
  run(wantedCount: () => number): readonly CallSite[] {
    const matched: Site[] = [];
    let wanted = 0;
    let callsInVain = 0;
    for (const indexed of this.#index.calls) {
      if (isExpected(indexed.call, this.#index)) continue;
      const match = this.#match(indexed);
      if (match) matched.push({ indexed, ...match });
      if (matched.length > MAXIMUM_CALL_SITES) break;
      const isInVain = wantedCount() === wanted && !this.#settled.has(indexed);
      if (isInVain && ++callsInVain >= MAXIMUM_CALLS_IN_VAIN) break;
      wanted = wantedCount();
    }
    const isWaiting = matched.some(mayHaveCallers) && this.#importersAreAwaited();
    const ofObjects = isWaiting ? new Map<string, SiteUses>() : this.#usesOfObjects(matched);
    const taken = new Map<string, number>();
    return matched.map((site, position) => {
      const uses =
        isWaiting || position >= MAXIMUM_FOLLOWED_CALLS
          ? ONLY_ITSELF
          : site.sdk.uses === undefined
            ? this.#usesOfCall(site)
            : (ofObjects.get(keyOf({ uri: this.#program.uri, range: site.indexed.call.range })) ?? ONLY_ITSELF);
      return this.#callSite(site, uses, taken);
    });
  }

  #importersAreAwaited(): boolean {
    return this.#evaluator.environment.importers(this.#program.uri) === 'pending';
  }

  #match(indexed: IndexedCall): MatchedAt | undefined {
    if (this.#settled.has(indexed)) return this.#settled.get(indexed);
    const view: View = { index: this.#index, place: indexed, frame: undefined };
    const { result, isPending } = this.#evaluator.watch(() =>
      this.#evaluator.asking(() => this.#matchOnce(indexed.call, view)),
    );
    const { result: found, asked } = result;
    const matched = found && { ...found, asked };
    if (!isPending) this.#settled.set(indexed, matched);
    return matched;
  }

  /** Undefined also for a call of a declared function that is found by itself: it is a use of the call inside. */
  #matchOnce(call: CallExpression, view: View): Matched | undefined {
    const matched = matchAny(call, view, this.#evaluator, this.#candidates);
    const isFound =
      matched?.sdk === this.#declared && matched && endsInKnownCall(call, view, this.#evaluator, this.#libraries);
    return isFound ? undefined : matched;
  }

  /** What the callers of the function around a call bring to it. */
  #usesOfCall({ indexed, sdk, draft, asked }: Site): SiteUses {
    const known = this.#settledUses.get(indexed);
    if (known) return known;
    const chain: CallChain = [{ index: this.#index, indexed }];
    const first: ReadAt<CallDraft | undefined> = { result: draft, asked };
    const read = (view: View): CallDraft | undefined =>
      matchByModel(
        (evaluator) => sdk.match(indexed.call, matchContext(evaluator, indexed.call, view)),
        view,
        this.#evaluator,
      );
    const { result, isPending } = this.#evaluator.watch((): SiteUses => {
      const { uses, isCut } = usesOf(this.#evaluator, chain, read, first);
      const found = uses.flatMap(({ chain, result: draft }) =>
        draft && this.#isOnTheWay(chain, draft) ? [this.#use(chain, draft)] : [],
      );
      return { uses: found, isCut };
    });
    if (!isPending && this.#settled.has(indexed)) this.#settledUses.set(indexed, result);
    return result;
  }

  /** False where a caller on the way calls only for other models: `switch provider(model)`. */
  #isOnTheWay(chain: CallChain, { model }: CallDraft): boolean {
    const [only, other] = knownValues(model);
    const assuming = only === undefined || other !== undefined ? undefined : this.#evaluator.assuming(only);
    if (assuming === undefined || chain.length < 2) return true;
    return chain.every((_, position) => {
      const [first, ...rest] = chain.slice(position);
      return first === undefined || assuming.mayRunAt(viewOfChain(assuming, [first, ...rest]));
    });
  }

  /** What is sent through the model objects that are made in this file, by where each is made. */
  #usesOfObjects(sites: readonly Site[]): ReadonlyMap<string, SiteUses> {
    const bySite = new Map<string, { uses: Use[]; isCut: boolean }>();
    for (const sdk of new Set(sites.map((site) => site.sdk))) {
      if (sdk.uses === undefined) continue;
      const made = sites.filter((site) => site.sdk === sdk).flatMap(({ indexed }) => sourcesOf(indexed.call.callee));
      const sendings = this.#sendings(sdk.uses, made);
      const inner = new Set(sendings.flatMap(({ found, key }) => found.flatMap((use) => throughOf(use, key))));
      for (const { found, key, isCut } of sendings) {
        if (inner.has(key)) continue;
        for (const { chain, result } of found) {
          for (const { madeAt, request } of result?.requests ?? []) {
            const kept = bySite.get(keyOf(madeAt)) ?? { uses: [], isCut: false };
            bySite.set(keyOf(madeAt), kept);
            kept.uses.push(this.#use(chain, request));
            kept.isCut ||= isCut;
          }
        }
      }
    }
    return bySite;
  }

  /** @param makers Names of what makes the objects. */
  #sendings(objects: ModelObjectUses, makers: readonly string[]): readonly Sending[] {
    const given = holdersInSight(this.#index, makers);
    const others = importers(this.#evaluator, this.#index, { given, methods: objects.names });
    const programs: readonly ProgramWithHolders[] = [
      { index: this.#index, holders: holdersOf(this.#index, makers) },
      ...others.map((index) => ({ index, holders: holdersOf(index, given) })),
    ];
    const direct = programs
      .flatMap(({ index, holders }) =>
        index.calls.flatMap((indexed): CallChain[] => (concerns(indexed, holders) ? [[{ index, indexed }]] : [])),
      )
      .flatMap((chain) => this.#sending(chain, objects));
    const found = new Set(direct.map(({ key }) => key));
    const handed = callsWithHandedObjects(this.#evaluator, programs).flatMap((chain) => this.#sending(chain, objects));
    return [...direct, ...handed.filter(({ key }) => !found.has(key))];
  }

  #sending(chain: CallChain, objects: ModelObjectUses): readonly Sending[] {
    const [{ index, indexed }] = chain;
    const { library } = this.#evaluator.environment.language(index.program.language);
    if (!maySend(indexed.call, objects, library)) return [];
    const read = (from: View): UseDraft | undefined =>
      objects.match(indexed.call, matchContext(this.#evaluator, indexed.call, from));
    const first = this.#evaluator.asking(() => read(viewOfChain(this.#evaluator, chain)));
    if (first.result === undefined) return [];
    const { uses, isCut } = usesOf(this.#evaluator, chain, read, first);
    return [{ found: uses, isCut, key: keyOf({ uri: index.program.uri, range: indexed.call.range }) }];
  }

  #use(chain: CallChain, request: CallRequest): Use {
    const called = calledOf(chain);
    const { index, indexed } = called[called.length - 1] ?? called[0];
    const { sdk: _, ...sent } = withDeclaration(request as CallDraft, chain, this.#declared, this.#evaluator);
    return {
      ...conversationOf(this.#evaluator, called, offersTools(request)),
      ...retriesOf(this.#evaluator, called),
      ...(readsOnlyUsage(called[0]) && { readsOnlyUsage: true }),
      ...sent,
      uri: index.program.uri,
      range: indexed.call.range,
      enclosing: indexed.enclosing,
      loop: loopOfChain(this.#evaluator, called),
    };
  }

  #companions(): readonly string[] {
    return (this.#namesInText ??= wordsIn(withoutComments(this.#text, this.#program)));
  }

  #usageReckoning(): UsageReckoning | undefined {
    return (this.#reckoning ??= { found: usageReckoningIn(this.#text) }).found;
  }

  #callSite(
    { indexed, draft: { begunAt, ...draft } }: Site,
    { uses, isCut }: SiteUses,
    taken: Map<string, number>,
  ): CallSite {
    const { enclosing } = indexed;
    const base = [this.#path, ...enclosing, draft.operation].join('#');
    const order = (taken.get(base) ?? 0) + 1;
    taken.set(base, order);
    const itself = this.#use([{ index: this.#index, indexed }], draft);
    const reckoning = this.#usageReckoning();
    const isDeclared = DECLARING.has(draft.sdk) ? true : undefined;
    const { steps, history, retries, readsOnlyUsage: isCounting } = itself;
    return {
      ...draft,
      ...(steps && { steps }),
      ...(history && { history }),
      ...(retries && { retries }),
      ...(isCounting && { readsOnlyUsage: isCounting }),
      id: order === 1 ? base : `${base}~${order}`,
      uri: this.#program.uri,
      range: begunAt === undefined || begunAt.start === indexed.call.range.start ? indexed.call.range : begunAt,
      language: this.#program.language,
      standsInLoop: indexed.loops.length > 0,
      loop: itself.loop,
      enclosing,
      ...((draft.resource ?? isDeclared) && { companions: this.#companions() }),
      ...(isDeclared && { isDeclared }),
      ...(reckoning && { reckoning }),
      uses: uses.length === 0 ? [itself] : distinctUses(uses),
      ...(isCut && { hasMoreUses: true }),
    };
  }
}

/** What declares resources. */
const DECLARING: ReadonlySet<string> = new Set(['cloudformation', 'terraform', 'cdk', 'pulumi']);

function withoutComments(text: string, { comments }: Program): string {
  let end = 0;
  const kept = comments.map(({ range }) => {
    const before = text.slice(end, range.start);
    end = Math.max(end, range.end);
    return before;
  });
  return [...kept, text.slice(end)].join(' ');
}

/** Names of a text, as `companions` of a call site has them: whatever the language calls an operation, it is the same word. */
function wordsIn(text: string): readonly string[] {
  const names = [...text.matchAll(/[A-Za-z][\w:-]{5,80}/g)].map(([name]) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .replace(/command$/, ''),
  );
  return [...new Set(names)].sort();
}

interface Matched {
  readonly sdk: Sdk;
  readonly draft: CallDraft;
}

interface MatchedAt extends Matched {
  /** Parameters that it hangs on. */
  readonly asked: ReadAt<CallDraft>['asked'];
}

interface Site extends MatchedAt {
  readonly indexed: IndexedCall;
}

interface SiteUses {
  readonly uses: readonly Use[];
  readonly isCut: boolean;
}

const ONLY_ITSELF: SiteUses = { uses: [], isCut: false };

interface Sending {
  readonly found: readonly FoundUse<UseDraft | undefined>[];
  readonly isCut: boolean;
  /** Of the sending call. */
  readonly key: string;
}

function matchAny(
  call: CallExpression,
  view: View,
  evaluator: Evaluator,
  candidates: readonly Sdk[],
): Matched | undefined {
  for (const sdk of candidates) {
    const match = (by: Evaluator): CallDraft | undefined => sdk.match(call, matchContext(by, call, view));
    const draft = matchByModel(match, view, evaluator);
    if (draft) return { sdk, draft };
  }
  return undefined;
}

/** Also tools that are handed in where they are not seen. */
function offersTools({ toolCount, segments }: CallRequest): boolean {
  return toolCount > 0 || segments.some(({ role }) => role === 'tools');
}

function mayHaveCallers({ sdk, indexed }: Site): boolean {
  return sdk.uses !== undefined || functionScopeOf(indexed.scope) !== undefined;
}

/** Methods of texts and lists send nothing, so nobody needs to know of what they are called. */
function maySend({ callee }: CallExpression, { names }: ModelObjectUses, library: Language['library']): boolean {
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
  if (name !== undefined && names.has(name)) return true;
  return names.has('()') && !(callee.kind === 'member' && library.has(`method:${callee.property}`));
}

/** The other objects that a use sends through. */
function throughOf({ result }: FoundUse<UseDraft | undefined>, own: string): readonly string[] {
  return (result?.through ?? []).map(keyOf).filter((key) => key !== own);
}

function keyOf({ uri, range }: Spot): string {
  return `${uri} ${range.start} ${range.end}`;
}
