import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { Sdk } from '../domain/sdk.ts';
import { NO_CONTENT } from '../requests/content.ts';
import { callDraft } from '../requests/draft.ts';
import { asObject } from '../requests/fields.ts';
import { chatReading, modelOf, operationOf, regionOf } from './litellm.ts';

const DEPLOYMENT = 'litellm.Deployment';

/** Deployments of LiteLLM's proxy, which say what model a name stands for; what is sent comes from whoever asks the proxy. */
export const liteLlmProxy: Sdk = {
  id: 'litellm',
  languages: ['yaml'],
  marks: ['litellm_params'],
  packages: [],
  match(call, context) {
    if (call.callee.kind !== 'name' || call.callee.name !== DEPLOYMENT) return undefined;
    const settings = asObject(context.evaluateArguments(call)).fields.get('0');
    const request = settings && asObject(settings.value);
    const found = request && modelOf(request);
    const operation = found && operationOf(found.route, false);
    if (request === undefined || found === undefined || operation === undefined) return undefined;
    const reading = chatReading(request, { ...NO_CONTENT, hasUnseenInput: true }, single(found.model));
    const { setMaxTokens, ...rest } = reading;
    const isOne = reading.model.state === 'known' && setMaxTokens !== undefined;
    return callDraft(isOne ? { ...rest, setMaxTokens } : rest, {
      sdk: 'litellm',
      operation,
      isStreaming: false,
      region: regionOf(request, found.region),
    });
  },
};

/** `bedrock/*` lets whoever asks choose. */
function single(model: Resolved<string>): Resolved<string> {
  const isPattern = model.state === 'known' && /[*${]|^$/.test(model.value);
  return isPattern ? unknown(`\`bedrock/${model.value}\` names no single model`) : model;
}
