import type { CallEstimate, EstimateSubject } from '../cost/callEstimate.ts';
import { subjectOfTemplate, subjectOfUse } from '../cost/callEstimate.ts';
import type { CallSite, Use } from '../domain/callSite.ts';
import type { EditIntent } from '../domain/edit.ts';
import type { PromptTemplate } from '../domain/promptTemplate.ts';
import type { TextRange } from '../util/text.ts';

/** `settings`: how the call is made, once for all of its uses; `content`: what each use sends. */
export type Judged = 'settings' | 'content';

/** What a rule looks at: a call site or a template, with what it costs. */
export interface RuleSubject {
  readonly kind: 'call' | 'template';
  readonly uri: string;
  readonly range: TextRange;
  /** Of the call site; a template has none. */
  readonly id: string | undefined;
  readonly request: EstimateSubject;
  /** Id of the client library that sends the call; a template has none. */
  readonly sdk?: string;
  readonly setMaxTokens: ((maxTokens: number) => readonly EditIntent[]) | undefined;
  readonly estimate: CallEstimate;
  /** What rules may judge of it: a call with uses elsewhere is judged by its settings, and each use by its content. */
  readonly judged: 'all' | Judged;
  /** Of the call that a use belongs to. */
  readonly callRange?: TextRange;
  /** Of a call that is made from elsewhere: what each of its uses sends. Empty for what is its own only use. */
  readonly uses: readonly SubjectUse[];
}

export interface SubjectUse {
  readonly request: EstimateSubject;
  readonly estimate: CallEstimate;
}

/** A call, then each of its uses that stands elsewhere. What other files use is shown at the call, where a fix belongs. */
export function subjectsOfCall(
  callSite: CallSite,
  estimate: CallEstimate,
  uses: readonly { readonly use: Use; readonly estimate: CallEstimate }[],
): readonly RuleSubject[] {
  const { uri, range, id, setMaxTokens } = callSite;
  const isOnlyItself = uses.every(({ use }) => use.uri === uri && use.range.start === range.start);
  const call: RuleSubject = {
    kind: 'call',
    uri,
    range,
    id,
    request: callSite,
    sdk: callSite.sdk,
    setMaxTokens,
    estimate,
    judged: isOnlyItself ? 'all' : 'settings',
    uses: isOnlyItself
      ? []
      : uses.map(({ use, estimate: ofUse }) => ({ request: subjectOfUse(callSite, use), estimate: ofUse })),
  };
  if (isOnlyItself) return [call];
  const ofUses = uses.map(({ use, estimate: ofUse }): RuleSubject => {
    const request = subjectOfUse(callSite, use);
    const place = use.uri === uri ? use.range : range;
    return {
      ...call,
      range: place,
      request,
      setMaxTokens: use.setMaxTokens,
      estimate: ofUse,
      judged: 'content',
      callRange: range,
      uses: [],
    };
  });
  return [call, ...ofUses];
}

export function subjectOfPromptTemplate(template: PromptTemplate, estimate: CallEstimate): RuleSubject {
  const { uri, range, setMaxTokens } = template;
  const request = subjectOfTemplate(template);
  return { kind: 'template', uri, range, id: undefined, request, setMaxTokens, estimate, judged: 'all', uses: [] };
}

export interface Place {
  readonly uri: string;
  readonly range: TextRange;
}

/** Where a value stands, in whatever file; the subject itself when it stands nowhere. */
export function placeOfValue(subject: RuleSubject, { uri, range }: Partial<Place>): Place {
  return uri !== undefined && range !== undefined ? { uri, range } : { uri: subject.uri, range: subject.range };
}

/** A place that belongs to the subject when it is in its file; otherwise the subject itself. */
export function placeWithin(subject: RuleSubject, place: Partial<Place>): Place {
  const { uri, range } = place;
  if (uri !== undefined && range !== undefined && uri === subject.uri) return { uri, range };
  return { uri: subject.uri, range: subject.range };
}
