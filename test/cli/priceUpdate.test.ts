import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildCli, runCli } from '../support/cli.ts';
import type { Outcome } from '../support/cli.ts';
import { legacy, marketplace, offerFile } from '../support/priceListFiles.ts';

const NOVA = 'amazon.nova-pro-v1:0';

describe('price update', () => {
  let folder: string;
  let downloads: string;

  before(function () {
    this.timeout(120_000);
    return buildCli();
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bedrock-cost-lint-update-'));
    downloads = path.join(folder, 'downloads');
    mkdirSync(downloads);
    const date = { publicationDate: '2026-11-14T00:00:00Z' };
    const bedrock = [
      legacy('Nova Pro', 'input-tokens', '0.0007', { effectiveDate: '2026-11-01T00:00:00Z' }),
      legacy('Nova Pro', 'output-tokens', '0.0032'),
      legacy('Nova Pro', 'cache-read-input-token-count', '0.0009'),
      legacy('Nova Pro', 'input-tokens-turbo', '0.0009'),
      legacy('Nova 9', 'input-tokens', '0.0009'),
    ];
    writeFileSync(path.join(downloads, 'bedrock.json'), offerFile(bedrock, date));
    const models = [
      marketplace('Claude Haiku 4.5', 'InputTokenCount', '1.1'),
      marketplace('Claude Haiku 4.5', 'InputTokenCount_Global', '1'),
      marketplace('Claude Haiku 4.5', 'OutputTokenCount', '5.5'),
      marketplace('Claude Haiku 4.5', 'OutputTokenCount_Global', '5'),
    ];
    writeFileSync(
      path.join(downloads, 'models.json'),
      offerFile(models, { ...date, offer: 'AmazonBedrockFoundationModels' }),
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function run(...args: readonly string[]): Promise<Outcome> {
    return runCli(args, { cwd: folder, env: { XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder } });
  }

  it('changes what calls cost from then on, and says so with its date', async () => {
    const { stdout, exitCode, stderr } = await run('price', 'update', '--from', downloads);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^AWS price list of 2026-11-14 · as of 2026-11-14\n1 price changed, 0 new, 5 confirmed\n/);
    assert.match(stdout, /amazon\.nova-pro-v1:0 +input +us-east-1 +\$0\.8 +\$0\.7/);
    assert.match(stdout, /Not in the catalogue, so not priced:\n {2}Nova 9\n/);
    assert.match(stdout, /would make reading a cache \(\$0\.9\) no cheaper than input \(\$0\.7\)/);
    assert.match(stdout, /USE1-NovaPro-input-tokens-turbo \(Nova Pro, us-east-1\) has the unknown word "turbo"/);

    const shown = await run('price', NOVA, '--region', 'us-east-1');
    assert.match(shown.stdout, /in-region +standard +\$0\.70 +\$3\.20 +\$0\.20 /);
    assert.match(
      shown.stdout,
      /AWS price list of 2026-11-14, from your price update, read 2026-11-14, in force from 2026-11-01/,
    );
    const list = await run('price', '--list');
    assert.match(
      list.stdout,
      /prices as of 2026-11-14\nWith your price update: AWS price list of 2026-11-14, as of 2026-11-14\./,
    );
  });

  it('changes nothing in a dry run, nor with a folder that lacks a file', async () => {
    const before = (await run('price', NOVA, '--json')).stdout;
    const { stdout } = await run('price', 'update', '--from', downloads, '--dry-run', '--format', 'json');
    const { changes, file } = JSON.parse(stdout) as { readonly changes: readonly unknown[]; readonly file: unknown };
    assert.equal(changes.length, 1);
    assert.equal(file, null);
    rmSync(path.join(downloads, 'models.json'));
    const { stderr, exitCode } = await run('price', 'update', '--from', downloads);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^error: Prices are as they were\. .*no offer file of AmazonBedrockFoundationModels\n$/);
    assert.equal((await run('price', NOVA, '--json')).stdout, before);
  });

  it('says when an update was changed by something else, and does without it', async () => {
    const before = (await run('price', NOVA, '--json')).stdout;
    const { stdout } = await run('price', 'update', '--from', downloads);
    const file = /^Used from now on: (.*)$/m.exec(stdout)?.[1] ?? '';
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.7', '0.1'));
    assert.equal((await run('price', NOVA, '--json')).stdout, before);
    assert.match((await run('price', '--list')).stdout, /Your price update is not used: it was changed or cut off/);
  });
});
