import type { ImmediateFiles } from '../core/service/host.ts';
import type { FolderFiles } from './serverEnvironment.ts';

/** Folders of a disk are read by the server itself, all others through the client. */
export function mixedFiles(folders: readonly string[], disk: FolderFiles, client: FolderFiles): FolderFiles {
  const filesOf = (uri: string): FolderFiles => (isOnDisk(uri) ? disk : client);
  return {
    folders,
    ...(disk.atOnce && { atOnce: onDiskOnly(disk.atOnce) }),
    read: (uri, maximumBytes) => filesOf(uri).read(uri, maximumBytes),
    async exist(uris) {
      const [onDisk, elsewhere] = [uris.filter(isOnDisk), uris.filter((uri) => !isOnDisk(uri))];
      const [ofDisk, ofClient] = await Promise.all([disk.exist(onDisk), client.exist(elsewhere)]);
      const found = new Set([
        ...onDisk.filter((_, index) => ofDisk[index]),
        ...elsewhere.filter((_, index) => ofClient[index]),
      ]);
      return uris.map((uri) => found.has(uri));
    },
    async findFiles(token) {
      const [ofDisk, ofClient] = await Promise.all([disk.findFiles(token), client.findFiles(token)]);
      return { uris: [...ofDisk.uris, ...ofClient.uris], skipped: [...ofDisk.skipped, ...ofClient.skipped] };
    },
  };
}

function onDiskOnly(files: ImmediateFiles): ImmediateFiles {
  return {
    read: (uri) => (isOnDisk(uri) ? files.read(uri) : undefined),
    exists: (uri) => (isOnDisk(uri) ? files.exists(uri) : undefined),
  };
}

export function isOnDisk(uri: string): boolean {
  return uri.startsWith('file:');
}
