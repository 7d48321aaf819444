/**
 * Follows expressions to values: names through scopes, parameters through defaults and callers, attributes through
 * classes, imports through files, and the few library functions that build strings and objects. Partial knowledge in,
 * partial knowledge out; bounded in steps and depth, so it always ends. Long, since all that one evaluation keeps – what is
 * open, pending, asked for, assumed and spent – is one state, which no other file may touch.
 */
import type { HandingOn } from '../domain/language.ts';
import { isHandingOn } from './handedOn.ts';
import { optionsOf } from '../domain/value.ts';
import type { ClassValue, FunctionValue, InstanceValue, ObjectField, ObjectValue, Value } from '../domain/value.ts';
import type {
  CallExpression,
  ComprehensionExpression,
  ConcatenationExpression,
  Expression,
  FallbackExpression,
  ListExpression,
  ObjectExpression,
  Program,
  TemplateExpression,
} from '../domain/program.ts';
import {
  appendItems,
  choose,
  concatenate,
  emptyObject,
  forWantOf,
  mergeInto,
  staticText,
  textOf,
  through,
  unknownValue,
  withField,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';

import { applicationSetting } from './applicationSettings.ts';
import { call } from './calls.ts';
import type { EvaluationEnvironment, LanguageKnowledge } from './environment.ts';
import { environmentVariable } from './environmentVariable.ts';
import { narrow } from './assumption.ts';
import { decide, isReached } from './decide.ts';
import { innerFunction, instanceOfClass, nameOf, originOf, seenFrom, spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { thisFile } from './files.ts';
import { formatText } from './formatText.ts';
import { baseOfPackage } from './baseOfPackage.ts';
import { indexExpression, memberExpression, memberOfInstance, receiver } from './members.ts';
import { builtBy, builtValue } from './handedBuilders.ts';
import { argumentsOfBase, baseArgumentsOf } from './derivedClasses.ts';
import { firstExport, moduleExport, moduleValue, packageName } from './modules.ts';
import { isMadeWithFields, nameOfPackage } from './packages.ts';
import { isMutation } from './libraryMethods.ts';
import { extend } from './mutations.ts';
import { nameAround } from './nameAround.ts';
import { bound } from './names.ts';
import { indexProgram } from './programIndex.ts';
import { SIZES, formatted, measured } from './sizes.ts';
import { inTurn, perTurn } from './turns.ts';
import type { MethodNames, ParameterBinding, Place, ProgramIndex, Scope } from './programIndex.ts';

const MAXIMUM_STEPS = 40_000;
const MAXIMUM_STEPS_OF_FILE = 100_000;
const MAXIMUM_STEPS_OF_SEARCHES = { uses: 40_000, 'handed objects': 10_000 };
const FEWEST_STEPS = 400;
const MAXIMUM_TRIES = 6;
const BRIEF_STEPS = 200;
const MAXIMUM_DEPTH = 120;
const MAXIMUM_ASSUMED = 24;

interface Spent {
  /** Of this look at the file. */
  steps: number;
  /** Of the looks before, when files were still being read. */
  stepsBefore: number;
  /** Of all that was evaluated, whoever asked. */
  all: number;
  /** Of those, what it took to follow callers, and to look for callers through objects. */
  uses: number;
  'handed objects': number;
  /** A limit cut something short. */
  isLimited: boolean;
}

/** A program never changes, so neither does its index; it goes when the program goes. */
const indexes = new WeakMap<Program, ProgramIndex>();

/** One evaluator serves one file's calls; it reads other files through the environment. */
export class Evaluator implements Evaluation {
  readonly environment: EvaluationEnvironment;
  readonly #cache = new ExpressionCache();
  readonly #frameCaches = new WeakMap<Frame, ExpressionCache>();
  /** Expressions, and keys of brief looks, whose value hangs on a file that is still being read, each with the cache that it is in. */
  readonly #pending = new Map<object, Set<Map<object, unknown>>>();
  #isPending = false;
  /** Parameters of which no frame said the value, in the order in which they were asked for; values depend on their callers. */
  #asked: ParameterBinding[] = [];
  /** What is being computed, by key and frame, with how much was being computed when it began. */
  readonly #open = new Map<object, Map<Frame | undefined, number>>();
  #openCount = 0;
  /** How often what leads back to itself was worked out, in each frame. */
  #tries = new WeakMap<ExpressionCache, Map<Expression, number>>();
  readonly #brief = new Map<object, readonly Value[] | 'open'>();
  /** Files whose content the values depend on. */
  readonly dependencies = new Set<string>();
  /**
   * The outermost of what a circle led back to, or -1 for a limit: a value that was cut short by what began outside it
   * is not kept, since it would be another one elsewhere.
   */
  #cutAt = Infinity;
  readonly #assumed: string | undefined;
  readonly #assuming = new Map<string, Evaluator>();
  /** Expressions whose value hangs on the assumed model. */
  readonly #touched = new Set<Expression>();
  #isTouched = false;
  #isAsked = false;
  #steps = 0;
  /** Of a file, also with the models that are assumed for its calls. */
  readonly #spent: Spent;
  #stepLimit = MAXIMUM_STEPS;
  #depth = 0;

  /** @param assumed Id of the model that the call is taken to have. */
  constructor(
    environment: EvaluationEnvironment,
    assumed?: string,
    spent: Spent = { steps: 0, stepsBefore: 0, all: 0, uses: 0, 'handed objects': 0, isLimited: false },
  ) {
    this.#assumed = assumed;
    this.#spent = spent;
    this.environment = {
      language: (id) => environment.language(id),
      program: (uri) => this.#noted(environment.program(uri)),
      text: (uri) => this.#noted(environment.text(uri)),
      find: (paths, from) => this.#noted(environment.find(paths, from)),
      isMissing: (paths, from) => environment.isMissing(paths, from),
      importers: (uri, method) => this.#noted(environment.importers(uri, method)),
      importedFile: (paths, from) => this.#noted(environment.importedFile(paths, from)),
      isOnlyKeeper: (uri, methods) => environment.isOnlyKeeper(uri, methods),
      packageFiles: (folders, from, name) => this.#noted(environment.packageFiles(folders, from, name)),
      declaring: (name, from) => this.#noted(environment.declaring(name, from)),
      deployments: {
        filesWith: (variable, program) => this.#noted(environment.deployments.filesWith(variable, program)),
        readersOf: (uri) => environment.deployments.readersOf(uri),
      },
      isPackage: (module, language) => environment.isPackage(module, language),
      awaitsLists: () => environment.awaitsLists(),
      configured: (name) => environment.configured(name),
    };
  }

  /** What `compute` gives, and whether that hangs on a file that is still being read. */
  watch<T>(compute: () => T): { readonly result: T; readonly isPending: boolean } {
    const before = this.#isPending;
    this.#isPending = false;
    const result = compute();
    const isPending = this.#isPending;
    this.#isPending ||= before;
    return { result, isPending };
  }

  /** True when anything that was evaluated can hang on the model: then {@link assuming} one can make a difference. */
  get asksForModel(): boolean {
    return this.#isAsked;
  }

  /** The evaluator of the same file where a model is assumed; undefined when there are too many of them, or too much was done. */
  assuming(model: string): Evaluator | undefined {
    if (this.#spent.steps >= MAXIMUM_STEPS_OF_FILE) {
      this.#spent.isLimited = true;
      return undefined;
    }
    let evaluator = this.#assuming.get(model);
    if (evaluator !== undefined) return evaluator;
    if (this.#assuming.size >= MAXIMUM_ASSUMED) return undefined;
    evaluator = new Evaluator(this.environment, model, this.#spent);
    this.#assuming.set(model, evaluator);
    return evaluator;
  }

  assumes(hasTests: () => boolean): boolean {
    this.#isAsked ||= hasTests();
    return this.#assumed !== undefined;
  }

  watchAssumption<T>(compute: () => T): { readonly result: T; readonly isTouched: boolean } {
    const before = this.#isTouched;
    this.#isTouched = false;
    const result = compute();
    const isTouched = this.#isTouched;
    this.#isTouched ||= before;
    return { result, isTouched };
  }

  /** False for a place that is surely not run with the assumed model. */
  mayRunAt(view: View): boolean {
    return this.#bounded(() => isReached(this, view.place, view));
  }

  /** What `compute` gives, and the parameters that its value hangs on, since no frame says what they hold. */
  asking<T>(compute: () => T): { readonly result: T; readonly asked: ReadonlySet<ParameterBinding> } {
    const before = this.#asked;
    this.#asked = [];
    const result = compute();
    const asked = new Set(this.#asked);
    this.#asked = before;
    return { result, asked };
  }

  ask(parameter: ParameterBinding): void {
    this.#asked.push(parameter);
  }

  /** A limit cut something short, or would have if all had been known at once: what, hangs on the order in which files came. */
  get isLimited(): boolean {
    const { steps, stepsBefore, isLimited } = this.#spent;
    return isLimited || steps + stepsBefore > MAXIMUM_STEPS;
  }

  /** Forgets what hung on files that were being read; all else stays known. */
  forgetPending(): void {
    for (const [key, caches] of this.#pending) for (const cache of caches) cache.delete(key);
    this.#pending.clear();
    this.#assuming.clear();
    this.#tries = new WeakMap();
    this.#spent.stepsBefore += this.#spent.steps;
    this.#spent.steps = 0;
  }

  searching<T>(what: 'uses' | 'handed objects', search: (mayGoOn: () => boolean) => T): T {
    const spent = this.#spent;
    const before = spent[what];
    const start = spent.all;
    const result = search(() => {
      spent[what] = before + spent.all - start;
      if (this.environment.awaitsLists()) {
        this.#isPending = true;
        return false;
      }
      spent.isLimited ||= spent[what] > MAXIMUM_STEPS_OF_SEARCHES[what];
      return spent[what] <= MAXIMUM_STEPS_OF_SEARCHES[what];
    });
    spent[what] = before + spent.all - start;
    return result;
  }

  #noted<T>(answer: T): T {
    if (answer === 'pending') this.#isPending = true;
    return answer;
  }

  indexOf(program: Program): ProgramIndex {
    let index = indexes.get(program);
    if (index === undefined) {
      index = indexProgram(program, methodNames(this.environment.language(program.language)));
      indexes.set(program, index);
    }
    return index;
  }

  /** The value of an expression that stands at a call, an argument of it for instance. */
  evaluateAt(expression: Expression, view: View): Value {
    return this.#bounded(() => this.evaluate(expression, view));
  }

  /** What an environment variable holds at a call. */
  environmentVariableAt(name: string, call: CallExpression, view: View): Value {
    return environmentVariable(this, name, undefined, view, spotOf(call, view));
  }

  /** What the application's settings files say under a key. */
  settingAt(key: string, call: CallExpression, view: View): Value | undefined {
    return this.#bounded(() => applicationSetting(this, key, view, spotOf(call, view)));
  }

  /** The text of the first of some files that there is; undefined also while it is still being read. */
  fileTextAt(paths: readonly string[], view: View): string | undefined {
    const uri = this.environment.find(paths, view.index.program.uri);
    const text = uri === undefined || uri === 'pending' ? undefined : this.environment.text(uri);
    return text === 'pending' ? undefined : text;
  }

  /** Symbol of the package's class that a class of the workspace is derived from. */
  packageBase(owner: ClassValue): string | undefined {
    return baseOfPackage(this, owner);
  }

  /** What a function that an argument of a call is sets of the builder that it is handed; any other value as it is. */
  built(value: Value, call: CallExpression, view: View): Value {
    return this.#bounded(() => builtValue(this, value, call, view));
  }

  memberOf(object: InstanceValue, owner: ClassValue, property: string, view: View, spot: Spot): Value {
    return memberOfInstance(this, object, owner, property, view, spot);
  }

  builtBy(callee: FunctionValue, call: CallExpression, view: View, from?: InstanceValue): InstanceValue | undefined {
    return builtBy(this, callee, call, view, from);
  }

  /** What the package's class was made with that an object is of, or that its class is derived from. */
  baseArguments(object: InstanceValue): ObjectValue {
    return this.#bounded(() => baseArgumentsOf(this, object));
  }

  /** Fills `{name}` of a text; what no value is given for stays a hole. */
  fill(text: Value, values: ObjectValue): Value {
    return formatText(text, values, values.origin);
  }

  argumentsAt(call: CallExpression, view: View): ObjectValue {
    return this.#bounded(() => argumentsOfBase(this, call, view) ?? this.argumentsOf(call, view));
  }

  evaluate(expression: Expression, from: View): Value {
    const view = seenFrom(from.place.scope, from);
    const cache = view.frame === undefined ? this.#cache : this.#cacheOf(view.frame);
    const known = cache.values.get(expression);
    if (known !== undefined) {
      this.#isPending ||= this.#pending.has(expression);
      this.#isTouched ||= this.#touched.has(expression);
      for (const parameter of cache.asked.get(expression) ?? []) this.#asked.push(parameter);
      return known;
    }
    this.#spent.all++;
    if (++this.#steps > this.#stepLimit || this.#depth > MAXIMUM_DEPTH) {
      this.#cutAt = -1;
      this.#spent.isLimited = true;
      return unknownValue('too much code leads here to follow it', spotOf(expression, view));
    }
    const cutAtBefore = this.#cutAt;
    this.#cutAt = Infinity;
    this.#depth++;
    const askedBefore = this.#asked.length;
    const before = this.#unmarked();
    const result = this.#narrowed(this.#named(this.#evaluate(expression, view), expression, view));
    const { isPending, isTouched } = this.#markedSince(before);
    if (isTouched) this.#touched.add(expression);
    this.#depth--;
    const isWhole = this.#cutAt >= this.#openCount;
    if (isWhole || this.#isTriedEnough(expression, cache)) {
      cache.values.set(expression, result);
      if (this.#asked.length > askedBefore) cache.asked.set(expression, new Set(this.#asked.slice(askedBefore)));
      if (isPending) this.#notePending(expression, cache.values);
    }
    this.#cutAt = isWhole ? cutAtBefore : Math.min(cutAtBefore, this.#cutAt);
    return result;
  }

  /** Takes the marks off for what is evaluated next, and gives those that were set. */
  #unmarked(): Marks {
    const before: Marks = { isPending: this.#isPending, isTouched: this.#isTouched };
    this.#isPending = false;
    this.#isTouched = false;
    return before;
  }

  /** Marks that were set since, which count for what is around it as well. */
  #markedSince(before: Marks): Marks {
    const marks: Marks = { isPending: this.#isPending, isTouched: this.#isTouched };
    this.#isPending ||= before.isPending;
    this.#isTouched ||= before.isTouched;
    return marks;
  }

  knows(expression: Expression, from: View): boolean {
    const { frame } = seenFrom(from.place.scope, from);
    const cache = frame === undefined ? this.#cache : this.#frameCaches.get(frame);
    return cache !== undefined && cache.values.has(expression) && !cache.asked.has(expression);
  }

  decision(test: Expression, from: View, decide: () => boolean | undefined): boolean | undefined {
    const { frame } = seenFrom(from.place.scope, from);
    const { decisions } = this.#cacheFor(frame);
    return this.#kept(decisions, test, () => this.once(test, frame, decide, () => undefined));
  }

  settledPlace(place: Place, from: View, settle: () => Place | undefined): Place | undefined {
    const { frame } = seenFrom(place.scope, from);
    return this.#kept(this.#cacheFor(frame).places, place, settle);
  }

  /** Not computed again unless it hung on what was cut short, or on files that were being read. */
  #kept<K extends object, T>(answers: WeakMap<K, Kept<T>>, key: K, compute: () => T): T {
    const known = answers.get(key);
    if (known) {
      this.#isTouched ||= known.isTouched;
      return known.result;
    }
    const cutAtBefore = this.#cutAt;
    this.#cutAt = Infinity;
    const before = this.#unmarked();
    const result = compute();
    const { isPending, isTouched } = this.#markedSince(before);
    const isWhole = this.#cutAt >= this.#openCount;
    if (isWhole && !isPending) answers.set(key, { result, isTouched });
    this.#cutAt = isWhole ? cutAtBefore : Math.min(cutAtBefore, this.#cutAt);
    return result;
  }

  #cacheFor(frame: Frame | undefined): ExpressionCache {
    return frame === undefined ? this.#cache : this.#cacheOf(frame);
  }

  #cacheOf(frame: Frame): ExpressionCache {
    let cache = this.#frameCaches.get(frame);
    if (cache === undefined) this.#frameCaches.set(frame, (cache = new ExpressionCache()));
    return cache;
  }

  /** One field that leads into much code leaves the others their steps. */
  #withinShare(evaluate: () => Value): Value {
    const limit = this.#stepLimit;
    this.#stepLimit = Math.min(limit, this.#steps + Math.ceil((limit - this.#steps) / 2));
    const value = evaluate();
    this.#stepLimit = limit;
    return value;
  }

  /** Each value has its own steps, and all values of a file together have theirs. */
  #bounded<T>(evaluate: () => T): T {
    this.#steps = 0;
    this.#stepLimit = Math.max(FEWEST_STEPS, Math.min(MAXIMUM_STEPS, MAXIMUM_STEPS_OF_FILE - this.#spent.steps));
    const result = evaluate();
    this.#spent.steps += this.#steps;
    return result;
  }

  /** What leads back to itself in many ways is worked out in a few of them only. */
  #isTriedEnough(expression: Expression, cache: ExpressionCache): boolean {
    if (this.#cutAt < 0) return false;
    let triesOf = this.#tries.get(cache);
    if (triesOf === undefined) this.#tries.set(cache, (triesOf = new Map<Expression, number>()));
    const tries = (triesOf.get(expression) ?? 0) + 1;
    triesOf.set(expression, tries);
    if (tries < MAXIMUM_TRIES) return false;
    this.#spent.isLimited = true;
    return true;
  }

  evaluateOwner(expression: Expression, key: string | undefined, view: View): Value {
    if (key === undefined || expression.kind !== 'name') return this.evaluate(expression, view);
    this.#steps++;
    return this.#narrowed(
      this.#named(this.name(expression.name, view, spotOf(expression, view), key), expression, view),
    );
  }

  /** Only the assumed model, where a value can be one of several. */
  #narrowed(value: Value): Value {
    if (this.#assumed === undefined) return value;
    const { narrowed, isTouched } = narrow(value, this.#assumed);
    this.#isTouched ||= isTouched;
    return narrowed;
  }

  spend(steps: number): boolean {
    this.#steps += steps;
    if (this.#steps <= this.#stepLimit) return true;
    this.#cutAt = -1;
    this.#spent.isLimited = true;
    return false;
  }

  briefly(key: object, compute: () => readonly Value[]): readonly Value[] | undefined {
    const known = this.#brief.get(key);
    if (known !== undefined) {
      this.#isPending ||= this.#pending.has(key);
      return known === 'open' ? undefined : known;
    }
    this.#brief.set(key, 'open');
    const limit = this.#stepLimit;
    const cutAt = this.#cutAt;
    this.#stepLimit = Math.min(limit, this.#steps + BRIEF_STEPS);
    const { result, isPending } = this.watch(() => this.asking(compute).result);
    this.#stepLimit = limit;
    // What is kept is the same for whoever asks next, cut short or not.
    this.#cutAt = cutAt;
    this.#brief.set(key, result);
    if (isPending) this.#notePending(key, this.#brief);
    return result;
  }

  #notePending(key: object, cache: Map<object, unknown>): void {
    const caches = this.#pending.get(key);
    if (caches === undefined) this.#pending.set(key, new Set([cache]));
    else caches.add(cache);
  }

  once<T>(key: object, frame: Frame | undefined, compute: () => T, otherwise: () => T): T {
    let frames = this.#open.get(key);
    const openedAt = frames?.get(frame);
    if (openedAt !== undefined) {
      this.#cutAt = Math.min(this.#cutAt, openedAt);
      return otherwise();
    }
    if (frames === undefined) this.#open.set(key, (frames = new Map<Frame | undefined, number>()));
    frames.set(frame, this.#openCount++);
    try {
      return compute();
    } finally {
      this.#openCount--;
      frames.delete(frame);
    }
  }

  #evaluate(expression: Expression, view: View): Value {
    switch (expression.kind) {
      case 'literal':
        return literal(expression, view);
      case 'template':
        return this.#template(expression, view);
      case 'concatenation':
        return this.#concatenation(expression, view);
      case 'object':
        return this.#object(expression, view);
      case 'list':
        return this.#list(expression, view);
      case 'name':
        return this.name(expression.name, view, spotOf(expression, view));
      case 'receiver':
        return receiver(this, view, spotOf(expression, view));
      case 'member':
        return memberExpression(this, expression, view);
      case 'index':
        return indexExpression(this, expression, view);
      case 'call':
        return call(this, expression, view);
      case 'conditional': {
        const isTrue = decide(this, expression.test, view);
        if (isTrue !== undefined) return this.evaluate(isTrue ? expression.then : expression.otherwise, view);
        return choose(
          [this.evaluate(expression.then, view), this.evaluate(expression.otherwise, view)],
          spotOf(expression, view),
        );
      }
      case 'fallback':
        return this.#fallback(expression, view);
      case 'function':
        return innerFunction(expression.function, view);
      case 'import':
        return moduleValue(expression.module, '*', this, view.index.program, spotOf(expression, view));
      case 'comprehension': {
        const scope = view.index.comprehensionScopes.get(expression) ?? view.place.scope;
        const place = { ...view.place, scope, offset: expression.element.range.start };
        return this.#comprehension(expression, { ...view, place }, view);
      }
      case 'unknown': {
        const spot = spotOf(expression, view);
        if (expression.result) return measured(undefined, expression.result, spot);
        return unknownValue('it is computed in a way that is not followed', spot);
      }
    }
  }

  #comprehension(expression: ComprehensionExpression, inside: View, view: View): Value {
    const { iterable, element, conditions } = expression;
    const origin = originOf(expression, view);
    if (iterable === undefined) return { kind: 'list', items: [this.evaluate(element, inside)], isOpen: true, origin };
    const list = this.evaluate(iterable, view);
    const make = (item: Value | undefined): Value =>
      this.evaluate(element, item ? inTurn(inside, iterable, item) : inside);
    return perTurn(list, make, nameOf(iterable, this, view), origin, conditions !== undefined);
  }

  /** What is not known is called as the code calls it where it is used. */
  #named(value: Value, expression: Expression, view: View): Value {
    if (value.kind !== 'unknown') return value;
    const isNamed = ['name', 'member', 'index', 'call'].includes(expression.kind);
    return isNamed ? { ...value, name: nameOf(expression, this, view) } : value;
  }

  #template(expression: TemplateExpression, view: View): Value {
    const pieces = expression.parts.map((part) => {
      const spot = { uri: view.index.program.uri, range: part.range };
      if (part.kind === 'text') return { value: textOf(part.text, { from: 'literal', ...spot }), name: '', spot };
      const value = formatted(this.evaluate(part.value, view), part.format);
      return { value, name: nameOf(part.value, this, view), spot };
    });
    return concatenate(pieces, originOf(expression, view));
  }

  #concatenation(expression: ConcatenationExpression, view: View): Value {
    const operands = expression.operands.map((operand) => ({
      value: this.evaluate(operand, view),
      name: nameOf(operand, this, view),
      spot: spotOf(operand, view),
    }));
    const origin = originOf(expression, view);
    const isText = operands.some(({ value }) => optionsOf(value).some((option) => option.kind === 'text'));
    const isList = operands.some(({ value }) => value.kind === 'list');
    if (isList && !isText) {
      return operands.reduce<Value>((list, { value }) => extend(list, value), {
        kind: 'list',
        items: [],
        isOpen: false,
        origin,
      });
    }
    if (isText) return concatenate(operands, origin);
    const numbers = operands.flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
    if (numbers.length === operands.length) {
      return { kind: 'number', value: numbers.reduce((sum, number) => sum + number, 0), origin };
    }
    if (operands.some(({ value }) => isSmall(value))) return measured(undefined, 'number', origin);
    return unknownValue('a sum of parts that are not known', origin);
  }

  #object(expression: ObjectExpression, view: View): Value {
    const origin = originOf(expression, view);
    const site = { uri: origin.uri, kind: 'object', range: expression.range } as const;
    const named = expression.type && this.evaluate(expression.type, view);
    const owner = named?.kind === 'class' ? named : undefined;
    const type = named?.kind === 'symbol' ? { type: named.symbol } : undefined;
    const keys = owner?.class.keys && { keys: owner.class.keys };
    let object: ObjectValue = { ...emptyObject(origin), site, ...type, ...keys };
    for (const entry of expression.entries) {
      const value = this.#withinShare(() => this.evaluate(entry.value, view));
      if (entry.kind === 'spread') {
        object = mergeInto(object, value);
        continue;
      }
      const names = optionsOf(this.evaluate(entry.key, view)).map(keyOf);
      const field: ObjectField = { value, uri: origin.uri, range: entry.range, valueRange: entry.value.range };
      const [key] = names;
      object = names.length === 1 && key !== undefined ? withField(object, key, field) : { ...object, isOpen: true };
    }
    const isMade = expression.isConstruction === true || (owner !== undefined && isMadeWithFields(this, owner));
    return isMade && owner ? instanceOfClass(owner, object, origin) : object;
  }

  #list(expression: ListExpression, view: View): Value {
    const origin = originOf(expression, view);
    const site = { uri: origin.uri, kind: 'list', range: expression.range } as const;
    let list: Value = { kind: 'list', items: [], isOpen: false, origin, site };
    for (const { value, isSpread } of expression.items) {
      const item = this.evaluate(value, view);
      list = isSpread ? extend(list, item) : appendItems(list, [item], false);
    }
    return list;
  }

  #fallback(expression: FallbackExpression, view: View): Value {
    const first = this.evaluate(expression.first, view);
    const spot = spotOf(expression, view);
    const options = optionsOf(first);
    const present = options.filter((option) => option.kind !== 'unknown' && !isEmpty(option));
    const isSure = present.length === options.length && present.every(isPresent);
    if (isSure && !this.#mayMiss(expression.first, view)) return first;
    const unknown = options.filter((option) => option.kind === 'unknown');
    const isEnvironment = unknown.some(({ environmentVariable }) => environmentVariable !== undefined);
    const source = isEnvironment ? 'environment-default' : unknown.length > 0 ? 'parameter-default' : 'literal';
    const fallback = through(this.evaluate(expression.second, view), source);
    if (unknown.length === 0) return choose([...present, fallback], spot);
    // `limit or None`, `prefix or ""`: what is not known stays so.
    const [missing] = isEnvironment ? [] : unknown;
    const stated = missing === undefined ? fallback : forWantOf(fallback, missing);
    const isEmptyText = staticText(fallback) === '';
    const open = isEmptyText ? unknown.map((option) => ({ ...option, otherwise: '' })) : unknown;
    const last = isEmpty(fallback) ? open : [openToOthers(stated)];
    return choose([...present, ...last], spot);
  }

  /** True for `map[key]` with a key that is not known: that a fallback stands behind it says that the map can lack it. */
  #mayMiss(expression: Expression, view: View): boolean {
    if (expression.kind === 'index') return keyOf(this.evaluate(expression.index, view)) === undefined;
    if (expression.kind !== 'name') return false;
    for (let scope: Scope | undefined = view.place.scope; scope; scope = scope.parent) {
      const bindings = scope.bindings.get(expression.name);
      if (bindings === undefined) continue;
      const place = { scope, offset: Infinity, arms: [] };
      return bindings.some(
        (binding) =>
          binding.kind === 'value' &&
          binding.value.kind === 'index' &&
          this.#mayMiss(binding.value, { ...view, place: { ...place, offset: binding.offset } }),
      );
    }
    return false;
  }

  /** What a name means at a place: the nearest scope that binds it, then modules poured in, then a global. */
  name(name: string, view: View, spot: Spot, key?: string): Value {
    for (let scope: Scope | undefined = view.place.scope; scope; scope = scope.parent) {
      if (scope.kind === 'class' && scope !== view.place.scope) continue;
      const bindings = scope.bindings.get(name);
      if (bindings) return bound(this, name, bindings, scope, view, spot, key);
    }
    const poured = firstExport(view.index.starImports, this, (module) => {
      const value = moduleExport(module, name, this, view.index.program, spot);
      return value?.kind === 'symbol' ? undefined : value;
    });
    if (poured) return through(poured, 'other-file');
    return (
      nameOfPackage(this, name, view, spot) ?? packageName(this, name, view, spot) ?? this.#global(name, view, spot)
    );
  }

  /** A name that nothing in the file binds: one of the language itself, some of which stand for a value. */
  #global(name: string, view: View, spot: Spot): Value {
    const symbol = `#${name}`;
    const origin = { from: 'literal', ...spot } as const;
    const operation = this.environment.language(view.index.program.language).library.get(symbol);
    if (operation === 'this-file') return thisFile(view.index.program.uri, origin);
    const around =
      view.index.program.isInside && operation === undefined ? nameAround(this, name, view, spot) : undefined;
    if (around) return around;
    return { kind: 'symbol', symbol, origin };
  }

  /** The arguments of a call as one object: named ones by name, positional ones by index, spread objects merged. */
  argumentsOf(call: CallExpression, view: View): ObjectValue {
    const origin = originOf(call, view);
    const site = { uri: origin.uri, kind: 'call', range: call.range } as const;
    let object: ObjectValue = { ...emptyObject(origin), site };
    let position = 0;
    for (const argument of call.arguments) {
      const value = this.#withinShare(() => this.evaluate(argument.value, view));
      if (argument.spread === 'object') {
        // An argument that is named beside it cannot be in it too.
        const spread = mergeInto(emptyObject(origin), value);
        const fields = new Map([...spread.fields, ...object.fields]);
        object = { ...object, fields, isOpen: spread.isOpen || object.isOpen };
        // A request that is put together in a variable is changed there.
        if (call.arguments.length === 1 && value.kind === 'object' && value.site)
          object = { ...object, site: value.site };
      } else if (argument.spread === 'list') {
        // Behind a list that is not all seen, positions are not known.
        const isSeen = value.kind === 'list' && !value.isOpen && value.turns === undefined;
        if (!isSeen) object = { ...object, isOpen: true };
        for (const item of value.kind === 'list' && value.turns === undefined ? value.items : []) {
          const field = { value: item, uri: origin.uri, range: argument.range, valueRange: argument.value.range };
          object = withField(object, String(position++), field);
        }
      } else {
        const key = argument.name ?? String(position++);
        object = withField(object, key, {
          value,
          uri: origin.uri,
          range: argument.range,
          valueRange: argument.value.range,
        });
      }
    }
    return object;
  }
}

/** A number, or what the code says is one. */
function isSmall(value: Value): boolean {
  return value.kind === 'number' || (value.kind === 'unknown' && value.size?.because === SIZES.number.because);
}

/** That a value hangs on a file that is still being read, and on the assumed model. */
interface Marks {
  readonly isPending: boolean;
  readonly isTouched: boolean;
}

/** Values of expressions in one frame, and the parameters that they hang on. */
class ExpressionCache {
  readonly values = new Map<Expression, Value>();
  readonly asked = new Map<Expression, ReadonlySet<ParameterBinding>>();
  /** Which way tests go with the assumed model. */
  readonly decisions = new WeakMap<Expression, Kept<boolean | undefined>>();
  /** Places as they are settled with it. */
  readonly places = new WeakMap<Place, Kept<Place | undefined>>();
}

interface Kept<T> {
  readonly result: T;
  /** It hangs on the assumed model. */
  readonly isTouched: boolean;
}

function literal(expression: Extract<Expression, { kind: 'literal' }>, view: View): Value {
  const origin = originOf(expression, view);
  const { value } = expression;
  switch (typeof value) {
    case 'string': {
      const range = expression.contentRange ?? expression.range;
      return { kind: 'text', parts: [{ kind: 'text', text: value, uri: origin.uri, range }], origin };
    }
    case 'number':
      return { kind: 'number', value, origin };
    case 'boolean':
      return { kind: 'boolean', value, origin };
    default:
      return { kind: 'null', origin };
  }
}

/** What every language takes for nothing, or most do: `a ?? b` keeps an empty text, but nobody writes one on purpose. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'number') return value.value === 0;
  if (value.kind === 'boolean') return !value.value;
  return value.kind === 'null' || staticText(value) === '';
}

/** False for what only the run can tell: the result of a package's function, a name of a package. */
function isPresent(value: Value): boolean {
  return value.kind !== 'symbol' && (value.kind !== 'instance' || value.class !== undefined);
}

function keyOf(value: Value): string | undefined {
  return staticText(value) ?? (value.kind === 'number' ? String(value.value) : undefined);
}

function methodNames({ library, builders }: LanguageKnowledge): MethodNames {
  const callbackLoops = new Set<string>();
  const writers = new Set<string>();
  const handsOn = new Map<string, HandingOn>();
  for (const [symbol, operation] of library) {
    const name = symbol.slice(Math.max(symbol.lastIndexOf(':'), symbol.lastIndexOf('.')) + 1);
    if (operation === 'iterate' || operation === 'map' || operation === 'reduce') callbackLoops.add(name);
    if (isMutation(operation)) writers.add(name);
    if (isHandingOn(operation)) handsOn.set(name, operation);
  }
  return { callbackLoops, writers, handsOn, hasBuilders: builders !== undefined };
}

/** `settings or {}`: what stands there instead can hold anything. */
function openToOthers(value: Value): Value {
  if (value.kind === 'list') return appendItems(value, [], true);
  return value.kind === 'object' ? { ...value, isOpen: true } : value;
}
