import * as z from 'zod';
import type { ConversationCost } from '../../../cost/callEstimate.ts';
import type { MoneyFormat } from '../../../cost/format.ts';
import { formatCount } from '../../../cost/format.ts';
import type { StepLoop } from '../../../domain/callSite.ts';
import { growthText, sumsText } from '../../conversationWords.ts';
import type { RuleContext } from '../../rule.ts';
import { defineRule } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface UnboundedLoop {
  /** Undefined where nothing limits it. */
  readonly limit: number | undefined;
  /** Undefined without a price, or where what is sent is not known. */
  readonly conversation: ConversationCost | undefined;
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
    judges: 'settings',
    fix: 'none',
    options,
  },
  check: (subject, context) => unboundedLoop(subject, context),
  place: ({ place }) => place,
  message: (facts, money) => messageOf(facts, money),
});

function unboundedLoop(
  subject: RuleSubject,
  { options: { maxSteps } }: RuleContext<Options>,
): UnboundedLoop | undefined {
  // The limit of a framework stands where a model object is used.
  const [steps] = [subject.request, ...subject.uses.map(({ request }) => request)].flatMap((request) =>
    request.steps === undefined || isLibraryLimit(request.steps) ? [] : [request.steps],
  );
  if (steps === undefined || steps.limit.state === 'unknown') return undefined;
  const limit = steps.limit.state === 'known' ? steps.limit.value : undefined;
  if (limit !== undefined && (limit <= maxSteps || steps.by === 'program')) return undefined;
  const place = steps.by === 'framework' ? placeOfValue(subject, steps) : { uri: subject.uri, range: subject.range };
  return { limit: limit === Infinity ? undefined : limit, conversation: subject.estimate.conversation, place };
}

/** A framework has a limit of its own where the program sets none. */
function isLibraryLimit({ limit, by }: StepLoop): boolean {
  return limit.state === 'absent' && by === 'framework';
}

function messageOf({ limit, conversation }: UnboundedLoop, money: MoneyFormat): string {
  const what =
    limit === undefined
      ? 'Nothing limits the steps of this agent'
      : `A limit of ${formatCount(limit)} steps does not limit this agent`;
  const why =
    conversation === undefined ? '' : `, and each sends all before it: ${sumsText(conversation, money, 'step')}`;
  const growth = conversation === undefined ? '' : ` ${growthText(conversation, 'step')}`;
  return (
    `${what}${why}.${growth} A model that keeps asking for tools is paid for until somebody ends it: ` +
    `stop after as many steps as a task needs, and say so.`
  );
}
