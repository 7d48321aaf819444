/**
 * Who is bound where: scopes, bindings, calls and their surroundings of one program, without evaluating anything. Long, since it
 * is one walk over every kind of statement and expression.
 */
import type {
  Argument,
  AssignStatement,
  CallExpression,
  ClassStatement,
  Expression,
  FunctionNode,
  LoopStatement,
  Parameter,
  Program,
  Statement,
} from '../domain/program.ts';
import type { HandingOn } from '../domain/language.ts';
import type { Branch } from '../domain/value.ts';
import { handedOn, isHandingEach } from './handedOn.ts';

export type Arm = Branch;

export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly parent: Scope | undefined;
  readonly program: Program;
  readonly bindings: Map<string, Binding[]>;
  readonly mutations: Mutation[];
  /** Of a function: where something is looked up under a bare name, `table[model]` and `table.get(model)`, by that name. */
  readonly lookups: Map<string, Lookup[]>;
  readonly function?: FunctionNode;
  readonly class?: ClassScope;
  /** Values that the function can give back, with their arms. */
  readonly returns: { readonly value: Expression; readonly scope: Scope; readonly arms: readonly Arm[] }[];
}

export interface ClassScope {
  readonly statement: ClassStatement;
  /** Assignments to attributes in the class body and to attributes of the receiver in its methods. */
  readonly attributes: Map<string, Binding[]>;
  readonly methods: Map<string, FunctionNode>;
  /** All methods of a name, where several have it. */
  readonly overloads: Map<string, FunctionNode[]>;
}

export interface Place {
  readonly scope: Scope;
  readonly offset: number;
  readonly arms: readonly Arm[];
}

/** The table that something is looked up in. */
export interface Lookup extends Place {
  readonly table: Expression;
}

export type Binding = Place &
  (
    | {
        readonly kind: 'value';
        readonly value: Expression;
        /** Where the value is read: before the assignment is made, which may be made of the old value. */
        readonly readAt: number;
        readonly type?: Expression;
        /** The function that assigns, where the name is one of what is around it. */
        readonly inside?: Scope;
      }
    | { readonly kind: 'declared'; readonly type: Expression }
    /** `inside`: the function that appends, where the name is one of a function around it. */
    | { readonly kind: 'append'; readonly value: Expression; readonly inside?: Scope }
    | { readonly kind: 'element'; readonly iterable: Expression | undefined; readonly path: readonly number[] }
    | {
        readonly kind: 'parameter';
        readonly parameter: Parameter;
        readonly function: FunctionNode;
        readonly index: number;
      }
    | { readonly kind: 'import'; readonly module: string; readonly imported: string }
    | { readonly kind: 'function'; readonly function: FunctionNode }
    | { readonly kind: 'class'; readonly class: ClassStatement }
  );

export type ParameterBinding = Extract<Binding, { kind: 'parameter' }>;

/** A write into an object or list that a name or an attribute of the receiver holds. */
export interface Mutation extends Place {
  /** Name, or `.attribute` of the receiver. */
  readonly root: string;
  readonly path: readonly (string | Expression)[];
  readonly change:
    | { readonly kind: 'set'; readonly statement: AssignStatement }
    | {
        readonly kind: 'call';
        readonly method: string;
        readonly call: CallExpression;
        /** False where the call's value is used: `a.concat(b)` is such a call. */
        readonly isStatement: boolean;
      }
    | { readonly kind: 'pass'; readonly call: CallExpression; readonly argument: Argument };
}

export interface IndexedCall extends Place {
  readonly call: CallExpression;
  readonly enclosing: readonly string[];
  /** Loops around it within its function, outermost first: how each runs. */
  readonly loops: readonly ('iteration' | 'condition' | 'callback')[];
  /** The heads of the same loops. */
  readonly loopHeads: readonly LoopHead[];
}

/** What a loop goes over, where it says so, and what it runs. */
export interface LoopHead {
  readonly scope: Scope;
  readonly iterable?: Expression;
  readonly target?: Expression;
  readonly statement?: LoopStatement;
}

export interface ProgramIndex {
  readonly program: Program;
  readonly module: Scope;
  readonly calls: readonly IndexedCall[];
  /** Scope of each function's inside. */
  readonly functionScopes: ReadonlyMap<FunctionNode, Scope>;
  /** Scope of each class body. */
  readonly classScopes: ReadonlyMap<ClassStatement, Scope>;
  /** Scope of what each comprehension makes. */
  readonly comprehensionScopes: ReadonlyMap<Expression, Scope>;
  /** Writes into what a name or an attribute of the receiver holds, in every scope, by that name; in source order. */
  readonly mutations: ReadonlyMap<string, readonly Mutation[]>;
  /** Modules that are poured into the file: `from x import *`. */
  readonly starImports: readonly string[];
  /** Calls by the last name of their callee, to find a function's callers; also those that are handed on: `submit(f, x)`. */
  readonly callsByName: ReadonlyMap<string, readonly IndexedCall[]>;
  /** Names that hold a method of something, by the method's name: `ask = client.ask`. */
  readonly methodValues: ReadonlyMap<string, readonly string[]>;
  /** Functions that are passed to a call, with that call. */
  readonly callbackOwners: ReadonlyMap<FunctionNode, CallExpression>;
}

/** What a language's methods do, as far as the index asks. */
export interface MethodNames {
  /** Names of methods that run a callback once per element, such as `map`. */
  readonly callbackLoops: ReadonlySet<string>;
  /** Names of functions that call a function which they are handed. */
  readonly handsOn: ReadonlyMap<string, HandingOn>;
  /** Names of methods that write into what they are called on, such as `append`. */
  readonly writers: ReadonlySet<string>;
  /** Any method can write into a builder, and calls of them stand in chains: `builder.model(id).maxTokens(5)`. */
  readonly hasBuilders: boolean;
}

export function indexProgram(program: Program, methods: MethodNames): ProgramIndex {
  return new Indexer(program, methods).index();
}

interface Surroundings {
  readonly scope: Scope;
  readonly arms: readonly Arm[];
  readonly enclosing: readonly string[];
  readonly loops: IndexedCall['loops'];
  readonly loopHeads: IndexedCall['loopHeads'];
}

class Indexer {
  readonly #program: Program;
  readonly #methods: MethodNames;
  readonly #calls: IndexedCall[] = [];
  /** With those that other functions make of what they are handed. */
  readonly #allCalls: IndexedCall[] = [];
  readonly #functionScopes = new Map<FunctionNode, Scope>();
  readonly #classScopes = new Map<ClassStatement, Scope>();
  readonly #comprehensionScopes = new Map<Expression, Scope>();
  readonly #mutations = new Map<string, Mutation[]>();
  readonly #starImports: string[] = [];
  readonly #methodValues = new Map<string, string[]>();
  readonly #callbackOwners = new Map<FunctionNode, CallExpression>();

  constructor(program: Program, methods: MethodNames) {
    this.#program = program;
    this.#methods = methods;
  }

  index(): ProgramIndex {
    const module = newScope('module', undefined, this.#program);
    this.#statements(this.#program.body, { scope: module, arms: [], enclosing: [], loops: [], loopHeads: [] });
    for (const binding of this.#program.exports ?? []) {
      if (binding.value)
        this.#expression(binding.value, { scope: module, arms: [], enclosing: [], loops: [], loopHeads: [] });
    }
    return {
      program: this.#program,
      module,
      calls: this.#calls,
      functionScopes: this.#functionScopes,
      classScopes: this.#classScopes,
      comprehensionScopes: this.#comprehensionScopes,
      mutations: this.#mutations,
      starImports: this.#starImports,
      callsByName: groupByName(this.#allCalls),
      methodValues: this.#methodValues,
      callbackOwners: this.#callbackOwners,
    };
  }

  #statements(statements: readonly Statement[], around: Surroundings): void {
    for (const statement of statements) this.#statement(statement, around);
  }

  #statement(statement: Statement, around: Surroundings): void {
    switch (statement.kind) {
      case 'import':
        return this.#import(statement, around);
      case 'assign':
        return this.#assign(statement, around);
      case 'expression':
        if (statement.value.kind === 'call') return this.#call(statement.value, around, true);
        return this.#expression(statement.value, around);
      case 'return':
        if (statement.value === undefined) return;
        functionScopeOf(around.scope)?.returns.push({
          value: statement.value,
          scope: around.scope,
          arms: around.arms,
        });
        return this.#expression(statement.value, around);
      case 'if':
        this.#expression(statement.test, around);
        this.#statements(statement.then, inArm(around, statement, 0, 2));
        return this.#statements(statement.otherwise, inArm(around, statement, 1, 2));
      case 'loop': {
        if (statement.iterable) this.#expression(statement.iterable, around);
        const { target, iterable } = statement;
        const head = { scope: around.scope, statement, ...(iterable && { iterable }), ...(target && { target }) };
        const inside = inLoop(inArm(around, statement, 0, 0), statement.loop, head);
        if (target) this.#element(target, target.range.start, statement.iterable, [], inside);
        return this.#statements(statement.body, inside);
      }
      case 'try':
        this.#statements(statement.body, inArm(around, statement, 0, 1));
        statement.handlers.forEach((handler, index) =>
          this.#statements(handler, inArm(around, statement, index + 1, 1)),
        );
        return this.#statements(statement.finalizer, around);
      case 'function':
        this.#bind(around, statement.function.name, statement.range.start, {
          kind: 'function',
          function: statement.function,
        });
        this.#method(statement.function, around.scope.class);
        for (const decorator of statement.function.decorators) this.#expression(decorator, around);
        return this.#function(statement.function, around);
      case 'class':
        return this.#class(statement, around);
    }
  }

  /** A setter of the same name comes behind its getter and does not hide it. */
  #method(method: FunctionNode, owner: ClassScope | undefined): void {
    if (owner === undefined || method.name === undefined) return;
    if (owner.methods.get(method.name)?.role !== 'getter') owner.methods.set(method.name, method);
    push(owner.overloads, method.name, method);
  }

  #import(statement: Extract<Statement, { kind: 'import' }>, around: Surroundings): void {
    for (const { local, imported } of statement.bindings) {
      if (local === '*') this.#starImports.push(statement.module);
      else this.#bind(around, local, statement.range.start, { kind: 'import', module: statement.module, imported });
    }
  }

  #assign(statement: AssignStatement, around: Surroundings): void {
    this.#expression(statement.value, around);
    const { target, value, type } = statement;
    const offset = statement.range.end;
    const declared = type && value.kind === 'unknown' && value.children.length === 0;
    const binding: BindingOf =
      statement.mode === 'append'
        ? { kind: 'append', value }
        : declared
          ? { kind: 'declared', type }
          : { kind: 'value', value, readAt: readAt(statement), ...(type && { type }) };
    if (target.kind === 'name' && value.kind === 'member') push(this.#methodValues, value.property, target.name);
    if (target.kind === 'name') return this.#bind(around, target.name, offset, binding);
    if (target.kind === 'member' && target.object.kind === 'receiver') {
      return this.#bindAttribute(around, target.property, offset, binding);
    }
    const written = rootOf(target);
    if (written === undefined) return this.#expression(target, around);
    this.#mutation(around, offset, written, { kind: 'set', statement });
  }

  #mutation({ scope, arms }: Surroundings, offset: number, { root, path }: Written, change: Mutation['change']): void {
    const mutation = { scope, offset, arms, root, path, change };
    scope.mutations.push(mutation);
    push(this.#mutations, root, mutation);
  }

  /** `list.append(x)`, and `fill(object)` of a function that writes into what it is passed. */
  #mutatingCall(call: CallExpression, around: Surroundings, isStatement: boolean): void {
    const { callee } = call;
    const offset = call.range.end;
    if (isStatement && this.#methods.hasBuilders) this.#chainOfCalls(call, around);
    else if (callee.kind === 'member' && this.#methods.writers.has(callee.property)) {
      const written = rootOf(callee.object);
      if (written)
        this.#mutation(around, offset, written, { kind: 'call', method: callee.property, call, isStatement });
    }
    for (const argument of call.arguments) {
      const passed = argument.spread === undefined ? rootOf(argument.value) : undefined;
      if (passed) this.#mutation(around, offset, passed, { kind: 'pass', call, argument });
    }
  }

  /** Every call of a statement's chain, the first one first. */
  #chainOfCalls(last: CallExpression, around: Surroundings): void {
    const calls: CallExpression[] = [];
    let current: Expression = last;
    while (current.kind === 'call' && current.callee.kind === 'member') {
      calls.unshift(current);
      current = current.callee.object;
    }
    const written = rootOf(current);
    if (written === undefined) return;
    for (const call of calls) {
      const { callee } = call;
      if (callee.kind !== 'member') continue;
      // The others are met again by themselves.
      const isMetAgain = call !== last && call === calls[0] && this.#methods.writers.has(callee.property);
      if (isMetAgain) continue;
      this.#mutation(around, call.range.end, written, {
        kind: 'call',
        method: callee.property,
        call,
        isStatement: true,
      });
    }
  }

  #element(
    target: Expression,
    offset: number,
    iterable: Expression | undefined,
    path: readonly number[],
    around: Surroundings,
  ): void {
    if (target.kind === 'name') return this.#bind(around, target.name, offset, { kind: 'element', iterable, path });
    if (target.kind !== 'list') return;
    target.items.forEach((item, index) => this.#element(item.value, offset, iterable, [...path, index], around));
  }

  #function(node: FunctionNode, around: Surroundings, callbackOf?: CallExpression): void {
    const scope = newScope('function', around.scope, this.#program, { function: node });
    this.#functionScopes.set(node, scope);
    if (callbackOf) this.#callbackOwners.set(node, callbackOf);
    const inside: Surroundings = {
      scope,
      arms: [],
      enclosing: node.name === undefined ? around.enclosing : [...around.enclosing, node.name],
      loops: callbackOf ? around.loops : [],
      loopHeads: callbackOf ? around.loopHeads : [],
    };
    node.parameters.forEach((parameter, index) => this.#parameter(parameter, node, index, inside, around));
    this.#statements(node.body, inside);
  }

  #parameter(
    parameter: Parameter,
    node: FunctionNode,
    index: number,
    inside: Surroundings,
    outside: Surroundings,
  ): void {
    if (parameter.kind !== 'receiver' && parameter.name !== '') {
      this.#bind(inside, parameter.name, parameter.range.start, {
        kind: 'parameter',
        parameter,
        function: node,
        index,
      });
    }
    if (parameter.defaultValue) this.#expression(parameter.defaultValue, outside);
    for (const field of parameter.fields ?? []) this.#parameter(field, node, index, inside, outside);
  }

  #class(statement: ClassStatement, around: Surroundings): void {
    this.#bind(around, statement.name, statement.range.start, { kind: 'class', class: statement });
    for (const expression of [...statement.bases, ...statement.decorators]) this.#expression(expression, around);
    const attributes = new Map<string, Binding[]>();
    const scope = newScope('class', around.scope, this.#program, {
      class: { statement, attributes, methods: new Map(), overloads: new Map() },
    });
    this.#classScopes.set(statement, scope);
    const enclosing = [...around.enclosing, statement.name];
    this.#statements(statement.body, { scope, arms: [], enclosing, loops: [], loopHeads: [] });
    for (const [name, bindings] of scope.bindings) {
      attributes.set(name, [
        ...bindings.filter((binding) => binding.kind !== 'function'),
        ...(attributes.get(name) ?? []),
      ]);
    }
  }

  #expression(expression: Expression, around: Surroundings): void {
    switch (expression.kind) {
      case 'literal':
      case 'name':
      case 'receiver':
      case 'import':
        return;
      case 'template':
        for (const part of expression.parts) if (part.kind === 'hole') this.#expression(part.value, around);
        return;
      case 'concatenation':
        return this.#expressions(expression.operands, around);
      case 'object':
        for (const entry of expression.entries) {
          if (entry.kind === 'field') this.#expression(entry.key, around);
          this.#expression(entry.value, around);
        }
        return;
      case 'list':
        for (const item of expression.items) this.#expression(item.value, around);
        return;
      case 'member':
        return this.#expression(expression.object, around);
      case 'index':
        this.#lookup(expression.object, expression.index, around);
        return this.#expressions([expression.object, expression.index], around);
      case 'conditional':
        this.#expression(expression.test, around);
        this.#expression(expression.then, inArm(around, expression, 0, 2));
        return this.#expression(expression.otherwise, inArm(around, expression, 1, 2));
      case 'fallback':
        return this.#expressions([expression.first, expression.second], around);
      case 'function':
        return this.#function(expression.function, around);
      case 'comprehension':
        return this.#comprehension(expression, around);
      case 'unknown':
        return this.#expressions(expression.children, around);
      case 'call':
        return this.#call(expression, around);
    }
  }

  #expressions(expressions: readonly Expression[], around: Surroundings): void {
    for (const expression of expressions) this.#expression(expression, around);
  }

  #comprehension(expression: Extract<Expression, { kind: 'comprehension' }>, around: Surroundings): void {
    if (expression.iterable) this.#expression(expression.iterable, around);
    const scope = newScope('comprehension', around.scope, this.#program);
    this.#comprehensionScopes.set(expression, scope);
    const { iterable, target } = expression;
    const head = { scope: around.scope, ...(iterable && { iterable }), ...(target && { target }) };
    const inside = { ...inLoop(inArm(around, expression, 0, 0), 'iteration', head), scope };
    // What it makes stands before the names that it makes it of.
    const offset = expression.range.start;
    if (expression.target) this.#element(expression.target, offset, expression.iterable, [], inside);
    this.#expressions(expression.conditions ?? [], inside);
    this.#expression(expression.element, inside);
  }

  #call(call: CallExpression, around: Surroundings, isStatement = false): void {
    this.#mutatingCall(call, around, isStatement);
    const { scope, arms, enclosing, loops, loopHeads } = around;
    const indexed: IndexedCall = { scope, offset: call.range.start, arms, call, enclosing, loops, loopHeads };
    this.#calls.push(indexed);
    this.#allCalls.push(indexed);
    const handed = handedOn(call, this.#methods.handsOn);
    if (handed)
      this.#allCalls.push({
        ...indexed,
        call: handed.call,
        ...(handed.isLoop && inLoop(around, 'callback', callbackHead(call, scope))),
      });
    const { callee } = call;
    if (callee.kind === 'member' && callee.property === 'get')
      this.#lookup(callee.object, call.arguments[0]?.value, around);
    this.#expression(callee, around);
    const isLoop =
      (callee.kind === 'member' && this.#methods.callbackLoops.has(callee.property)) ||
      (callee.kind === 'name' && isHandingEach(this.#methods.handsOn.get(callee.name)));
    const inside = isLoop ? inLoop(around, 'callback', callbackHead(call, scope)) : around;
    for (const { value } of call.arguments) {
      if (value.kind === 'function') this.#function(value.function, inside, call);
      else this.#expression(value, around);
    }
  }

  #lookup(table: Expression, key: Expression | undefined, { scope, arms }: Surroundings): void {
    const owner = functionScopeOf(scope);
    if (owner && key?.kind === 'name') push(owner.lookups, key.name, { scope, arms, offset: table.range.start, table });
  }

  #bind(around: Surroundings, name: string | undefined, offset: number, binding: BindingOf): void {
    if (name === undefined) return;
    const own = functionScopeOf(around.scope);
    // Nothing is declared by being appended to.
    const isForeign = binding.kind === 'append' && own !== undefined && !own.bindings.has(name);
    const isOuter = isForeign || own?.function?.outerNames?.includes(name) === true;
    const { scope, arms } = isOuter ? outside(around, name) : around;
    push(scope.bindings, name, { scope, offset, arms, ...binding, ...(isOuter && { inside: around.scope }) });
  }

  #bindAttribute(around: Surroundings, name: string, offset: number, binding: BindingOf): void {
    const owner = classAround(around.scope);
    if (owner) push(owner.attributes, name, { scope: around.scope, offset, arms: around.arms, ...binding });
  }
}

type BindingOf = Binding extends infer B ? (B extends Binding ? Omit<B, keyof Place> : never) : never;

function newScope(
  kind: Scope['kind'],
  parent: Scope | undefined,
  program: Program,
  of: Pick<Scope, 'function' | 'class'> = {},
): Scope {
  return { kind, parent, program, bindings: new Map(), mutations: [], lookups: new Map(), returns: [], ...of };
}

/** An assignment to a name of a function around, else to a global: it may have run whenever anything else runs. */
function outside({ scope }: Surroundings, name: string): Pick<Place, 'scope' | 'arms'> {
  let owner = functionScopeOf(scope)?.parent ?? scope;
  while (owner.parent && !(owner.kind === 'function' && owner.bindings.has(name))) owner = owner.parent;
  return { scope: owner, arms: [{ owner: scope, arm: 0, armCount: 0 }] };
}

function inArm(around: Surroundings, owner: object, arm: number, armCount: number): Surroundings {
  return { ...around, arms: [...around.arms, { owner, arm, armCount }] };
}

function inLoop(around: Surroundings, kind: IndexedCall['loops'][number], head: LoopHead): Surroundings {
  return { ...around, loops: [...around.loops, kind], loopHeads: [...around.loopHeads, head] };
}

/** `rows.map(f)` and `map(f, rows)`, `pool.map(f, rows)`. */
function callbackHead({ callee, arguments: passed }: CallExpression, scope: Scope): LoopHead {
  const list = passed.find(({ value }, position) => position > 0 && value.kind !== 'function')?.value;
  const iterable = callee.kind === 'member' && passed[0]?.value.kind === 'function' ? callee.object : list;
  const owner = iterable ?? (callee.kind === 'member' ? callee.object : undefined);
  return { scope, ...(owner && { iterable: owner }) };
}

/** The nearest function scope, through comprehensions. */
export function functionScopeOf(scope: Scope): Scope | undefined {
  let current: Scope | undefined = scope;
  while (current?.kind === 'comprehension') current = current.parent;
  return current?.kind === 'function' ? current : undefined;
}

export function isWithin(inner: Scope, outer: Scope | undefined): boolean {
  for (let scope: Scope | undefined = inner; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

/** The class whose method the scope belongs to. */
export function classAround(scope: Scope): ClassScope | undefined {
  for (let current: Scope | undefined = scope; current; current = current.parent) {
    if (current.class) return current.class;
  }
  return undefined;
}

/**
 * Lowering makes assignments that read what their own statement has just assigned: `b` of `a = b = f()` reads `a`, and
 * the targets of `a, b = f()` read a name that source code cannot have.
 */
function readAt({ range, target, value }: AssignStatement): number {
  const isMade = value.range.start < target.range.start || MADE_NAME.test(rootOf(value)?.root ?? '');
  return isMade ? range.end : value.range.start;
}

const MADE_NAME = /[@[{\s]/;

/** What a write goes into, by the name that holds it. */
type Written = Pick<Mutation, 'root' | 'path'>;

function rootOf(target: Expression): Written | undefined {
  const path: (string | Expression)[] = [];
  let current = target;
  for (;;) {
    if (current.kind === 'name') return { root: current.name, path };
    if (current.kind === 'member') {
      if (current.object.kind === 'receiver') return { root: `.${current.property}`, path };
      path.unshift(current.property);
      current = current.object;
    } else if (current.kind === 'index') {
      path.unshift(current.index);
      current = current.object;
    } else return undefined;
  }
}

function groupByName(calls: readonly IndexedCall[]): ReadonlyMap<string, readonly IndexedCall[]> {
  const byName = new Map<string, IndexedCall[]>();
  for (const indexed of calls) {
    const { callee } = indexed.call;
    const name = callee.kind === 'name' ? callee.name : callee.kind === 'member' ? callee.property : undefined;
    if (name !== undefined) push(byName, name, indexed);
  }
  return byName;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
