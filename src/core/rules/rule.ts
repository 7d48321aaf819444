import type * as z from 'zod';
import type { Configuration, Workload } from '../configuration/configuration.ts';
import type { MoneyFormat } from '../cost/format.ts';
import { moneyFormat } from '../cost/format.ts';
import type { CostConfiguration, EstimateContext } from '../cost/estimateContext.ts';
import type { FixIntent, FixSafety } from '../domain/edit.ts';
import type { Finding, Savings, Severity } from '../domain/finding.ts';
import type { RuleName } from './ruleName.ts';
import type { Judged, Place, RuleSubject } from './ruleSubject.ts';

export interface RuleMeta<Options> {
  readonly name: RuleName;
  /** One sentence, as in the first line of the rule's page. */
  readonly summary: string;
  /** Version in which the rule came. */
  readonly since: string;
  readonly judges: Judged;
  /** The most careless fix that it offers. */
  readonly fix: 'none' | FixSafety;
  /** Accepts `{}` and makes the defaults of it. */
  readonly options: z.ZodType<Options>;
}

/** The part of the configuration that rules need. */
export type RuleConfiguration = CostConfiguration & Pick<Configuration, 'ruleSeverity' | 'ruleOptions' | 'budget'>;

export interface RuleEnvironment extends EstimateContext {
  readonly configuration: RuleConfiguration;
}

export interface RuleContext<Options> extends RuleEnvironment {
  readonly options: Options;
  /** How the configuration says that the subject is used. */
  readonly workload: Workload | undefined;
}

/**
 * Finds, says and fixes in functions of their own: `check` returns facts with their numbers and knows no words, the
 * others make words and edits of the facts alone.
 */
export interface RuleDefinition<Options, Facts> {
  readonly meta: RuleMeta<Options>;
  /** Undefined when there is nothing to say, or when a value that decides is not known. */
  check(subject: RuleSubject, context: RuleContext<Options>): Facts | undefined;
  /** What is wrong, why with the money, what to do. Plain text; estimates start with ≈. */
  message(facts: Facts, money: MoneyFormat): string;
  /** Absent: that of the group. A severity of the configuration counts before either. */
  severity?(facts: Facts): Severity;
  /** Absent: the whole subject. */
  place?(facts: Facts): Place;
  /**
   * The same text for calls of a file of which it is enough to hear once, where the message is the same too; undefined:
   * each is a matter of its own.
   */
  fact?(facts: Facts): string | undefined;
  fixes?(facts: Facts): readonly FixIntent[];
  savings?(facts: Facts): Savings | undefined;
}

export interface Rule {
  readonly meta: RuleMeta<unknown>;
  /** At most one finding a subject; undefined when the rule is off. */
  run(subject: RuleSubject, severity: Severity, environment: RuleEnvironment): RuleFinding | undefined;
}

export interface RuleFinding {
  readonly finding: Finding;
  /** As {@link RuleDefinition.fact}. */
  readonly fact: string | undefined;
}

export function defineRule<Options, Facts>(definition: RuleDefinition<Options, Facts>): Rule {
  const { meta } = definition;
  const known = new WeakMap<RuleConfiguration, Options>();
  const optionsIn = (configuration: RuleConfiguration): Options => {
    const options = known.get(configuration) ?? parseOptions(meta, configuration.ruleOptions(meta.name));
    known.set(configuration, options);
    return options;
  };
  return {
    meta,
    run(subject, severity, environment) {
      const { configuration } = environment;
      const options = optionsIn(configuration);
      const facts = definition.check(subject, { ...environment, options, workload: configuration.workload(subject) });
      if (facts === undefined) return undefined;
      const money = moneyFormat(configuration.prices.currency);
      const own = configuration.ruleSeverity(meta.name) === undefined ? definition.severity?.(facts) : undefined;
      return { finding: finding(definition, facts, subject, own ?? severity, money), fact: definition.fact?.(facts) };
    },
  };
}

/** Wrong options count as absent: the configuration reports them at their line. */
export function parseOptions<Options>(meta: RuleMeta<Options>, written: unknown): Options {
  const parsed = meta.options.safeParse(written ?? {});
  return parsed.success ? parsed.data : meta.options.parse({});
}

function finding<Options, Facts>(
  definition: RuleDefinition<Options, Facts>,
  facts: Facts,
  subject: RuleSubject,
  severity: Severity,
  money: MoneyFormat,
): Finding {
  const { uri, range } = definition.place?.(facts) ?? subject;
  const savings = definition.savings?.(facts);
  return {
    rule: definition.meta.name,
    severity,
    uri,
    range,
    message: definition.message(facts, money),
    ...(subject.id === undefined ? {} : { callSite: subject.id }),
    ...(savings === undefined ? {} : { savings }),
    fixes: definition.fixes?.(facts) ?? [],
  };
}
