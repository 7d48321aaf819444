import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';
import { filePath, PriceListServer } from '../../priceUpdate/priceListServer.ts';
import { legacy, marketplace, offerFile } from '../../support/priceListFiles.ts';
import { equal, ok } from '../suite/assert.ts';
import { extensionApi, hoverText, openFile, workspaceFile } from '../suite/editor.ts';
import type { Message } from '../suite/messages.ts';
import { Messages } from '../suite/messages.ts';
import { CancelButton } from './cancelButton.ts';
import { OwnUser, useProxy } from './ownUser.ts';
import { ProxyStandIn } from './proxyStandIn.ts';
import { selfSignedCertificate } from './selfSignedCertificate.ts';

const HOST = 'pricing.us-east-1.amazonaws.com';
const TODAY = new Date().toISOString().slice(0, 10);

const FILE = 'priced.py';
const TEXT = `import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")

client.converse(
    modelId="amazon.nova-pro-v1:0",
    messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
    inferenceConfig={"maxTokens": 200},
)
`;

describe('updating prices', () => {
  const user = new OwnUser();
  const uri = workspaceFile(FILE);
  const prices = new PriceListServer();
  const certificate = selfSignedCertificate(HOST);
  const proxy = new ProxyStandIn(certificate, () => prices.origin);
  const folder = mkdtempSync(path.join(tmpdir(), 'vscode-prices-'));
  let messages: Messages;
  let shipped: string;

  before(async () => {
    await extensionApi();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
    await prices.start();
    await proxy.start();
    const trusted = path.join(folder, 'proxy.pem');
    writeFileSync(trusted, certificate.cert);
    await useProxy(proxy.url);
    await user.enter({ NODE_EXTRA_CA_CERTS: trusted });
    messages = new Messages();
    await openFile(FILE);
    shipped = await priceSource();
  });
  after(async () => {
    messages.dispose();
    proxy.stop();
    await prices.stop();
    await useProxy(undefined);
    await user.leave();
    await vscode.workspace.fs.delete(uri);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    messages.take();
    messages.choice = 'Fetch Prices';
    proxy.asked.length = 0;
    proxy.refusal = undefined;
  });

  /** What was said after the question. */
  async function update(): Promise<readonly Message[]> {
    await vscode.commands.executeCommand(COMMANDS.updatePrices);
    const [question, ...others] = messages.take();
    ok(question?.isModal, `it was not asked: ${JSON.stringify(question)}`);
    return others;
  }

  async function priceSource(): Promise<string> {
    const call = new vscode.Position(4, 10);
    return /Price source: .*/.exec(await hoverText(uri, call))?.[0] ?? '';
  }

  it('asks before it fetches anything, and says from where', async () => {
    messages.choice = undefined;
    await vscode.commands.executeCommand(COMMANDS.updatePrices);
    const [question, ...others] = messages.take();
    ok(question, 'nothing was asked');
    equal(others, []);
    equal(question.choices, ['Fetch Prices']);
    ok(question.isModal && question.detail.includes(HOST), question.detail);
    equal(proxy.asked, []);
  });

  it('leaves prices as they are, and says why, when they cannot be had', async () => {
    proxy.refusal = { status: '403 Forbidden' };
    const [error, ...others] = await update();
    equal(others, []);
    ok(error?.severity === 'error', JSON.stringify(error));
    const through = `through the proxy ${new URL(proxy.url).host}`;
    ok(error.text.startsWith(`Prices are as they were. https://${HOST}/`) && error.text.includes(through), error.text);
    equal([...new Set(proxy.asked)], [`${HOST}:443`]);
    equal(await priceSource(), shipped);
  });

  it('shows the new prices, and says how many there are', async () => {
    publish('v1', '0.0007');
    const [summary, ...others] = await update();
    equal(others, []);
    equal(summary, {
      severity: 'information',
      text: `AWS price list of ${TODAY}: 1 price changed or new, 4 confirmed.`,
      detail: '',
      isModal: false,
      choices: ['Show What Was Not Used'],
    });
    equal([...new Set(proxy.asked)], [`${HOST}:443`]);
    ok((await priceSource()).includes(`AWS price list of ${TODAY}`), await priceSource());
  });

  it('keeps the prices of the last update when a later one is broken', async () => {
    const updated = await priceSource();
    publish('v2', '0.0001');
    prices.files.set(filePath('AmazonBedrock', 'v2'), '{"formatVersion":"v1.0",');
    const [error] = await update();
    ok(error?.severity === 'error', JSON.stringify(error));
    ok(error.text.startsWith('Prices are as they were. '), error.text);
    equal(await priceSource(), updated);
  });

  it('ends without a word when it is cancelled', async () => {
    const updated = await priceSource();
    const cancel = new CancelButton();
    publish('v3', '0.0006');
    prices.misbehaviours.set(filePath('AmazonBedrock', 'v3'), [
      () => {
        cancel.press();
      },
    ]);
    try {
      equal(await update(), []);
    } finally {
      cancel.dispose();
    }
    equal(await priceSource(), updated);
  });

  function publish(version: string, novaInput: string): void {
    const options = { version, publicationDate: `${TODAY}T00:00:00Z` };
    const nova = [
      legacy('Nova Pro', 'input-tokens', novaInput, { effectiveDate: `${TODAY}T00:00:00Z` }),
      legacy('Nova Pro', 'output-tokens', '0.0032'),
      legacy('Nova 9', 'input-tokens', '0.0009'),
    ];
    prices.publishOffer('AmazonBedrock', version, offerFile(nova, options));
    const offer = 'AmazonBedrockFoundationModels';
    const claude = [
      marketplace('Claude Haiku 4.5', 'InputTokenCount', '1.1'),
      marketplace('Claude Haiku 4.5', 'InputTokenCount_Global', '1'),
      marketplace('Claude Haiku 4.5', 'OutputTokenCount', '5.5'),
    ];
    prices.publishOffer(offer, version, offerFile(claude, { ...options, offer }));
  }
});
