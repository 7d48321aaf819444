import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import { OPERATIONS } from './aiSdk.ts';
import { modelsOf } from './aiSdkModels.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';

const CAP = [
  ['modelSettings', 'maxOutputTokens'],
  ['modelSettings', 'maxTokens'],
  ['defaultOptions', 'modelSettings', 'maxOutputTokens'],
  ['maxOutputTokens'],
  ['maxTokens'],
];

/** Only a call has a place for a cap. */
function draft(settings: ObjectValue): CallDraft | undefined {
  const found = modelsOf(argumentOf(settings, 'model'));
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
  frame: (settings) => ({
    system: argumentOf(settings, 'instructions'),
    tools: argumentOf(settings, 'tools'),
    addsMore: ['memory', 'agents', 'workflows'].some((key) => settings.fields.has(key)),
  }),
  prompt: ({ passed }) => argumentOf(passed, '0'),
  settings: ({ passed }) => argumentOf(passed, '1'),
};

/**
 * Mastra: agents that ask a model of the AI SDK; its own router, which takes names of models, knows no Bedrock. Source:
 * `agent/agent.d.ts`, `agent/types.d.ts` and `provider-registry.json` of `@mastra/core` 0.10.15, 0.24.9 and 1.71; the networks
 * are classes of the first only.
 */
export const mastra = objectSdk({
  id: 'mastra',
  languages: ['typescript', 'javascript'],
  marks: ['@mastra/core'],
  packages: ['@mastra/core', '@ai-sdk/amazon-bedrock'],
  servesManyProviders: true,
  modules: /^@mastra\/core\b/,
  classes: new Map([
    ['Agent', AGENT],
    ['AgentNetwork', AGENT],
    ['NewAgentNetwork', AGENT],
  ]),
  methods: [
    ...['generate', 'stream', 'generateLegacy', 'streamLegacy', 'generateVNext', 'streamVNext'],
    'streamUntilIdle',
    ...['network', 'loop', 'loopStream'],
  ],
});
