import { ABSENT } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { OPERATIONS } from './aiSdk.ts';
import { modelsOf } from './aiSdkModels.ts';
import type { AiSdkModel } from './aiSdkModels.ts';
import { argumentOf } from './modelObjects.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';
import { readProviderModel } from './providerModel.ts';

/** Names of models that Mastra's own router knows: `amazon-bedrock/us.anthropic.…`. */
const PREFIX = { prefix: /^amazon-bedrock\// };

function modelIn(settings: ObjectValue): AiSdkModel | undefined {
  const field = settings.fields.get('model');
  const found = modelsOf(field?.value);
  if (found) return found;
  const named = readProviderModel(field, PREFIX);
  return named && { kind: 'language', api: 'converse', model: named.model, region: ABSENT };
}

const CAP = [
  ['modelSettings', 'maxOutputTokens'],
  ['modelSettings', 'maxTokens'],
  ['defaultOptions', 'modelSettings', 'maxOutputTokens'],
  ['maxOutputTokens'],
  ['maxTokens'],
];

/** Only a call has a place for a cap. */
function draft(settings: ObjectValue): CallDraft | undefined {
  const found = modelIn(settings);
  if (found === undefined) return undefined;
  const { setMaxTokens: _, ...own } = settingsDraft(settings, {
    sdk: 'mastra',
    operation: OPERATIONS[found.api][0],
    model: found.model,
    region: found.region,
    cap: CAP,
  });
  return own;
}

const AGENT: SendingClass = {
  draft,
  frame: (settings) => ({ system: argumentOf(settings, 'instructions'), tools: argumentOf(settings, 'tools') }),
  prompt: ({ passed }) => argumentOf(passed, '0'),
  settings: ({ passed }) => argumentOf(passed, '1'),
};

/** Mastra: agents that ask a model of the AI SDK, or one that is named. Source: `@mastra/core/agent`, versions 0.10 to 1. */
export const mastra = objectSdk({
  id: 'mastra',
  languages: ['typescript', 'javascript'],
  marks: ['@mastra/core'],
  packages: ['@mastra/core', '@ai-sdk/amazon-bedrock'],
  modules: /^@mastra\/core\b/,
  classes: new Map([
    ['Agent', AGENT],
    ['AgentNetwork', AGENT],
    ['NewAgentNetwork', AGENT],
  ]),
  methods: [
    ...['generate', 'stream', 'generateLegacy', 'streamLegacy', 'generateVNext', 'streamVNext'],
    ...['network', 'loop', 'loopStream'],
  ],
});
