import path from 'node:path';
import type { Configuration } from '../core/configuration/configuration.ts';
import { Analyzer } from '../core/service/analyzer.ts';
import { diskHost } from '../disk/diskHost.ts';
import { DiskWorkspace, uriOfPath } from '../disk/diskWorkspace.ts';
import { workspaceFolder } from './targets.ts';

/** What counts in the current folder. */
export function configurationHere(): Promise<Configuration> {
  const here = process.cwd();
  const workspace = new DiskWorkspace({ folders: [workspaceFolder({ path: here, isFolder: true }, here)] });
  return new Analyzer(diskHost(workspace)).configurations.of(uriOfPath(path.join(here, 'any')));
}
