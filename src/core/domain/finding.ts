import type { TextRange } from '../util/text.ts';
import type { FixIntent } from './edit.ts';
import type { AmountRange } from './estimates.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule found, before a host words it as a diagnostic. */
export interface Finding {
  /** `group/rule`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly uri: string;
  readonly range: TextRange;
  /** What, why with the money, what to do. Plain text. */
  readonly message: string;
  /** Id of the call site that it is about. */
  readonly callSite?: string;
  readonly savings?: Savings;
  readonly fixes: readonly FixIntent[];
  /** Other places of the same cause, in the order in which they were found; absent without any. */
  readonly related?: readonly RelatedPlace[];
  /**
   * Names the value that is at fault where it stands in another file than the finding: findings of several files that have it are
   * one mistake.
   */
  readonly cause?: string;
}

export interface RelatedPlace {
  readonly uri: string;
  readonly range: TextRange;
  /** What stands there: "This call has it too." */
  readonly message: string;
}

export interface Savings {
  readonly usdPerThousandCalls?: AmountRange;
  /** Only where the configuration says how often the call is made. */
  readonly usdPerMonth?: AmountRange;
  readonly assumptions: readonly string[];
}
