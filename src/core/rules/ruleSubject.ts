import type { CallEstimate, EstimateSubject } from '../cost/callEstimate.ts';
import { subjectOfTemplate } from '../cost/callEstimate.ts';
import type { CallSite } from '../domain/callSite.ts';
import type { EditIntent } from '../domain/edit.ts';
import type { PromptTemplate } from '../domain/promptTemplate.ts';
import type { TextRange } from '../util/text.ts';

/** What a rule looks at: a call site or a template, with what it costs. */
export interface RuleSubject {
  readonly kind: 'call' | 'template';
  readonly uri: string;
  readonly range: TextRange;
  /** Of the call site; a template has none. */
  readonly id: string | undefined;
  readonly request: EstimateSubject;
  readonly setMaxTokens: ((maxTokens: number) => readonly EditIntent[]) | undefined;
  readonly estimate: CallEstimate;
}

/** `name: 'the call'` … */
export function subjectOfCall(callSite: CallSite, estimate: CallEstimate): RuleSubject {
  const { uri, range, id, setMaxTokens } = callSite;
  return { kind: 'call', uri, range, id, request: callSite, setMaxTokens, estimate };
}

export function subjectOfPromptTemplate(template: PromptTemplate, estimate: CallEstimate): RuleSubject {
  const { uri, range, setMaxTokens } = template;
  return { kind: 'template', uri, range, id: undefined, request: subjectOfTemplate(template), setMaxTokens, estimate };
}

export interface Place {
  readonly uri: string;
  readonly range: TextRange;
}

/** A place that belongs to the subject when it is in its file; otherwise the subject itself. */
export function placeWithin(subject: RuleSubject, place: Partial<Place>): Place {
  const { uri, range } = place;
  if (uri !== undefined && range !== undefined && uri === subject.uri) return { uri, range };
  return { uri: subject.uri, range: subject.range };
}
