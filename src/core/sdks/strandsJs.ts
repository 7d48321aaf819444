import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import { isField, readField, readModel, readPath, readText } from '../requests/fields.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import type { SendingClass } from './objectLibrary.ts';

const CAP = [['maxTokens']];

function modelOr(settings: ObjectValue, key: string): Resolved<string> {
  const model = readModel(settings, key);
  return model.state === 'absent'
    ? unknown('it is left to Strands, whose default model changes between versions')
    : model;
}

function modelDraft(settings: ObjectValue): CallDraft {
  const stream = argumentOf(settings, 'stream');
  const isStreaming = stream?.kind !== 'boolean' || stream.value;
  const region = readField(settings, 'region');
  return settingsDraft(settings, {
    sdk: 'strands-js',
    operation: isStreaming ? 'ConverseStream' : 'Converse',
    isStreaming,
    model: modelOr(settings, 'modelId'),
    region: readText(isField(region) ? region : readPath(settings, ['clientConfig', 'region'])),
    cap: CAP,
    thinking: ['additionalRequestFields'],
  });
}

/** An agent that is given no model object makes one of Bedrock itself, of the id that it is given or of its own. */
function agentDraft(settings: ObjectValue): CallDraft | undefined {
  const model = settings.fields.get('model');
  if (model === undefined && settings.isOpen) return undefined;
  const isId = model === undefined || optionsOf(model.value).every((option) => staticText(option) !== undefined);
  if (!isId) return undefined;
  return settingsDraft(settings, {
    sdk: 'strands-js',
    operation: 'ConverseStream',
    isStreaming: true,
    model: modelOr(settings, 'model'),
    region: ABSENT,
    cap: [],
    takesMaxTokens: true,
  });
}

const MODEL: SendingClass = { draft: modelDraft, isSender: false };

const AGENT: SendingClass = {
  draft: agentDraft,
  inner: ['model'],
  frame: (settings) => ({ system: argumentOf(settings, 'systemPrompt'), tools: argumentOf(settings, 'tools') }),
  prompt: ({ passed }) => argumentOf(passed, '0'),
  settings: () => undefined,
};

/** Strands Agents for TypeScript, which streams unless told otherwise. Source: `src/models/bedrock.ts` of `@strands-agents/sdk`. */
export const strandsJs = objectSdk({
  id: 'strands-js',
  languages: ['typescript', 'javascript'],
  marks: ['@strands-agents/sdk'],
  packages: ['@strands-agents/sdk'],
  modules: /^@strands-agents\/sdk\b/,
  classes: new Map([
    ['BedrockModel', MODEL],
    ['Agent', AGENT],
  ]),
  methods: ['invoke', 'stream'],
});
