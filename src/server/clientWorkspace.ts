/** Files as the client has them: of a disk, a remote machine, or a browser. */
import type { Connection } from 'vscode-languageserver';
import type { FileContent } from '../core/service/host.ts';
import { maximumBytesOf } from '../core/service/host.ts';
import { isWithin } from '../core/util/uris.ts';
import { decodeBase64, decodeBytes } from './decodeBytes.ts';
import type { FilesExistParams, FilesExistResult } from './protocol.ts';
import type { ReadAssetParams, ReadAssetResult, ReadFileParams, ReadFileResult } from './protocol.ts';
import { FILES_EXIST, READ_ASSET, READ_FILE } from './protocol.ts';
import { searchClient } from './searchClient.ts';
import type { FolderFiles } from './serverEnvironment.ts';

export function clientWorkspace(connection: Connection, folders: readonly string[]): FolderFiles {
  const isInside = (uri: string): boolean => folders.some((folder) => isWithin(folder, uri));
  return {
    folders,
    async read(uri, maximumBytes = maximumBytesOf(uri)): Promise<FileContent> {
      if (!isInside(uri)) return { kind: 'skipped', reason: 'leads out of the workspace' };
      const params: ReadFileParams = { uri, maximumBytes };
      try {
        return toContent(await connection.sendRequest<ReadFileResult>(READ_FILE, params), maximumBytes);
      } catch (error) {
        return { kind: 'skipped', reason: `cannot be read: ${String(error)}` };
      }
    },
    async exist(uris) {
      const inside = uris.filter(isInside);
      const asked: FilesExistParams = { uris: inside, maximumBytes: inside.map(maximumBytesOf) };
      if (asked.uris.length === 0) return uris.map(() => false);
      try {
        const exist = await connection.sendRequest<FilesExistResult>(FILES_EXIST, asked);
        const found = new Set(asked.uris.filter((_, index) => exist[index]));
        return uris.map((uri) => found.has(uri));
      } catch {
        return uris.map(() => false);
      }
    },
    findFiles: (token) => searchClient(connection, folders, token),
  };
}

export async function readClientAsset(connection: Connection, name: string): Promise<Uint8Array> {
  const params: ReadAssetParams = { name };
  const { base64 } = await connection.sendRequest<ReadAssetResult>(READ_ASSET, params);
  return decodeBase64(base64);
}

function toContent(result: ReadFileResult, maximumBytes: number): FileContent {
  if (result.kind !== 'bytes') return result;
  const bytes = decodeBase64(result.base64);
  if (bytes.length > maximumBytes) return { kind: 'skipped', reason: 'is too large' };
  const text = decodeBytes(bytes);
  return text === undefined ? { kind: 'skipped', reason: 'is binary' } : { kind: 'text', text };
}
