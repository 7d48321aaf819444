import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { servePriceUpdates } from '../../src/server/priceUpdates.node.ts';
import type { UpdatePricesResult } from '../../src/server/protocol.ts';
import { UPDATE_PRICES } from '../../src/server/protocol.ts';
import { testCatalog } from '../support/testCatalog.ts';
import { filePath, PriceListServer } from './priceListServer.ts';

describe('prices fetched by the language server', () => {
  let prices: PriceListServer;
  let cache: string;

  beforeEach(async () => {
    prices = new PriceListServer();
    await prices.start();
    prices.publish('v1');
    cache = mkdtempSync(path.join(tmpdir(), 'bedrock-cost-lint-prices-'));
  });
  afterEach(async () => {
    await prices.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  function ask(source = new CancellationTokenSource()): Promise<UpdatePricesResult> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(up, down);
    const client = { origin: prices.origin, limits: { pauseMs: 1 } };
    servePriceUpdates(server, { catalog: testCatalog(), cacheFolder: cache, client });
    server.listen();
    const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    connection.listen();
    return connection.sendRequest<UpdatePricesResult>(UPDATE_PRICES, { workDoneToken: 'one' }, source.token);
  }

  it('are summed up with what was not used', async () => {
    assert.deepEqual(await ask(), {
      kind: 'updated',
      publishedOn: '2026-09-25',
      changedCount: 1,
      confirmedCount: 4,
      notUsed: [
        'Nova Next is not in the catalogue',
        'USE1-NovaTest-input-tokens-turbo (Nova Test, us-east-1) has the unknown word "turbo"',
      ],
    });
  });

  it('stay as they were when they cannot be had, with the reason', async () => {
    prices.files.delete(filePath('AmazonBedrock', 'v1'));
    const result = await ask();
    assert.ok(result.kind === 'failed');
    assert.match(result.reason, /was answered with status 404$/);
  });

  it('stay as they were when somebody cancels', async () => {
    const source = new CancellationTokenSource();
    prices.misbehaviours.set(filePath('AmazonBedrock', 'v1'), [
      () => {
        source.cancel();
      },
    ]);
    await assert.rejects(ask(source), { code: LSPErrorCodes.RequestCancelled });
    assert.deepEqual(
      readdirSync(cache).filter((name) => name !== 'price-list'),
      [],
    );
  });
});
