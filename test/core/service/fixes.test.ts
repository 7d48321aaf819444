/**
 * Every fix, on programs in the shapes that people write. `⟪x⟫` is what a fix writes, `⟪x→y⟫` what it replaces: the
 * program is the text without them, the expected result the text with them.
 */
import assert from 'node:assert/strict';
import { languageForPath } from '../../../src/core/languages/index.ts';
import { checkRuleWithRealCatalog } from '../../support/checkRule.ts';

interface Shape {
  readonly name: string;
  readonly path: string;
  readonly rule: string;
  readonly text: string;
}

/** In `⟪x⟫` the first group is empty and the second is x. */
const MARKED = /⟪(?:([^⟪⟫→]*)→)?([^⟪⟫→]*)⟫/g;

const CAP = 'sizing/use-max-tokens';
const CACHE = 'caching/use-cache-checkpoint';
/** Small, so that models that cannot write much are worth a cap too. */
const CONFIGURATION = `workloads: [{ files: '**', outputTokens: 100 }]\n`;
/** About 6,000 tokens. */
const MANUAL = 'If a customer has lost a card, block it first and only then ask how it happened.\n'.repeat(300);

const BOTO3 = `import json
import boto3

client = boto3.client("bedrock-runtime", region_name="us-east-1")
`;
const JS = `import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';

const client = new BedrockRuntimeClient({ region: 'us-east-1' });
`;
const CLAUDE = 'us.anthropic.claude-sonnet-4-6';
const NOVA = 'us.amazon.nova-lite-v1:0';

/** Model, prompt fields, and the cap as its body has it. */
const BODIES: readonly (readonly [family: string, model: string, prompt: string, cap: string])[] = [
  ['Claude', CLAUDE, '"anthropic_version": "bedrock-2023-05-31", "messages": []', '"max_tokens": 200'],
  ['Claude text', 'anthropic.claude-v2:1', '"prompt": "Human: Why?"', '"max_tokens_to_sample": 200'],
  ['Nova', NOVA, '"messages": []', '"inferenceConfig": {"maxTokens": 200}'],
  ['Llama', 'us.meta.llama3-3-70b-instruct-v1:0', '"prompt": "Why?"', '"max_gen_len": 200'],
  ['Mistral', 'mistral.mistral-large-2407-v1:0', '"prompt": "Why?"', '"max_tokens": 200'],
  ['Cohere', 'cohere.command-r-plus-v1:0', '"message": "Why?"', '"max_tokens": 200'],
  ['Jamba', 'ai21.jamba-1-5-large-v1:0', '"messages": []', '"max_tokens": 200'],
  ['gpt-oss', 'openai.gpt-oss-120b-1:0', '"messages": []', '"max_tokens": 200'],
];

describe('fixes', () => {
  for (const shape of [
    ...converseCaps(),
    ...bodyCaps(),
    ...libraryCaps(),
    ...goCaps(),
    ...checkpoints(),
    ...otherFixes(),
  ]) {
    describe(`${shape.rule}: ${shape.name}`, () => {
      it('writes what an author would write, once', () => assertFixed(shape));
      it('keeps the line ends of Windows', () => assertFixed({ ...shape, text: shape.text.replaceAll('\n', '\r\n') }));
    });
  }
});

async function assertFixed({ path, rule, text }: Shape): Promise<void> {
  const [before, after] = [text.replace(MARKED, '$1'), text.replace(MARKED, '$2')];
  const surroundings = { path, configuration: CONFIGURATION, workspaceFiles: { 'manual.md': MANUAL } };
  const checked = await checkRuleWithRealCatalog(rule, { ...surroundings, text: before });
  assert.ok(checked.findings.length > 0, 'nothing is found');
  const fixed = checked.fixed();
  assert.equal(fixed, after);
  assert.deepEqual(syntaxErrors(path, fixed), []);
  assert.deepEqual((await checkRuleWithRealCatalog(rule, { ...surroundings, text: fixed })).findings, []);
}

function syntaxErrors(path: string, text: string): readonly unknown[] {
  const language = languageForPath(path);
  assert.ok(language);
  return language.lower({ uri: `file:///${path}`, text }).syntaxErrors;
}

function python(rule: string, name: string, text: string, prelude = BOTO3): Shape {
  return { rule, name: `${name}, Python`, path: 'app.py', text: `${prelude}\n${text}` };
}

function typescript(rule: string, name: string, text: string, prelude = JS): Shape {
  return { rule, name: `${name}, TypeScript`, path: 'app.ts', text: `${prelude}\n${text}` };
}

function converseCaps(): readonly Shape[] {
  return [
    python(
      CAP,
      'Converse on one line',
      `client.converse(modelId="${CLAUDE}", messages=[]⟪, inferenceConfig={"maxTokens": 200}⟫)\n`,
    ),
    python(
      CAP,
      'Converse on lines with a comma behind the last',
      `def ask(messages):
    return client.converse(
        modelId="${CLAUDE}",
        messages=messages,⟪
        inferenceConfig={"maxTokens": 200},⟫
    )
`,
    ),
    python(
      CAP,
      'Converse without a comma behind the last, and a comment',
      `client.converse(
    modelId="${CLAUDE}",
    messages=[]⟪,⟫  # one turn⟪
    inferenceConfig={"maxTokens": 200}⟫
)
`,
    ),
    python(
      CAP,
      'ConverseStream with settings',
      `client.converse_stream(
    modelId="${CLAUDE}",
    messages=[],
    inferenceConfig={"temperature": 0⟪, "maxTokens": 200⟫},
)
`,
    ),
    python(
      CAP,
      'settings in a variable',
      `SETTINGS = {
    "temperature": 0,
    "topP": 0.9⟪,
    "maxTokens": 200⟫
}
client.converse(modelId="${CLAUDE}", messages=[], inferenceConfig=SETTINGS)
`,
    ),
    python(
      CAP,
      'a request in a variable that is spread',
      `request = {
    "modelId": "${CLAUDE}",
    "messages": [],⟪
    "inferenceConfig": {"maxTokens": 200},⟫
}
client.converse(**request)
`,
    ),
    python(
      CAP,
      'the quotes of the file',
      `client.converse(modelId='${CLAUDE}', messages=[]⟪, inferenceConfig={'maxTokens': 200}⟫)\n`,
      BOTO3.replaceAll('"', "'"),
    ),
    python(
      CAP,
      'a cap of None',
      `client.converse(modelId="${CLAUDE}", messages=[], inferenceConfig={"maxTokens": ⟪None→200⟫})\n`,
    ),
    python(
      CAP,
      'before other arguments that are spread',
      `more = {"guardrailConfig": {}}\nclient.converse(modelId="${CLAUDE}", messages=[], ⟪inferenceConfig={"maxTokens": 200}, ⟫**more)\n`,
    ),
    python(
      CAP,
      'tabs',
      `if client:
	client.converse(
		modelId="${CLAUDE}",
		messages=[],⟪
		inferenceConfig={"maxTokens": 200},⟫
	)
`,
    ),
    typescript(
      CAP,
      'Converse',
      `await client.send(
  new ConverseCommand({
    modelId: '${CLAUDE}',
    messages: [],⟪
    inferenceConfig: { maxTokens: 200 },⟫
  }),
);
`,
    ),
    typescript(
      CAP,
      'Converse without a comma behind the last',
      `const command = new ConverseCommand({
  modelId: "${CLAUDE}",
  messages: []⟪,
  inferenceConfig: { maxTokens: 200 }⟫
});
`,
    ),
    typescript(
      CAP,
      'ConverseStream on one line',
      `new ConverseStreamCommand({ modelId: '${CLAUDE}', messages: []⟪, inferenceConfig: { maxTokens: 200 }⟫ });\n`,
    ),
    typescript(
      CAP,
      'a request in a variable',
      `const input = {
  modelId: '${CLAUDE}',
  messages: [],
  inferenceConfig: { temperature: 0⟪, maxTokens: 200⟫ },
};
await client.send(new ConverseCommand(input));
`,
    ),
  ];
}

function bodyCaps(): readonly Shape[] {
  return BODIES.flatMap(([family, model, prompt, cap]) => [
    python(
      CAP,
      `body of ${family}`,
      `body = {${prompt}⟪, ${cap}⟫}\nclient.invoke_model(modelId="${model}", body=json.dumps(body))\n`,
    ),
    typescript(
      CAP,
      `body of ${family}`,
      `const body = { ${unquoted(prompt)}⟪, ${unquoted(cap)}⟫ };
await client.send(new InvokeModelCommand({ modelId: '${model}', body: JSON.stringify(body) }));
`,
    ),
  ]);
}

/** The same data as TypeScript writes it. */
function unquoted(fields: string): string {
  return fields
    .replaceAll(/"(\w+)":/g, '$1:')
    .replaceAll(/\{([^{}]+)\}/g, '{ $1 }')
    .replaceAll('"', "'");
}

function libraryCaps(): readonly Shape[] {
  const anthropic = 'from anthropic import AnthropicBedrock\n\nclient = AnthropicBedrock(aws_region="us-east-1")\n';
  const anthropicJs =
    "import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';\n\nconst client = new AnthropicBedrock({ awsRegion: 'us-east-1' });\n";
  const openAi =
    'from openai import OpenAI\n\nclient = OpenAI(base_url="https://bedrock-mantle.us-east-1.api.aws/v1")\n';
  const openAiJs =
    "import OpenAI from 'openai';\n\nconst client = new OpenAI({ baseURL: 'https://bedrock-mantle.us-east-1.api.aws/v1' });\n";
  return [
    python(CAP, 'Anthropic', `client.messages.create(model="${CLAUDE}", messages=[]⟪, max_tokens=200⟫)\n`, anthropic),
    typescript(
      CAP,
      'Anthropic',
      `await client.messages.create({ model: '${CLAUDE}', messages: []⟪, max_tokens: 200⟫ });\n`,
      anthropicJs,
    ),
    python(
      CAP,
      'LangChain',
      `llm = ChatBedrockConverse(\n    model="${NOVA}",⟪\n    max_tokens=200,⟫\n)\n`,
      'from langchain_aws import ChatBedrockConverse\n',
    ),
    typescript(
      CAP,
      'LangChain',
      `const model = new ChatBedrockConverse({\n  model: '${NOVA}',⟪\n  maxTokens: 200,⟫\n});\n`,
      "import { ChatBedrockConverse } from '@langchain/aws';\n",
    ),
    python(
      CAP,
      'Chat Completions',
      `client.chat.completions.create(model="openai.gpt-oss-120b", messages=[]⟪, max_completion_tokens=200⟫)\n`,
      openAi,
    ),
    typescript(
      CAP,
      'Chat Completions',
      `await client.chat.completions.create({ model: 'openai.gpt-oss-120b', messages: []⟪, max_completion_tokens: 200⟫ });\n`,
      openAiJs,
    ),
    python(
      CAP,
      'Responses',
      `client.responses.create(\n    model="openai.gpt-oss-120b",\n    input="Why?"⟪,\n    max_output_tokens=200⟫\n)\n`,
      openAi,
    ),
    typescript(
      CAP,
      'Responses',
      `await client.responses.create({ model: 'openai.gpt-oss-120b', input: 'Why?'⟪, max_output_tokens: 200⟫ });\n`,
      openAiJs,
    ),
  ];
}

function goCaps(): readonly Shape[] {
  const go = (name: string, imports: readonly string[], body: string): Shape => ({
    rule: CAP,
    name: `${name}, Go`,
    path: 'main.go',
    text: `package main\n\nimport (\n${imports.map((path) => `\t"${path}"\n`).join('')})\n\nfunc main() {\n${body}}\n`,
  });
  const openAi = 'github.com/openai/openai-go';
  return [
    go(
      'Anthropic',
      ['github.com/anthropics/anthropic-sdk-go', 'github.com/anthropics/anthropic-sdk-go/bedrock'],
      `\tclient := anthropic.NewClient(bedrock.WithLoadDefaultConfig(ctx))
\tclient.Messages.New(ctx, anthropic.MessageNewParams{
\t\tModel: "${CLAUDE}",⟪
\t\tMaxTokens: 200,⟫
\t})
`,
    ),
    go(
      'Eino',
      ['github.com/cloudwego/eino-ext/components/model/claude'],
      `\tclaude.NewChatModel(ctx, &claude.Config{ByBedrock: true, Region: "us-east-1", Model: "${CLAUDE}"⟪, MaxTokens: 200⟫})\n`,
    ),
    go(
      'OpenAI',
      [openAi, `${openAi}/option`],
      `\tclient := openai.NewClient(option.WithBaseURL("https://bedrock-mantle.us-east-1.api.aws/v1"))
\tclient.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
\t\tModel: "openai.gpt-oss-120b",⟪
\t\tMaxCompletionTokens: openai.Int(200),⟫
\t})
`,
    ),
    go(
      'go-openai',
      ['github.com/sashabaranov/go-openai'],
      `\tconfig := openai.DefaultConfig("key")
\tconfig.BaseURL = "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1"
\tclient := openai.NewClientWithConfig(config)
\tclient.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "openai.gpt-oss-120b-1:0"⟪, MaxCompletionTokens: 200⟫})
`,
    ),
  ];
}

function checkpoints(): readonly Shape[] {
  const manual = 'MANUAL = open("manual.md").read()\n';
  const anthropic = `from anthropic import AnthropicBedrock\n\nclient = AnthropicBedrock(aws_region="us-east-1")\n${manual}`;
  const inLoop = (call: string): string => `for question in questions:\n    ${call.replaceAll('\n', '\n    ')}\n`;
  const manualJs = `import { readFileSync } from 'node:fs';\n${JS}const MANUAL = readFileSync('manual.md', 'utf8');\n`;
  return [
    python(
      CACHE,
      'Converse, in the system prompt',
      inLoop(`client.converse(
    modelId="${CLAUDE}",
    system=[{"text": MANUAL}⟪, {"cachePoint": {"type": "default"}}⟫],
    messages=[{"role": "user", "content": [{"text": question}]}],
    inferenceConfig={"maxTokens": 200},
)`),
      BOTO3 + manual,
    ),
    python(
      CACHE,
      'Converse, before the question',
      inLoop(`client.converse(
    modelId="${CLAUDE}",
    messages=[
        {
            "role": "user",
            "content": [
                {"text": MANUAL},⟪
                {"cachePoint": {"type": "default"}},⟫
                {"text": question},
            ],
        }
    ],
    inferenceConfig={"maxTokens": 200},
)`),
      BOTO3 + manual,
    ),
    typescript(
      CACHE,
      'Converse, in the system prompt',
      `for (const text of questions) {
  await client.send(
    new ConverseCommand({
      modelId: '${CLAUDE}',
      system: [
        { text: MANUAL },⟪
        { cachePoint: { type: 'default' } },⟫
      ],
      messages: [{ role: 'user', content: [{ text }] }],
      inferenceConfig: { maxTokens: 200 },
    }),
  );
}
`,
      manualJs,
    ),
    python(
      CACHE,
      'Anthropic, a plain system prompt',
      inLoop(`client.messages.create(
    model="${CLAUDE}",
    max_tokens=200,
    system=⟪MANUAL→[{"type": "text", "text": MANUAL, "cache_control": {"type": "ephemeral"}}]⟫,
    messages=[{"role": "user", "content": question}],
)`),
      anthropic,
    ),
    python(
      CACHE,
      'Anthropic, blocks',
      inLoop(`client.messages.create(
    model="${CLAUDE}",
    max_tokens=200,
    system=[{"type": "text", "text": MANUAL⟪, "cache_control": {"type": "ephemeral"}⟫}],
    messages=[{"role": "user", "content": question}],
)`),
      anthropic,
    ),
    python(
      CACHE,
      'body of Claude',
      inLoop(`body = json.dumps({
    "anthropic_version": "bedrock-2023-05-31",
    "max_tokens": 200,
    "system": ⟪MANUAL→[{"type": "text", "text": MANUAL, "cache_control": {"type": "ephemeral"}}]⟫,
    "messages": [{"role": "user", "content": question}],
})
client.invoke_model(modelId="${CLAUDE}", body=body)`),
      BOTO3 + manual,
    ),
    python(
      CACHE,
      'body of Nova',
      inLoop(`body = {
    "system": [{"text": MANUAL⟪, "cachePoint": {"type": "default"}⟫}],
    "messages": [{"role": "user", "content": [{"text": question}]}],
    "inferenceConfig": {"maxTokens": 200},
}
client.invoke_model(modelId="${NOVA}", body=json.dumps(body))`),
      BOTO3 + manual,
    ),
  ];
}

function otherFixes(): readonly Shape[] {
  const excess = 'correctness/no-excess-max-tokens';
  return [
    python(
      excess,
      'a number in the call',
      `client.converse(modelId="${NOVA}", messages=[], inferenceConfig={"maxTokens": ⟪90_000→10000⟫})\n`,
    ),
    python(
      excess,
      'a constant',
      `LIMIT = ⟪90000→10000⟫\nclient.converse(modelId="${NOVA}", messages=[], inferenceConfig={"maxTokens": LIMIT})\n`,
    ),
    typescript(
      excess,
      'a number in the call',
      `new ConverseCommand({ modelId: '${NOVA}', messages: [], inferenceConfig: { maxTokens: ⟪9e4→10000⟫ } });\n`,
    ),
  ];
}
