import path from 'node:path';
import type { Configuration } from '../core/configuration/configuration.ts';
import { Analyzer } from '../core/service/analyzer.ts';
import { diskHost } from '../disk/diskHost.ts';
import { DiskWorkspace, uriOfPath } from '../disk/diskWorkspace.ts';
import { workspaceFolder } from './targets.ts';

/** What counts in the current folder. */
export function configurationHere(analyzer = analyzerHere()): Promise<Configuration> {
  return analyzer.configurations.of(uriOfPath(path.join(process.cwd(), 'any')));
}

/** Sees the files of the repository around the current folder. */
export function analyzerHere(): Analyzer {
  return new Analyzer(diskHost(new DiskWorkspace({ folders: [folderHere()] })));
}

/** Uri of the repository around the current folder, or of that folder. */
export function workspaceHere(): string {
  return uriOfPath(folderHere());
}

function folderHere(): string {
  const here = process.cwd();
  return workspaceFolder({ path: here, isFolder: true }, here);
}
