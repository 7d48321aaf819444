import * as z from 'zod';
import type { EditIntent } from '../../../domain/edit.ts';
import { defineRule } from '../../rule.ts';

interface WithoutMetadata {
  readonly keys: readonly string[];
  readonly edits: readonly EditIntent[];
}

const options = z.strictObject({
  metadata: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Keys and values that the fix writes, for example { team: search }.'),
});
type Options = z.infer<typeof options>;

export const useRequestMetadata = defineRule<Options, WithoutMetadata>({
  meta: {
    name: 'attribution/use-request-metadata',
    summary: 'A Converse call carries no metadata, so the invocation log does not say what it was for.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'unsafe',
    options,
  },
  check({ kind, request }, { options: { metadata } }) {
    if (kind !== 'call' || request.metadata?.state !== 'absent') return undefined;
    const keys = Object.keys(metadata);
    return { keys, edits: keys.length === 0 ? [] : (request.setField?.(['requestMetadata'], metadata) ?? []) };
  },
  message({ keys }) {
    const example = keys.length === 0 ? 'team, feature, tenant' : keys.join(', ');
    return (
      'No request metadata: the invocation log cannot say for which team, feature or tenant this call was paid. ' +
      `Pass requestMetadata with keys such as ${example}: up to 16 pairs that the model never sees, and that cost nothing.`
    );
  },
  fixes: ({ keys, edits }) =>
    edits.length === 0 ? [] : [{ title: `Pass request metadata: ${keys.join(', ')}`, safety: 'unsafe', edits }],
});
