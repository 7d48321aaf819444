import * as z from 'zod';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Segment } from '../../../domain/segment.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface WrongDialect {
  readonly written: string;
  readonly expected: string;
  /** How the mark is taken: the API refuses the request, or its library drops the mark. */
  readonly isRefused: boolean;
  readonly fixes: readonly FixIntent[];
  readonly place: Place;
}

export const noWrongCacheDialect = defineRule<object, WrongDialect>({
  meta: {
    name: 'correctness/no-wrong-cache-dialect',
    summary: 'The cache checkpoint is written as another API wants it, so nothing is cached.',
    since: '0.1.0',
    judges: 'content',
    fix: 'safe',
    skipsTests: true,
    yieldsTo: ['correctness/no-foreign-body'],
    options: z.strictObject({}),
  },
  check(subject) {
    for (const segment of subject.request.segments) {
      const foreign = foreignMarkOf(segment, subject);
      if (foreign === undefined) continue;
      const { key, rewrite } = foreign;
      const expected = expectedMark(key);
      return {
        written: key,
        expected,
        isRefused: isRefused(subject),
        fixes: rewrite === undefined ? [] : [{ title: `Write it as ${expected}`, safety: 'safe', edits: rewrite }],
        place: placeOfValue(subject, foreign),
      };
    }
    return undefined;
  },
  place: ({ place }) => place,
  message({ written, expected, isRefused: refused }) {
    const what = refused ? 'the call is refused' : 'it is dropped, and every call pays the whole prompt';
    return `\`${written}\` is the cache checkpoint of another API: ${what}. Write it as \`${expected}\` here.`;
  },
  fixes: ({ fixes }) => fixes,
});

type Mark = NonNullable<Segment['foreignCheckpoint']>;

function foreignMarkOf({ foreignCheckpoint, checkpoint }: Segment, { request, sdk }: RuleSubject): Mark | undefined {
  if (foreignCheckpoint !== undefined) return foreignCheckpoint;
  // LangChain takes messages for both kinds of Bedrock models, and hands them on as they are.
  const isConverse = request.operation.startsWith('Converse') && sdk?.startsWith('langchain') === true;
  if (!isConverse || checkpoint?.key !== 'cache_control' || checkpoint.isConditional) return undefined;
  const { key, uri, range, asCachePoint } = checkpoint;
  return { key, uri, range, ...(asCachePoint && { rewrite: asCachePoint }) };
}

const MARKS: Readonly<Record<string, string>> = {
  cache_control: 'cachePoint',
  cachePoint: 'cache_control',
  'providerOptions.anthropic.cacheControl': 'providerOptions.bedrock.cachePoint',
  'providerOptions.bedrock.cachePoint': 'providerOptions.anthropic.cacheControl',
};

function expectedMark(written: string): string {
  return MARKS[written] ?? written;
}

/** The APIs refuse what they do not know, and so does boto3; other libraries send only what their types have. */
function isRefused({ request: { operation }, sdk }: RuleSubject): boolean {
  return sdk === 'boto3' || operation === 'Messages' || operation.startsWith('InvokeModel');
}
