/** The language server as a process: `--stdio`, or started by an editor with `--node-ipc`, `--socket` or `--pipe`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { readAsset, today } from '../disk/diskHost.ts';
import { readPriceUpdate } from '../disk/priceUpdateFile.ts';
import { ExactCountFile } from '../disk/exactCountFile.ts';
import { diskFiles } from './diskFiles.node.ts';
import { servePriceUpdates } from './priceUpdates.node.ts';
import { startServer } from './server.ts';

const hasTransport = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)\b/.test(argument));
if (!hasTransport) process.argv.push('--stdio');

// What is left out of a log must not break the protocol on the standard output.
console.log = console.error;

const connection = createConnection(ProposedFeatures.all);
startServer(connection, {
  today,
  nextTurn: () => new Promise((resolve) => void setImmediate(resolve)),
  createWorkspace: diskFiles,
  readPriceUpdate,
  exactCounts: new ExactCountFile(),
  readAsset: (name) => readAsset(name),
});
servePriceUpdates(connection);
connection.listen();
