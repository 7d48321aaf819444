/** From offsets of the core to positions of the protocol. */
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type {
  Diagnostic as ProtocolDiagnostic,
  DiagnosticRelatedInformation,
  SnippetTextEdit,
} from 'vscode-languageserver';
import { CodeActionKind, DiagnosticSeverity, TextDocumentEdit } from 'vscode-languageserver';
import type { Diagnostic, DocumentEdits, PlaceInDocument } from '../core/service/languageService.ts';
import { ruleDocsUrl } from '../core/report/ruleDocs.ts';
import { LineIndex } from '../core/util/lineIndex.ts';
import type { TextRange } from '../core/util/text.ts';
import type { ClientFeatures } from './clientFeatures.ts';

export const SOURCE = 'bedrock-cost-lint';

/** What a diagnostic carries, so that a later request can tell which finding it was. */
export interface DiagnosticData {
  readonly finding: string;
}

export class Positions {
  readonly #lines: LineIndex;

  constructor(text: string) {
    this.#lines = new LineIndex(text);
  }

  position(offset: number): Position {
    return this.#lines.positionAt(offset);
  }

  range({ start, end }: TextRange): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** Never outside of the text. */
  offset(position: Position): number {
    const nextLine = this.#lines.lineStart(position.line + 1);
    return Math.min(this.#lines.offsetAt(position), nextLine);
  }

  textRange({ start, end }: Range): TextRange {
    const from = this.offset(start);
    return { start: from, end: Math.max(from, this.offset(end)) };
  }
}

export function toDiagnostics(text: string, diagnostics: readonly Diagnostic[]): ProtocolDiagnostic[] {
  const positions = new Positions(text);
  return diagnostics.map(({ id, rule, severity, range, message, related }) => {
    const data: DiagnosticData | undefined = id === undefined ? undefined : { finding: id };
    return {
      range: positions.range(range),
      severity: SEVERITIES[severity],
      source: SOURCE,
      message,
      ...(rule !== undefined && { code: rule, codeDescription: { href: ruleDocsUrl(rule) } }),
      ...(data && { data }),
      ...(related && related.length > 0 && { relatedInformation: related.map(toRelated) }),
    };
  });
}

function toRelated({ uri, text, range, message }: PlaceInDocument): DiagnosticRelatedInformation {
  return { location: { uri, range: new Positions(text).range(range) }, message };
}

const SEVERITIES: Readonly<Record<Diagnostic['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `source.fixAll` with our name, so that a user can ask for it when saving. */
export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.bedrockCostLint`;

/**
 * Undefined when the client cannot do it: make a file, for instance. Edits of open documents carry the version that
 * they were written for, so that the client drops them when it has a newer one.
 *
 * @param placeholder Text that becomes a field to type in, where the client has such.
 */
export function toWorkspaceEdit(
  edits: readonly DocumentEdits[],
  features: ClientFeatures,
  placeholder?: string,
): WorkspaceEdit | undefined {
  if (edits.some(({ isNew }) => isNew === true) && !features.canCreateFiles) return undefined;
  if (!features.hasVersionedEdits) {
    return { changes: Object.fromEntries(edits.map((edit) => [edit.uri, toTextEdits(edit)])) };
  }
  return {
    documentChanges: edits.flatMap((edit) => {
      const snippets = placeholder !== undefined && features.hasSnippetEdits;
      const written = snippets ? toTextEdits(edit).map((one) => withField(one, placeholder)) : toTextEdits(edit);
      const change = TextDocumentEdit.create({ uri: edit.uri, version: edit.version ?? null }, written);
      const creation = { kind: 'create', uri: edit.uri, options: { ignoreIfExists: true } } as const;
      return edit.isNew === true ? [creation, change] : [change];
    }),
  };
}

/** Where an offset in the text of an edit is once the edit is applied. */
export function positionInEdit({ text, edits: [edit] }: DocumentEdits, offset: number): Position | undefined {
  if (edit === undefined) return undefined;
  const { start } = edit.range;
  const written = text.slice(0, start) + edit.newText.slice(0, offset);
  return new Positions(written).position(written.length);
}

function toTextEdits({ text, edits }: DocumentEdits): TextEdit[] {
  const positions = new Positions(text);
  return edits.map(({ range, newText }) => ({ range: positions.range(range), newText }));
}

function withField({ range, newText }: TextEdit, placeholder: string): SnippetTextEdit {
  const escape = (text: string): string => text.replace(/[\\$}]/g, (character) => `\\${character}`);
  const [before = '', ...after] = newText.split(placeholder);
  if (after.length === 0) return { range, snippet: { kind: 'snippet', value: escape(newText) } };
  const value = `${escape(before)}\${1:${escape(placeholder)}}${escape(after.join(placeholder))}`;
  return { range, snippet: { kind: 'snippet', value } };
}
