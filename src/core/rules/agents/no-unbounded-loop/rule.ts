import * as z from 'zod';
import type { ConversationCost } from '../../../cost/callEstimate.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { StepLoop } from '../../../domain/callSite.ts';
import { growthText, sumsText } from '../../conversationWords.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeWithin } from '../../ruleSubject.ts';

interface UnboundedLoop {
  /** Undefined where nothing limits it. */
  readonly limit: number | undefined;
  /** Undefined without a price, or where what is sent is not known. */
  readonly conversation: ConversationCost | undefined;
  readonly by: StepLoop['by'];
  readonly place: Place;
}

const options = z.strictObject({
  maxSteps: z.int().min(1).default(200).describe('Steps of one task up to which a limit counts as one.'),
});
type Options = z.infer<typeof options>;

export const noUnboundedLoop = defineRule<Options, UnboundedLoop>({
  meta: {
    name: 'agents/no-unbounded-loop',
    summary: 'An agent goes on as long as the model asks for tools: nothing limits its steps.',
    since: '0.2.0',
    judges: 'content',
    fix: 'none',
    options,
  },
  check: (subject, context) => unboundedLoop(subject, context),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
  // A graph whose nodes are several calls has one limit.
  fact: ({ by, place }) => (by === 'framework' ? `${place.uri} ${place.range.start}` : undefined),
});

function unboundedLoop(subject: RuleSubject, { options: { maxSteps } }: RuleContext<Options>): UnboundedLoop | undefined {
  const { steps } = subject.request;
  if (steps === undefined || steps.limit.state === 'unknown') return undefined;
  // A framework has a limit of its own where the program sets none.
  if (steps.limit.state === 'absent' && steps.by === 'framework') return undefined;
  const limit = steps.limit.state === 'known' ? steps.limit.value : undefined;
  if (limit !== undefined && (limit <= maxSteps || steps.by === 'program')) return undefined;
  const place = placeWithin(subject, steps.by === 'framework' ? steps : subject);
  return { limit: limit === Infinity ? undefined : limit, conversation: subject.estimate.conversation, by: steps.by, place };
}

function messageOf({ limit, conversation }: UnboundedLoop, money: MoneyFormat): string {
  const what =
    limit === undefined
      ? 'Nothing limits the steps of this agent'
      : `A limit of ${formatCount(limit)} steps does not limit this agent`;
  const why = conversation === undefined ? '' : `, and each sends all before it: ${sumsText(conversation, money, 'step')}`;
  const growth = conversation === undefined ? '' : ` ${growthText(conversation, 'step')}`;
  return (
    `${what}${why}.${growth} A model that keeps asking for tools is paid for until somebody ends it: ` +
    `stop after as many steps as a task needs, and say so.`
  );
}
