import type { CallExpression } from '../domain/program.ts';
import { optionsOf } from '../domain/value.ts';
import type { Origin, Value } from '../domain/value.ts';
import { staticText, textOf, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { normalizePath } from '../util/paths.ts';
import type { Evaluation, View } from './evaluation.ts';
import { nameOf } from './evaluation.ts';

/** One call of a function or method of a language's library. */
export interface Application {
  /** The object that a method is called on. */
  readonly receiver: Value | undefined;
  readonly arguments: readonly Value[];
  readonly call: CallExpression;
  readonly evaluation: Evaluation;
  readonly view: View;
  readonly spot: Spot;
  readonly origin: Origin;
}

export function nothing(application: Application): Value {
  return unknownValue('the result of a call that is not followed', application.spot);
}

export function subject(application: Application): Value {
  return application.receiver ?? application.arguments[0] ?? nothing(application);
}

/** What the call is about, in a reader's words. */
export function nameOfCall({ call, evaluation, view }: Application): string {
  return nameOf(call, evaluation, view);
}

export function joinPath(application: Application): Value {
  const pieces = application.receiver ? [application.receiver, ...application.arguments] : application.arguments;
  const texts = pieces.map((piece) => staticText(optionsOf(piece)[0] ?? piece));
  if (texts.some((text) => text === undefined)) return unknownValue('it is a path that is not known', application.spot);
  return textOf(normalizePath(texts.filter((text) => text !== undefined)), application.origin);
}

/** Symbol of what stands for an opened file; its path is the first argument. */
export const OPENED_FILE = 'opened-file';
