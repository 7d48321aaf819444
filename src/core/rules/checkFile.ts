import type { EditIntent } from '../domain/edit.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import type { Comment } from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';
import { unusedSuppressionFindings } from './hygiene/no-unused-suppression/rule.ts';
import { calleeRange, firstLine } from './headRange.ts';
import { findRule, RULES } from './index.ts';
import type { Rule, RuleEnvironment, RuleFinding } from './rule.ts';
import { defaultSeverity } from './ruleName.ts';
import type { Place, RuleSubject } from './ruleSubject.ts';
import { SuppressionSet } from './suppressions.ts';
import { isTestFile } from './testFiles.ts';

export interface FileToCheck {
  readonly uri: string;
  /** Below the root of the workspace. */
  readonly path: string;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly subjects: readonly RuleSubject[];
  /** True for a file that is half-typed: what is missing may be there again in a moment. */
  readonly hasSyntaxErrors: boolean;
  /** The innermost statement around a call, the call itself where there is none. */
  statementAround(call: TextRange): TextRange;
}

/**
 * All findings of one file, in the order of their places; silenced ones are left out. Of a file of tests only what makes
 * a call fail: its calls are few, or not made at all.
 */
export function checkFile(file: FileToCheck, environment: RuleEnvironment): readonly Finding[] {
  const suppressions = new SuppressionSet(file.text, file.comments);
  const found = file.subjects.flatMap((subject) =>
    runRules(subject, environment).map((result) => atItsCause({ ...result, about: subject.range }, subject)),
  );
  const silenced = silencedOf(found, suppressions, file);
  const silencedFacts = new Set([...silenced].map(factKey));
  const findings = found
    .filter((result) => !silenced.has(result) && (result.fact === undefined || !silencedFacts.has(factKey(result))))
    .filter(({ finding }) => !isTestFile(file.path) || finding.rule.startsWith('correctness/'));
  const shown = withoutRepetitions(findings).map(({ finding, about }) => shortened(finding, about, file));
  return [...shown, ...unusedSuppressions(file, suppressions, shown, environment)].sort(byPlace);
}

type FoundAbout = RuleFinding & { readonly about: TextRange };

function silencedOf(
  found: readonly FoundAbout[],
  suppressions: SuppressionSet,
  file: FileToCheck,
): ReadonlySet<FoundAbout> {
  if (suppressions.isEmpty) return new Set();
  const withStatements = found.map((result) => ({ ...result, result, statement: file.statementAround(result.about) }));
  return new Set([...suppressions.silenced(withStatements)].map(({ result }) => result));
}

/** Findings of one call site or template, before suppressions. */
export function checkSubject(subject: RuleSubject, environment: RuleEnvironment): readonly Finding[] {
  return runRules(subject, environment).map(({ finding }) => finding);
}

function runRules(subject: RuleSubject, environment: RuleEnvironment): readonly RuleFinding[] {
  return RULES.flatMap((rule) => {
    const severity = severityOf(rule, environment);
    const isJudged = subject.judged === 'all' || subject.judged === rule.meta.judges;
    return severity === 'off' || !isJudged ? [] : (rule.run(subject, severity, environment) ?? []);
  });
}

/** What a fix at the call mends is shown there, and not at each of its uses. */
function atItsCause<Result extends RuleFinding & { readonly about: TextRange }>(
  result: Result,
  { callRange, uri }: RuleSubject,
): Result {
  const { finding } = result;
  const edits = finding.fixes.flatMap((fix) => fix.edits);
  const isAtCall =
    callRange !== undefined &&
    edits.some((edit) => {
      const place = placeOfEdit(edit);
      return place.uri === uri && place.range.start >= callRange.start && place.range.end <= callRange.end;
    });
  return isAtCall ? { ...result, about: callRange, finding: { ...finding, range: callRange } } : result;
}

function placeOfEdit(edit: EditIntent): Place {
  if ('container' in edit) return edit.container;
  return 'target' in edit ? edit.target : edit;
}

function factKey({ finding: { rule }, fact }: RuleFinding): string {
  return JSON.stringify([rule, fact]);
}

function severityOf({ meta }: Rule, { configuration }: RuleEnvironment): Severity | 'off' {
  return configuration.ruleSeverity(meta.name) ?? defaultSeverity(meta.name);
}

function unusedSuppressions(
  file: FileToCheck,
  suppressions: SuppressionSet,
  found: readonly Finding[],
  environment: RuleEnvironment,
): readonly Finding[] {
  if (file.hasSyntaxErrors || suppressions.isEmpty) return [];
  const name = 'hygiene/no-unused-suppression';
  const severity = environment.configuration.ruleSeverity(name) ?? defaultSeverity(name);
  if (severity === 'off') return [];
  // Whether a rule that is off would find anything is not known.
  const isOff = (rule: string): boolean => {
    const known = findRule(rule);
    return known !== undefined && severityOf(known, environment) === 'off';
  };
  const unused = suppressions.unused().flatMap(({ suppression, names }) => {
    const judged = names.filter((suppressed) => !isOff(suppressed.name));
    return names.length > 0 && judged.length === 0 ? [] : [{ suppression, names: judged }];
  });
  const calls = file.subjects.map(({ range }) => ({ about: range, statement: file.statementAround(range) }));
  const findings = unusedSuppressionFindings(file, severity, unused, {
    rules: RULES.map(({ meta }) => meta.name),
    remaining: found.filter(({ uri }) => uri === file.uri),
    standsAtCall: (suppression) => suppressions.standsAtAny(suppression, calls),
  });
  const silenced = suppressions.silenced(findings.map((finding) => ({ finding })));
  const silencedFindings = new Set([...silenced].map(({ finding }) => finding));
  return findings.filter((finding) => !silencedFindings.has(finding));
}

/** Several calls can share the value that is at fault; it is one fault where the same is to be said of it. */
function withoutRepetitions<Result extends RuleFinding>(results: readonly Result[]): readonly Result[] {
  const seen = new Set<string>();
  return results.filter(({ finding: { rule, range, message }, fact }) => {
    const places = [`${range.start}-${range.end}`, ...(fact === undefined ? [] : [`fact ${fact}`])];
    const keys = places.map((place) => `${rule} ${place} ${message}`);
    const isNew = !keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

/** A squiggle under forty lines hides them: a call is marked by what is called, anything else by its first line. */
function shortened(finding: Finding, about: TextRange, { text, uri }: FileToCheck): Finding {
  if (finding.uri !== uri) return finding;
  const { start, end } = finding.range;
  const isWholeCall = start === about.start && end === about.end;
  return { ...finding, range: isWholeCall ? calleeRange(text, about) : firstLine(text, finding.range) };
}

function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
