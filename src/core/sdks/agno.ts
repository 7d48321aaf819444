import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { Operation } from '../domain/callSite.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readField, readModel, readText } from '../requests/fields.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { fieldsTogether } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { readProviderModel } from './providerModel.ts';

type ModelClass = 'AwsBedrock' | 'Claude';

/** The default of each class changes between versions. */
function modelOr(settings: ObjectValue): Resolved<string> {
  const model = readModel(settings, 'id', 'model');
  return model.state === 'absent' ? unknown('it is left to Agno, whose default model changes between versions') : model;
}

/**
 * `AwsBedrock` asks `Converse` with a cap only where one is set. `Claude` asks through Anthropic's client and always sends
 * a cap: 4,096 in version 2.2.0, 8,192 in 2.3.5 and 2.9. Source: `models/aws/bedrock.py`, `models/aws/claude.py` and
 * `models/anthropic/claude.py` of agno; up to 1.0.5 `Claude` asked `Converse` too.
 */
function draft(
  settings: ObjectValue,
  name: ModelClass,
  model = modelOr(settings),
  cap: readonly (readonly string[])[] = [['max_tokens']],
): CallDraft {
  return settingsDraft(settings, {
    sdk: 'agno',
    operation: name === 'Claude' ? 'Messages' : 'Converse',
    model,
    region: readText(readField(settings, 'aws_region')),
    cap,
    takesMaxTokens: true,
    ...(name === 'Claude' && { libraryMaxTokens: 'unknown' as const }),
    thinking: [],
  });
}

function model(name: ModelClass): SendingClass {
  return { positions: ['id'], draft: (settings) => draft(settings, name), isSender: false };
}

/** Source: `models/litellm/chat.py` of agno 2.9. */
const LITELLM: SendingClass = {
  positions: ['id'],
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('id'), LITELLM_PREFIX);
    const operation: Operation | undefined = found && operationOf(found.route, false);
    if (found === undefined || operation === undefined) return undefined;
    const region = regionOf(settings, found.region);
    return settingsDraft(settings, { sdk: 'agno', operation, model: found.model, region, cap: [['max_tokens']] });
  },
  isSender: false,
};

/**
 * `Agent(model="aws-bedrock:…")` makes a model of it, since version 2.2.6. Source: `models/utils.py`, where `awsbedrock` is
 * another name since version 2.6.17.
 */
const PREFIXES: readonly (readonly [ModelClass, RegExp])[] = [
  ['AwsBedrock', /^aws-?bedrock:/i],
  ['Claude', /^aws-claude:/i],
];

/** Parts of the system prompt in the order in which they are put together. Source: `agent/_messages.py` of agno 2.9. */
const SYSTEM_PARTS = ['description', 'role', 'instructions', 'expected_output', 'additional_context'];

function agent(inner: readonly string[]): SendingClass {
  return {
    draft: (settings) => {
      for (const [name, prefix] of PREFIXES) {
        const found = readProviderModel(settings.fields.get('model'), { prefix });
        if (found) return draft(settings, name, found.model, []);
      }
      return undefined;
    },
    inner,
    frame: (settings) => ({
      system: argumentOf(settings, 'system_message', 'system_prompt') ?? fieldsTogether(settings, ...SYSTEM_PARTS),
      tools: argumentOf(settings, 'tools'),
      schema: argumentOf(settings, 'output_schema', 'response_model', 'output_model'),
      // Its own words, the history, memories and knowledge, by many further settings.
      addsMore: true,
    }),
    prompt: ({ passed }) => argumentOf(passed, 'input', 'message', '0'),
  };
}

/** Source: `knowledge/embedder/aws_bedrock.py` of agno 2.9, `embedder/aws_bedrock.py` of 1.8. */
const EMBEDDER: SendingClass = {
  positions: ['id'],
  draft: (settings) =>
    settingsDraft(settings, {
      sdk: 'agno',
      operation: 'InvokeModel',
      model: modelOr(settings),
      region: readText(readField(settings, 'aws_region')),
      cap: [],
    }),
};

const METHODS = ['run', 'arun', 'print_response', 'aprint_response', 'cli_app', 'acli_app'];

/** Agno: models of Bedrock, which agents and teams ask. Source: `agent/agent.py` and `team/team.py` of agno 1.8 and 2.9. */
export const agno = objectSdk({
  id: 'agno',
  languages: ['python'],
  marks: ['from agno', 'import agno'],
  packages: ['agno'],
  servesManyProviders: true,
  // Classes of other providers have the same names.
  modules: /^agno(?!\.models\.(?!aws\b|litellm\b))\b/,
  classes: new Map([
    ['AwsBedrock', model('AwsBedrock')],
    ['Claude', model('Claude')],
    ['LiteLLM', LITELLM],
    ['AwsBedrockEmbedder', EMBEDDER],
    ['Agent', agent(['model'])],
    ['Team', agent(['model', 'members'])],
  ]),
  methods: METHODS,
});

const PHIDATA_CLAUDE: SendingClass = {
  draft: (settings) => ({ ...draft(settings, 'AwsBedrock'), libraryMaxTokens: 4096 }),
  isSender: false,
};

/**
 * Phidata, as Agno was called before: every model asks `Converse`. Source: `phi/model/aws`, `phi/llm/aws`, `phi/agent/agent.py`
 * and `phi/assistant/assistant.py` of January 2025.
 */
export const phidata = objectSdk({
  id: 'agno',
  languages: ['python'],
  marks: ['phi.model.aws', 'phi.llm.aws'],
  packages: ['phi'],
  modules: /^phi\.(?:agent|assistant|model\.aws|llm\.aws)\b/,
  classes: new Map([
    ['AwsBedrock', { draft: (settings) => draft(settings, 'AwsBedrock', modelOr(settings), []), isSender: false }],
    ['Claude', PHIDATA_CLAUDE],
    ['Agent', agent(['model', 'team'])],
    ['Assistant', agent(['llm', 'team'])],
  ]),
  methods: METHODS,
});
