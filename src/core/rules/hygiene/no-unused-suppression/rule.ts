import * as z from 'zod';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { TextRange } from '../../../util/text.ts';
import type { Rule } from '../../rule.ts';
import type { UnusedSuppression } from '../../suppressions.ts';
import { rangesOfUnused } from '../../suppressions.ts';

/** Looks at comments, not at calls: {@link unusedSuppressionFindings} finds for it. */
export const noUnusedSuppression: Rule = {
  meta: {
    name: 'hygiene/no-unused-suppression',
    summary: 'A suppression comment silences nothing.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'safe',
    options: z.strictObject({}),
  },
  run: () => undefined,
};

/** @param ruleNames All rules that there are. */
export function unusedSuppressionFindings(
  uri: string,
  severity: Severity,
  unused: readonly UnusedSuppression[],
  ruleNames: readonly string[],
): readonly Finding[] {
  return unused.filter(isNotAboutThisRule).map((suppression) => ({
    rule: noUnusedSuppression.meta.name,
    severity,
    uri,
    range: rangeOf(suppression),
    message: messageOf(suppression, ruleNames),
    fixes: fixesOf(suppression, uri),
  }));
}

/** Whether a suppression of this rule is needed is known only after the findings that it would silence. */
function isNotAboutThisRule({ names }: UnusedSuppression): boolean {
  return names.length === 0 || names.some(({ name }) => name !== noUnusedSuppression.meta.name);
}

function rangeOf({ suppression, names }: UnusedSuppression): TextRange {
  const first = names[0];
  const last = names.at(-1);
  return first === undefined || last === undefined
    ? suppression.comment
    : { start: first.range.start, end: last.range.end };
}

function messageOf({ suppression, names }: UnusedSuppression, ruleNames: readonly string[]): string {
  if (names.length === 0) {
    return 'This suppression names no rule and silences nothing. Write "bedrock-cost-lint-ignore group/rule: reason".';
  }
  const misnamed = names.find(({ name }) => !ruleNames.includes(name));
  if (misnamed !== undefined) {
    return `There is no rule ${misnamed.name}, so this suppression silences nothing.${guessAt(misnamed.name, ruleNames)}`;
  }
  const where = suppression.scope === 'file' ? 'in this file' : 'there';
  const find = names.length === 1 ? 'finds' : 'find';
  return `${names.map(({ name }) => name).join(', ')} ${find} nothing ${where}: remove the suppression.`;
}

function guessAt(name: string, ruleNames: readonly string[]): string {
  const ending = name.slice(name.indexOf('/'));
  const guess = ruleNames.find((known) => known.endsWith(ending));
  return guess === undefined ? '' : ` Did you mean ${guess}?`;
}

/** Without a name there is nothing to be sure of: a person meant some rule. */
function fixesOf(unused: UnusedSuppression, uri: string): readonly FixIntent[] {
  const { suppression, names } = unused;
  if (names.length === 0) return [];
  const isWhole = names.length === suppression.names.length;
  const listed = names.map(({ name }) => name).join(', ');
  return [
    {
      title: isWhole ? 'Remove the unused suppression' : `Remove ${listed} from the suppression`,
      safety: 'safe',
      edits: rangesOfUnused(unused).map((range) => ({ kind: 'remove-text', uri, range })),
    },
  ];
}
