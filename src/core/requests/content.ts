/** Segments of a request: from values to ordered pieces, with their cache checkpoints and places for new ones. */
import { dataWithHoles, holeMark } from '../domain/holes.ts';
import type { AmountRange } from '../domain/estimates.ts';
import { isJsonObject } from '../domain/requestBody.ts';
import type { Segment, SegmentRole, SentContent } from '../domain/segment.ts';
import type { ChoiceValue, ListValue, ObjectField, ObjectValue, TextPart, Value } from '../domain/value.ts';
import {
  isOptionalItem,
  jsonParts,
  likeliest,
  placeholder,
  placeholderOf,
  staticText,
  textParts,
} from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import {
  checkpointInList,
  checkpointOf,
  foreignCheckpointOf,
  insertAfter,
  insertOnto,
  isCheckpointBlock,
  isOfAiSdk,
  wrapText,
} from './checkpoints.ts';
import type { CheckpointDialect } from './checkpoints.ts';
import { asObject, fieldValue, isField, readField } from './fields.ts';
import type { Reading } from './fields.ts';
import { occurrences, withAttachmentsOf, withOccurrence } from './occurrence.ts';
import { readBodyBlock, readBodyMessage } from './readRequestBody.ts';
import { sentTools } from './sentTools.ts';

export interface RequestContent {
  readonly segments: readonly Segment[];
  readonly messageCount: number;
  readonly toolCount: number;
  readonly hasUnseenInput: boolean;
}

export const NO_CONTENT: RequestContent = { segments: [], messageCount: 0, toolCount: 0, hasUnseenInput: false };

/** Messages are numbered on. */
export function joinContent(...contents: readonly RequestContent[]): RequestContent {
  let messageCount = 0;
  const segments: Segment[] = [];
  for (const content of contents) {
    for (const segment of content.segments) segments.push(movedBy(messageCount, segment));
    messageCount += content.messageCount;
  }
  return {
    segments,
    messageCount,
    toolCount: contents.reduce((sum, content) => sum + content.toolCount, 0),
    hasUnseenInput: contents.some((content) => content.hasUnseenInput),
  };
}

function movedBy(messages: number, segment: Segment): Segment {
  return segment.message === undefined ? segment : { ...segment, message: segment.message + messages };
}

/** A message of its own; the system prompt is none, also where an API keeps it among them. */
export function oneMessage(content: RequestContent): RequestContent {
  if (content.segments.some(({ role }) => role === 'system')) return content;
  return { ...content, segments: content.segments.map((segment) => ({ ...segment, message: 0 })), messageCount: 1 };
}

/** What cannot be seen but is sent: one placeholder. */
export function unseen(
  role: SegmentRole,
  name: string,
  place: { uri: string; range: Segment['parts'][number]['range'] },
): RequestContent {
  const part = placeholder(name, place, 'input');
  return { ...NO_CONTENT, segments: [{ role, parts: [part], place }], hasUnseenInput: true };
}

/** What cannot be told may be there. */
function withoutField(reading: Exclude<Reading, ObjectField>): RequestContent {
  return typeof reading === 'string' ? NO_CONTENT : { ...NO_CONTENT, hasUnseenInput: true };
}

/** `system`, as a text or a list of blocks. */
export function readSystem(reading: Reading, dialect: CheckpointDialect): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  return readBlocks(reading.value, 'system', reading, dialect);
}

/** `tools`: the whole list as the API serialises it. */
export function readTools(reading: Reading, dialect: CheckpointDialect): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  const place = { uri: reading.uri, range: reading.range };
  return readOptions(reading.value, (option) => readToolList(likeliest(option, 'tools', place), place, dialect));
}

function readToolList(
  value: Exclude<Value, ChoiceValue>,
  place: NonNullable<Segment['place']>,
  dialect: CheckpointDialect,
): RequestContent {
  if (value.kind === 'null') return NO_CONTENT;
  if (value.kind !== 'list') return unseen('tools', nameOf(value, 'tools'), place);
  const tools = value.items.filter((item) => !isCheckpointBlock(item));
  const last = value.items.at(-1);
  const checkpoint = last && checkpointInList(value, value.items.length - 1, dialect);
  const foreign = last && foreignCheckpointOf(value, value.items.length - 1, dialect);
  const parts = jsonParts({ ...value, items: tools }, 'tools', place);
  const insert = insertAfter(value, value.items.length - 1, dialect);
  const segment: Segment = {
    role: 'tools',
    parts,
    place,
    sent: sentTools({ ...value, items: tools }, place),
    ...(checkpoint && { checkpoint }),
    ...(foreign && { foreignCheckpoint: foreign }),
    ...(insert && { insertCheckpoint: insert }),
  };
  return {
    ...NO_CONTENT,
    segments: [segment],
    toolCount: tools.length,
    hasUnseenInput: mayHoldMore(value) || tools.some(isOptionalItem),
  };
}

/** `messages`: a list of `{role, content}`. */
export function readMessages(reading: Reading, dialect: CheckpointDialect): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  const place = { uri: reading.uri, range: reading.range };
  return readOptions(reading.value, (option) =>
    readMessageList(likeliest(option, 'messages', place), place, reading, dialect),
  );
}

function readMessageList(
  value: Exclude<Value, ChoiceValue>,
  place: NonNullable<Segment['place']>,
  reading: ObjectField,
  dialect: CheckpointDialect,
): RequestContent {
  if (value.kind === 'null') return NO_CONTENT;
  if (value.kind === 'text') return oneMessage(readBlocks(value, 'user', reading, dialect));
  if (value.kind !== 'list') return oneMessage(unseen('user', nameOf(value, 'messages'), place));
  const often = occurrences(value.items);
  const contents = value.items.map((message, index) => {
    const content = readOptions(message, (option) => readMessage(option, place, dialect));
    return isOptionalItem(message) ? occurring(withConditionalCheckpoints(content), often[index]) : content;
  });
  const open = mayHoldMore(value) ? [unseen('user', 'further messages', place)] : [];
  return joinContent(...contents, ...open);
}

/** What is sent only so often. */
function occurring(content: RequestContent, often: AmountRange | undefined): RequestContent {
  if (often === undefined) return content;
  return { ...content, segments: content.segments.map((segment) => ({ ...segment, repeat: often })) };
}

function withConditionalCheckpoints(content: RequestContent): RequestContent {
  const segments = content.segments.map(({ checkpoint, ...segment }): Segment => {
    return checkpoint === undefined ? segment : { ...segment, checkpoint: { ...checkpoint, isConditional: true } };
  });
  return { ...content, segments };
}

function nameOf(value: Value, otherwise: string): string {
  if (value.kind === 'symbol' && value.symbol.startsWith('#')) return value.symbol.slice(1);
  return value.kind === 'unknown' ? (value.name ?? otherwise) : otherwise;
}

function readMessage(message: Value, place: NonNullable<Segment['place']>, dialect: CheckpointDialect): RequestContent {
  const option = likeliest(message, 'message', place);
  if (option.kind === 'list') return readTupleMessage(option, place);
  if (option.kind !== 'object') {
    const spot = option.kind === 'unknown' ? option : place;
    return oneMessage(unseen('user', nameOf(option, 'message'), { uri: spot.uri, range: spot.range }));
  }
  const object = asObject(option);
  const role = roleOf(fieldValue(readField(object, 'role')));
  const content = readField(object, 'content', 'parts', 'message');
  const uses = toolMessage(object, role, place);
  if (uses !== undefined && (!isField(content) || uses.isWhole)) return oneMessage(uses.content);
  if (!isField(content)) return oneMessage(unseen(role, 'content', place));
  const blocks = withMessageCheckpoint(readBlocks(content.value, role, content, dialect), object, dialect);
  return oneMessage(uses === undefined ? blocks : joinContent(blocks, uses.content));
}

/** The AI SDK marks a whole message too, which counts behind its last block. */
function withMessageCheckpoint(
  content: RequestContent,
  message: ObjectValue,
  dialect: CheckpointDialect,
): RequestContent {
  const last = content.segments.at(-1);
  if (last === undefined || last.checkpoint || !isOfAiSdk(dialect)) return content;
  const checkpoint = checkpointOf(message, dialect);
  const insert = checkpoint ? undefined : insertOnto(message, dialect);
  const segment: Segment = {
    ...withoutInsert(last),
    ...(checkpoint && { checkpoint }),
    ...(insert && { insertCheckpoint: insert }),
  };
  return { ...content, segments: [...content.segments.slice(0, -1), segment] };
}

/** Tool calls and results of Chat Completions and Responses, which are messages or fields of one. */
function toolMessage(
  message: ObjectValue,
  role: SegmentRole,
  place: NonNullable<Segment['place']>,
): { readonly content: RequestContent; readonly isWhole: boolean } | undefined {
  const type = textAt(message, 'type');
  const isWhole = type === 'function_call' || type === 'function_call_output' || textAt(message, 'role') === 'tool';
  if (!isWhole && !message.fields.has('tool_calls')) return undefined;
  const holes: TextPart[] = [];
  const data = dataWithHoles(message, 'message', place, holes);
  const read = isJsonObject(data) ? readBodyMessage(data) : undefined;
  const blocks = read?.blocks.filter(({ kind }) => kind === 'tool-use' || kind === 'tool-result') ?? [];
  if (blocks.length === 0) return undefined;
  const shown = isWhole ? message : (fieldValue(readField(message, 'tool_calls')) ?? message);
  const segment: Segment = {
    role: read?.role === 'assistant' ? 'assistant' : role,
    parts: jsonParts(shown, 'message', place),
    place,
    sent: { tools: [], blocks, holes },
  };
  return { content: { ...NO_CONTENT, segments: [segment] }, isWhole };
}

function textAt(object: ObjectValue, key: string): string | undefined {
  const value = fieldValue(readField(object, key));
  return value && staticText(value);
}

/** `("human", "…")`, as LangChain writes messages. */
function readTupleMessage(pair: ListValue, place: NonNullable<Segment['place']>): RequestContent {
  const [role, content] = pair.items;
  if (role === undefined || content === undefined) return oneMessage(unseen('user', 'message', place));
  const parts = textParts(content, nameOf(content, 'message'), pair.origin);
  return oneMessage({ ...NO_CONTENT, segments: [{ role: roleOf(role), parts, place }] });
}

export function roleOf(value: Value | undefined): SegmentRole {
  const role = value && staticText(value);
  switch (role?.toLowerCase()) {
    case 'system':
    case 'developer':
      return 'system';
    case 'assistant':
    case 'ai':
    case 'model':
    case 'chatbot':
      return 'assistant';
    default:
      return 'user';
  }
}

/** A text, or a list of content blocks. */
export function readBlocks(
  value: Value,
  role: SegmentRole,
  field: ObjectField,
  dialect: CheckpointDialect,
): RequestContent {
  const place = { uri: field.uri, range: field.range };
  if (isOneOfTexts(value)) return readBlockOption(value, role, field, dialect);
  return readOptions(value, (option) => readBlockOption(likeliest(option, role, place), role, field, dialect));
}

function readBlockOption(
  option: Value,
  role: SegmentRole,
  field: ObjectField,
  dialect: CheckpointDialect,
): RequestContent {
  const place = { uri: field.uri, range: field.range };
  if (option.kind === 'null') return NO_CONTENT;
  if (option.kind === 'list') return readBlockList(option, role, place, dialect);
  const parts = textParts(option, nameOf(option, role), { uri: field.uri, range: field.valueRange });
  const insert = dialect === 'cache_control' && option.kind === 'text' ? wrapText(field) : undefined;
  const segment: Segment = { role, parts, place, ...(insert && { insertCheckpoint: insert }) };
  return { ...NO_CONTENT, segments: [segment], hasUnseenInput: option.kind === 'unknown' };
}

/** Exclusive texts, of which one is sent. */
function isOneOfTexts(value: Value): value is ChoiceValue {
  if (value.kind !== 'choice' || value.isPerTurn) return false;
  return value.options.some(({ kind }) => kind === 'text') && value.options.every(({ kind }) => kind !== 'list');
}

function readBlockList(
  list: ListValue,
  role: SegmentRole,
  place: NonNullable<Segment['place']>,
  dialect: CheckpointDialect,
): RequestContent {
  const segments: Segment[] = [];
  const often = occurrences(list.items);
  list.items.forEach((item, index) => {
    const checkpoint = checkpointInList(list, index, dialect);
    const foreign = foreignCheckpointOf(list, index, dialect);
    const last = segments.at(-1);
    if (isCheckpointBlock(item)) {
      if (last && foreign) segments[segments.length - 1] = { ...last, foreignCheckpoint: foreign };
      if (last && checkpoint) segments[segments.length - 1] = { ...withoutInsert(last), checkpoint };
      return;
    }
    const insert = checkpoint ? undefined : insertAfter(list, index, dialect);
    segments.push({
      ...oneBlock(item, role, place, often[index]),
      ...(checkpoint && { checkpoint }),
      ...(foreign && { foreignCheckpoint: foreign }),
      ...(insert && { insertCheckpoint: insert }),
    });
  });
  const open = mayHoldMore(list) ? unseen(role, `further ${role} blocks`, place) : NO_CONTENT;
  return joinContent({ ...NO_CONTENT, segments }, open);
}

/** False where it may only lack what is seen. */
function mayHoldMore({ isOpen, isAllSeen }: ListValue): boolean {
  return isOpen && !isAllSeen;
}

const OPTIONS_READ = 4;

/** What the likeliest of several values says, with the checkpoints and attachments of the others. */
function readOptions(value: Value, read: (value: Value) => RequestContent): RequestContent {
  const first = read(value);
  if (value.kind !== 'choice' || value.isPerTurn) return first;
  const others = value.options.slice(1, OPTIONS_READ).map(read);
  const segments = first.segments.map((segment, index) => withCheckpointsOf(segment, index, others));
  return { ...first, segments: withAttachmentsOf(segments, others) };
}

function withCheckpointsOf(segment: Segment, index: number, others: readonly RequestContent[]): Segment {
  const marks = [segment, ...others.map(({ segments }) => segments[index])].map((option) => option?.checkpoint);
  const checkpoint = marks.find((mark) => mark !== undefined);
  if (checkpoint === undefined) return segment;
  const isConditional = marks.some((mark) => mark === undefined || mark.isConditional);
  return { ...withoutInsert(segment), checkpoint: isConditional ? { ...checkpoint, isConditional } : checkpoint };
}

function withoutInsert(segment: Segment): Segment {
  const { insertCheckpoint: _, ...rest } = segment;
  return rest;
}

function oneBlock(
  item: Value,
  role: SegmentRole,
  place: NonNullable<Segment['place']>,
  often: AmountRange | undefined,
): Segment {
  const [first = item, ...others] = item.kind === 'choice' && !item.isPerTurn ? item.options : [item];
  const read = (option: Value): Segment => blockSegment(option, role, place);
  return withOccurrence(read(first), others.slice(0, OPTIONS_READ).map(read), often);
}

function blockSegment(item: Value, role: SegmentRole, place: NonNullable<Segment['place']>): Segment {
  const option = likeliest(item, 'block', place);
  if (option.kind === 'text') return { role, parts: option.parts, place };
  if (option.kind !== 'object') {
    const spot = option.kind === 'unknown' ? option : place;
    const part = placeholder(nameOf(option, 'block'), spot, 'input');
    return {
      role,
      parts: [option.kind === 'unknown' ? { ...placeholderOf(option, part.name, spot), ...part } : part],
      place,
    };
  }
  const own = { uri: option.origin.uri, range: option.origin.range };
  const text = readField(option, 'text');
  if (isField(text))
    return {
      role,
      parts: textParts(text.value, nameOf(text.value, role), { uri: text.uri, range: text.valueRange }),
      place: own,
    };
  const sent = sentBlocks(option, own);
  for (const [key, kind] of BLOCK_ROLES) {
    if (option.fields.has(key) || textAt(option, 'type') === key) {
      return attachment(sent, {
        role: key === 'file' ? fileRole(option) : kind,
        parts: [placeholder(key, own, 'input')],
        place: own,
      });
    }
  }
  return { role, parts: jsonParts(option, 'block', own), place: own, ...(sent.blocks.length > 0 && { sent }) };
}

/** A file of the AI SDK says what it is by its media type. */
function fileRole(block: ObjectValue): SegmentRole {
  const type = textAt(block, 'mediaType') ?? textAt(block, 'mimeType') ?? '';
  if (type.startsWith('image')) return 'image';
  return /^(?:video|audio)/.test(type) ? 'other' : 'document';
}

function sentBlocks(block: ObjectValue, spot: Spot): SentContent {
  const holes: TextPart[] = [];
  const data = dataWithHoles(block, 'block', spot, holes);
  return { tools: [], blocks: isJsonObject(data) ? readBodyBlock(data) : [], holes };
}

/** An attachment whose file is in the code; one that is not has the placeholder's size. */
function attachment(sent: SentContent, segment: Segment): Segment {
  const [block] = sent.blocks;
  const isKnown = sent.holes.every((_, index) => block?.kind === 'document' && block.text?.includes(holeMark(index)));
  switch (block?.kind) {
    case 'image':
      return block.size === undefined ? segment : { ...segment, sent };
    case 'video':
      return block.seconds === undefined ? segment : { ...segment, sent };
    case 'document': {
      if (isKnown && (block.text !== undefined || block.pdf?.pages !== undefined)) return { ...segment, sent };
      const holes = segment.parts;
      return { ...segment, sent: { tools: [], blocks: [{ ...block, text: holeMark(0) }], holes } };
    }
    default:
      return segment;
  }
}

const BLOCK_ROLES: readonly (readonly [string, SegmentRole])[] = [
  ['image', 'image'],
  ['image_url', 'image'],
  ['input_image', 'image'],
  ['document', 'document'],
  ['file', 'document'],
  ['video', 'other'],
  ['audio', 'other'],
];

/** One text that is the whole prompt. */
export function readPrompt(reading: Reading): RequestContent {
  return readOneText(reading, () => 'prompt');
}

/** One text of a user, called what the program calls it. */
export function readQuestion(reading: Reading): RequestContent {
  return readOneText(reading, (value) => nameOf(value, 'question'));
}

function readOneText(reading: Reading, name: (value: Value) => string): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  const { value, uri, range, valueRange } = reading;
  const parts: readonly TextPart[] = textParts(value, name(value), { uri, range: valueRange });
  return oneMessage({ ...NO_CONTENT, segments: [{ role: 'user', parts, place: { uri, range } }] });
}
