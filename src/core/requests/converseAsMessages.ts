import type { JsonData, JsonObject } from '../domain/requestBody.ts';
import { isJsonList, isJsonObject } from '../domain/requestBody.ts';

/** Something that Anthropic's form of a request has no equal for; the message says what. */
export class NoEqualInMessages extends Error {}

/**
 * A Converse request in the form of Anthropic's Messages API, as far as tokens depend on it.
 *
 * @throws {NoEqualInMessages} for attachments that the two APIs read differently, or that only one has.
 */
export function converseAsMessages(converse: JsonObject): JsonObject {
  const { system, toolConfig } = converse;
  const tools = listAt(toolConfig, 'tools').flatMap(toolOf);
  const choice = toolChoiceOf(fieldOf(toolConfig, 'toolChoice'));
  const thinking = fieldOf(converse['additionalModelRequestFields'], 'thinking');
  return {
    ...(isJsonList(system) && system.length > 0 && { system: system.flatMap(blockOf) }),
    messages: listAt(converse, 'messages').map((message) => ({
      role: fieldOf(message, 'role') ?? 'user',
      content: listAt(message, 'content').flatMap(blockOf),
    })),
    ...(tools.length > 0 && { tools }),
    ...(choice !== undefined && { tool_choice: choice }),
    ...(thinking !== undefined && { thinking }),
  };
}

function blockOf(block: JsonData): readonly JsonObject[] {
  if (!isJsonObject(block)) throw new NoEqualInMessages('a content block that is no object');
  const [kind = 'an empty block'] = Object.keys(block);
  const value = block[kind];
  switch (kind) {
    case 'text':
      return [{ type: 'text', text: value ?? '' }];
    case 'json':
      return [{ type: 'text', text: JSON.stringify(value) }];
    case 'image':
      return [imageOf(value)];
    case 'toolUse':
      return [{ type: 'tool_use', id: at(value, 'toolUseId'), name: at(value, 'name'), input: at(value, 'input') }];
    case 'toolResult':
      return [
        {
          type: 'tool_result',
          tool_use_id: at(value, 'toolUseId'),
          content: listAt(value, 'content').flatMap(blockOf),
        },
      ];
    case 'reasoningContent':
      return [thoughtOf(fieldOf(value, 'reasoningText'))];
    case 'cachePoint':
      return [];
    default:
      // Documents too: Converse sends the text of a PDF, Messages its pages as pictures.
      throw new NoEqualInMessages(`\`${kind}\``);
  }
}

function imageOf(image: JsonData | undefined): JsonObject {
  const bytes = fieldOf(fieldOf(image, 'source'), 'bytes');
  const format = fieldOf(image, 'format');
  if (typeof bytes !== 'string' || typeof format !== 'string')
    throw new NoEqualInMessages('an image without its bytes');
  return { type: 'image', source: { type: 'base64', media_type: `image/${format}`, data: bytes } };
}

function thoughtOf(reasoning: JsonData | undefined): JsonObject {
  if (reasoning === undefined) throw new NoEqualInMessages('redacted reasoning');
  return { type: 'thinking', thinking: at(reasoning, 'text'), signature: at(reasoning, 'signature') };
}

function toolOf(tool: JsonData): readonly JsonObject[] {
  const specification = fieldOf(tool, 'toolSpec');
  if (specification === undefined) {
    if (fieldOf(tool, 'cachePoint') !== undefined) return [];
    throw new NoEqualInMessages('a tool of the service');
  }
  const description = fieldOf(specification, 'description');
  const schema = fieldOf(fieldOf(specification, 'inputSchema'), 'json');
  return [
    {
      name: at(specification, 'name'),
      ...(description !== undefined && { description }),
      input_schema: schema ?? { type: 'object' },
    },
  ];
}

/** `{auto: {}}`, `{any: {}}`, `{tool: {name}}`. */
function toolChoiceOf(choice: JsonData | undefined): JsonObject | undefined {
  const kind = isJsonObject(choice) ? Object.keys(choice)[0] : undefined;
  if (kind === undefined) return undefined;
  return kind === 'tool' ? { type: kind, name: at(fieldOf(choice, kind), 'name') } : { type: kind };
}

function at(holder: JsonData | undefined, key: string): JsonData {
  return fieldOf(holder, key) ?? '';
}

function fieldOf(holder: JsonData | undefined, key: string): JsonData | undefined {
  return isJsonObject(holder) ? holder[key] : undefined;
}

function listAt(holder: JsonData | undefined, key: string): readonly JsonData[] {
  const value = fieldOf(holder, key);
  return isJsonList(value) ? value : [];
}
