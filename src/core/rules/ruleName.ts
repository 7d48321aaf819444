import type { RULE_GROUPS } from '../configuration/configurationSchema.ts';
import type { Severity } from '../domain/finding.ts';

export type RuleGroup = (typeof RULE_GROUPS)[number];

export type RuleName = `${RuleGroup}/${string}`;

/** The group decides the severity, but for {@link MILDER_RULES}; a configuration can change it for a rule, nothing else can. */
export const GROUP_SEVERITY: Readonly<Record<RuleGroup, Severity | 'off'>> = {
  /** The call fails, is ignored, or surely loses money. */
  correctness: 'error',
  caching: 'warning',
  sizing: 'warning',
  /** A defensible decision that costs more than another one. */
  routing: 'information',
  agents: 'warning',
  throughput: 'information',
  /** A matter of the organisation. */
  attribution: 'off',
  customization: 'information',
  /** About what the linter can know, not about the code. */
  hygiene: 'information',
};

/** What is sure in the workspace can be otherwise where the program runs. */
const MILDER_RULES: ReadonlyMap<RuleName, Severity> = new Map([['correctness/no-missing-prompt-file', 'warning']]);

export function groupOf(name: RuleName): RuleGroup {
  return name.slice(0, name.indexOf('/')) as RuleGroup;
}

export function defaultSeverity(name: RuleName): Severity | 'off' {
  return MILDER_RULES.get(name) ?? GROUP_SEVERITY[groupOf(name)];
}
