/** What a call gives back: the library's operations, the workspace's own functions, instances of everything else. */
import type { LibraryOperation } from '../domain/language.ts';
import type { CallExpression, MemberExpression } from '../domain/program.ts';
import type { FunctionValue, InstanceValue, Origin, SymbolValue, Value } from '../domain/value.ts';
import { choose, mapOptions, through, unknownValue } from '../domain/valueOperations.ts';
import { withoutSize } from '../domain/sizeEvidence.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { isZodSchema } from '../domain/zodSchema.ts';
import { begunBuilder, builderCall } from './builders.ts';
import { calledFrame, insideOf } from './calledFrame.ts';
import { settled } from './decide.ts';
import { instanceOfClass, spotOf } from './evaluation.ts';
import type { Evaluation, Frame, View } from './evaluation.ts';
import { applyLibrary } from './library.ts';
import { moduleExport } from './modules.ts';
import { overloadFor } from './overloads.ts';
import { methodOperation } from './libraryMethods.ts';
import type { Place, ProgramIndex, Scope } from './programIndex.ts';
import { isTemplateOperation, templateCall } from './templateCalls.ts';

const NOT_FOLLOWED = 'the result of a call that is not followed';

/** The value that a call gives back. */
export function call(evaluation: Evaluation, call: CallExpression, view: View): Value {
  const spot = spotOf(call, view);
  if (call.callee.kind === 'member') {
    const built = builderCall(evaluation, call, call.callee, view);
    if (built) return built;
    const method = methodCall(evaluation, call, call.callee, view, spot);
    if (method) return method;
  }
  const callee = evaluation.evaluate(call.callee, view);
  const isGetter = hasGetters(evaluation, view) && call.callee.kind === 'member' && call.arguments.length === 0;
  return mapOptions(
    callee,
    (option) => (isGetter && isHeld(option) ? option : callValue(evaluation, option, call, view, spot)),
    spot,
  );
}

/** Where fields and methods can have the same name, a call of what a field holds is one of the method that gives it back. */
function hasGetters(evaluation: Evaluation, view: View): boolean {
  const { builders, callsReadFields } = evaluation.environment.language(view.index.program.language);
  return builders !== undefined || callsReadFields === true;
}

function isHeld({ kind }: Value): boolean {
  return ['text', 'number', 'boolean', 'null', 'object', 'list', 'instance'].includes(kind);
}

function methodCall(
  evaluation: Evaluation,
  call: CallExpression,
  callee: MemberExpression,
  view: View,
  spot: Spot,
): Value | undefined {
  const { library } = evaluation.environment.language(view.index.program.language);
  const operation = methodOperation(library, callee.property);
  if (operation === undefined || isTemplateOperation(operation) || callee.object.kind === 'receiver') return undefined;
  const object = evaluation.evaluate(callee.object, view);
  if (OF_SCHEMA.has(operation) && isZodObject(object))
    return applyLibrary(operation, object, call, evaluation, view, spot);
  if (ANYWHERE.has(operation) && isResult(object, callee.property, library)) {
    return applyLibrary(operation, object, call, evaluation, view, spot);
  }
  if (object.kind === 'class' && OF_CLASS.has(operation))
    return applyLibrary(operation, object, call, evaluation, view, spot);
  if (object.kind === 'symbol' || object.kind === 'class' || OF_SCHEMA.has(operation)) return undefined;
  if (object.kind === 'instance' && (object.class || operation !== 'read')) return undefined;
  return applyLibrary(operation, object, call, evaluation, view, spot);
}

/** What these say of what they give is so whoever made the text or list that they are called on. */
const ANYWHERE: ReadonlySet<LibraryOperation> = new Set<LibraryOperation>([
  'number',
  'length',
  'truth',
  'date',
  'hash',
  'slice',
  'slice-length',
  'limit',
  'derived',
  'map',
  'reduce',
  'lend',
  'lend-back',
  'retriever',
  'retrieve',
  'retrieve-scored',
  'format-instructions',
]);

/** Methods that a class of the workspace has from a library. */
const OF_CLASS: ReadonlySet<LibraryOperation> = new Set<LibraryOperation>(['json-schema', 'json-schema-text']);

/** Methods of schemas, whose names others have too. */
const OF_SCHEMA: ReadonlySet<LibraryOperation> = new Set<LibraryOperation>(['checked', 'checked-data']);

/** What these give hangs on the object that a method of a package is called on. */
const OF_RECEIVER: ReadonlySet<LibraryOperation> = new Set<LibraryOperation>([
  'split-texts',
  'split-documents',
  'retrieve',
]);

/** What a function of zod made. */
function isZodObject(object: Value): boolean {
  return object.kind === 'instance' && isZodSchema(object);
}

/** What something outside the workspace gave, or a variable that is not seen; not a module or class. */
function isResult(object: Value, method: string, library: ReadonlyMap<string, LibraryOperation>): boolean {
  if (object.kind === 'instance') return object.class === undefined;
  if (object.kind !== 'symbol' || library.has(`${object.symbol}.${method}`)) return false;
  return object.symbol.includes('()') || /^#[a-z_]/.test(object.symbol);
}

function callValue(evaluation: Evaluation, callee: Value, call: CallExpression, view: View, spot: Spot): Value {
  const origin: Origin = { from: 'literal', ...spot };
  switch (callee.kind) {
    case 'symbol': {
      const { library, settingFiles } = evaluation.environment.language(view.index.program.language);
      const operation = library.get(callee.symbol) ?? (settingFiles?.reads?.(callee.symbol) ? 'setting' : undefined);
      const whole = defaultExport(callee, evaluation, view, spot);
      if (whole) return callValue(evaluation, whole, call, view, spot);
      if (operation !== undefined && !isTemplateOperation(operation))
        return applyLibrary(
          operation,
          OF_RECEIVER.has(operation) ? callee.receiver : undefined,
          call,
          evaluation,
          view,
          spot,
        );
      const filled = operation && templateCall(operation, callee.receiver, call, evaluation, view, spot);
      if (filled) return filled;
      const begun = begunBuilder(evaluation, callee, call, view);
      if (begun) return begun;
      const passed = evaluation.argumentsOf(call, view);
      const receiver = callee.receiver && { receiver: callee.receiver };
      return { kind: 'instance', symbol: callee.symbol, arguments: passed, origin, ...receiver };
    }
    case 'instance': {
      const { library } = evaluation.environment.language(view.index.program.language);
      const operation = callee.class === undefined ? library.get(`${callee.symbol}()`) : undefined;
      const isTemplate = operation !== undefined && isTemplateOperation(operation);
      const filled = isTemplate ? templateCall(operation, callee, call, evaluation, view, spot) : undefined;
      if (filled) return filled;
      if (!isMadeFunction(callee)) return unknownValue(NOT_FOLLOWED, spot);
      const passed = evaluation.argumentsOf(call, view);
      return { kind: 'instance', symbol: `${callee.symbol}()`, arguments: passed, receiver: callee, origin };
    }
    case 'class':
      return instanceOfClass(callee, evaluation.argumentsOf(call, view), origin);
    case 'function':
      return callFunction(evaluation, callee, call, view, spot);
    case 'unknown':
      return { ...withoutSize(callee), ...spot };
    default:
      return unknownValue(NOT_FOLLOWED, spot);
  }
}

/** `createAmazonBedrock({…})("ID")`: what such a function of JavaScript's libraries makes is called like a function itself. */
function isMadeFunction({ symbol, class: ownClass }: InstanceValue): boolean {
  return ownClass === undefined && /#(?:\w+\.)?create[A-Z]\w*$/.test(symbol);
}

function callFunction(
  evaluation: Evaluation,
  callee: FunctionValue,
  call: CallExpression,
  view: View,
  spot: Spot,
): Value {
  const chosen = overloadFor(callee.function, call.arguments, evaluation.indexOf(callee.program));
  const called = calledFrame(evaluation, { ...callee, function: chosen }, call, view);
  if (called === undefined) return unknownValue('the result of a function that is not followed', spot);
  const { index, scope, frame } = called;
  const results = evaluation.once(
    call,
    undefined,
    () =>
      returnsOf(evaluation, scope, index, frame).map((returned) =>
        evaluation.evaluate(returned.value, insideOf(returned, index, frame)),
      ),
    () => [],
  );
  if (results.length === 0) return unknownValue(`\`${callee.function.name ?? 'a function'}\` gives nothing back`, spot);
  // What it gives back where it has something to give is the likelier.
  const present = results.filter((value) => value.kind !== 'null');
  return through(choose([...present, ...results.filter((value) => value.kind === 'null')], spot), 'constant');
}

/** Those that can be reached while the model is assumed: the first that is sure to run is the last. */
function returnsOf(evaluation: Evaluation, scope: Scope, index: ProgramIndex, frame: Frame): Scope['returns'] {
  const reached: Scope['returns'][number][] = [];
  for (const returned of scope.returns) {
    const place: Place = { scope: returned.scope, offset: returned.value.range.start, arms: returned.arms };
    const settledPlace = settled(evaluation, place, { index, place, frame });
    if (settledPlace === undefined) continue;
    reached.push(returned);
    if (settledPlace.arms.length === 0 && settledPlace !== place) break;
  }
  return reached;
}

/** How often a function is being followed already. */
/** A module that is called itself: `const make = require('./make')` of a file with `module.exports = …`. */
function defaultExport(callee: SymbolValue, evaluation: Evaluation, view: View, spot: Spot): Value | undefined {
  if (!callee.symbol.endsWith('#')) return undefined;
  const value = moduleExport(callee.symbol.slice(0, -1), 'default', evaluation, view.index.program, spot);
  return value?.kind === 'symbol' ? undefined : value;
}
