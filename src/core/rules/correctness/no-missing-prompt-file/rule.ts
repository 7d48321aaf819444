import * as z from 'zod';
import type { Segment } from '../../../domain/segment.ts';
import { defineRule } from '../../rule.ts';
import type { Place } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface MissingPromptFile {
  /** As the code names them, in the order of the request. */
  readonly paths: readonly string[];
  readonly place: Place;
}

const options = z.strictObject({});

export const noMissingPromptFile = defineRule<z.infer<typeof options>, MissingPromptFile>({
  meta: {
    name: 'correctness/no-missing-prompt-file',
    summary: 'The prompt is read from a file that is not in the workspace, so its tokens are in no figure.',
    since: '0.1.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check(subject) {
    if (subject.kind !== 'call') return undefined;
    const missing = subject.request.segments.flatMap((segment) =>
      segment.parts.flatMap((part) => {
        const path = part.kind === 'placeholder' ? part.missingFile : undefined;
        return path !== undefined && isPrompt(path, segment) ? [{ path, part }] : [];
      }),
    );
    const [first] = missing;
    if (first === undefined) return undefined;
    return { paths: [...new Set(missing.map(({ path }) => path))], place: placeWithin(subject, first.part) };
  },
  place: ({ place }) => place,
  fact: ({ paths }) => paths.join('\n'),
  message({ paths }) {
    const names = paths.map((path) => JSON.stringify(path)).join(', ');
    return paths.length === 1
      ? `The prompt file ${names} is not in the workspace: reading it fails, or its tokens are in no figure here. Correct the path, or add the file.`
      : `The prompt files ${names} are not in the workspace: reading them fails, or their tokens are in no figure here. Correct the paths, or add the files.`;
  },
});

/** Other files can be data, which come into being where the program runs. */
function isPrompt(path: string, { role }: Segment): boolean {
  return role === 'system' || PROMPT_NAME.test(path) || PROMPT_ENDING.test(path);
}

const PROMPT_NAME = /prompt|instruction|persona|template/i;
const PROMPT_ENDING = /\.(?:prompty?|jinja2?|j2|hbs|handlebars|mustache|tmpl)$/i;
