import type { CallSite } from '../../../src/core/domain/callSite.ts';
import type { Resolved } from '../../../src/core/domain/resolved.ts';
import type { Segment } from '../../../src/core/domain/segment.ts';
import type { TextPart } from '../../../src/core/domain/value.ts';

/**
 * A call site in one line, then one line a segment: `boto3 Converse model=x cap=512 region=us-east-1`. `-` is absent, `?`
 * unknown, `a | b` one of two, `…` open. A segment's `*` is a checkpoint behind it, `*?` one that only some calls send, with its seconds where they are written.
 */
export function showCallSite(callSite: CallSite): string {
  const { sdk, operation, model, maxTokens, region, serviceTier, segments, loop } = callSite;
  const flags = [
    callSite.isStreaming ? 'streaming' : '',
    loop.isInLoop ? 'loop' : '',
    loop.isInHandler ? 'handler' : '',
    callSite.toolCount > 0 ? `${callSite.toolCount} tools` : '',
    callSite.hasUnseenInput ? 'unseen' : '',
  ].filter((flag) => flag !== '');
  const cap = callSite.takesMaxTokens ? showResolved(maxTokens) : 'n/a';
  const tier = serviceTier.state === 'absent' ? '' : ` tier=${showResolved(serviceTier)}`;
  const head = `${sdk} ${operation} model=${showResolved(model)} cap=${cap} region=${showResolved(region)}${tier}`;
  return [[head, ...flags].join(' '), ...segments.map((segment) => `  ${showSegment(segment)}`)].join('\n');
}

export function showResolved(resolved: Resolved<string | number>): string {
  if (resolved.state === 'absent') return '-';
  if (resolved.state === 'unknown') return '?';
  const values = resolved.alternatives ?? [resolved.value];
  return [...values, ...(resolved.isOpen ? ['…'] : [])].join(' | ');
}

const LONGEST = 60;

function showSegment({ role, parts, checkpoint }: Segment): string {
  const text = parts.map(showPart).join('').replace(/\s+/g, ' ');
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length})` : text;
  const mark = checkpoint === undefined ? '' : ` *${checkpoint.isConditional ? '?' : ''}${checkpoint.ttlSeconds ?? ''}`;
  return `${role}: ${shown}${mark}`;
}

function showPart(part: TextPart): string {
  return part.kind === 'text' ? part.text : `{${part.name}}`;
}
