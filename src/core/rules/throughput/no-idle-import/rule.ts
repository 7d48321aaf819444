import * as z from 'zod';
import { defineRule } from '../../rule.ts';

interface KeptImport {
  readonly operation: string;
}

export const noIdleImport = defineRule<object, KeptImport>({
  meta: {
    name: 'throughput/no-idle-import',
    summary: 'A model is imported, and nothing here ever deletes it.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, request }) {
    const { operation, companions } = request;
    if (kind !== 'call' || operation !== 'CreateModelImportJob' || companions === undefined) return undefined;
    return companions.includes('deleteimportedmodel') ? undefined : { operation };
  },
  message: () =>
    'An imported model is stored for a monthly price until it is deleted, and nothing in this file deletes it. ' +
    'Each copy that is awake is paid for in windows of five minutes besides: a call every few minutes keeps one awake all day. ' +
    'Delete models that are not used (DeleteImportedModel), and send calls in bursts.',
});
