import type { FoundFiles, SkippedUri } from '../core/service/languageService.ts';
import { DiskWorkspace, pathOfFileUri, realPath, uriOfPath } from '../disk/diskWorkspace.ts';
import { repositoryOf, searchDisk } from '../disk/searchDisk.ts';
import type { FolderFiles } from './serverEnvironment.ts';

/** Folders of the disk. */
export function diskFiles(folders: readonly string[]): FolderFiles {
  const paths = folders.filter((uri) => uri.startsWith('file:')).map(pathOfFileUri);
  const workspace = new DiskWorkspace({ folders: paths });
  return {
    folders: workspace.folders,
    atOnce: workspace.atOnce,
    read: (uri, maximumBytes) => workspace.read(uri, maximumBytes),
    exist: (uris) => workspace.exist(uris),
    findFiles: () => Promise.resolve(findFiles(paths)),
  };
}

function findFiles(folders: readonly string[]): FoundFiles {
  const uris = new Set<string>();
  const skipped: SkippedUri[] = [];
  for (const folder of folders) {
    const start = realPath(folder);
    if (start === undefined) continue;
    const found = searchDisk(start, { workspace: start, rulesFrom: repositoryOf(start) ?? start });
    // Links above the folder are no matter of the workspace: its files are named as the editor names them.
    const named = (file: string): string => uriOfPath(folder + file.slice(start.length));
    for (const file of found.files) uris.add(named(file));
    skipped.push(...found.skipped.map(({ path, reason }) => ({ uri: named(path), reason })));
  }
  return { uris: [...uris], skipped };
}
