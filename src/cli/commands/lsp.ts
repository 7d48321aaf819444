import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../usageError.ts';

/** The language server over standard input and output: it reads `--stdio` from the command line itself. */
export function lsp({ stdio }: { readonly stdio?: boolean }): void {
  if (stdio !== true) throw new UsageError('The language server speaks over standard input and output: lsp --stdio');
  createRequire(__filename)(path.join(__dirname, 'server.node.js'));
}
