/** The language server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from './server.ts';

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, {
  today: () => new Date().toISOString().slice(0, 10),
  nextTurn: () => new Promise((resolve) => void setTimeout(resolve, 0)),
  async readAsset(name, { assetsUri, ask }) {
    if (assetsUri === undefined) return ask(name);
    const response = await fetch(`${assetsUri}/${name}`);
    if (!response.ok) throw new Error(`${name} cannot be fetched: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});
connection.listen();
