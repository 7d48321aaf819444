import * as z from 'zod';
import { defineRule } from '../../rule.ts';

interface WithoutProject {
  readonly operation: string;
}

export const useProject = defineRule<object, WithoutProject>({
  meta: {
    name: 'attribution/use-project',
    summary: 'A call of an OpenAI-compatible endpoint names no project, so nobody knows whose cost it is.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, request }) {
    const { operation, project } = request;
    const takesProject = operation === 'ChatCompletions' || operation === 'Responses';
    return kind === 'call' && takesProject && project?.state === 'absent' ? { operation } : undefined;
  },
  fact: () => 'client',
  message: () =>
    'No Bedrock project: the cost of this call falls to the default project of the account, with no tags of a team or product. ' +
    'Hand the project to the client (project=…, or the header OpenAI-Project), and tag it: cost allocation tags have to be activated, and count from the next day on.',
});
