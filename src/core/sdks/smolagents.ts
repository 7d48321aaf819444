import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readModel, readPath, readText } from '../requests/fields.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { regionOfClient } from './modelObjects.ts';
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

/** Further arguments are passed on to `Converse` as they are. Source: `AmazonBedrockModel` of `smolagents/models.py`. */
function bedrockDraft(settings: ObjectValue): CallDraft {
  const client = argumentOf(settings, 'client');
  return settingsDraft(settings, {
    sdk: 'smolagents',
    operation: 'Converse',
    model: readModel(settings, 'model_id'),
    region: client ? regionOfClient(client) : readText(readPath(settings, ['client_kwargs', 'region_name'])),
    cap: [['inferenceConfig', 'maxTokens']],
  });
}

const LITELLM: SendingClass = { positions: ['model_id'], draft: liteLlmDraft };
const BEDROCK: SendingClass = { positions: ['model_id', 'client', 'client_kwargs'], draft: bedrockDraft };

/** An agent's own long prompt stands around its instructions; one that writes code has its tools in there as well. */
function agent(sendsTools: boolean): SendingClass {
  return {
    positions: ['tools', 'model', 'prompt_templates'],
    inner: ['model', 'managed_agents'],
    frame: (settings) => ({
      system: argumentOf(settings, 'instructions'),
      tools: sendsTools ? argumentOf(settings, 'tools') : undefined,
      addsMore: true,
    }),
    prompt: ({ passed }) => argumentOf(passed, 'task', '0'),
  };
}

/** smolagents: its own model class for Bedrock, or LiteLLM's names, asked by agents. Source: `models.py` and `agents.py` of smolagents 1.27. */
export const smolagents = objectSdk({
  id: 'smolagents',
  languages: ['python'],
  marks: ['from smolagents', 'import smolagents'],
  packages: ['smolagents'],
  servesManyProviders: true,
  modules: /^smolagents\b/,
  classes: new Map([
    ['AmazonBedrockModel', BEDROCK],
    ['AmazonBedrockServerModel', BEDROCK],
    ['LiteLLMModel', LITELLM],
    ['CodeAgent', agent(false)],
    ['ToolCallingAgent', agent(true)],
    ['MultiStepAgent', agent(true)],
  ]),
  methods: ['run', 'generate', 'generate_stream'],
  isCallable: true,
});
