import type { FixIntent } from '../../domain/edit.ts';
import type { Finding } from '../../domain/finding.ts';
import type { FileAnalysis } from '../../report/fileAnalysis.ts';
import { fileSuppressionText, suppressionText } from '../../rules/suppressions.ts';
import type { TextEdit, TextRange } from '../../util/text.ts';
import { declareModelEdits, modelNameToDeclare } from './modelDeclaration.ts';
import { findingId } from './diagnostics.ts';
import { commentAtTop, commentForLine, PLACEHOLDER_REASON } from './suppressionEdits.ts';
import type { EditableText, TextEdits } from './textEdits.ts';
import { withoutConflicts } from './textEdits.ts';

export type CodeActionKind = 'fix' | 'fix-all' | 'suppress' | 'configure' | 'page';

export interface CodeAction {
  readonly kind: CodeActionKind;
  readonly title: string;
  /** Ids of the diagnostics that it is about. */
  readonly findings: readonly string[];
  /** What an editor does when it is to do the obvious. */
  readonly isPreferred: boolean;
  readonly edits: readonly TextEdits[];
  /** Whose page is shown, for kind `page`. */
  readonly rule?: string;
  /** Text in the edits that the user is to replace. */
  readonly placeholder?: string;
  /** Where the user goes on writing, in the text of the one edit that there is: it is in another file than the action. */
  readonly cursor?: number;
}

/** What actions need to know of files and languages. */
export interface CodeActionContext {
  /** The file that was analysed. */
  readonly file: EditableText;
  /** Writes all edits of a fix; undefined when one cannot be written. */
  writeFix(fix: FixIntent): Promise<readonly TextEdits[] | undefined>;
  /** The file's configuration, or where it would be made. */
  configurationFile(): Promise<EditableText | undefined>;
}

/** Everything that can be done about the findings that touch a range. */
export async function codeActions(
  analysis: FileAnalysis,
  range: TextRange,
  context: CodeActionContext,
): Promise<readonly CodeAction[]> {
  const findings = analysis.findings.filter((finding) => touches(finding.range, range));
  const actions: CodeAction[] = [];
  for (const finding of findings) actions.push(...(await fixes(finding, context)));
  for (const finding of findings) actions.push(...(await declarations(finding, analysis, context)));
  const all = await fixAll(analysis, context);
  if (all !== undefined && findings.some(hasSafeFix)) actions.push(all);
  for (const finding of findings) actions.push(...suppressions(finding, analysis, context));
  for (const finding of withoutRepeatedRules(findings)) actions.push(page(finding));
  return actions;
}

/** The first safe fix of every finding of a file at once; undefined when there is none. Of two that touch, the first. */
export async function fixAll(analysis: FileAnalysis, context: CodeActionContext): Promise<CodeAction | undefined> {
  const written: { readonly id: string; readonly edits: readonly TextEdits[] }[] = [];
  for (const finding of analysis.findings) {
    const fix = finding.fixes.find(({ safety }) => safety === 'safe');
    const edits = fix && (await context.writeFix(fix));
    if (edits !== undefined) written.push({ id: findingId(finding), edits });
  }
  const kept = withoutConflicts(written);
  if (kept.applied.length === 0) return undefined;
  return {
    kind: 'fix-all',
    title: 'Fix all safe Bedrock cost findings',
    findings: kept.applied.map(({ id }) => id),
    isPreferred: false,
    edits: kept.edits,
  };
}

async function fixes(finding: Finding, context: CodeActionContext): Promise<readonly CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const fix of finding.fixes) {
    const edits = await context.writeFix(fix);
    if (edits === undefined || edits.length === 0) continue;
    actions.push({
      kind: 'fix',
      title: fix.title,
      findings: [findingId(finding)],
      isPreferred: fix.safety === 'safe' && actions.length === 0,
      edits,
    });
  }
  return actions;
}

async function declarations(
  finding: Finding,
  analysis: FileAnalysis,
  context: CodeActionContext,
): Promise<readonly CodeAction[]> {
  if (finding.rule !== 'hygiene/no-unresolved-model') return [];
  const call = analysis.callSites.find(({ callSite }) => callSite.id === finding.callSite);
  const name = call && modelNameToDeclare(call.callSite.model);
  const file = name === undefined ? undefined : await context.configurationFile();
  const edits = name === undefined || file === undefined ? undefined : declareModelEdits(file, name);
  if (name === undefined || edits === undefined) return [];
  const cursor = insideQuotes(edits);
  return [
    {
      kind: 'configure',
      title: `Declare the model of ${shorten(name)} in bedrock-cost-lint.yaml`,
      findings: [findingId(finding)],
      isPreferred: false,
      edits: [edits],
      ...(cursor !== undefined && { cursor }),
    },
  ];
}

function insideQuotes({ edits: [edit, ...others] }: TextEdits): number | undefined {
  const quotes = others.length > 0 ? undefined : edit && /''|""/.exec(edit.newText);
  return quotes ? quotes.index + 1 : undefined;
}

function suppressions(finding: Finding, analysis: FileAnalysis, { file }: CodeActionContext): readonly CodeAction[] {
  const { rule } = finding;
  if (file.language === undefined || rule === 'hygiene/no-unused-suppression') return [];
  const call = analysis.callSites.find(({ callSite }) => callSite.id === finding.callSite)?.callSite.range;
  const shared = {
    kind: 'suppress',
    findings: [findingId(finding)],
    isPreferred: false,
    placeholder: PLACEHOLDER_REASON,
  } as const;
  const action = (title: string, edit: TextEdit | undefined): readonly CodeAction[] =>
    edit === undefined ? [] : [{ ...shared, title, edits: [{ file, edits: [edit] }] }];
  return [
    ...action(
      `Suppress ${rule} for this line, with a reason`,
      commentForLine(file, suppressionText(rule, PLACEHOLDER_REASON), finding.range, call),
    ),
    ...action(
      `Suppress ${rule} in this file, with a reason`,
      commentAtTop(file, fileSuppressionText(rule, PLACEHOLDER_REASON), finding.range.start),
    ),
  ];
}

function page(finding: Finding): CodeAction {
  return {
    kind: 'page',
    title: `Open the page of ${finding.rule}`,
    findings: [findingId(finding)],
    isPreferred: false,
    edits: [],
    rule: finding.rule,
  };
}

function withoutRepeatedRules(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}

function hasSafeFix({ fixes: all }: Finding): boolean {
  return all.some(({ safety }) => safety === 'safe');
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function shorten(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 39)}…`;
}
