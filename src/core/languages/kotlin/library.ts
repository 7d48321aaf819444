import type { LibraryOperation } from '../../domain/language.ts';
import { library as javaLibrary } from '../java/library.ts';

/** Java's library, and what Kotlin's own adds to it. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map([
  ...javaLibrary,
  ...Object.entries<readonly string[]>({
    identity: ['method:trimStart', 'method:trimEnd', 'method:asSequence', 'method:toMutableList', 'method:orEmpty'],
    encode: [
      'method:encodeToByteArray',
      'method:toByteArray',
      'method:toRequestBody',
      'method:asByteStream',
      'software.amazon.awssdk.core#SdkBytes.fromUtf8String',
    ],
    dedent: ['method:trimIndent', 'method:trimMargin'],
    'lower-case': ['method:lowercase'],
    'upper-case': ['method:uppercase'],
    'to-json-text': ['method:toString'],
    'to-number': ['method:toInt', 'method:toLong', 'method:toDouble', 'method:toIntOrNull', 'method:toLongOrNull'],
    'json-encode': [
      'kotlinx.serialization.json#Json.encodeToString',
      'kotlinx.serialization.json#Json().encodeToString',
      'com.fasterxml.jackson.module.kotlin#jacksonObjectMapper().writeValueAsString',
    ],
    join: ['method:joinToString'],
    limit: ['method:take'],
    lend: ['method:let', 'method:use', 'method:run'],
    'lend-back': ['method:also', 'method:apply'],
    iterate: ['method:forEach', 'method:forEachIndexed', 'method:onEach', 'method:collect'],
    map: ['method:map', 'method:mapNotNull', 'method:flatMap', 'method:mapIndexed'],
    length: ['property:length', 'property:size', 'method:count'],
    number: ['type:#Int', 'type:#Long', 'type:#Double', 'type:#Float'],
    truth: ['type:#Boolean'],
    'user-input': ['#readLine', '#readln'],
  } satisfies Partial<Record<LibraryOperation, readonly string[]>>).flatMap(([operation, symbols]) =>
    symbols.map((symbol) => [symbol, operation as LibraryOperation] as const),
  ),
]);
