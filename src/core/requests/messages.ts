import type { ObjectValue } from '../domain/value.ts';
import { readCap, readThinking } from './cap.ts';
import { joinContent, readMessages, readSystem, readTools } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { readField, readModel } from './fields.ts';
import { readSettings } from './settings.ts';

/** Request of Anthropic's Messages API; on Bedrock also the body of a Claude `InvokeModel`. */
export function readAnthropicMessages(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'model'),
    ...readCap(request, ['max_tokens']),
    ...readThinking(request),
    settings: readSettings(request, 'Messages'),
    content: joinContent(
      readTools(readField(request, 'tools'), 'cache_control'),
      readSystem(readField(request, 'system'), 'cache_control'),
      readMessages(readField(request, 'messages'), 'cache_control'),
    ),
  });
}
