import type * as z from 'zod';
import type { Configuration, Workload } from '../configuration/configuration.ts';
import type { MoneyFormat } from '../cost/format.ts';
import { moneyFormat } from '../cost/format.ts';
import type { CostConfiguration, EstimateContext } from '../cost/estimateContext.ts';
import type { FixIntent, FixSafety } from '../domain/edit.ts';
import type { Finding, RelatedPlace, Savings, Severity } from '../domain/finding.ts';
import type { RuleName } from './ruleName.ts';
import { presetSeverity } from './presets.ts';
import { groupOf } from './ruleName.ts';
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
  /** Silent in files of tests also in a group that is not: what a stand-in is called with makes nothing fail. */
  readonly skipsTests?: true;
  /** Set where further findings in a file are information: they are the same habit as the first. */
  readonly warnsOnce?: true;
  /** Rules whose finding of the same subject makes this one no mistake of its own. */
  readonly yieldsTo?: readonly RuleName[];
  /** Accepts `{}` and makes the defaults of it. */
  readonly options: z.ZodType<Options>;
}

/** The part of the configuration that rules need. */
export type RuleConfiguration = CostConfiguration &
  Pick<Configuration, 'ruleSeverity' | 'ruleOptions' | 'budget' | 'preset'>;

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
  /** Where it stands; absent: the whole subject. The finding of a place in another file is shown at the subject. */
  place?(facts: Facts): Place;
  /** Other places that a person has to see in order to understand it. */
  related?(facts: Facts): readonly RelatedPlace[];
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
  /** At most one finding a subject, with the severity of the configuration, or else of the rule. */
  run(subject: RuleSubject, environment: RuleEnvironment): RuleFinding | undefined;
}

export interface RuleFinding {
  readonly finding: Finding;
  /** As {@link RuleDefinition.fact}. */
  readonly fact: string | undefined;
}

export function defineRule<Options, Facts>(definition: RuleDefinition<Options, Facts>): Rule {
  const { meta } = definition;
  const known = new WeakMap<RuleConfiguration, Map<string, Options>>();
  const optionsIn = (configuration: RuleConfiguration, uri: string): Options => {
    const written = configuration.ruleOptions(meta.name, uri);
    const parsed = known.get(configuration) ?? new Map<string, Options>();
    known.set(configuration, parsed);
    const key = JSON.stringify(written ?? {});
    const options = parsed.get(key) ?? parseOptions(meta, written);
    parsed.set(key, options);
    return options;
  };
  return {
    meta,
    run(subject, environment) {
      const { configuration } = environment;
      const severity = severityOf(meta.name, subject.uri, configuration);
      if (severity === 'off') return undefined;
      const options = optionsIn(configuration, subject.uri);
      const facts = definition.check(subject, { ...environment, options, workload: configuration.workload(subject) });
      if (facts === undefined) return undefined;
      const isChosen = configuration.ruleSeverity(meta.name, subject.uri) !== undefined;
      const asFactsSay = isChosen ? severity : (definition.severity?.(facts) ?? severity);
      const shown = isChosen ? severity : byMoney(meta.name, asFactsSay, subject, environment);
      const money = moneyFormat(configuration.prices.currency);
      return { finding: finding(definition, facts, subject, shown, money), fact: definition.fact?.(facts) };
    },
  };
}

/** As the configuration says, or else its preset. */
export function severityOf(rule: RuleName, uri: string, configuration: RuleConfiguration): Severity | 'off' {
  return configuration.ruleSeverity(rule, uri) ?? presetSeverity(configuration.preset, rule);
}

/**
 * A call that costs next to nothing, whatever it answers, and of which nothing says that it is made often, is nobody's worry. What
 * makes it fail stays one.
 */
function byMoney(
  rule: RuleName,
  severity: Severity,
  { request, estimate }: RuleSubject,
  { configuration }: RuleEnvironment,
): Severity {
  if (
    severity !== 'warning' ||
    groupOf(rule) === 'correctness' ||
    configuration.preset === 'strict' ||
    request.loop.isInLoop
  )
    return severity;
  const { usdCeilingPerCall, unsized } = estimate;
  const isNegligible = usdCeilingPerCall !== undefined && unsized.length === 0 && usdCeilingPerCall < NEGLIGIBLE_USD;
  return isNegligible && configuration.workload(request)?.callsPerMonth === undefined ? 'information' : severity;
}

/** A hundredth of a cent. */
const NEGLIGIBLE_USD = 0.0001;

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
  const place = definition.place?.(facts) ?? subject;
  const isElsewhere = place.uri !== subject.uri;
  const { uri, range } = isElsewhere ? subject : place;
  const cause = isElsewhere ? { uri: place.uri, range: place.range } : undefined;
  const related = [
    ...(cause === undefined ? [] : [{ ...cause, message: 'The value stands here.' }]),
    ...(definition.related?.(facts) ?? []),
  ];
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
    ...(related.length > 0 && { related }),
    ...(cause !== undefined && { cause: `${cause.uri}#${cause.range.start}-${cause.range.end}` }),
  };
}
