import type { SendingClass } from './objectLibrary.ts';
import { objectSdk, settingsDraft } from './objectLibrary.ts';
import { LITELLM_PREFIX, operationOf, regionOf } from './litellm.ts';
import { argumentOf } from './modelObjects.ts';
import { readModel, readText, readField } from '../requests/fields.ts';
import { readProviderModel } from './providerModel.ts';

/** A language model is named as LiteLLM names it, which sends for it. Source: `dspy/clients/lm.py`. */
const MODEL: SendingClass = {
  positions: ['model', 'model_type'],
  draft: (settings) => {
    const found = readProviderModel(settings.fields.get('model'), LITELLM_PREFIX);
    const operation = found && operationOf(found.route, false);
    if (found === undefined || operation === undefined) return undefined;
    const region = regionOf(settings, found.region);
    const cap = [['max_tokens'], ['max_completion_tokens']];
    return settingsDraft(settings, { sdk: 'dspy', operation, model: found.model, region, cap });
  },
  prompt: ({ passed }) => argumentOf(passed, 'messages', 'prompt', '0'),
};

/** Models of before version 2.6: `AWSAnthropic(Bedrock(region_name=…), "ID")`. */
const OLDER: SendingClass = {
  positions: ['aws_provider', 'model'],
  draft: (settings) =>
    settingsDraft(settings, {
      sdk: 'dspy',
      operation: 'InvokeModel',
      model: readModel(settings, 'model'),
      region: readText(readField(settings, 'region_name')),
      cap: [['max_new_tokens'], ['max_tokens']],
    }),
};

/** DSPy: the language model that a program is given. */
export const dspy = objectSdk({
  id: 'dspy',
  languages: ['python'],
  marks: ['dspy'],
  packages: ['dspy'],
  modules: /^dspy\b/,
  classes: new Map([
    ['LM', MODEL],
    ['AWSAnthropic', OLDER],
    ['AWSMeta', OLDER],
    ['AWSMistral', OLDER],
  ]),
  methods: ['forward', 'aforward', 'acall'],
  isCallable: true,
});
