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
  const here = process.cwd();
  const workspace = new DiskWorkspace({ folders: [workspaceFolder({ path: here, isFolder: true }, here)] });
  return new Analyzer(diskHost(workspace));
}
