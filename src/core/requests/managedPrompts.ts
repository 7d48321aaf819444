/** Prompts of Bedrock Prompt Management. Source: AWS API reference, Agents for Amazon Bedrock, PromptVariant. */
import { unionOf } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readCap } from './cap.ts';
import { joinContent, readMessages, readPrompt, readSystem, readTools } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { asObject, isField, itemsOf, objectAt, readField, readModel, readPath } from './fields.ts';
import { withVariables } from './promptHoles.ts';

/** `CreatePrompt`: what its first variant says, with the models of all. */
export function readCreatePrompt(request: ObjectValue): RequestReading {
  const variants = readField(request, 'variants');
  const [first, ...others] = itemsOf(variants).map((variant) => readVariant(asObject(variant)));
  const reading = first ?? readVariant(objectAt(request, ['variants']));
  return {
    ...reading,
    model:
      others.length === 0
        ? reading.model
        : unionOf(
            reading.model,
            others.map(({ model }) => model),
          ),
    unpricedBecause: 'a prompt costs nothing to create; each call that sends it is paid for',
  };
}

/** A variant, or a prompt that stands in the node of a flow. */
export function readVariant(variant: ObjectValue): RequestReading {
  const text = readPath(variant, ['templateConfiguration', 'text', 'text']);
  const chat = objectAt(variant, ['templateConfiguration', 'chat']);
  const content = isField(text)
    ? readPrompt(text)
    : joinContent(
        readTools(readPath(chat, ['toolConfiguration', 'tools']), 'cachePoint-block'),
        readSystem(readField(chat, 'system'), 'cachePoint-block'),
        readMessages(readField(chat, 'messages'), 'cachePoint-block'),
      );
  return requestReading({
    model: readModel(variant, 'modelId'),
    ...readCap(variant, ['inferenceConfiguration', 'text', 'maxTokens']),
    content: withVariables(content),
  });
}

/** `OptimizePrompt`: a text that is written anew for a model. */
export function readOptimizePrompt(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'targetModelId'),
    takesMaxTokens: false,
    content: readPrompt(readPath(request, ['input', 'textPrompt', 'text'])),
    unpricedBecause: 'prompt optimization has a price of its own, which is not known',
  });
}
