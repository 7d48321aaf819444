import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadUpdatedCatalog, serializeCatalog } from '../../src/core/catalog/catalog.ts';
import { isPriced } from '../../src/core/catalog/rates.ts';
import { priceUpdateFile } from '../../src/disk/priceUpdateFile.ts';
import { cacheFolder, readSealed } from '../../src/disk/userCache.ts';
import { PriceListClient } from '../../src/priceUpdate/priceListClient.ts';
import type { Limits } from '../../src/priceUpdate/priceListClient.ts';
import { updatePrices } from '../../src/priceUpdate/updatePrices.ts';
import type { UpdatedPrices, UpdatePricesOptions } from '../../src/priceUpdate/updatePrices.ts';
import { legacy, marketplace, offerFile } from '../support/priceListFiles.ts';
import { testCatalog } from '../support/testCatalog.ts';
import type { Misbehaviour } from './priceListServer.ts';
import { etagOf, filePath, indexPath, PriceListServer } from './priceListServer.ts';

const TODAY = '2026-10-01';
const BEDROCK_V1 = filePath('AmazonBedrock', 'v1');
const LIMITS: Partial<Limits> = { pauseMs: 1, idleMs: 2_000 };

describe('fetching prices', () => {
  let server: PriceListServer;
  let cache: string;

  beforeEach(async () => {
    server = new PriceListServer();
    await server.start();
    server.publish('v1');
    cache = mkdtempSync(path.join(tmpdir(), 'bedrock-cost-lint-prices-'));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  function update(more: Partial<UpdatePricesOptions> = {}, limits: Partial<Limits> = {}): Promise<UpdatedPrices> {
    return updatePrices({
      catalog: testCatalog(),
      version: '1.0.0',
      today: TODAY,
      cacheFolder: cache,
      client: { origin: server.origin, limits: { ...LIMITS, ...limits } },
      ...more,
    });
  }

  function misbehave(address: string, ...misbehaviours: readonly Misbehaviour[]): void {
    server.misbehaviours.set(address, [...misbehaviours]);
  }

  /** Sends 500 bytes, and breaks off once they have arrived. */
  const breakOff: Misbehaviour = (_request, response, body) => {
    response.writeHead(200, { 'content-length': body.length, etag: etagOf(body) });
    response.write(body.subarray(0, 500));
    const part = path.join(cache, 'price-list', 'AmazonBedrock.us-east-1.json.part');
    const timer = setInterval(() => {
      if (statSync(part, { throwIfNoEntry: false })?.size !== 500) return;
      clearInterval(timer);
      response.destroy();
    }, 2);
  };

  /** Of Nova Test's output in us-east-1, with what is in the cache; undefined without an update there. */
  async function updatedOutputPrice(): Promise<number | undefined> {
    const file = await readSealed(priceUpdateFile(cache));
    if (file.kind !== 'text') return undefined;
    const catalog = loadUpdatedCatalog(serializeCatalog(testCatalog()), file.text);
    assert.equal(catalog.priceUpdate?.kind, 'used');
    const model = catalog.model('amazon.nova-test-v1:0');
    assert.ok(model);
    const rate = catalog.rate({ model, region: 'us-east-1', direction: 'output', date: TODAY });
    return isPriced(rate) ? rate.usdPerMillionTokens : undefined;
  }

  async function assertChangesNothing(failing: Promise<unknown>, message: RegExp): Promise<void> {
    const before = existsSync(priceUpdateFile(cache)) ? readFileSync(priceUpdateFile(cache), 'utf8') : undefined;
    await assert.rejects(failing, message);
    const after = existsSync(priceUpdateFile(cache)) ? readFileSync(priceUpdateFile(cache), 'utf8') : undefined;
    assert.equal(after, before);
    assert.deepEqual(
      readdirSync(cache, { recursive: true }).filter((name) => String(name).endsWith('.tmp')),
      [],
    );
  }

  it('writes what changed to the cache', async () => {
    const result = await update();
    assert.equal(result.fileCount, 2);
    assert.equal(result.downloadedCount, 2);
    assert.deepEqual(
      result.changes.map(({ usdBefore, usdPerMillionTokens }) => [usdBefore, usdPerMillionTokens]),
      [[3.2, 3]],
    );
    assert.deepEqual(result.unknownModels, ['Nova Next']);
    assert.deepEqual(
      result.unclassified.map(({ usageType }) => usageType),
      ['USE1-NovaTest-input-tokens-turbo'],
    );
    assert.equal(await updatedOutputPrice(), 3);
    assert.equal(result.update.checked, TODAY);
  });

  it('writes no update in a dry run', async () => {
    const result = await update({ isDryRun: true });
    assert.equal(result.changes.length, 1);
    assert.equal(await updatedOutputPrice(), undefined);
  });

  it('asks only for what changed', async () => {
    await update();
    server.requests.length = 0;
    const again = await update({ today: '2026-10-02' });
    assert.equal(again.downloadedCount, 0);
    assert.equal(again.update.checked, '2026-10-02');
    assert.deepEqual(server.requests.sort(), [
      `${indexPath('AmazonBedrock')} (conditional)`,
      `${indexPath('AmazonBedrockFoundationModels')} (conditional)`,
      indexPath('AmazonBedrockService'),
    ]);
    server.publish('v2', '0.0029');
    const third = await update();
    assert.equal(third.downloadedCount, 2);
    assert.equal(await updatedOutputPrice(), 2.9);
  });

  it('fetches again what was changed in the cache, and what another version of the program read', async () => {
    await update();
    const kept = path.join(cache, 'price-list', 'AmazonBedrock.us-east-1.json');
    writeFileSync(kept, readFileSync(kept, 'utf8').replace('Nova', 'Nava'));
    assert.equal((await update()).downloadedCount, 1);
    assert.equal((await update({ version: '2.0.0' })).downloadedCount, 2);
  });

  it('goes on after a connection that broke off', async () => {
    misbehave(BEDROCK_V1, breakOff);
    await update();
    assert.ok(server.requests.includes(`${BEDROCK_V1} (bytes=500-)`), server.requests.join('\n'));
    assert.equal(await updatedOutputPrice(), 3);
  });

  it('goes on where an earlier run broke off', async () => {
    misbehave(BEDROCK_V1, breakOff);
    await assertChangesNothing(update({}, { attempts: 1 }), /could not be read|cut off/);
    await update();
    assert.ok(server.requests.includes(`${BEDROCK_V1} (bytes=500-)`), server.requests.join('\n'));
    assert.equal(await updatedOutputPrice(), 3);
  });

  it('starts again when the file changed meanwhile', async () => {
    misbehave(BEDROCK_V1, (request, response, body) => {
      breakOff(request, response, Buffer.concat([Buffer.from('{"older":'), body]));
    });
    await update();
    assert.ok(server.requests.includes(`${BEDROCK_V1} (bytes=500-)`), server.requests.join('\n'));
    assert.equal(await updatedOutputPrice(), 3);
  });

  it('refuses another part than it asked for', async () => {
    misbehave(BEDROCK_V1, breakOff, (_request, response, body) => {
      response.writeHead(206, { 'content-range': `bytes 0-99/${body.length}`, etag: etagOf(body) });
      response.end(body.subarray(0, 100));
    });
    await update();
    assert.equal(await updatedOutputPrice(), 3);
  });

  it('tries again when the server is overloaded, but not for ever', async () => {
    const busy: Misbehaviour = (_request, response) => response.writeHead(503).end('<html>busy</html>');
    misbehave(BEDROCK_V1, busy, busy);
    await update();
    assert.equal(server.requests.filter((request) => request === BEDROCK_V1).length, 3);

    server.publish('v2');
    const address = filePath('AmazonBedrock', 'v2');
    misbehave(address, ...Array.from({ length: 10 }, () => busy));
    await assertChangesNothing(update(), /answered with status 503/);
    assert.equal(server.requests.filter((request) => request === address).length, 4);
  });

  it('does not try again what cannot go better', async () => {
    misbehave(BEDROCK_V1, (_request, response) => response.writeHead(403).end());
    await assertChangesNothing(update(), /answered with status 403/);
    assert.equal(server.requests.filter((request) => request === BEDROCK_V1).length, 1);
  });

  it('says what to do when nobody is there, with and without a proxy', async () => {
    const gone = new PriceListServer();
    await gone.start();
    const { origin } = gone;
    await gone.stop();
    const limits = { attempts: 1 };
    await assertChangesNothing(
      update({ client: { origin, limits } }),
      /could not be read: ECONNREFUSED\. Check the network\. Behind a proxy, set HTTPS_PROXY, or http\.proxy in the settings/,
    );
    await assertChangesNothing(
      update({ client: { origin: 'https://prices.invalid', proxy: origin, limits } }),
      /could not be read: ECONNREFUSED\. Check the network and the address of the proxy$/,
    );
  });

  it('gives up a server that drips', async () => {
    misbehave(BEDROCK_V1, (_request, response, body) => {
      response.writeHead(200, { 'content-length': body.length });
      let sent = 0;
      const timer = setInterval(() => response.write(body.subarray(sent, ++sent)), 5);
      response.on('close', () => {
        clearInterval(timer);
      });
    });
    await assertChangesNothing(update({}, { answerMs: 200 }), /took longer than 0\.2 s/);
  });

  it('gives up a server that is silent', async () => {
    const silent: Misbehaviour = () => undefined;
    misbehave(BEDROCK_V1, silent, silent);
    await assertChangesNothing(update({}, { idleMs: 50, attempts: 2 }), /could not be read: no answer for 0\.05 s/);
  });

  it('reads no more than a file may have, whatever its header says', async () => {
    misbehave(BEDROCK_V1, (_request, response) => {
      response.writeHead(200, { 'content-length': 2_000_000_000 });
      response.write('{');
    });
    await assertChangesNothing(update(), /is larger than 64,000,000 bytes/);
    let sent = 0;
    misbehave(BEDROCK_V1, (_request, response) => {
      response.writeHead(200);
      const send = (): void => {
        while (!response.destroyed && response.write(' '.repeat(10_000))) sent += 10_000;
      };
      response.on('drain', send);
      send();
    });
    await assertChangesNothing(update({}, { fileBytes: 100_000 }), /is larger than 100,000 bytes/);
    assert.ok(sent < 20_000_000, `${sent} bytes were sent`);
    assert.deepEqual(
      readdirSync(path.join(cache, 'price-list')).filter((name) => name.includes('.part')),
      [],
    );
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', '<html></html>', /is not JSON/],
    ['JSON that ends early', '{"offerCode":"AmazonBedrock","products":{', /ends too early/],
    [
      'another offer',
      offerFile([], { offer: 'AmazonBedrockFoundationModels' }),
      /is of the offer AmazonBedrockFoundationModels/,
    ],
    ['prices of a thousandth', offerFile([legacy('Nova Test', 'input-tokens', '0.0000008')]), /cannot be right/],
  ];
  for (const [what, text, message] of broken) {
    it(`changes nothing for a file that is ${what}`, async () => {
      await update();
      server.publish('v2');
      server.files.set(filePath('AmazonBedrock', 'v2'), text);
      await assertChangesNothing(update(), message);
    });
  }

  it('follows no address to another host, offer or file', async () => {
    const bad = [
      'https://example.com/offers/v1.0/aws/AmazonBedrock/v1/us-east-1/index.json',
      '//example.com/offers/v1.0/aws/AmazonBedrock/v1/us-east-1/index.json',
      '/offers/v1.0/aws/AmazonBedrock/../../us-east-1/index.json',
      filePath('AmazonEC2', 'v1'),
    ];
    for (const currentVersionUrl of bad) {
      server.files.set(indexPath('AmazonBedrock'), JSON.stringify({ regions: { 'us-east-1': { currentVersionUrl } } }));
      await assertChangesNothing(update(), /has an unexpected address for us-east-1/);
    }
    misbehave(indexPath('AmazonBedrock'), (_request, response) => {
      response.writeHead(302, { location: 'https://example.com/' }).end();
    });
    await assertChangesNothing(update(), /answered with status 302/);
    const client = new PriceListClient({ origin: server.origin });
    await assert.rejects(client.read('https://example.com/'), /nothing else is asked/);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    misbehave(BEDROCK_V1, () => {
      controller.abort();
    });
    const client = { origin: server.origin, signal: controller.signal };
    await assertChangesNothing(update({ client }), /could not be read|abort/i);
  });

  it('goes through a proxy, and names it without its password when it fails', async () => {
    const asked: string[] = [];
    const proxy = createServer((socket) => {
      socket.once('data', (data) => {
        asked.push(data.toString('utf8').split('\r\n', 1)[0] ?? '');
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    try {
      const client = new PriceListClient({
        proxy: `http://user:secret@127.0.0.1:${port}`,
        limits: { attempts: 1 },
      });
      await assert.rejects(client.read('/offers/v1.0/aws/index.json'), (error: Error) => {
        assert.match(
          error.message,
          new RegExp(`\\(through the proxy 127\\.0\\.0\\.1:${port}\\) was answered with status 502$`),
        );
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
      assert.deepEqual(asked, ['CONNECT pricing.us-east-1.amazonaws.com:443 HTTP/1.1']);
    } finally {
      proxy.close();
    }
  });

  it('says when the cache cannot be written', async () => {
    const file = path.join(cache, 'file');
    writeFileSync(file, '');
    await assert.rejects(update({ cacheFolder: path.join(file, 'below') }), /ENOTDIR|EEXIST|ENOENT/);
  });

  it('leaves the old update when writing the new one is interrupted', async () => {
    await update();
    writeFileSync(`${priceUpdateFile(cache)}.interrupted.tmp`, 'sha256:half');
    assert.equal(await updatedOutputPrice(), 3);
    rmSync(priceUpdateFile(cache));
    mkdirSync(priceUpdateFile(cache));
    await assert.rejects(update(), /EISDIR|EPERM|ENOTEMPTY|EEXIST/);
    assert.deepEqual(
      readdirSync(cache).filter((name) => name.endsWith('.tmp')),
      ['price-update.json.interrupted.tmp'],
    );
  });

  it('does not read an update that was changed', async () => {
    await update();
    const file = priceUpdateFile(cache);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"output":3', '"output":2'));
    assert.deepEqual(await readSealed(file), { kind: 'broken', reason: 'was changed or cut off since it was written' });
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 200));
    assert.equal((await readSealed(file)).kind, 'broken');
  });

  describe('of a folder', () => {
    let folder: string;

    beforeEach(() => {
      folder = path.join(cache, 'downloads');
      mkdirSync(path.join(folder, 'AmazonBedrock'), { recursive: true });
    });

    const rows = [legacy('Nova Test', 'output-tokens', '0.0028'), legacy('Nova Test', 'input-tokens', '0.0008')];

    it('asks nobody', async () => {
      writeFileSync(path.join(folder, 'AmazonBedrock', 'us-east-1.json'), offerFile(rows));
      writeFileSync(path.join(folder, 'region_index.json'), '{}');
      const models = offerFile([marketplace('Claude Test 1', 'InputTokenCount', '3.3')], {
        offer: 'AmazonBedrockFoundationModels',
        publicationDate: '2026-09-20T00:00:00Z',
      });
      writeFileSync(path.join(folder, 'models.json'), models);
      const result = await update({ from: folder });
      assert.equal(result.update.checked, '2026-09-20');
      assert.equal(await updatedOutputPrice(), 2.8);
      assert.deepEqual(server.requests, []);
    });

    it('says which file is missing or broken', async () => {
      writeFileSync(path.join(folder, 'bedrock.json'), offerFile(rows));
      await assertChangesNothing(update({ from: folder }), /has no offer file of AmazonBedrockFoundationModels/);
      writeFileSync(path.join(folder, 'models.json'), '{"offerCode":');
      await assertChangesNothing(update({ from: folder }), /^PriceListError: models\.json ends too early/);
      await assertChangesNothing(update({ from: path.join(folder, 'nowhere') }), /nowhere cannot be read: ENOENT/);
    });
  });
});

describe('the cache folder', () => {
  it('is where the platform keeps such things', () => {
    assert.equal(cacheFolder({ XDG_CACHE_HOME: '/x' }, 'linux', '/home/me'), '/x/bedrock-cost-lint');
    assert.equal(cacheFolder({ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/me'), '/home/me/.cache/bedrock-cost-lint');
    assert.equal(cacheFolder({}, 'linux', '/home/me'), '/home/me/.cache/bedrock-cost-lint');
    assert.equal(cacheFolder({}, 'darwin', '/Users/me'), '/Users/me/Library/Caches/bedrock-cost-lint');
  });
});
