import type { LibraryOperation } from '../../domain/language.ts';

const NUMBER_TYPES: readonly string[] = 'i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64'.split(' ');

/** Modules are imported themselves as often as what is in them: `env::var`, `std::env::var`. */
function inModule(module: string, names: readonly string[]): readonly string[] {
  const at = module.lastIndexOf('.');
  return names.flatMap((name) => [
    `${module}#${name}`,
    `${module.slice(0, at)}#${module.slice(at + 1)}.${name}`,
    `#${module.slice(at + 1)}.${name}`,
  ]);
}

/** What Rust's own library and a few common crates do with texts, objects, files and time. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map(
  Object.entries<readonly string[]>({
    identity: [
      ...['to_string', 'as_str', 'as_bytes', 'to_str', 'into_string', 'into_bytes', 'to_vec', 'as_slice', 'by_ref'],
      ...['into_boxed_str', 'to_string_lossy', 'into_owned', 'chars', 'trim_matches', 'lines', 'display', 'as_mut_str'],
      ...['inner', 'to_value', 'as_object', 'as_array', 'dedup', 'sort', 'rev', 'strip_prefix', 'strip_suffix'],
    ].map((name) => `method:${name}`),
    encode: [
      'method:bytes',
      'aws_smithy_types#Blob.new',
      'aws_sdk_bedrockruntime.primitives#Blob.new',
      'bytes#Bytes.from',
    ],
    trim: ['method:trim', 'method:trim_start', 'method:trim_end'],
    'lower-case': ['method:to_lowercase', 'method:to_ascii_lowercase'],
    'upper-case': ['method:to_uppercase', 'method:to_ascii_uppercase'],
    contains: ['method:contains', 'method:contains_key'],
    'starts-with': ['method:starts_with'],
    'ends-with': ['method:ends_with'],
    split: ['method:split'],
    repeat: ['method:repeat'],
    replace: ['method:replace'],
    join: ['method:join'],
    slice: ['method:[..]'],
    limit: ['method:take', 'method:truncate'],
    length: ['method:len', 'method:count'],
    number: [
      ...['elapsed', 'as_secs', 'as_millis', 'as_secs_f32', 'as_secs_f64', 'timestamp'].map((name) => `method:${name}`),
      ...NUMBER_TYPES.map((name) => `type:#${name}`),
    ],
    truth: ['method:is_empty', 'method:is_some', 'method:is_none', 'method:is_ok', 'method:is_err', 'type:#bool'],
    date: ['method:to_rfc3339', 'type:chrono#NaiveDate', 'type:chrono#DateTime', 'type:chrono#NaiveDateTime'],
    identifier: ['type:uuid#Uuid'],
    collection: ['type:#Vec', 'type:#HashMap', 'type:std.collections#HashMap', 'type:std.collections#BTreeMap'],
    dedent: ['#indoc', 'indoc#indoc'],
    'to-number': ['method:parse'],
    'json-encode': [
      ...['to_string', 'to_string_pretty', 'to_vec', 'to_vec_pretty', 'to_value'].map((name) => `serde_json#${name}`),
      'serde_json.value#to_value',
    ],
    'json-decode': ['serde_json#from_str', 'serde_json#from_slice'],
    'environment-get': inModule('std.env', ['var', 'var_os']),
    'read-file': [
      'std.fs#include_str',
      ...inModule('std.fs', ['read_to_string', 'read']),
      ...inModule('tokio.fs', ['read_to_string', 'read']),
    ],
    'join-path': ['#PathBuf.from', '#Path.new', 'std.path#PathBuf.from', 'std.path#Path.new'],
    get: ['method:get', 'method:get_or_insert'],
    put: ['method:insert'],
    append: ['method:push', 'method:push_back', 'method:push_str'],
    prepend: ['mutation:push_front'],
    extend: ['method:extend', 'method:append', 'method:extend_from_slice'],
    remove: ['mutation:remove'],
    keys: ['method:keys'],
    values: ['method:values'],
    enumerate: ['method:enumerate'],
    map: ['method:map'],
    iterate: ['method:for_each', 'method:filter_map', 'method:flat_map', 'method:then'],
    reduce: ['method:fold'],
    'current-time': [
      '#Utc.now',
      '#Local.now',
      'chrono#Utc.now',
      'chrono#Local.now',
      'std.time#SystemTime.now',
      '#SystemTime.now',
      '#Instant.now',
      'std.time#Instant.now',
    ],
    random: ['uuid#Uuid.new_v4', '#Uuid.new_v4', 'uuid#Uuid.now_v7'],
    'random-number': ['rand#random', 'method:gen_range'],
    'user-input': inModule('std.env', ['args']),
  } satisfies Partial<Record<LibraryOperation, readonly string[]>>).flatMap(([operation, symbols]) =>
    symbols.map((symbol) => [symbol, operation as LibraryOperation] as const),
  ),
);
