import type { LibraryOperation } from '../../domain/language.ts';
import { KNOWLEDGE_BASES, RETRIEVAL_METHODS, RETRIEVAL_PACKAGES } from './retrieval.ts';
import { TEMPLATE_PACKAGES } from './templates.ts';

type Operations = Readonly<Record<string, LibraryOperation>>;

/** Names that are there without an import; `globalThis` is left out by those who write them. */
const GLOBALS: Operations = {
  'JSON.stringify': 'json-encode',
  'JSON.parse': 'json-decode',
  'process.env': 'environment',
  'import.meta.env': 'environment',
  'Bun.env': 'environment',
  'Deno.env.get': 'environment-get',
  'Deno.readTextFile': 'read-file',
  'Deno.readTextFileSync': 'read-file',
  'Bun.file': 'open-file',
  __filename: 'this-file',
  'import.meta.filename': 'this-file',
  'import.meta.url': 'this-file',
  'Object.assign': 'object',
  'Object.freeze': 'identity',
  'Object.seal': 'identity',
  structuredClone: 'identity',
  'Promise.resolve': 'identity',
  'Promise.all': 'identity',
  String: 'to-text',
  'String.raw': 'identity',
  Number: 'to-number',
  Boolean: 'truth',
  isNaN: 'truth',
  'Array.isArray': 'truth',
  'Number.isInteger': 'truth',
  'Math.round': 'number',
  'Math.floor': 'number',
  'Math.ceil': 'number',
  'Math.trunc': 'number',
  'Math.abs': 'number',
  'Math.max': 'number',
  'Math.min': 'minimum',
  'Math.sqrt': 'number',
  'Math.pow': 'number',
  'Date.parse': 'number',
  encodeURIComponent: 'identity',
  decodeURIComponent: 'identity',
  encodeURI: 'identity',
  'Object.keys': 'keys',
  'Object.values': 'values',
  'Object.entries': 'entries',
  'Number.parseInt': 'to-number',
  'Number.parseFloat': 'to-number',
  parseInt: 'to-number',
  parseFloat: 'to-number',
  'Array.from': 'to-list',
  Set: 'to-list',
  'Array.of': 'identity',
  'TextEncoder().encode': 'encode',
  'TextDecoder().decode': 'encode',
  'Buffer.from': 'encode',
  Date: 'current-time',
  'Date.now': 'current-time',
  'performance.now': 'current-time',
  'Math.random': 'random-number',
  'crypto.randomUUID': 'random',
  'crypto.randomBytes': 'random',
  'crypto.getRandomValues': 'random',
  prompt: 'user-input',
  'process.argv': 'user-input',
};

const METHODS: Operations = {
  replace: 'replace',
  replaceAll: 'replace',
  repeat: 'repeat',
  split: 'split',
  includes: 'contains',
  startsWith: 'starts-with',
  endsWith: 'ends-with',
  trim: 'trim',
  trimStart: 'trim',
  trimEnd: 'trim',
  padStart: 'identity',
  padEnd: 'identity',
  toLowerCase: 'lower-case',
  toUpperCase: 'upper-case',
  normalize: 'identity',
  reverse: 'identity',
  sort: 'identity',
  join: 'join',
  concat: 'extend',
  push: 'append',
  unshift: 'append',
  map: 'map',
  flatMap: 'map',
  slice: 'slice',
  substring: 'slice',
  substr: 'slice-length',
  toFixed: 'number',
  toPrecision: 'number',
  getTime: 'number',
  getFullYear: 'number',
  indexOf: 'number',
  toISOString: 'date',
  toLocaleDateString: 'date',
  toLocaleTimeString: 'date',
  toDateString: 'date',
  toUTCString: 'date',
  take: 'limit',
  toSorted: 'identity',
  toReversed: 'identity',
  forEach: 'iterate',
  filter: 'filter',
  flat: 'flatten',
  reduce: 'reduce',
  text: 'read',
  getFormatInstructions: 'format-instructions',
  parse: 'checked',
  parseAsync: 'checked',
  safeParse: 'checked-data',
  safeParseAsync: 'checked-data',
};

const FILE_SYSTEM: Operations = {
  readFileSync: 'read-file',
  readFile: 'read-file',
  'promises.readFile': 'read-file',
};

const PATH: Operations = {
  join: 'join-path',
  resolve: 'join-path',
  dirname: 'parent-path',
  normalize: 'identity',
  'posix.join': 'join-path',
  'posix.resolve': 'join-path',
  'posix.dirname': 'parent-path',
};

const RANDOM: Operations = { randomUUID: 'random', randomBytes: 'random', randomInt: 'random-number' };

/** Functions of packages; those of Node.js may also be imported with `node:` before the name. */
const NODE_MODULES: Readonly<Record<string, Operations>> = {
  fs: FILE_SYSTEM,
  'fs/promises': { readFile: 'read-file' },
  path: PATH,
  'path/posix': PATH,
  url: { fileURLToPath: 'identity', pathToFileURL: 'identity' },
  crypto: RANDOM,
  process: { env: 'environment', argv: 'user-input' },
  buffer: { 'Buffer.from': 'encode' },
  util: { 'TextEncoder().encode': 'encode', 'TextDecoder().decode': 'encode' },
};

const LODASH: Operations = { truncate: 'limit', take: 'limit', map: 'map' };

const PARAMETER_OF_STACK: Operations = {
  'CfnParameter().valueAsString': 'its-default',
  'CfnParameter().valueAsNumber': 'its-default',
  'CfnParameter().value': 'its-default',
  // Whoever deploys gives it.
  'App().node.tryGetContext': 'user-input',
  'App().node.getContext': 'user-input',
};

/** `nestjs/config`: a key is a variable, unless the application makes a configuration of its own. */
const NEST_CONFIGURATION: Operations = {
  'ConfigService().get': 'environment-get',
  'ConfigService().getOrThrow': 'environment-get',
};

const STORED: Operations = {
  'SSMClient().send': 'stored-parameter',
  'SSM().getParameter': 'stored-parameter',
};

const PACKAGES: Readonly<Record<string, Operations>> = {
  '@nestjs/config': NEST_CONFIGURATION,
  '@aws-sdk/client-ssm': STORED,
  '@aws-sdk/client-bedrock-agent-runtime': KNOWLEDGE_BASES,
  'aws-cdk-lib/aws-ssm': { 'StringParameter.valueForStringParameter': 'stored-text' },
  'fs-extra': FILE_SYSTEM,
  'graceful-fs': FILE_SYSTEM,
  ...TEMPLATE_PACKAGES,
  ...RETRIEVAL_PACKAGES,
  'zod-to-json-schema': { zodToJsonSchema: 'json-schema' },
  zod: { toJSONSchema: 'json-schema', 'z.toJSONSchema': 'json-schema' },
  lodash: { ...TEMPLATE_PACKAGES['lodash'], ...LODASH },
  'lodash-es': { ...TEMPLATE_PACKAGES['lodash-es'], ...LODASH },
  'date-fns': { format: 'date', formatISO: 'date', formatDistance: 'date' },
  uuid: { v1: 'random', v4: 'random', v6: 'random', v7: 'random' },
  nanoid: { nanoid: 'random' },
  ulid: { ulid: 'random' },
  dedent: { default: 'dedent', dedent: 'dedent' },
  'ts-dedent': { default: 'dedent', dedent: 'dedent' },
  outdent: { default: 'dedent', outdent: 'dedent' },
  'common-tags': { stripIndent: 'dedent', stripIndents: 'dedent', html: 'dedent' },
  yaml: { parse: 'json-decode' },
  'js-yaml': { load: 'json-decode' },
  'aws-cdk-lib': PARAMETER_OF_STACK,
  '@aws-cdk/core': PARAMETER_OF_STACK,
  '@smithy/util-utf8': { fromUtf8: 'encode', toUtf8: 'encode' },
  '@aws-sdk/util-utf8': { fromUtf8: 'encode', toUtf8: 'encode' },
  '@aws-sdk/util-utf8-node': { fromUtf8: 'encode', toUtf8: 'encode' },
};

/** What JavaScript's own library, Node.js and a few common packages do with texts, objects, files and time. */
export const library: ReadonlyMap<string, LibraryOperation> = new Map([
  ...prefixed('#', GLOBALS),
  ...prefixed('#globalThis.', GLOBALS),
  ...prefixed('method:', METHODS),
  ...RETRIEVAL_METHODS,
  ['method:toString', 'to-text'],
  ['method:toLocaleString', 'derived'],
  ['property:length', 'length'],
  ['type:#number', 'number'],
  ['type:#bigint', 'number'],
  ['type:#boolean', 'truth'],
  ['type:#Date', 'date'],
  ...['Array', 'ReadonlyArray', 'Record', 'Map', 'Set'].map((name) => [`type:#${name}`, 'collection'] as const),
  ['hands-on:map', 'calls-each'],
  ['hands-on:flatMap', 'calls-each'],
  ['hands-on:forEach', 'calls-each'],
  ['hands-on:pMap', 'calls-each-second'],
  ['mutation:unshift', 'prepend'],
  ['mutation:pop', 'remove'],
  ['mutation:#Object.assign', 'merge'],
  ...Object.entries(NODE_MODULES).flatMap(([name, operations]) => [
    ...exported(name, operations),
    ...exported(`node:${name}`, operations),
  ]),
  ...Object.entries(PACKAGES).flatMap(([name, operations]) => exported(name, operations)),
]);

/** By name and through the default export, as `import fs from 'fs'` has them. */
function exported(module: string, operations: Operations): readonly (readonly [string, LibraryOperation])[] {
  return [...prefixed(`${module}#`, operations), ...prefixed(`${module}#default.`, operations)];
}

function prefixed(prefix: string, operations: Operations): readonly (readonly [string, LibraryOperation])[] {
  return Object.entries(operations).map(([name, operation]) => [prefix + name, operation]);
}
