import type { EstimateSubject } from '../cost/callEstimate.ts';
import type { JsonObject } from '../domain/requestBody.ts';
import type { Segment } from '../domain/segment.ts';
import { plural } from '../cost/format.ts';

/** What of a call is known to the letter, as a Converse request. */
export interface FixedRequest {
  readonly request: JsonObject;
  /** What the call also sends, for a person: `question`, `2 tools`; empty when the request is the whole call. */
  readonly leftOut: readonly string[];
}

/** Undefined when no text of the call is known. */
export function fixedRequest(subject: EstimateSubject): FixedRequest | undefined {
  const leftOut = new Set<string>();
  const system: JsonObject[] = [];
  const messages: { role: 'user' | 'assistant'; content: JsonObject[] }[] = [];
  for (const segment of subject.segments) {
    if (segment.role === 'tools') continue;
    const text = fixedText(segment, leftOut);
    if (text.trim() === '') continue;
    if (segment.role === 'system') {
      system.push({ text });
      continue;
    }
    const role = segment.role === 'assistant' ? 'assistant' : 'user';
    const last = messages.at(-1);
    if (last?.role === role) last.content.push({ text });
    else messages.push({ role, content: [{ text }] });
  }
  if (subject.toolCount > 0) leftOut.add(plural(subject.toolCount, 'tool'));
  if (subject.hasUnseenInput) leftOut.add('what is not seen here');
  if (subject.thinkingTokens !== undefined) leftOut.add('the thinking budget');
  if (system.length === 0 && messages.length === 0) return undefined;
  if (messages[0]?.role !== 'user') {
    // A request begins with the user; what stands for the missing message is counted too.
    messages.unshift({ role: 'user', content: [{ text: '.' }] });
    leftOut.add('the message of the user');
  }
  if (messages.length !== subject.messageCount && leftOut.size === 0) leftOut.add('the bounds of its messages');
  return { request: { ...(system.length > 0 && { system }), messages }, leftOut: [...leftOut] };
}

function fixedText({ parts }: Segment, leftOut: Set<string>): string {
  return parts
    .map((part) => {
      if (part.kind === 'text' && part.repeat === undefined) return part.text;
      leftOut.add(part.kind === 'text' ? 'what a loop or condition decides' : `\`${part.name}\``);
      return '';
    })
    .join('');
}
