import type { AmountRange } from '../../domain/estimates.ts';

/**
 * What a size rests on, strongest first: the configuration, what the prompt says in numbers or words, the fields that the
 * answer has to fill, what the prompt asks to do, a cap of a few tokens, nothing but how models write.
 */
export type OutputEvidenceKind = 'configured' | 'stated' | 'schema' | 'task' | 'cap' | 'habit';

export interface OutputEvidence {
  readonly kind: OutputEvidenceKind;
  /** For a person, as it ends "Answers of 120 tokens: ": "the prompt asks for three sentences". */
  readonly text: string;
  /** Of `answerSizes.json`, where the size comes from there. */
  readonly name?: string;
}

/** What of a request says how long its answer is: the same for every model. */
export interface AnswerClue extends OutputEvidence {
  /** Of `answerSizes.json`, where the size comes from there. */
  readonly name: string;
  /** Tokens of an average model's answer. */
  readonly size: AmountRange;
  /**
   * `tool-call`: the model's own words around the call come on top; `as-material`: `size` is unused, since the answer is as
   * long as what is translated or written anew.
   */
  readonly form: 'text' | 'tool-call' | 'as-material';
  /** True where models that write much write more; an answer of one word is one word from any. */
  readonly isFree: boolean;
}

/** A text that says what the answer has to be. */
export interface Instructions {
  /** All that the request says, in order, as it is written. */
  readonly written: string;
  /** The same in lower case. */
  readonly all: string;
  /** The last thing that is asked: the last message, or the whole prompt; in lower case. */
  readonly last: string;
}

/** What a person or another program is told of it. */
export function shownEvidence({ kind, text }: OutputEvidence): Pick<OutputEvidence, 'kind' | 'text'> {
  return { kind, text };
}
