import type { Knowledge } from '../core/service/analyzer.ts';
import { Analyzer } from '../core/service/analyzer.ts';
import { diskHost } from '../disk/diskHost.ts';
import { DiskWorkspace } from '../disk/diskWorkspace.ts';

/** Prices and counters for commands that look at no workspace. */
export function loadKnowledge(): Promise<Knowledge> {
  return new Analyzer(diskHost(new DiskWorkspace({ folders: [] }))).knowledge();
}
