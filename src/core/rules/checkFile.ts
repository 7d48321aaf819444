import type { EditIntent } from '../domain/edit.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import type { Comment } from '../domain/program.ts';
import type { TextRange } from '../util/text.ts';
import { unusedSuppressionFindings } from './hygiene/no-unused-suppression/rule.ts';
import { calleeRange, firstLine } from './headRange.ts';
import { findRule, RULES } from './index.ts';
import type { RuleEnvironment, RuleFinding } from './rule.ts';
import { severityOf } from './rule.ts';
import { groupOf } from './ruleName.ts';
import type { RuleName } from './ruleName.ts';
import type { Place, RuleSubject } from './ruleSubject.ts';
import type { FoundFinding, ShownFinding } from './relatedFindings.ts';
import { oneOfEachCause } from './relatedFindings.ts';
import { SuppressionSet } from './suppressions.ts';
import { isDocument, isTestFile } from './testFiles.ts';

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
    .filter(({ finding }) => !isTestFile(file.path) || COUNTS_IN_TESTS.has(finding.rule));
  const each = findings.map((result) => inFewLines(result, file)).sort((a, b) => byPlace(a.finding, b.finding));
  const remaining = each.map(({ finding }) => finding);
  const shown = milder(oneOfEachCause(each), file.path);
  return [...shown, ...unusedSuppressions(file, suppressions, remaining, environment)].sort(byPlace);
}

/** Nobody pays for an example in a document; and one warning is enough to hear that a file's calls all lack the same. */
function milder(findings: readonly Finding[], path: string): readonly Finding[] {
  const warned = new Set<string>();
  return findings.map((finding) => {
    const { rule, severity } = finding;
    if (severity !== 'warning') return finding;
    const isRepeated = WARNS_ONCE.has(rule) && warned.has(rule);
    warned.add(rule);
    const isExample = isDocument(path) && groupOf(rule as RuleName) !== 'correctness';
    return isRepeated || isExample ? { ...finding, severity: 'information' } : finding;
  });
}

const WARNS_ONCE: ReadonlySet<string> = new Set(
  RULES.filter(({ meta }) => meta.warnsOnce).map(({ meta }) => meta.name),
);

function silencedOf(
  found: readonly FoundFinding[],
  suppressions: SuppressionSet,
  file: FileToCheck,
): ReadonlySet<FoundFinding> {
  if (suppressions.isEmpty) return new Set();
  const withStatements = found.map((result) => ({ ...result, result, statement: file.statementAround(result.about) }));
  return new Set([...suppressions.silenced(withStatements)].map(({ result }) => result));
}

/** Findings of one call site or template, before suppressions. */
export function checkSubject(subject: RuleSubject, environment: RuleEnvironment): readonly Finding[] {
  return runRules(subject, environment).map(({ finding }) => finding);
}

function runRules(subject: RuleSubject, environment: RuleEnvironment): readonly RuleFinding[] {
  const found = RULES.flatMap((rule) => {
    const isJudged = subject.judged === 'all' || subject.judged === rule.meta.judges;
    return isJudged ? (rule.run(subject, environment) ?? []) : [];
  });
  return found.filter(({ finding }) => !found.some((other) => isSaidBy(finding, other.finding)));
}

/** Of two findings that are one mistake the more severe is shown; of two alike the one that the other yields to. */
function isSaidBy({ rule, severity }: Finding, other: Finding): boolean {
  const lead = SEVERITIES.indexOf(severity) - SEVERITIES.indexOf(other.severity);
  if (YIELDS_TO.get(rule)?.includes(other.rule) === true) return lead >= 0;
  return YIELDS_TO.get(other.rule)?.includes(rule) === true && lead > 0;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

const COUNTS_IN_TESTS: ReadonlySet<string> = new Set(
  RULES.filter(({ meta }) => groupOf(meta.name) === 'correctness' && meta.skipsTests !== true).map(
    ({ meta }) => meta.name,
  ),
);

const YIELDS_TO = new Map<string, readonly string[]>(RULES.map(({ meta }) => [meta.name, meta.yieldsTo ?? []]));

/** What a fix at the call mends is shown there, and not at each of its uses. */
function atItsCause<Result extends RuleFinding & { readonly about: TextRange }>(
  result: Result,
  { callRange, uri, range }: RuleSubject,
): Result {
  const { finding } = result;
  const isOfWholeUse = finding.range.start === range.start && finding.range.end === range.end;
  const edits = finding.fixes.flatMap((fix) => fix.edits);
  const isAtCall =
    callRange !== undefined &&
    isOfWholeUse &&
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

function unusedSuppressions(
  file: FileToCheck,
  suppressions: SuppressionSet,
  found: readonly Finding[],
  environment: RuleEnvironment,
): readonly Finding[] {
  if (file.hasSyntaxErrors || suppressions.isEmpty) return [];
  const name = 'hygiene/no-unused-suppression';
  const severity = severityOf(name, file.uri, environment.configuration);
  if (severity === 'off') return [];
  // Whether a rule that is off would find anything is not known.
  const isOff = (rule: string): boolean => {
    const known = findRule(rule);
    return known !== undefined && severityOf(known.meta.name, file.uri, environment.configuration) === 'off';
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

/** A squiggle under forty lines hides them: a call is marked by what is called, anything else by its first line. */
function inFewLines({ finding, fact, about }: FoundFinding, { text, uri }: FileToCheck): ShownFinding {
  const call = calleeRange(text, about);
  if (finding.uri !== uri) return { finding, fact, call: about };
  const { start, end } = finding.range;
  const isWholeCall = start === about.start && end === about.end;
  return { finding: { ...finding, range: isWholeCall ? call : firstLine(text, finding.range) }, fact, call };
}

function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
