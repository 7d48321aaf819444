/** Segments of a request: from values to ordered pieces, with their cache checkpoints and places for new ones. */
import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CacheCheckpoint, Segment, SegmentRole } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, ObjectField, ObjectValue, TextPart, Value } from '../domain/value.ts';
import { jsonParts, likeliest, placeholder, staticText, textParts } from '../domain/valueOperations.ts';
import { asObject, fieldValue, isField, readField } from './fields.ts';
import type { Reading } from './fields.ts';

/** How one API writes cache checkpoints. */
export type CheckpointDialect = 'cachePoint-block' | 'cachePoint-field' | 'cache_control' | 'none';

export interface RequestContent {
  readonly segments: readonly Segment[];
  readonly messageCount: number;
  readonly toolCount: number;
  readonly hasUnseenInput: boolean;
}

export const NO_CONTENT: RequestContent = { segments: [], messageCount: 0, toolCount: 0, hasUnseenInput: false };

export function joinContent(...contents: readonly RequestContent[]): RequestContent {
  return {
    segments: contents.flatMap((content) => content.segments),
    messageCount: contents.reduce((sum, content) => sum + content.messageCount, 0),
    toolCount: contents.reduce((sum, content) => sum + content.toolCount, 0),
    hasUnseenInput: contents.some((content) => content.hasUnseenInput),
  };
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
  const value = likeliest(reading.value, 'tools', place);
  if (value.kind === 'null') return NO_CONTENT;
  if (value.kind !== 'list') return unseen('tools', nameOf(value, 'tools'), place);
  const tools = value.items.filter((item) => checkpointOf(item) === undefined || toolCheckpoint(item) !== undefined);
  const last = value.items.at(-1);
  const checkpoint = last && (checkpointOf(last) ?? toolCheckpoint(last));
  const parts = jsonParts({ ...value, items: tools }, 'tools', place);
  const insert = insertAfter(value, value.items.length - 1, dialect);
  const segment: Segment = {
    role: 'tools',
    parts,
    place,
    ...(checkpoint && { checkpoint }),
    ...(insert && { insertCheckpoint: insert }),
  };
  return { ...NO_CONTENT, segments: [segment], toolCount: tools.length, hasUnseenInput: value.isOpen };
}

/** `messages`: a list of `{role, content}`. */
export function readMessages(reading: Reading, dialect: CheckpointDialect): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  const place = { uri: reading.uri, range: reading.range };
  const value = likeliest(reading.value, 'messages', place);
  if (value.kind === 'null') return NO_CONTENT;
  if (value.kind === 'text') return { ...readBlocks(value, 'user', reading, dialect), messageCount: 1 };
  if (value.kind !== 'list') return { ...unseen('user', nameOf(value, 'messages'), place), messageCount: 1 };
  const contents = value.items.map((message) => readMessage(message, place, dialect));
  const open = value.isOpen ? [unseen('user', 'further messages', place)] : [];
  return joinContent(...contents, ...open);
}

function nameOf(value: Value, otherwise: string): string {
  return value.kind === 'unknown' ? (value.name ?? otherwise) : otherwise;
}

function readMessage(message: Value, place: NonNullable<Segment['place']>, dialect: CheckpointDialect): RequestContent {
  const option = likeliest(message, 'message', place);
  if (option.kind === 'list') return readTupleMessage(option, place);
  if (option.kind !== 'object') {
    const spot = option.kind === 'unknown' ? option : place;
    return { ...unseen('user', nameOf(option, 'message'), { uri: spot.uri, range: spot.range }), messageCount: 1 };
  }
  const object = asObject(option);
  const role = roleOf(fieldValue(readField(object, 'role')));
  const content = readField(object, 'content', 'parts');
  if (!isField(content)) return { ...unseen(role, 'content', place), messageCount: 1 };
  return { ...readBlocks(content.value, role, content, dialect), messageCount: 1 };
}

/** `("human", "…")`, as LangChain writes messages. */
function readTupleMessage(pair: ListValue, place: NonNullable<Segment['place']>): RequestContent {
  const [role, content] = pair.items;
  if (role === undefined || content === undefined) return { ...unseen('user', 'message', place), messageCount: 1 };
  const parts = textParts(content, 'message', pair.origin);
  return { ...NO_CONTENT, segments: [{ role: roleOf(role), parts, place }], messageCount: 1 };
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
  const option = likeliest(value, role, place);
  if (option.kind === 'null') return NO_CONTENT;
  if (option.kind === 'list') return readBlockList(option, role, place, dialect);
  const parts = textParts(option, nameOf(option, role), { uri: field.uri, range: field.valueRange });
  const insert = dialect === 'cache_control' && option.kind === 'text' ? wrapText(field) : undefined;
  const segment: Segment = { role, parts, place, ...(insert && { insertCheckpoint: insert }) };
  return { ...NO_CONTENT, segments: [segment], hasUnseenInput: option.kind === 'unknown' };
}

function readBlockList(
  list: ListValue,
  role: SegmentRole,
  place: NonNullable<Segment['place']>,
  dialect: CheckpointDialect,
): RequestContent {
  const segments: Segment[] = [];
  list.items.forEach((item, index) => {
    const checkpoint = checkpointOf(item);
    const last = segments.at(-1);
    if (checkpoint && isCheckpointBlock(item)) {
      if (last) segments[segments.length - 1] = { ...withoutInsert(last), checkpoint };
      return;
    }
    const insert = checkpoint ? undefined : insertAfter(list, index, dialect);
    segments.push({
      ...blockSegment(item, role, place),
      ...(checkpoint && { checkpoint }),
      ...(insert && { insertCheckpoint: insert }),
    });
  });
  const open = list.isOpen ? unseen(role, `further ${role} blocks`, place) : NO_CONTENT;
  return joinContent({ ...NO_CONTENT, segments }, open);
}

function withoutInsert(segment: Segment): Segment {
  const { insertCheckpoint: _, ...rest } = segment;
  return rest;
}

function blockSegment(item: Value, role: SegmentRole, place: NonNullable<Segment['place']>): Segment {
  const option = likeliest(item, 'block', place);
  if (option.kind === 'text') return { role, parts: option.parts, place };
  if (option.kind !== 'object') {
    const spot = option.kind === 'unknown' ? option : place;
    return { role, parts: [placeholder(nameOf(option, 'block'), spot, 'input')], place };
  }
  const own = { uri: option.origin.uri, range: option.origin.range };
  const text = readField(option, 'text');
  if (isField(text))
    return {
      role,
      parts: textParts(text.value, nameOf(text.value, role), { uri: text.uri, range: text.valueRange }),
      place: own,
    };
  for (const [key, kind] of BLOCK_ROLES) {
    if (option.fields.has(key) || staticText(fieldValue(readField(option, 'type')) ?? option) === key) {
      return { role: kind, parts: [placeholder(key, own, 'input')], place: own };
    }
  }
  return { role, parts: jsonParts(option, 'block', own), place: own };
}

const BLOCK_ROLES: readonly (readonly [string, SegmentRole])[] = [
  ['image', 'image'],
  ['image_url', 'image'],
  ['input_image', 'image'],
  ['document', 'document'],
  ['video', 'other'],
  ['audio', 'other'],
];

/** A checkpoint that the block is or carries. */
function checkpointOf(item: Value): CacheCheckpoint | undefined {
  const object = optionsOf(item)[0];
  if (object?.kind !== 'object') return undefined;
  const field = object.fields.get('cachePoint') ?? object.fields.get('cache_control');
  if (field === undefined) return undefined;
  const ttlSeconds = ttlOf(asObject(field.value));
  return { uri: field.uri, range: field.range, ...(ttlSeconds !== undefined && { ttlSeconds }) };
}

function toolCheckpoint(item: Value): CacheCheckpoint | undefined {
  return isCheckpointBlock(item) ? undefined : checkpointOf(item);
}

/** `{"cachePoint": …}` on its own, which is a checkpoint and no content. */
function isCheckpointBlock(item: Value): boolean {
  const object = optionsOf(item)[0];
  return object?.kind === 'object' && object.fields.has('cachePoint') && object.fields.size === 1;
}

function ttlOf(checkpoint: ObjectValue): number | undefined {
  const value = fieldValue(readField(checkpoint, 'ttl'));
  const text = value && staticText(value);
  const match = text === undefined ? null : /^(\d{1,4})([mh])$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (match[2] === 'h' ? 3600 : 60);
}

const CACHE_CONTROL: LiteralData = { type: 'ephemeral' };
const CACHE_POINT: LiteralData = { type: 'default' };

function insertAfter(list: ListValue, index: number, dialect: CheckpointDialect): readonly EditIntent[] | undefined {
  const item = list.items[index];
  if (item === undefined || dialect === 'none') return undefined;
  if (dialect === 'cachePoint-block') {
    if (list.site === undefined) return undefined;
    return [{ kind: 'insert-item', container: list.site, index: index + 1, value: { cachePoint: CACHE_POINT } }];
  }
  if (item.kind !== 'object' || item.site === undefined) return undefined;
  const path = dialect === 'cache_control' ? 'cache_control' : 'cachePoint';
  const value = dialect === 'cache_control' ? CACHE_CONTROL : CACHE_POINT;
  return [{ kind: 'set-field', container: item.site, path: [path], value }];
}

/** Turns a plain text into a list of one block that carries a checkpoint. */
function wrapText(field: ObjectField): readonly EditIntent[] {
  const target = { uri: field.uri, kind: 'expression', range: field.valueRange } as const;
  const block: LiteralData = { type: 'text', text: { verbatim: true }, cache_control: CACHE_CONTROL };
  return [{ kind: 'replace-value', target, value: [block] }];
}

/** One text that is the whole prompt. */
export function readPrompt(reading: Reading): RequestContent {
  if (!isField(reading)) return withoutField(reading);
  const parts: readonly TextPart[] = textParts(reading.value, 'prompt', {
    uri: reading.uri,
    range: reading.valueRange,
  });
  const place = { uri: reading.uri, range: reading.range };
  return { ...NO_CONTENT, segments: [{ role: 'user', parts, place }], messageCount: 1 };
}
