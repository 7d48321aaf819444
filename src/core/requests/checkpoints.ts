/** Cache checkpoints of a request: where they are, and how one would be written. */
import type { EditIntent, LiteralData } from '../domain/edit.ts';
import type { CacheCheckpoint, ForeignCheckpoint } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, ObjectField, ObjectValue, Origin, Value } from '../domain/value.ts';
import { isOptionalItem, staticText } from '../domain/valueOperations.ts';
import { removalOf } from './cap.ts';
import { asObject, fieldValue, isField, readField, readPath } from './fields.ts';

/** How one API writes cache checkpoints; the AI SDK has a name for the options of each of its providers. */
export type CheckpointDialect =
  'cachePoint-block' | 'cachePoint-field' | 'cache_control' | 'ai-sdk-bedrock' | 'ai-sdk-anthropic' | 'none';

/** How an API writes that a beginning is kept; another API's mark does nothing in it. */
const CHECKPOINT_KEYS: Readonly<Record<CheckpointDialect, readonly string[]>> = {
  'cachePoint-block': ['cachePoint'],
  'cachePoint-field': ['cachePoint'],
  cache_control: ['cache_control'],
  'ai-sdk-bedrock': ['cachePoint'],
  'ai-sdk-anthropic': ['cacheControl', 'cache_control'],
  none: ['cachePoint', 'cache_control'],
};

/** A checkpoint that the block is or carries, at least where some of its possible values do. */
export function checkpointOf(item: Value, dialect: CheckpointDialect): CacheCheckpoint | undefined {
  const options = optionsOf(item);
  const fields = options.map((option) => (option.kind === 'object' ? checkpointField(option, dialect) : undefined));
  const field = fields.find((found) => found !== undefined);
  const settings = field && optionsOf(field.value).find(({ kind }) => kind !== 'null');
  if (field === undefined || settings === undefined) return undefined;
  const isSure = options.every(({ kind }, index) => kind === 'object' && isSureField(fields[index]));
  const ttlSeconds = ttlOf(asObject(settings));
  const ttl = readField(asObject(settings), 'ttl');
  const hasUnknownTtl = ttlSeconds === undefined && ttl !== 'absent';
  const { site } = asObject(settings);
  return {
    uri: field.uri,
    range: field.range,
    key: keyOf(item, field, dialect),
    ...(ttlSeconds !== undefined && { ttlSeconds }),
    ...(hasUnknownTtl && { hasUnknownTtl }),
    ...(isField(ttl) && { dropTtl: [removalOf(ttl)] }),
    ...(site && { keepForHour: [{ kind: 'set-field', container: site, path: ['ttl'], value: '1h' }] }),
    ...((!isSure || options.some(isOptionalItem)) && { isConditional: true }),
  };
}

function keyOf(item: Value, field: ObjectField, dialect: CheckpointDialect): string {
  const keys = CHECKPOINT_KEYS[dialect];
  const objects = optionsOf(item).filter((option) => option.kind === 'object');
  return keys.find((key) => objects.some(({ fields }) => fields.get(key) === field)) ?? keys[0] ?? '';
}

/** The checkpoint with how it would be changed, where it stands in the list itself and not in a constant. */
export function checkpointInList(
  list: ListValue,
  index: number,
  dialect: CheckpointDialect,
): CacheCheckpoint | undefined {
  const item = list.items[index];
  const checkpoint = item && checkpointOf(item, dialect);
  if (item?.kind !== 'object' || checkpoint === undefined || !isWithin(item.origin, list.origin)) {
    if (checkpoint === undefined) return undefined;
    const { keepForHour: _, ...elsewhere } = checkpoint;
    return elsewhere;
  }
  const field = item.fields.get(checkpoint.key ?? '');
  const cut = isOnlyCheckpoint(item) ? removalOf(item.origin) : field && removalOf(field);
  const isOtherMark = dialect === 'none' && checkpoint.key === 'cache_control';
  const asCachePoint = isOtherMark ? asBlock(list, index, cut) : undefined;
  return { ...checkpoint, ...(cut && { remove: [cut] }), ...(asCachePoint && { asCachePoint }) };
}

/** A mark of another API on an item, or in place of one. */
export function foreignCheckpointOf(
  list: ListValue,
  index: number,
  dialect: CheckpointDialect,
): ForeignCheckpoint | undefined {
  const item = list.items[index];
  if (item?.kind !== 'object' || isOptionalItem(item) || item.isOpen) return undefined;
  const other = OTHER_KEY[dialect];
  if (other === undefined) return isOfAiSdk(dialect) ? foreignOption(item, dialect) : undefined;
  const field = item.fields.get(other);
  if (field === undefined || !isSureField(field) || checkpointField(item, dialect) !== undefined) return undefined;
  const found = { key: other, uri: field.uri, range: field.range };
  if (!isWithin(item.origin, list.origin)) return found;
  const cut = isOnlyCheckpoint(item) ? removalOf({ uri: field.uri, range: item.origin.range }) : removalOf(field);
  const rewrite = other === 'cache_control' ? asBlock(list, index, cut) : asField(list, index, cut);
  return { ...found, ...(rewrite && { rewrite }) };
}

/** The key of the other API that people write. Where nothing is cached by a mark there is no right one. */
const OTHER_KEY: Readonly<Partial<Record<CheckpointDialect, string>>> = {
  'cachePoint-block': 'cache_control',
  'cachePoint-field': 'cache_control',
  cache_control: 'cachePoint',
};

/** `providerOptions.anthropic` on a model of the Bedrock provider, and the other way round. */
function foreignOption(item: ObjectValue, dialect: CheckpointDialect): ForeignCheckpoint | undefined {
  const other = dialect === 'ai-sdk-bedrock' ? 'ai-sdk-anthropic' : 'ai-sdk-bedrock';
  const field = checkpointField(item, other);
  if (field === undefined || !isSureField(field) || checkpointField(item, dialect) !== undefined) return undefined;
  const key =
    other === 'ai-sdk-anthropic' ? 'providerOptions.anthropic.cacheControl' : 'providerOptions.bedrock.cachePoint';
  return { key, uri: field.uri, range: field.range };
}

function asBlock(list: ListValue, index: number, cut: EditIntent | undefined): readonly EditIntent[] | undefined {
  const insert = insertAfter(list, index, 'cachePoint-block');
  return cut && insert && [cut, ...insert];
}

/** On the item itself, or on the one before where the mark is an item of its own. */
function asField(list: ListValue, index: number, cut: EditIntent): readonly EditIntent[] | undefined {
  const item = list.items[index];
  const holder = item && isCheckpointBlock(item) ? list.items[index - 1] : item;
  const insert = holder?.kind === 'object' ? insertOnto(holder, 'cache_control') : undefined;
  return insert && [cut, ...insert];
}

function isWithin(inner: Origin, outer: Origin): boolean {
  return inner.uri === outer.uri && inner.range.start >= outer.range.start && inner.range.end <= outer.range.end;
}

function checkpointField(object: ObjectValue, dialect: CheckpointDialect): ObjectField | undefined {
  const { fields } = isOfAiSdk(dialect) ? optionsOfProvider(object, dialect) : object;
  return CHECKPOINT_KEYS[dialect].map((key) => fields.get(key)).find((found) => found !== undefined);
}

/** True where the options of a provider hold the mark. */
export function isOfAiSdk(dialect: CheckpointDialect): boolean {
  return dialect === 'ai-sdk-bedrock' || dialect === 'ai-sdk-anthropic';
}

/** The name is today's, then those of versions 4 and 3. */
const AI_SDK_OPTIONS = ['providerOptions', 'providerMetadata', 'experimental_providerMetadata'];

/** Source: `getCachePoint` of `@ai-sdk/amazon-bedrock` and `getCacheControl` of `@ai-sdk/anthropic`. */
function optionsOfProvider(object: ObjectValue, dialect: CheckpointDialect): ObjectValue {
  const names = dialect === 'ai-sdk-bedrock' ? ['amazonBedrock', 'bedrock'] : ['anthropic'];
  for (const outer of AI_SDK_OPTIONS) {
    for (const name of names) {
      const options = fieldValue(readPath(object, [outer, name]));
      if (options) return asObject(options);
    }
  }
  return { ...object, fields: new Map() };
}

function isSureField(field: ObjectField | undefined): boolean {
  return field !== undefined && !field.isOptional && optionsOf(field.value).every(({ kind }) => kind !== 'null');
}

/** `{"cachePoint": …}` on its own, which is a checkpoint and no content. */
export function isCheckpointBlock(item: Value): boolean {
  const options = optionsOf(item).filter(({ kind }) => kind !== 'null');
  return options.length > 0 && options.every(isOnlyCheckpoint);
}

function isOnlyCheckpoint(value: Value): boolean {
  return value.kind === 'object' && value.fields.has('cachePoint') && value.fields.size === 1;
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

/** What would put a checkpoint behind an item of a list; undefined where none can stand. */
export function insertAfter(
  list: ListValue,
  index: number,
  dialect: CheckpointDialect,
): readonly EditIntent[] | undefined {
  const item = list.items[index];
  if (item === undefined || dialect === 'none') return undefined;
  if (dialect === 'cachePoint-block') {
    if (list.site === undefined) return undefined;
    return [{ kind: 'insert-item', container: list.site, index: index + 1, value: { cachePoint: CACHE_POINT } }];
  }
  if (item.kind !== 'object') return undefined;
  return insertOnto(item, dialect);
}

/** A mark as a field of what it stands behind. */
export function insertOnto(item: ObjectValue, dialect: CheckpointDialect): readonly EditIntent[] | undefined {
  if (item.site === undefined) return undefined;
  if (isOfAiSdk(dialect)) {
    // Options that are there may be any expression, and a second key of the name would replace them.
    if (AI_SDK_OPTIONS.some((key) => item.fields.has(key))) return undefined;
    const options: LiteralData =
      dialect === 'ai-sdk-bedrock'
        ? { bedrock: { cachePoint: CACHE_POINT } }
        : { anthropic: { cacheControl: CACHE_CONTROL } };
    return [{ kind: 'set-field', container: item.site, path: ['providerOptions'], value: options }];
  }
  const path = dialect === 'cache_control' ? 'cache_control' : 'cachePoint';
  const value = dialect === 'cache_control' ? CACHE_CONTROL : CACHE_POINT;
  return [{ kind: 'set-field', container: item.site, path: [path], value }];
}

/** Turns a plain text into a list of one block that carries a checkpoint. */
export function wrapText(field: ObjectField): readonly EditIntent[] {
  const target = { uri: field.uri, kind: 'expression', range: field.valueRange } as const;
  const block: LiteralData = { type: 'text', text: { verbatim: true }, cache_control: CACHE_CONTROL };
  return [{ kind: 'replace-value', target, value: [block] }];
}
