import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { COMMENTED_EXAMPLE } from '../../core/configuration/commentedExample.ts';
import { CONFIGURATION_FILE_NAMES } from '../../core/configuration/configuration.ts';
import type { CommandResult } from '../commandResult.ts';
import { messageOfSystemError } from '../../disk/diskWorkspace.ts';
import { UsageError } from '../usageError.ts';

/** Writes the commented configuration into a folder; never over another file. */
export function init(folder = '.'): CommandResult {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no folder ${folder}`);
  }
  const taken = CONFIGURATION_FILE_NAMES.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  if (taken !== undefined) throw new UsageError(`${taken} is there already; nothing was written.`);
  const file = path.join(folder, CONFIGURATION_FILE_NAMES[0] ?? 'bedrock-cost-lint.yaml');
  try {
    writeFileSync(file, COMMENTED_EXAMPLE, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${file} cannot be written: ${messageOfSystemError(error)}`);
  }
  return { output: `Wrote ${file}. Uncomment in it what you know.\n`, exitCode: 0 };
}
