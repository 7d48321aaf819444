import { knownValues, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { ObjectValue } from '../domain/value.ts';
import { readCap, readForbiddenCap, readMisnamedCap, readThinking } from './cap.ts';
import { joinContent, readMessages, readSystem, readTools } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { objectAt, readField, readGuardrail, readPath, readModel, readText } from './fields.ts';
import { readSettings } from './settings.ts';

/**
 * Request of `Converse` and `ConverseStream`. Source: AWS API reference, API_runtime_Converse; a cache checkpoint is a
 * block of its own behind what it caches, in `system`, `messages[].content` or `toolConfig.tools`.
 */
export function readConverse(request: ObjectValue): RequestReading {
  const model = readModel(request, 'modelId');
  const cap = readCap(request, ['inferenceConfig', 'maxTokens']);
  return requestReading({
    model,
    ...(cap.maxTokens.state === 'absent' && (isManagedPrompt(model) || request.fields.has('promptVariables'))
      ? { maxTokens: unknown(IN_PROMPT) }
      : cap),
    ...readThinking(request, ['additionalModelRequestFields']),
    ...readForbiddenCap(request),
    ...readMisnamedCap(objectAt(request, ['inferenceConfig']), [['maxTokens']], true),
    ...readGuardrail(request, 'guardrailConfig'),
    serviceTier: readTier(request),
    settings: readSettings(request, 'Converse'),
    content: joinContent(
      readTools(readPath(request, ['toolConfig', 'tools']), 'cachePoint-block'),
      readSystem(readField(request, 'system'), 'cachePoint-block'),
      readMessages(readField(request, 'messages'), 'cachePoint-block'),
    ),
  });
}

/** Low latency is asked for by a field of its own, and priced like a tier. */
function readTier(request: ObjectValue): Resolved<string> {
  const tier = readText(readPath(request, ['serviceTier', 'type']));
  return tier.state === 'absent' ? readText(readPath(request, ['performanceConfig', 'latency'])) : tier;
}

const IN_PROMPT = 'the cap stands in the managed prompt';

/** A prompt of Bedrock Prompt Management brings its own model and settings. */
function isManagedPrompt(model: Resolved<string>): boolean {
  return knownValues(model).some((id) => id.includes(':prompt/'));
}
