/** `npm run generate`: writes every generated file that is not up to date. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GENERATORS } from './generators.ts';
import { ROOT } from './processes.mjs';
import { readTextIfAny } from './readTextIfAny.ts';

for (const { file, generate } of GENERATORS) {
  const absolute = path.join(ROOT, file);
  const current = await readTextIfAny(absolute);
  const text = await generate(current);
  if (text === current) continue;
  await writeFile(absolute, text);
  console.log(`Wrote ${file}`);
}
