import type { Segment } from '../../../domain/segment.ts';

export interface SimpleTask {
  /** For a person: "a classification". */
  readonly kind: string;
  /** As the prompt says it, shortened. */
  readonly quote: string;
}

/** What the prompt itself asks for, where a small model is known to do it well; undefined where it asks for anything more. */
export function simpleTaskOf(segments: readonly Segment[]): SimpleTask | undefined {
  const text = segments
    .filter(({ role }) => role === 'system' || role === 'user')
    .map(textOf)
    .join('\n')
    .slice(0, LONGEST_TEXT);
  if (HARD.test(text)) return undefined;
  let first: { readonly at: number; readonly kind: string } | undefined;
  for (const [kind, pattern] of TASKS) {
    const at = text.search(pattern);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, kind };
  }
  return first && { kind: first.kind, quote: quoteAt(text, first.at) };
}

/** Instructions stand at the beginning, not deep inside the material. */
const LONGEST_TEXT = 6_000;

const TASKS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'a classification',
    /\b(?:classify|categori[sz]e|label) (?:the|this|that|each|these|following|incoming|user|customer|a|an|as|into|whether)\b|\b(?:detect|determine|identify) the (?:sentiment|language|intent|category|topic)\b|\b(?:sentiment|intent|spam) (?:classif\w{1,9}|analy[sz]er|detector)\b/i,
  ],
  [
    'a yes or no',
    /\b(?:answer|respond|reply|return)(?: only| just)?(?: with)?(?: either)? ["'`]?(?:yes|no|true|false)["'`]? (?:or|\/) ["'`]?(?:yes|no|true|false)\b/i,
  ],
  [
    'one word',
    /\b(?:answer|respond|reply|return|output)\b[^.!?\n]{0,30}\b(?:only|just|exactly)?\b[^.!?\n]{0,10}\b(?:one|a single) (?:word|label|category|number)\b/i,
  ],
  [
    'a choice of where to go',
    /\broute (?:the|this|each|an?|incoming|every) (?:\w+ )?(?:question|query|request|ticket|message|email|call)\b/i,
  ],
  [
    'an extraction',
    /\bextract (?:the|all|any|every|only|these|following|structured|key)\b[^.!?\n]{0,60}\b(?:from|name|names|date|dates|entit|field|fields|email|number|amount|keyword|address)/i,
  ],
  [
    'a short summary',
    /\bsummari[sz]e\b[^.!?\n]{0,60}\b(?:in|to|into|with) (?:at most |under |about |no more than )?(?:one|two|three|1|2|3|a single|a) (?:short |concise )?sentences?\b/i,
  ],
  ['a title', /\b(?:generate|write|create|give|suggest)\b[^.!?\n]{0,30}\b(?:title|headline|subject line|slug)\b/i],
];

/** What makes such a task one for a large model all the same. */
const HARD =
  /\bstep[- ]by[- ]step\b|\breason(?:ing)? (?:about|through|carefully)\b|\bexplain (?:why|your)\b|\bthink (?:carefully|through|hard)\b|\bdiagnos|\blegal\b|\bmedical\b|\bclinical\b|\bvulnerab|\bsource code\b|\bwrite (?:a |the )?(?:code|function|sql)\b|\bnuance/i;

const LONGEST_QUOTE = 50;

/** The sentence from where it says so, as far as it is short. */
function quoteAt(text: string, at: number): string {
  const rest = text.slice(at).replace(/\s+/g, ' ');
  const sentence = /^[^.!?:;\n…]+/.exec(rest)?.[0].trim() ?? rest;
  if (sentence.length <= LONGEST_QUOTE) return sentence;
  const cut = sentence.slice(0, LONGEST_QUOTE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_QUOTE / 2)).trim()} …`;
}

function textOf({ parts }: Segment): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : ' … ')).join('');
}
