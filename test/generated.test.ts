import assert from 'node:assert/strict';
import path from 'node:path';
import { GENERATORS } from '../src/build/generators.ts';
import { ROOT } from '../src/build/processes.mjs';
import { readTextIfAny } from '../src/build/readTextIfAny.ts';

describe('generated files', () => {
  for (const { file, generate } of GENERATORS) {
    it(`${file} is up to date`, async () => {
      const current = await readTextIfAny(path.join(ROOT, file));
      assert.ok((await generate(current)) === current, `${file} is stale. Run: npm run generate`);
    });
  }
});
