import type { ObjectValue } from '../domain/value.ts';
import { readCap } from './cap.ts';
import { joinContent, readBlocks, NO_CONTENT, readMessages, readTools } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { isField, readField, readModel, readText } from './fields.ts';
import { readSettings } from './settings.ts';

/** Request of OpenAI's Chat Completions. The cap's older name is still accepted. */
export function readChatCompletions(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'model'),
    ...readCap(request, ['max_completion_tokens'], ['max_tokens']),
    serviceTier: readText(readField(request, 'service_tier')),
    settings: readSettings(request, 'ChatCompletions'),
    content: joinContent(
      readTools(readField(request, 'tools'), 'none'),
      readMessages(readField(request, 'messages'), 'none'),
    ),
  });
}

/** Request of OpenAI's Responses. */
export function readResponses(request: ObjectValue): RequestReading {
  const instructions = readField(request, 'instructions');
  return requestReading({
    model: readModel(request, 'model'),
    ...readCap(request, ['max_output_tokens']),
    serviceTier: readText(readField(request, 'service_tier')),
    settings: readSettings(request, 'Responses'),
    content: joinContent(
      readTools(readField(request, 'tools'), 'none'),
      isField(instructions) ? readBlocks(instructions.value, 'system', instructions, 'none') : NO_CONTENT,
      readMessages(readField(request, 'input'), 'none'),
    ),
  });
}
