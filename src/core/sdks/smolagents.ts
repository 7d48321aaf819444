import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readField, readModel, readPath, readText } from '../requests/fields.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { argumentOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { readProviderModel } from './providerModel.ts';

function liteLlmDraft(settings: ObjectValue): CallDraft | undefined {
  const found = readProviderModel(settings.fields.get('model_id'), LITELLM_PREFIX);
  const operation = found && operationOf(found.route, false);
  if (found === undefined || operation === undefined) return undefined;
  const region = regionOf(settings, found.region);
  const cap = [['max_tokens'], ['max_completion_tokens']];
  return settingsDraft(settings, { sdk: 'smolagents', operation, model: found.model, region, cap });
}

/** Further arguments are passed on to `Converse` as they are. */
function bedrockDraft(settings: ObjectValue): CallDraft {
  const client = readPath(settings, ['client_kwargs', 'region_name']);
  return settingsDraft(settings, {
    sdk: 'smolagents',
    operation: 'Converse',
    model: readModel(settings, 'model_id'),
    region: settings.fields.has('client')
      ? readText(readField(settings, 'region_name'))
      : readText(client === 'absent' ? 'absent' : client),
    cap: [['inferenceConfig', 'maxTokens']],
  });
}

const LITELLM: SendingClass = { positions: ['model_id'], draft: liteLlmDraft };
const BEDROCK: SendingClass = { positions: ['model_id'], draft: bedrockDraft };

const AGENT: SendingClass = {
  positions: ['tools', 'model', 'prompt_templates', 'instructions'],
  inner: ['model', 'managed_agents'],
  frame: (settings) => ({ system: argumentOf(settings, 'instructions'), tools: argumentOf(settings, 'tools') }),
  prompt: ({ passed }) => argumentOf(passed, 'task', '0'),
};

/** smolagents: its own model class for Bedrock, or LiteLLM's names, asked by agents. Source: `smolagents/models.py`. */
export const smolagents = objectSdk({
  id: 'smolagents',
  languages: ['python'],
  marks: ['smolagents'],
  packages: ['smolagents'],
  modules: /^smolagents\b/,
  classes: new Map([
    ['AmazonBedrockModel', BEDROCK],
    ['AmazonBedrockServerModel', BEDROCK],
    ['LiteLLMModel', LITELLM],
    ['CodeAgent', AGENT],
    ['ToolCallingAgent', AGENT],
    ['MultiStepAgent', AGENT],
  ]),
  methods: ['run', 'generate', 'generate_stream'],
  isCallable: true,
});
