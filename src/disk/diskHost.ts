import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Host, Workspace } from '../core/service/host.ts';
import { ExactCountFile } from './exactCountFile.ts';
import { readPriceUpdate } from './priceUpdateFile.ts';

/** The core's host on a disk. `dist/assets` lies beside the bundle. */
export function diskHost(workspace: Workspace): Host {
  return {
    workspace,
    readAsset,
    readTextAsset: async (name) => (await readAsset(name)).toString('utf8'),
    readPriceUpdate,
    exactCounts: new ExactCountFile(),
    keptProgramCharacters: 3_000_000,
    today,
    log: () => undefined,
  };
}

export function readAsset(name: string): Promise<Buffer> {
  return readFile(path.join(ASSETS, name));
}

/** The day that `SOURCE_DATE_EPOCH` names, as reproducible builds do it, else today in UTC. */
export function today(): string {
  const seconds = Number(process.env['SOURCE_DATE_EPOCH'] ?? '');
  const isGiven = Number.isFinite(seconds) && seconds > 0 && seconds < 1e11;
  return new Date(isGiven ? seconds * 1000 : Date.now()).toISOString().slice(0, 10);
}

const ASSETS = path.join(__dirname, 'assets');
