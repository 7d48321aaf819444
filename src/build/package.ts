/** `npm run package`: builds and packs the extension. `--out <file>` names the .vsix. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT, runNode } from './processes.mjs';

const SIZE_LIMIT_BYTES = 6 * 1024 * 1024;

const { values } = parseArgs({
  options: { out: { type: 'string', default: path.join(ROOT, `${manifest.name}-${manifest.version}.vsix`) } },
});

const built = await runNode('src/build/build.ts', [], { output: 'stderr' });
if (built.exitCode !== 0) throw new Error('The build failed');

// Everything is in the bundles: no package is packed along.
await createVSIX({ cwd: ROOT, packagePath: values.out, dependencies: false });

const { size } = await stat(values.out);
if (size > SIZE_LIMIT_BYTES) throw new Error(`${values.out} has ${size} bytes, more than ${SIZE_LIMIT_BYTES}`);
console.log(`${values.out} (${(size / 1024 / 1024).toFixed(2)} MB)`);
