/**
 * `npm run update-catalogue`: writes what AWS's price list changed into the price files. With `--from FOLDER`, of files that were
 * downloaded. What it says goes to stdout, as Markdown for a pull request.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import manifest from '../../package.json' with { type: 'json' };
import { formatProblems, parseCatalog } from '../core/catalog/parseCatalog.ts';
import { updatePrices } from '../priceUpdate/updatePrices.ts';
import { catalogueChangeText, withPriceChanges } from './catalogueChange.ts';
import { DATA, readDataFiles } from './catalogAsset.ts';

const { values } = parseArgs({ options: { from: { type: 'string' } } });

const files = await readDataFiles();
const { catalog, problems } = parseCatalog(files);
if (catalog === undefined) throw new Error(formatProblems(problems));
const today = new Date().toISOString().slice(0, 10);
const updated = await updatePrices({ catalog, version: manifest.version, today, from: values.from, isDryRun: true });

const changed = withPriceChanges(files, updated);
const formatted = new Map<string, string>();
for (const [name, text] of changed) formatted.set(name, await inOurFormat(path.join(DATA, name), text));
const check = parseCatalog(new Map([...files, ...formatted]));
if (check.catalog === undefined) throw new Error(formatProblems(check.problems));
for (const [name, text] of formatted) await writeFile(path.join(DATA, name), text);
console.log(catalogueChangeText(updated));

async function inOurFormat(file: string, text: string): Promise<string> {
  const before = await readFile(file, 'utf8');
  return before === text ? text : format(text, { ...(await resolveConfig(file)), filepath: file });
}
