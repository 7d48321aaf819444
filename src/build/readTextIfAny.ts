import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** The text of a file with `\n` line ends; empty when there is no such file. */
export async function readTextIfAny(file: string): Promise<string> {
  if (!existsSync(file)) return '';
  return (await readFile(file, 'utf8')).replaceAll('\r\n', '\n');
}
