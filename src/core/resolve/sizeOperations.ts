/** Library functions that measure, cut and convert: what they give is often not known, but how long it is. */
import type { Expression } from '../domain/program.ts';
import type { Value } from '../domain/value.ts';
import { choose, mapOptions, staticText, unknownValue } from '../domain/valueOperations.ts';
import { withoutSize } from '../domain/sizeEvidence.ts';
import type { Application } from './application.ts';
import { subject } from './application.ts';
import { boundOfCall, boundsOf, measured, SIZES, sliced } from './sizes.ts';
import type { MeasureOperation } from './sizes.ts';

export function measure(application: Application, operation: MeasureOperation): Value {
  const value = measured(subject(application), operation, application.spot);
  return operation === 'date' && isOfDay(application) ? { ...value, isOfDay: true } : value;
}

/** `now.strftime("%Y-%m-%d")`, `new Date().toLocaleDateString()`. */
function isOfDay({ call, arguments: passed }: Application): boolean {
  const name = call.callee.kind === 'member' ? call.callee.property : '';
  if (name === 'toLocaleDateString' || name === 'toDateString') return true;
  const formats = passed.flatMap((value) => staticText(value) ?? []);
  return name === 'strftime' && formats.some((format) => !/%[-#]?[HIMSfcXTpsRr]/.test(format));
}

/** `x[start:end]`, `x.slice(start, end)`. */
export function sliceOf(application: Application): Value {
  const { arguments: passed, call, spot } = application;
  const bounds = boundsOf(
    passed,
    call.arguments.map(({ value }) => value),
  );
  return mapOptions(subject(application), (value) => sliced(value, bounds, spot), spot);
}

/** `x.substr(start, length)`. */
export function sliceOfLength(application: Application): Value {
  const [, length] = application.arguments;
  const limit = length?.kind === 'number' && length.value >= 0 ? length.value : undefined;
  const { spot } = application;
  return mapOptions(
    subject(application),
    (value) => sliced(value, { start: undefined, end: undefined, limit }, spot),
    spot,
  );
}

/** `shorten(x, width=200)`, `x.take(5)`. */
export function limitOf(application: Application): Value {
  const { receiver, arguments: passed, call, evaluation, view, spot } = application;
  const others = receiver === undefined ? passed.slice(1) : passed;
  const limit = boundOfCall(others, call.arguments, (expression) => evaluation.evaluate(expression, view));
  const bounds = { start: limit === undefined ? undefined : 0, end: limit, limit };
  return mapOptions(subject(application), (value) => sliced(value, bounds, spot), spot);
}

/** Another text or list of the same things. */
export function derived(application: Application): Value {
  const value = subject(application);
  if (value.kind === 'unknown') return { ...value, ...application.spot };
  return unknownValue('it is made of something in a way that is not followed', application.spot);
}

/** `min(a, b)`: no more than the least that is known, whatever the others are. */
export function leastOf(application: Application): Value {
  const { arguments: passed, spot } = application;
  const measured = measure(application, 'number');
  const known = passed.filter((value) => value.kind === 'number');
  const [first, ...others] = known;
  if (first === undefined || passed.length < 2) return measured;
  const least = others.reduce((lowest, value) => (value.value < lowest.value ? value : lowest), first);
  return known.length === passed.length ? least : choose([least, measured], spot);
}

/** How many characters or items there are. */
export function lengthOf(application: Application): Value {
  const value = subject(application);
  const text = staticText(value);
  const count = text?.length ?? (value.kind === 'list' && !value.isOpen ? value.items.length : undefined);
  if (count === undefined) return measure(application, 'number');
  return { kind: 'number', value: count, origin: application.origin };
}

/** `datetime.today()` has the time too, `date.today()` has not. */
function nameOfOwner(owner: Expression): string {
  return owner.kind === 'name' ? owner.name : owner.kind === 'member' ? owner.property : '';
}

export function timeOf({ call, spot }: Application): Value {
  const isToday =
    call.callee.kind === 'member' &&
    call.callee.property === 'today' &&
    /\bdate$/.test(nameOfOwner(call.callee.object));
  const day = isToday ? { isOfDay: true as const } : {};
  return { ...unknownValue('it is the time of the call', spot, 'time'), size: SIZES.date, ...day };
}

export function randomText({ spot }: Application): Value {
  return { ...unknownValue('it is made at random', spot, 'random'), size: SIZES.identifier };
}

export function randomNumber({ spot }: Application): Value {
  return { ...unknownValue('it is made at random', spot, 'random'), size: SIZES.number };
}

/** `int(x)`: a number where it is none that is known. */
export function numberText(value: Value): Value {
  if (value.kind !== 'unknown') return value;
  return { ...withoutSize(value), size: { ...SIZES.number, isMeasure: true } };
}
