import * as z from 'zod';
import { defineRule } from '../../rule.ts';

interface WithoutAlarm {
  /** What is made: "an agent". */
  readonly what: string;
}

export const useCostAlarm = defineRule<object, WithoutAlarm>({
  meta: {
    name: 'attribution/use-cost-alarm',
    summary:
      'Infrastructure of Bedrock is declared without a budget, an anomaly monitor or an alarm on tokens beside it.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options: z.strictObject({}),
  },
  check({ kind, request }) {
    if (kind !== 'call' || request.isDeclared !== true || request.companions === undefined) return undefined;
    const names = request.companions;
    return names.some((name) => WATCHING.test(name)) ? undefined : { what: request.operation };
  },
  fact: () => 'stack',
  message: () =>
    'Bedrock is set up here without anything that watches its cost: no budget, no anomaly monitor, no alarm on tokens. ' +
    'Declare an AWS::Budgets::Budget for the service "Amazon Bedrock", or a CloudWatch alarm on InputTokenCount and OutputTokenCount: they cost next to nothing. ' +
    'Where another stack has them, switch the rule off for this file.',
});

/** Budgets, Cost Explorer's monitors, CloudWatch's alarms, in the words of every tool that declares them. */
const WATCHING =
  /budget|anomalymonitor|anomalysubscription|costanomaly|cloudwatchalarm|cloudwatchmetricalarm|cfnalarm|metricalarm|putmetricalarm|inputtokencount|outputtokencount|awscloudwatchalarm/;
