import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const CONTRACT = join(import.meta.dirname, '../../src/core/report/contract');

/** Fails unless the text is JSON as `src/core/report/contract/<name>.schema.json` promises it; gives the parsed value. */
export function assertContract(name: 'count' | 'findings' | 'inventory' | 'price' | 'workload', json: string): unknown {
  const schema = JSON.parse(readFileSync(join(CONTRACT, `${name}.schema.json`), 'utf8')) as object;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const value: unknown = JSON.parse(json);
  assert.ok(validate(value), ajv.errorsText(validate.errors, { separator: '\n' }));
  return value;
}
