import type { TextRange } from '../util/text.ts';
import type { ValueSource } from './value.ts';

/**
 * One property of a call. `absent` means that the code surely leaves it out; `unknown` that it cannot be told from the
 * code. Only `absent` may ever be reported as missing.
 */
export type Resolved<T> = Known<T> | Absent | Unknown;

export interface Known<T> {
  readonly state: 'known';
  /** The likeliest value. */
  readonly value: T;
  readonly from: ValueSource;
  /** Every value that it can have, when more than one; holds `value` first. */
  readonly alternatives?: readonly T[];
  /** True when, next to the known ones, it can also have a value or absence that cannot be told. */
  readonly isOpen?: true;
  /** For a person: which deployments say so, where the code only names a variable. */
  readonly stated?: readonly string[];
  /** Set for a number that stands there as a text of digits. */
  readonly isText?: true;
  readonly uri: string;
  /** The expression that holds the value. */
  readonly range: TextRange;
}

export interface Absent {
  readonly state: 'absent';
}

export interface Unknown {
  readonly state: 'unknown';
  /** For a person: why it cannot be told. */
  readonly reason: string;
  /** The environment variable that would tell. */
  readonly environmentVariable?: string;
  readonly uri?: string;
  readonly range?: TextRange;
}

export const ABSENT: Absent = { state: 'absent' };

export function unknown(reason: string): Unknown {
  return { state: 'unknown', reason };
}

/** The value when it is known, else undefined. */
export function knownValue<T>(resolved: Resolved<T>): T | undefined {
  return resolved.state === 'known' ? resolved.value : undefined;
}

/** All values that it can have; empty when unknown or absent. */
export function knownValues<T>(resolved: Resolved<T>): readonly T[] {
  if (resolved.state !== 'known') return [];
  return resolved.alternatives ?? [resolved.value];
}

/**
 * What one of several places has: `own` as long as it is known, with the values that the others have beside it; else what
 * the others have. Open where one of them is not known, or leaves it out.
 */
export function unionOf<T>(own: Resolved<T>, others: readonly Resolved<T>[]): Resolved<T> {
  const known = others.filter((other) => other.state === 'known');
  const first = own.state === 'known' ? own : known[0];
  if (first === undefined) return others.every(({ state }) => state === 'absent') ? (others[0] ?? own) : own;
  const values = [...new Set([first, ...known].flatMap(knownValues))];
  const isOpen = first.isOpen === true || known.length < others.length || known.some((other) => other.isOpen);
  const { alternatives: _, isOpen: __, ...single } = first;
  return {
    ...single,
    ...(values.length > 1 && { alternatives: values }),
    ...(isOpen && { isOpen: true as const }),
  };
}
