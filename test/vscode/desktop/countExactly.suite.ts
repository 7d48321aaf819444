import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/client/commandIds.ts';
import { BedrockStandIn, KEYS } from '../../support/bedrockStandIn.ts';
import { equal, ok } from '../suite/assert.ts';
import { extensionApi, hoverText, lensesOf, openFile, workspaceFile } from '../suite/editor.ts';
import type { Message } from '../suite/messages.ts';
import { Messages } from '../suite/messages.ts';
import { CancelButton } from './cancelButton.ts';
import { OwnUser, useProxy } from './ownUser.ts';
import { ProxyStandIn } from './proxyStandIn.ts';
import { selfSignedCertificate } from './selfSignedCertificate.ts';

const FILE = 'counted.py';
const TEXT = `import boto3

client = boto3.client("bedrock-runtime", region_name="eu-central-1")


def whole():
    return client.converse(
        modelId="eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
        system=[{"text": "Be short."}],
        messages=[{"role": "user", "content": [{"text": "Why is the sky blue?"}]}],
        inferenceConfig={"maxTokens": 200},
    )


def part(question: str):
    return client.converse(
        modelId="eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        system=[{"text": "Answer in French."}],
        messages=[{"role": "user", "content": [{"text": f"Customer: {question}"}]}],
        inferenceConfig={"maxTokens": 200},
    )


def newer():
    return client.converse(
        modelId="eu.anthropic.claude-opus-4-7",
        messages=[{"role": "user", "content": [{"text": "Why is the sea salt?"}]}],
        inferenceConfig={"maxTokens": 200},
    )


def unknown(question: str):
    return client.converse(
        modelId="eu.anthropic.claude-haiku-4-5-20251001-v1:0",
        messages=[{"role": "user", "content": [{"text": question}]}],
        inferenceConfig={"maxTokens": 200},
    )
`;

describe('counting exactly with Bedrock', () => {
  const user = new OwnUser();
  const uri = workspaceFile(FILE);
  let bedrock: BedrockStandIn;
  let messages: Messages;

  before(async () => {
    await extensionApi();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
    bedrock = new BedrockStandIn();
    await bedrock.start();
    bedrock.tokens = 23;
    await user.enter({
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      AWS_ENDPOINT_URL_BEDROCK_MANTLE: bedrock.url,
    });
    messages = new Messages();
    await openFile(FILE);
  });
  after(async () => {
    messages.dispose();
    bedrock.stop();
    await user.leave();
    await vscode.workspace.fs.delete(uri);
  });
  beforeEach(() => {
    messages.take();
    messages.choice = undefined;
    bedrock.received.length = 0;
  });

  /** Runs the command with the cursor in a call, and gives what was said. */
  async function countIn(name: string): Promise<readonly Message[]> {
    const position = placeIn(name);
    const editor = await openFile(FILE);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand(COMMANDS.countExactly);
    return messages.take();
  }

  async function lensOf(name: string): Promise<string> {
    const line = placeIn(name).line - 1;
    const lens = (await lensesOf(uri)).find(({ range }) => range.start.line === line);
    return lens?.command?.title ?? '';
  }

  it('is not done unasked', async () => {
    await vscode.commands.executeCommand(COMMANDS.checkWorkspace);
    ok((await hoverText(uri, placeIn('whole'))).includes('| segment |'), 'there is no hover');
    ok((await lensOf('whole')).startsWith('≈ '), await lensOf('whole'));
    equal(bedrock.received, []);
  });

  it('asks before it sends anything: what, how much, where to, for which model', async () => {
    const [question, ...others] = await countIn('whole');
    ok(question, 'nothing was asked');
    equal(others, []);
    const { detail, ...dialog } = question;
    equal(dialog, {
      severity: 'warning',
      text: 'Send this prompt to Amazon Bedrock to be counted?',
      isModal: true,
      choices: ['Send and Count'],
    });
    const host = new URL(bedrock.url).host;
    const sent = `A request of ${JSON.stringify(WHOLE).length} characters, with the prompt as the code has it,`;
    const place = `${host} (Region eu-central-1, named by AWS_ENDPOINT_URL_BEDROCK_RUNTIME)`;
    const model = 'Claude Sonnet 4.5 (anthropic.claude-sonnet-4-5-20250929-v1:0)';
    ok(
      detail.startsWith(`${sent} goes to ${place} with your AWS credentials, to be counted for ${model}.\n\nBedrock`),
      detail,
    );
    const later = `Once you agree, other prompts of this workspace are sent to ${host} by this command without a question.`;
    ok(detail.endsWith(later), detail);
    equal(bedrock.received, []);
    ok((await lensOf('whole')).startsWith('≈ '), await lensOf('whole'));
  });

  it('asks again after a refusal, then sends the call, signed, and shows the count over it', async () => {
    messages.choice = 'Send and Count';
    const [question, result, ...others] = await countIn('whole');
    ok(question?.isModal, 'it was not asked again');
    equal(others, []);
    ok(result?.severity === 'information', JSON.stringify(result));
    ok(
      /^Bedrock counts 23 tokens of Claude Sonnet 4\.5 for the whole request; \d+ were estimated\.$/.test(result.text),
      result.text,
    );
    equal(
      bedrock.received.map(({ path, authorization, body }) => ({ path, authorization, body })),
      [
        {
          path: '/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens',
          authorization: 'eu-central-1/bedrock',
          body: { input: { converse: WHOLE } },
        },
      ],
    );
    ok(/^23 tokens in \(exact, \d{4}-\d\d-\d\d\) · /.test(await lensOf('whole')), await lensOf('whole'));
    const hover = await hoverText(uri, placeIn('whole'));
    ok(/Counted by Bedrock on \d{4}-\d\d-\d\d: \*\*23 tokens\*\* for the whole request, exact/.test(hover), hover);
  });

  it('asks once for a workspace and host, and says what was left out', async () => {
    const said = await countIn('part');
    equal(said.length, 1);
    const counted = 'Bedrock counts 23 tokens of Claude Haiku 4.5 for the request without "question"; ';
    ok(said[0]?.text.startsWith(counted), said[0]?.text ?? '');
    equal(bedrock.received.length, 1);
    ok((await lensOf('part')).startsWith('≈ '), await lensOf('part'));
    ok((await hoverText(uri, placeIn('part'))).includes('**23 tokens** without `question`, exact'), 'not in the hover');
  });

  it('asks bedrock-mantle for a model that is counted there', async () => {
    await countIn('newer');
    const [received] = bedrock.received;
    ok(received, 'nothing was asked');
    equal(received.path, '/anthropic/v1/messages/count_tokens');
    equal(received.authorization, 'eu-central-1/bedrock-mantle');
    equal(received.body, {
      model: 'anthropic.claude-opus-4-7',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Why is the sea salt?' }] }],
    });
    ok((await lensOf('newer')).startsWith('23 tokens in (exact, '), await lensOf('newer'));
  });

  it('outlives the server, and ends with a change of the prompt', async () => {
    await vscode.commands.executeCommand(COMMANDS.restartServer);
    ok((await lensOf('whole')).startsWith('23 tokens in (exact, '), await lensOf('whole'));
    const editor = await openFile(FILE);
    const word = editor.document.positionAt(TEXT.indexOf('blue'));
    await editor.edit((edit) => {
      edit.insert(word, 'so ');
    });
    ok((await lensOf('whole')).startsWith('≈ '), await lensOf('whole'));
    await vscode.commands.executeCommand('undo');
    equal(bedrock.received, []);
  });

  it('says what is missing where there is nothing to count', async () => {
    const [problem, ...others] = await countIn('unknown');
    equal(others, []);
    equal(problem?.text, 'Nothing of this prompt is known here, so there is nothing to count.');
    const editor = await openFile(FILE);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand(COMMANDS.countExactly);
    equal(messages.take()[0]?.text, 'Put the cursor into a Bedrock call or a prompt template first.');
    equal(bedrock.received, []);
  });

  it('says what to do when AWS refuses', async () => {
    bedrock.answers.push({
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: { message: 'User is not authorized' },
    });
    const [error, ...others] = await countIn('part');
    equal(others, []);
    ok(error?.severity === 'error', JSON.stringify(error));
    const action = 'the IAM identity needs the action bedrock:CountTokens for anthropic.claude-haiku-4-5-20251001-v1:0';
    equal(error.text, `Not allowed to count tokens: ${action}. AWS says: User is not authorized`);
  });

  it('ends without a word when it is cancelled', async () => {
    const cancel = new CancelButton();
    bedrock.answers.push('silence');
    try {
      const counting = countIn('part');
      while (bedrock.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      cancel.press();
      equal(await counting, []);
    } finally {
      cancel.dispose();
    }
  });

  it("goes through the editor's own proxy, and sends nothing when it cannot be trusted", async () => {
    const host = 'bedrock-runtime.eu-central-1.amazonaws.com';
    const proxy = new ProxyStandIn(selfSignedCertificate(host), () => bedrock.url);
    await proxy.start();
    Reflect.deleteProperty(process.env, 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME');
    await useProxy(proxy.url);
    try {
      messages.choice = 'Send and Count';
      const [question, untrusted] = await countIn('part');
      ok(question?.detail.includes(`${host} (Region eu-central-1)`), JSON.stringify(question));
      equal(proxy.asked, [`${host}:443`]);
      ok(untrusted?.text.startsWith(`The certificate of ${host} is not trusted (`), untrusted?.text ?? 'no error');
      proxy.refusal = { status: '502 Bad Gateway' };
      const [refused] = await countIn('part');
      const advice = 'Check the network. Behind a proxy, name it in the setting http.proxy.';
      ok(refused?.text.startsWith(`${host} cannot be reached (`) && refused.text.endsWith(advice), refused?.text ?? '');
    } finally {
      process.env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'] = bedrock.url;
      await useProxy(undefined);
      proxy.stop();
    }
  });

  it('says what to do when nobody answers', async () => {
    const { host } = new URL(bedrock.url);
    bedrock.stop();
    const [error, ...others] = await countIn('part');
    equal(others, []);
    ok(error?.severity === 'error', JSON.stringify(error));
    const variable = 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME';
    const advice = `${variable} names it: change that, or start what should answer there.`;
    equal(error.text, `${host} cannot be reached (ECONNREFUSED). ${advice}`);
  });
});

const WHOLE = {
  messages: [{ role: 'user', content: [{ text: 'Why is the sky blue?' }] }],
  system: [{ text: 'Be short.' }],
};

/** In the call of a function. */
function placeIn(name: string): vscode.Position {
  const before = TEXT.slice(0, TEXT.indexOf('modelId', TEXT.indexOf(`def ${name}(`)));
  const lines = before.split('\n');
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
