/** Answers what the server asks of folders, so that it searches them by its own rules, wherever they lie. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type {
  GitignoresAboveParams,
  GitignoresAboveResult,
  ListedEntry,
  ListFoldersParams,
  ListFoldersResult,
} from '../server/protocol.ts';
import { GITIGNORES_ABOVE, LIST_FOLDERS } from '../server/protocol.ts';

/** True for what leads out of the workspace, or nowhere. */
export type LeadsOut = (link: vscode.Uri) => Promise<boolean>;

export function answerFolderRequests(client: BaseLanguageClient, leadsOut: LeadsOut): void {
  client.onRequest(LIST_FOLDERS, ({ uris, maximumGitignoreBytes }: ListFoldersParams): Promise<ListFoldersResult> =>
    Promise.all(uris.map((uri) => listFolder(vscode.Uri.parse(uri, true), maximumGitignoreBytes, leadsOut))),
  );
  client.onRequest(
    GITIGNORES_ABOVE,
    ({ uri, maximumGitignoreBytes }: GitignoresAboveParams): Promise<GitignoresAboveResult> =>
      gitignoresAbove(vscode.Uri.parse(uri, true), maximumGitignoreBytes),
  );
}

async function listFolder(
  folder: vscode.Uri,
  maximumGitignoreBytes: number,
  leadsOut: LeadsOut,
): Promise<ListFoldersResult[number]> {
  if (vscode.workspace.getWorkspaceFolder(folder) === undefined) return { reason: 'leads out of the workspace' };
  try {
    const found = await vscode.workspace.fs.readDirectory(folder);
    const entries = await Promise.all(
      found.map(async ([name, type]): Promise<ListedEntry> => {
        const kind = kindOf(type);
        const isOut = kind === 'link' && (await leadsOut(vscode.Uri.joinPath(folder, name)));
        return { name, kind, ...(isOut && { leadsOut: true }) };
      }),
    );
    const hasGitignore = entries.some(({ name, kind }) => name === GITIGNORE && kind === 'file');
    const gitignore = hasGitignore ? await readGitignore(folder, maximumGitignoreBytes) : undefined;
    return { entries, ...(gitignore !== undefined && { gitignore }) };
  } catch (error) {
    return { reason: `cannot be entered: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function kindOf(type: vscode.FileType): ListedEntry['kind'] {
  if ((type & vscode.FileType.SymbolicLink) !== 0) return 'link';
  if ((type & vscode.FileType.Directory) !== 0) return 'folder';
  return (type & vscode.FileType.File) !== 0 ? 'file' : 'other';
}

/** Only as far up as a repository has its root: nothing is asked of folders that have nothing to do with this one. */
async function gitignoresAbove(start: vscode.Uri, maximumBytes: number): Promise<GitignoresAboveResult> {
  const names: string[] = [];
  for (let folder = start; !(await exists(vscode.Uri.joinPath(folder, '.git')));) {
    const parent = vscode.Uri.joinPath(folder, '..');
    if (parent.path === folder.path) return [];
    names.unshift(folder.path.split('/').findLast((name) => name !== '') ?? '');
    folder = parent;
  }
  return Promise.all(
    names.map(async (next, index) => {
      const up = names.slice(index).map(() => '..');
      const gitignore = await readGitignore(vscode.Uri.joinPath(start, ...up), maximumBytes);
      return { next, ...(gitignore !== undefined && { gitignore }) };
    }),
  );
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

const GITIGNORE = '.gitignore';

async function readGitignore(folder: vscode.Uri, maximumBytes: number): Promise<string | undefined> {
  const file = vscode.Uri.joinPath(folder, GITIGNORE);
  try {
    const { type, size } = await vscode.workspace.fs.stat(file);
    if (type !== vscode.FileType.File || size > maximumBytes) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return undefined;
  }
}
