import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readField, readModel, readText } from '../requests/fields.ts';
import { argumentOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { readProviderModel } from './providerModel.ts';

/** The default of each class changes between versions. */
function modelOr(settings: ObjectValue): Resolved<string> {
  const model = readModel(settings, 'id', 'model');
  return model.state === 'absent' ? unknown('it is left to Agno, whose default model changes between versions') : model;
}

function draft(
  settings: ObjectValue,
  operation: string,
  cap: readonly (readonly string[])[],
  model = modelOr(settings),
): CallDraft {
  const region = readText(readField(settings, 'aws_region'));
  const takesMaxTokens = operation !== 'InvokeModel';
  return settingsDraft(settings, { sdk: 'agno', operation, model, region, cap, takesMaxTokens, thinking: [] });
}

function model(operation: string, libraryMaxTokens?: number): SendingClass {
  return {
    positions: ['id'],
    draft: (settings) => {
      const own = draft(settings, operation, [['max_tokens']]);
      return libraryMaxTokens === undefined ? own : { ...own, libraryMaxTokens };
    },
    isSender: false,
  };
}

/** `Agent(model="aws-bedrock:…")` makes a model of it. */
const PREFIX = { prefix: /^(?:aws-bedrock|aws):/ };

const AGENT: SendingClass = {
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('model'), PREFIX);
    return found && draft(settings, 'Converse', [], found.model);
  },
  inner: ['model', 'members', 'agents', 'team', 'agent'],
  frame: (settings) => ({
    system:
      argumentOf(settings, 'system_message') ?? argumentOf(settings, 'instructions', 'system_prompt', 'description'),
    tools: argumentOf(settings, 'tools'),
    schema: argumentOf(settings, 'output_schema', 'response_model'),
  }),
  prompt: ({ passed }) => argumentOf(passed, 'input', 'message', '0'),
};

const EMBEDDER: SendingClass = { positions: ['id'], draft: (settings) => draft(settings, 'InvokeModel', []) };

/**
 * Agno, and Phidata as it was called before: models of Bedrock, which agents ask. Its Claude sends 4,096 as cap where none
 * is set. Source: `agno/models/aws` and `agno/models/anthropic/claude.py`.
 */
export const agno = objectSdk({
  id: 'agno',
  languages: ['python'],
  marks: ['agno', 'phi.model.aws'],
  packages: ['agno', 'phi'],
  modules: /^(?:agno(?!\.models\.anthropic)|phi\.(?:agent|model\.aws|embedder\.aws_bedrock|assistant|llm\.aws))\b/,
  classes: new Map([
    ['AwsBedrock', model('Converse')],
    ['Claude', model('Messages', 4096)],
    ['AwsBedrockEmbedder', EMBEDDER],
    ['Agent', AGENT],
    ['Team', AGENT],
  ]),
  methods: ['run', 'arun', 'print_response', 'aprint_response', 'cli_app', 'acli_app'],
});
