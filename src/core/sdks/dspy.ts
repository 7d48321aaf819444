import type { CallDraft } from '../domain/sdk.ts';
import type { ObjectValue } from '../domain/value.ts';
import type { SendingClass } from './objectLibrary.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { lastName } from './matching.ts';
import { argumentOf } from '../domain/writtenValues.ts';
import { objectsOf, regionOfClient } from './modelObjects.ts';
import { readModel } from '../requests/fields.ts';
import { readProviderModel } from './providerModel.ts';

/**
 * A language model is named as LiteLLM names it, which sends for it. Without a cap, 1,000 was sent in versions 2.5 and 2.6,
 * 4,000 in 3.0, none is in 3.3. Source: `dspy/clients/lm.py` of these.
 */
const MODEL: SendingClass = {
  positions: ['model', 'model_type', 'temperature', 'max_tokens'],
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('model'), LITELLM_PREFIX);
    const operation = found && operationOf(found.route, false);
    if (found === undefined || operation === undefined) return undefined;
    const region = regionOf(settings, found.region);
    const cap = [['max_tokens'], ['max_completion_tokens']];
    const libraryMaxTokens = 'unknown';
    return settingsDraft(settings, { sdk: 'dspy', operation, model: found.model, region, cap, libraryMaxTokens });
  },
  prompt: ({ passed }) => argumentOf(passed, 'messages', 'prompt', '0'),
};

/** Source: `dspy/clients/embedding.py` of dspy 3.3. */
const EMBEDDER: SendingClass = {
  positions: ['model'],
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('model'), LITELLM_PREFIX);
    if (found === undefined) return undefined;
    const region = regionOf(settings, found.region);
    return settingsDraft(settings, { sdk: 'dspy', operation: 'InvokeModel', model: found.model, region, cap: [] });
  },
  prompt: ({ passed }) => argumentOf(passed, 'inputs', '0'),
};

/**
 * Models of before version 2.6: `AWSAnthropic(Bedrock(region_name=…), "ID")`, which send 1,500 as cap unless it is set.
 * Source: `dsp/modules/aws_models.py` and `aws_providers.py` of dspy 2.5.
 */
const OLDER: SendingClass = {
  positions: ['aws_provider', 'model', 'max_context_size', 'max_new_tokens'],
  draft: olderDraft,
};

/** Undefined where the provider may be SageMaker. */
function olderDraft(settings: ObjectValue): CallDraft | undefined {
  const provider = argumentOf(settings, 'aws_provider');
  if (provider === undefined || !objectsOf(provider).some(({ symbol }) => lastName(symbol) === 'Bedrock'))
    return undefined;
  return settingsDraft(settings, {
    sdk: 'dspy',
    operation: 'InvokeModel',
    model: readModel(settings, 'model'),
    region: regionOfClient(provider),
    cap: [['max_new_tokens'], ['max_tokens']],
    libraryMaxTokens: 1500,
  });
}

/** DSPy: the language model that a program is given, whose modules ask it with prompts of their own. */
export const dspy = objectSdk({
  id: 'dspy',
  languages: ['python'],
  marks: ['from dspy', 'import dspy'],
  packages: ['dspy'],
  servesManyProviders: true,
  modules: /^dspy\b/,
  classes: new Map([
    ['LM', MODEL],
    ['Embedder', EMBEDDER],
    ['AWSAnthropic', OLDER],
    ['AWSMeta', OLDER],
    ['AWSMistral', OLDER],
  ]),
  methods: ['forward', 'aforward', 'acall'],
  isCallable: true,
});
