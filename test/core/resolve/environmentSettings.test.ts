import assert from 'node:assert/strict';
import type { Resolved } from '../../../src/core/domain/resolved.ts';
import { knownValue, knownValues } from '../../../src/core/domain/resolved.ts';
import { analyzeText } from '../../support/analyze.ts';

const DEPLOYED = 'amazon.nova-pro-v1:0';
const DEFAULT = 'amazon.nova-lite-v1:0';

async function modelOf(
  path: string,
  lines: readonly string[],
  workspaceFiles: Readonly<Record<string, string>>,
): Promise<Resolved<string>> {
  const { callSites } = await analyzeText({ path, text: lines.join('\n'), workspaceFiles });
  const [model] = callSites.map(({ callSite }) => callSite.model);
  assert.ok(model);
  assert.equal(callSites.length, 1);
  return model;
}

function pythonModel(
  settings: readonly string[],
  field: string,
  files: Readonly<Record<string, string>>,
): Promise<Resolved<string>> {
  const text = [
    'import boto3',
    'from config import settings',
    'client = boto3.client("bedrock-runtime")',
    'def ask(question):',
    '    return client.converse(',
    `        modelId=settings.${field},`,
    '        messages=[{"role": "user", "content": [{"text": question}]}],',
    '        inferenceConfig={"maxTokens": 100})',
    '',
  ];
  const config = [...settings, '', 'settings = Settings()', ''].join('\n');
  return modelOf('app/ask.py', text, { 'app/config.py': config, ...files });
}

const IMPORTS = ['from pydantic import Field', 'from pydantic_settings import BaseSettings, SettingsConfigDict'];

describe('a field of settings that are read from the environment', () => {
  const PLAIN = [...IMPORTS, 'class Settings(BaseSettings):', `    model_id: str = "${DEFAULT}"`];

  it('is the variable of its name, else its default', async () => {
    assert.equal(knownValue(await pythonModel(PLAIN, 'model_id', { 'app/.env': `MODEL_ID=${DEPLOYED}\n` })), DEPLOYED);
    assert.equal(knownValue(await pythonModel(PLAIN, 'model_id', { 'app/.env': `model_id=${DEPLOYED}\n` })), DEPLOYED);
    assert.equal(knownValue(await pythonModel(PLAIN, 'model_id', { 'app/.env': `OTHER=${DEPLOYED}\n` })), DEFAULT);
  });

  it('is open where an example shows what may be set', async () => {
    const model = await pythonModel(PLAIN, 'model_id', { 'app/.env.example': `MODEL_ID=${DEPLOYED}\n` });
    assert.ok(model.state === 'known' && model.isOpen);
    assert.deepEqual([...knownValues(model)].sort(), [DEFAULT, DEPLOYED]);
  });

  it('is not known where only the environment gives it', async () => {
    const required = [...IMPORTS, 'class Settings(BaseSettings):', '    model_id: str'];
    const model = await pythonModel(required, 'model_id', {});
    assert.equal(model.state, 'unknown');
    assert.match(JSON.stringify(model), /MODEL_ID/);
  });

  it('has the prefix of its class, or of the one above', async () => {
    const inherited = [
      ...IMPORTS,
      'class Common(BaseSettings):',
      '    model_config = SettingsConfigDict(env_prefix="app_", extra="ignore")',
      'class Settings(Common):',
      `    model_id: str = Field(default="${DEFAULT}", description="x")`,
    ];
    const files = { 'app/.env': `APP_MODEL_ID=${DEPLOYED}\nMODEL_ID=other\n` };
    assert.equal(knownValue(await pythonModel(inherited, 'model_id', files)), DEPLOYED);
    const older = [
      'from pydantic import BaseSettings',
      'class Settings(BaseSettings):',
      `    model_id: str = "${DEFAULT}"`,
      '    class Config:',
      '        env_prefix = "APP_"',
    ];
    assert.equal(knownValue(await pythonModel(older, 'model_id', files)), DEPLOYED);
  });

  it('has the name that it is given', async () => {
    const files = { 'app/.env': `CHAT_MODEL=${DEPLOYED}\nMODEL_ID=other\n` };
    for (const name of ['alias="CHAT_MODEL"', 'validation_alias="CHAT_MODEL"', 'env="CHAT_MODEL"']) {
      const named = [...IMPORTS, 'class Settings(BaseSettings):', `    model_id: str = Field("${DEFAULT}", ${name})`];
      assert.equal(knownValue(await pythonModel(named, 'model_id', files)), DEPLOYED);
    }
  });

  it('is what the object is made with', async () => {
    const made = [...PLAIN, 'class Unused: pass'];
    const text = [
      'import boto3',
      ...made,
      `settings = Settings(model_id="amazon.nova-micro-v1:0")`,
      'boto3.client("bedrock-runtime").converse(modelId=settings.model_id, inferenceConfig={"maxTokens": 9})',
      '',
    ];
    const model = await modelOf('app/ask.py', text, { 'app/.env': `MODEL_ID=${DEPLOYED}\n` });
    assert.equal(knownValue(model), 'amazon.nova-micro-v1:0');
  });

  it('of other classes is what the class says', async () => {
    const other = ['from pydantic import BaseModel', 'class Settings(BaseModel):', `    model_id: str = "${DEFAULT}"`];
    assert.equal(knownValue(await pythonModel(other, 'model_id', { 'app/.env': `MODEL_ID=${DEPLOYED}\n` })), DEFAULT);
  });

  it('is asked of a service of NestJS by its name', async () => {
    const ask = (read: string): readonly string[] => [
      "import { ConfigService } from '@nestjs/config';",
      "import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';",
      'export class Ask {',
      '  private readonly client = new BedrockRuntimeClient({});',
      '  constructor(private readonly configService: ConfigService) {}',
      '  ask() {',
      `    return this.client.send(new ConverseCommand({ modelId: ${read}, inferenceConfig: { maxTokens: 9 } }));`,
      '  }',
      '}',
      '',
    ];
    const files = { 'src/.env': `MODEL_ID=${DEPLOYED}\n` };
    const withDefault = ask(`this.configService.get<string>('MODEL_ID', '${DEFAULT}')`);
    assert.equal(knownValue(await modelOf('src/ask.ts', withDefault, files)), DEPLOYED);
    assert.equal(knownValue(await modelOf('src/ask.ts', withDefault, {})), DEFAULT);
    const required = ask("this.configService.getOrThrow('MODEL_ID', { infer: true })");
    assert.equal(knownValue(await modelOf('src/ask.ts', required, files)), DEPLOYED);
    assert.equal((await modelOf('src/ask.ts', required, {})).state, 'unknown');
  });
});
