/** `npm start`: the workload report of the examples, or of the paths after `--`. stdout holds the report only. */
import { installIfNeeded, buildIfNeeded } from './prepare.mjs';
import { runNode } from './processes.mjs';

await installIfNeeded();
await buildIfNeeded();
const paths = process.argv.slice(2);
const { exitCode } = await runNode('dist/cli.js', ['report', ...(paths.length > 0 ? paths : ['examples'])]);
process.exitCode = exitCode;
