import type { LibraryOperation } from '../../domain/language.ts';

/** Functions stand under their names with a backslash, which tells them from variables. */
function functions(...names: readonly string[]): readonly string[] {
  return names.map((name) => `#\\${name}`);
}

/**
 * What PHP's own functions and Laravel's helpers do with texts, arrays, files and time. Functions that other languages have as methods
 * are lowered to calls of methods: `method:implode`, `method:str_replace`, `method:slice-length`; `method:[]` is `$list[] = item`.
 */
export const library: ReadonlyMap<string, LibraryOperation> = new Map(
  Object.entries<readonly string[]>({
    identity: functions(
      ...['trim', 'rtrim', 'ltrim', 'strval', 'nl2br', 'array_values', 'array_filter', 'array_unique', 'stripslashes'],
      ...['htmlspecialchars', 'e', 'collect', 'rawurlencode', 'urlencode', 'realpath', 'mb_convert_encoding', 'tap'],
    ),
    'lower-case': functions('strtolower', 'mb_strtolower', 'lcfirst'),
    'upper-case': functions('strtoupper', 'mb_strtoupper'),
    contains: functions('str_contains'),
    'starts-with': functions('str_starts_with'),
    'ends-with': functions('str_ends_with'),
    repeat: functions('str_repeat'),
    replace: ['method:str_replace'],
    'format-percent': functions('sprintf'),
    join: ['method:implode'],
    'slice-length': ['method:slice-length'],
    limit: ['#Str.limit', 'Illuminate\\Support\\Str#Str.limit', 'Illuminate\\Support\\Str#Str.words', 'method:take'],
    derived: functions(
      'preg_replace',
      'strip_tags',
      'array_reverse',
      'ucfirst',
      'ucwords',
      'wordwrap',
      'print_r',
      'var_export',
    ),
    number: functions(
      ...[
        'round',
        'floor',
        'ceil',
        'abs',
        'max',
        'min',
        'array_sum',
        'strpos',
        'mb_strpos',
        'str_word_count',
        'microtime',
      ],
    ),
    length: functions('strlen', 'mb_strlen', 'count', 'sizeof'),
    truth: functions(
      'is_array',
      'is_string',
      'is_null',
      'in_array',
      'array_key_exists',
      'file_exists',
      'method_exists',
    ),
    date: functions('date', 'gmdate'),
    hash: functions('md5', 'sha1', 'hash'),
    'to-number': functions('intval', 'floatval'),
    encode: functions('utf8_encode'),
    'json-encode': [
      ...functions('json_encode'),
      'GuzzleHttp\\Utils#Utils.jsonEncode',
      'GuzzleHttp\\Psr7\\Utils#Utils.streamFor',
    ],
    'json-decode': functions('json_decode'),
    'environment-get': [...functions('env', 'getenv'), '#Env.get', 'Illuminate\\Support\\Env#Env.get'],
    environment: ['#_ENV', '#_SERVER'],
    'read-file': [
      ...functions('file_get_contents'),
      'Illuminate\\Support\\Facades\\File#File.get',
      'Illuminate\\Support\\Facades\\Storage#Storage.get',
    ],
    'join-path': functions('base_path', 'resource_path', 'storage_path', 'app_path', 'config_path', 'public_path'),
    'parent-path': [...functions('dirname'), 'method:dirname'],
    'this-file': ['#__FILE__'],
    append: ['method:[]'],
    keys: functions('array_keys'),
    get: ['method:get', 'method:input'],
    put: ['method:put'],
    map: [...functions('array_map'), 'method:map'],
    iterate: ['method:each'],
    'current-time': [...functions('time', 'now', 'today'), 'Carbon\\Carbon#Carbon.now'],
    random: [
      ...functions('uniqid', 'random_bytes'),
      'Illuminate\\Support\\Str#Str.uuid',
      'Illuminate\\Support\\Str#Str.random',
    ],
    'random-number': functions('rand', 'mt_rand', 'random_int'),
    'user-input': ['#_GET', '#_POST', '#_REQUEST', '#\\readline', '#\\fgets'],
  } satisfies Partial<Record<LibraryOperation, readonly string[]>>).flatMap(([operation, symbols]) =>
    symbols.map((symbol) => [symbol, operation as LibraryOperation] as const),
  ),
);
