import * as vscode from 'vscode';

export interface Place {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/** What the server gives a command: `{ uri, position }` of the protocol; undefined when it is something else. */
export function placeOfArgument(argument: unknown): Place | undefined {
  if (!isRecord(argument) || typeof argument['uri'] !== 'string' || !isRecord(argument['position'])) return undefined;
  const uri = argument['uri'];
  const { line, character } = argument['position'];
  if (!isIndex(line) || !isIndex(character)) return undefined;
  return { uri: vscode.Uri.parse(uri), position: new vscode.Position(line, character) };
}

export function placeOfCursor(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
