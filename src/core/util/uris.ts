import { URI, Utils } from 'vscode-uri';

/** Uris are compared as text, so every uri that enters is written the same way: no trailing slash, normal escapes. */
export function normalizeUri(uri: string): string {
  const text = URI.parse(uri).toString();
  return text.endsWith('/') && !text.endsWith('://') ? text.slice(0, -1) : text;
}

/** The folder that holds a file or folder. */
export function parentUri(uri: string): string {
  return trimSlash(Utils.dirname(URI.parse(uri)).toString());
}

export function joinUri(folder: string, path: string): string {
  const parsed = URI.parse(folder);
  // The root of a file system without its slash: `vscode-test-web://mount`.
  const base = parsed.path === '' ? parsed.with({ path: '/' }) : parsed;
  return trimSlash(Utils.joinPath(base, path).toString());
}

/** True for the folder itself and everything below it. */
export function isWithin(folder: string, uri: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** Path below a folder with forward slashes, unescaped; the whole path when it is not below it. */
export function relativePath(folder: string, uri: string): string {
  const path = URI.parse(uri).path;
  const base = URI.parse(folder).path;
  return isWithin(folder, uri) ? path.slice(base.length).replace(/^\//, '') : path;
}

export function pathOfUri(uri: string): string {
  return PLAIN_FILE.test(uri) ? uri.slice(FILE_SCHEME.length) : URI.parse(uri).path;
}

/** File name with its ending. */
export function fileName(uri: string): string {
  const path = pathOfUri(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Ending of a file name with its dot, lower case; empty when it has none. */
export function extensionOf(uri: string): string {
  const name = fileName(uri);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
}

/** The folders from the one that holds `uri` up to `root`, nearest first. */
export function foldersUpTo(root: string, uri: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentUri(uri); isWithin(root, folder); folder = parentUri(folder)) {
    folders.push(folder);
    if (folder === root) break;
  }
  return folders;
}

const FILE_SCHEME = 'file://';

/** Most uris need no parsing, and a tree of files has thousands. */
const PLAIN_FILE = /^file:\/\/\/[\w./-]*$/;

function trimSlash(uri: string): string {
  return uri.endsWith('/') && !uri.endsWith('://') ? uri.slice(0, -1) : uri;
}
