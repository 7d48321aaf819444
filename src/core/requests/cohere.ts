/** Bodies of Cohere's own. Source: Amazon Bedrock user guide, "Cohere Command R and Command R+ models", "Cohere Embed". */
import { dataWithHoles } from '../domain/holes.ts';
import type { Segment } from '../domain/segment.ts';
import type { ObjectValue, TextPart, Value } from '../domain/value.ts';
import { jsonParts, likeliest, textParts } from '../domain/valueOperations.ts';
import {
  joinContent,
  NO_CONTENT,
  oneMessage,
  readMessages,
  readPrompt,
  readSystem,
  readTools,
  unseen,
} from './content.ts';
import type { RequestContent } from './content.ts';
import { fieldValue, isField, readField } from './fields.ts';
import type { Reading } from './fields.ts';
import { readCohereDocument, readCohereToolResult } from './readRequestBody.ts';

/** `message` with what is sent along: earlier messages, documents to answer from, tools and their results. */
export function readCohereChat(body: ObjectValue): RequestContent {
  return joinContent(
    readTools(readField(body, 'tools'), 'none'),
    readSystem(readField(body, 'preamble'), 'none'),
    readMessages(readField(body, 'chat_history'), 'none'),
    oneMessage(
      joinContent(
        readToolResults(readField(body, 'tool_results')),
        readDocuments(readField(body, 'documents')),
        withoutMessage(readPrompt(readField(body, 'message'))),
      ),
    ),
  );
}

/** True when the message is sent as it is, without a chat around it. */
export function isRawPrompt(body: ObjectValue): boolean {
  const raw = fieldValue(readField(body, 'raw_prompting'));
  return !body.fields.has('message') || (raw?.kind === 'boolean' && raw.value);
}

/** Documents of a chat, or to be ranked: texts, or objects of texts. */
export function readDocuments(reading: Reading): RequestContent {
  return readItems(reading, 'documents', (item, place) => {
    if (item.kind !== 'object') return { role: 'document', parts: textParts(item, 'document', place), place };
    const holes: TextPart[] = [];
    const text = readCohereDocument(dataWithHoles(item, 'document', place, holes));
    const sent = { tools: [], blocks: [{ kind: 'text', text } as const], holes };
    return { role: 'document', parts: jsonParts(item, 'document', place), place, sent };
  });
}

function readToolResults(reading: Reading): RequestContent {
  return readItems(reading, 'tool_results', (item, place) => {
    const holes: TextPart[] = [];
    const blocks = readCohereToolResult(dataWithHoles(item, 'tool result', place, holes));
    return { role: 'user', parts: jsonParts(item, 'tool result', place), place, sent: { tools: [], blocks, holes } };
  });
}

function readItems(
  reading: Reading,
  name: string,
  segmentOf: (item: Value, place: NonNullable<Segment['place']>) => Segment,
): RequestContent {
  if (!isField(reading)) return typeof reading === 'string' ? NO_CONTENT : { ...NO_CONTENT, hasUnseenInput: true };
  const place = { uri: reading.uri, range: reading.range };
  const value = likeliest(reading.value, name, place);
  if (value.kind === 'null') return NO_CONTENT;
  if (value.kind !== 'list') return unseen('document', (value.kind === 'unknown' && value.name) || name, place);
  const segments = value.items.map((item) => segmentOf(likeliest(item, name, place), place));
  const open = value.isOpen ? unseen('document', `further ${name}`, place) : NO_CONTENT;
  return joinContent({ ...NO_CONTENT, segments }, open);
}

/** To be part of another. */
function withoutMessage({ segments, ...content }: RequestContent): RequestContent {
  return { ...content, segments: segments.map(({ message: _, ...segment }) => segment), messageCount: 0 };
}
