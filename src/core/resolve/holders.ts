/**
 * Which names of a program may hold an object, told by names alone: a first look that leaves out what surely cannot, without
 * evaluating anything.
 */
import type { Argument, CallExpression, Expression, FunctionNode } from '../domain/program.ts';
import { parameterOf } from './bindArguments.ts';
import type { Binding, IndexedCall, ProgramIndex } from './programIndex.ts';
import { valuesIn } from './programWalk.ts';

/** Names that may hold what each name gives: `agent` what `llm` does, after `agent = Agent(llm)`. */
type Flows = ReadonlyMap<string, ReadonlySet<string>>;

const flows = new WeakMap<ProgramIndex, Flows>();

/** Names of variables, attributes, parameters, functions and classes that may hold or give what `sources` do, those included. */
export function holdersOf(index: ProgramIndex, sources: Iterable<string>): ReadonlySet<string> {
  const known = flowsOf(index);
  const holders = new Set(sources);
  for (const holder of holders) for (const next of known.get(holder) ?? []) holders.add(next);
  return holders;
}

/** Those of the holders that other files can name: of the module, and what its objects have. */
export function holdersInSight(index: ProgramIndex, sources: Iterable<string>): ReadonlySet<string> {
  const holders = holdersOf(index, sources);
  const inSight = new Set([...holders].filter((name) => isOwn(index.module.bindings.get(name))));
  for (const { class: owner } of index.classScopes.values()) {
    for (const name of [...(owner?.attributes.keys() ?? []), ...(owner?.methods.keys() ?? [])]) {
      if (holders.has(name)) inSight.add(name);
    }
  }
  return inSight;
}

/** True where an expression may give what one of the names holds. */
export function mentions(expression: Expression, names: ReadonlySet<string>): boolean {
  return sourcesOf(expression).some((name) => names.has(name));
}

/** True where what is called, or something that it is handed, may hold what one of the names does. */
export function concerns({ call: { callee, arguments: passed } }: IndexedCall, names: ReadonlySet<string>): boolean {
  return mentions(callee, names) || passed.some(({ value }) => mentions(value, names));
}

function isOwn(bindings: readonly Binding[] | undefined): boolean {
  return bindings !== undefined && bindings[0]?.kind !== 'import';
}

function flowsOf(index: ProgramIndex): Flows {
  let known = flows.get(index);
  if (known === undefined) flows.set(index, (known = new FlowSearch(index).flows));
  return known;
}

class FlowSearch {
  readonly flows = new Map<string, Set<string>>();
  readonly #index: ProgramIndex;
  readonly #functions = new Map<string, FunctionNode[]>();

  constructor(index: ProgramIndex) {
    this.#index = index;
    const { module, functionScopes, classScopes, comprehensionScopes } = index;
    for (const { bindings } of [module, ...functionScopes.values(), ...comprehensionScopes.values()]) {
      this.#bindings(bindings);
    }
    for (const scope of classScopes.values()) if (scope.class) this.#class(scope.class.statement.name, scope.class);
    for (const node of functionScopes.keys()) this.#function(node);
    for (const mutations of index.mutations.values()) {
      for (const { root, change } of mutations) {
        const holder = root.startsWith('.') ? root.slice(1) : root;
        if (change.kind === 'set') this.#add(change.statement.value, holder);
        if (change.kind === 'call') for (const { value } of change.call.arguments) this.#add(value, holder);
      }
    }
    for (const [name, calls] of index.callsByName) this.#parameters(name, calls);
  }

  #add(value: Expression | undefined, holder: string | undefined): void {
    if (value === undefined || holder === undefined) return;
    for (const name of sourcesOf(value)) this.#flow(name, holder);
    if (value.kind === 'function') this.#returns(value.function, holder);
  }

  #flow(from: string, to: string): void {
    if (from === to) return;
    const known = this.flows.get(from);
    if (known) known.add(to);
    else this.flows.set(from, new Set([to]));
  }

  #bindings(bindings: ReadonlyMap<string, readonly Binding[]>): void {
    for (const [name, all] of bindings) for (const binding of all) this.#binding(name, binding);
  }

  #binding(name: string, binding: Binding): void {
    switch (binding.kind) {
      case 'value':
      case 'append':
        return this.#add(binding.value, name);
      case 'element':
        return this.#add(binding.iterable, name);
      case 'parameter':
        return this.#add(binding.parameter.defaultValue, name);
      case 'import':
        return this.#flow(binding.imported, name);
      default:
        return;
    }
  }

  #class(name: string, owner: NonNullable<ProgramIndex['module']['class']>): void {
    const { statement, attributes, methods } = owner;
    for (const base of statement.bases) this.#add(base, name);
    for (const decorator of statement.decorators) this.#add(decorator, name);
    this.#bindings(attributes);
    for (const attribute of attributes.keys()) this.#flow(attribute, name);
    for (const method of methods.values()) {
      const isConstructor = method.role === 'constructor';
      if (isConstructor) this.#keepFunction(name, method);
    }
  }

  #function(node: FunctionNode): void {
    this.#keepFunction(node.name, node);
    this.#returns(node, node.name);
    for (const decorator of node.decorators) this.#add(decorator, node.name);
  }

  #returns(node: FunctionNode, holder: string | undefined): void {
    for (const { value } of this.#index.functionScopes.get(node)?.returns ?? []) this.#add(value, holder);
  }

  #keepFunction(name: string | undefined, node: FunctionNode): void {
    if (name === undefined) return;
    const known = this.#functions.get(name);
    if (known) known.push(node);
    else this.#functions.set(name, [node]);
  }

  #parameters(name: string, calls: readonly IndexedCall[]): void {
    for (const node of this.#functions.get(name) ?? []) {
      for (const { call } of calls) {
        for (const argument of call.arguments) {
          for (const parameter of parametersOf(node, call, argument)) this.#add(argument.value, parameter);
        }
      }
    }
  }
}

/** The parameter that gets an argument; all of them where that is not told. */
export function parametersOf(node: FunctionNode, call: CallExpression, argument: Argument): readonly string[] {
  const parameter = parameterOf(node, call.arguments, argument);
  if (parameter !== undefined) return [parameter];
  return node.parameters.flatMap(({ name, fields }) => [name, ...(fields ?? []).map((field) => field.name)]);
}

/** Names and properties that what an expression gives may come from. */
export function sourcesOf(expression: Expression): readonly string[] {
  const names: string[] = [];
  const left: Expression[] = [expression];
  for (let next = left.pop(); next; next = left.pop()) {
    if (next.kind === 'name') names.push(next.name);
    if (next.kind === 'member') names.push(next.property);
    left.push(...valuesIn(next));
  }
  return names;
}
