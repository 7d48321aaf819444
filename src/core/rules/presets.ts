import type { RulePreset } from '../configuration/configurationSchema.ts';
import type { Severity } from '../domain/finding.ts';
import type { RuleGroup, RuleName } from './ruleName.ts';
import { defaultSeverity, groupOf } from './ruleName.ts';

/** Groups whose severity is another than their own. */
const PRESETS: Readonly<Record<RulePreset, Partial<Record<RuleGroup, Severity | 'off'>>>> = {
  recommended: {},
  strict: {
    routing: 'warning',
    throughput: 'warning',
    attribution: 'warning',
    customization: 'warning',
    hygiene: 'warning',
  },
  finops: { routing: 'warning', throughput: 'warning', attribution: 'warning' },
  off: {
    correctness: 'off',
    caching: 'off',
    sizing: 'off',
    routing: 'off',
    agents: 'off',
    throughput: 'off',
    attribution: 'off',
    customization: 'off',
    hygiene: 'off',
  },
};

/** Of a rule that the configuration does not name. */
export function presetSeverity(preset: RulePreset | undefined, rule: RuleName): Severity | 'off' {
  return PRESETS[preset ?? 'recommended'][groupOf(rule)] ?? defaultSeverity(rule);
}
