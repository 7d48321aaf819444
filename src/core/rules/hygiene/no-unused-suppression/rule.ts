import * as z from 'zod';
import { didYouMean } from '../../../configuration/didYouMean.ts';
import { plural } from '../../../cost/format.ts';
import type { FixIntent } from '../../../domain/edit.ts';
import type { Finding, Severity } from '../../../domain/finding.ts';
import type { TextRange } from '../../../util/text.ts';
import type { Rule } from '../../rule.ts';
import type { Suppression, UnusedSuppression } from '../../suppressions.ts';
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

/** What says whether a comment only stands in the wrong place, or has the wrong name. */
export interface KnownFindings {
  /** Names of all rules that there are. */
  readonly rules: readonly string[];
  /** Of the same file, those that nothing silences. */
  readonly remaining: readonly Pick<Finding, 'rule' | 'range'>[];
  /** True where the comment is for a call: what it silenced there is gone. */
  standsAtCall(suppression: Suppression): boolean;
}

interface CheckedText {
  readonly uri: string;
  readonly text: string;
}

export function unusedSuppressionFindings(
  file: CheckedText,
  severity: Severity,
  unused: readonly UnusedSuppression[],
  known: KnownFindings,
): readonly Finding[] {
  return unused.filter(isNotAboutThisRule).map((suppression) => {
    const misplaced = misplacedNames(suppression, known);
    return {
      rule: noUnusedSuppression.meta.name,
      severity,
      uri: file.uri,
      range: rangeOf(suppression),
      message: messageOf(suppression, misplaced, file, known.rules),
      fixes: misplaced.length > 0 ? [] : fixesOf(suppression, file.uri, known.rules),
    };
  });
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

interface MisplacedName {
  readonly name: string;
  /** Where its rule finds something: the next place, else the last one before. */
  readonly range: TextRange;
}

function misplacedNames(
  { suppression, names }: UnusedSuppression,
  { remaining, standsAtCall }: KnownFindings,
): readonly MisplacedName[] {
  if (remaining.length === 0 || standsAtCall(suppression)) return [];
  return names.flatMap(({ name }) => {
    const ofRule = remaining.filter(({ rule }) => rule === name);
    const next = ofRule.find(({ range }) => range.start > suppression.comment.start) ?? ofRule.at(-1);
    return next === undefined ? [] : [{ name, range: next.range }];
  });
}

function messageOf(
  { suppression, names }: UnusedSuppression,
  misplaced: readonly MisplacedName[],
  { text }: CheckedText,
  ruleNames: readonly string[],
): string {
  if (names.length === 0) return withoutNames(suppression, ruleNames);
  const misnamed = names.find(({ name }) => !ruleNames.includes(name));
  if (misnamed !== undefined) {
    return `There is no rule ${misnamed.name}, so this suppression silences nothing.${guessAt(misnamed.name, ruleNames)}`;
  }
  const [elsewhere] = misplaced;
  if (elsewhere !== undefined) {
    const where = placeFrom(suppression.comment, elsewhere.range, text);
    return `${elsewhere.name} finds nothing here, but ${where}. Move the suppression to the line above that, or to its end.`;
  }
  const where = suppression.scope === 'file' ? 'in this file' : 'there';
  const find = names.length === 1 ? 'finds' : 'find';
  return `${names.map(({ name }) => name).join(', ')} ${find} nothing ${where}: remove the suppression.`;
}

/** "at `client.converse`, 3 lines below": lines are counted from the comment, which is right in a cell of a notebook too. */
function placeFrom(comment: TextRange, { start, end }: TextRange, text: string): string {
  const written = /^[^\r\n]{0,60}/.exec(text.slice(start, end))?.[0].replaceAll('`', "'") ?? '';
  const isBelow = start > comment.start;
  const between = isBelow ? text.slice(comment.start, start) : text.slice(start, comment.start);
  const lines = between.split(/\r\n|\r|\n/).length - 1;
  const distance = lines === 0 ? 'on this line' : `${plural(lines, 'line')} ${isBelow ? 'below' : 'above'}`;
  return `at \`${written}\`, ${distance}`;
}

function withoutNames({ otherWords }: Suppression, ruleNames: readonly string[]): string {
  const guess = otherWords
    .map((word) => ruleNames.find((name) => name.endsWith(`/${word}`)))
    .find((name) => name !== undefined);
  const rule = guess ?? 'group/rule';
  return `This suppression names no rule and silences nothing. Write "bedrock-cost-lint-ignore ${rule}: reason".`;
}

function guessAt(name: string, ruleNames: readonly string[]): string {
  const ending = name.slice(name.indexOf('/'));
  const guess = ruleNames.find((known) => known.endsWith(ending)) ?? didYouMean(name, ruleNames);
  return guess === undefined ? '' : ` Did you mean ${guess}?`;
}

/** What a person gave a reason for is cut only where its finding is gone: with another name it may silence one. */
function fixesOf(unused: UnusedSuppression, uri: string, ruleNames: readonly string[]): readonly FixIntent[] {
  const { suppression, names } = unused;
  if (names.length === 0) return [];
  if (suppression.reason !== '' && names.some(({ name }) => !ruleNames.includes(name))) return [];
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
