/**
 * Who may import whom: the one table that the linter (`eslint.config.mjs`) and `test/architecture.test.ts` both read.
 * What is not listed is not allowed.
 */
import { builtinModules } from 'node:module';
import path from 'node:path';

/**
 * @typedef {object} Room
 * @property {string} folder From the repository's root, with `/`.
 * @property {readonly string[]} mayImport Other folders or single files; a room may always import itself.
 * @property {readonly string[]} packages Packages by name; a trailing `*` stands for any ending.
 * @property {'never' | 'in node files' | 'always'} nodeBuiltins `in node files`: only files named `*.node.ts`.
 */

/** Packages that are pure computation on text. */
const CORE_PACKAGES = ['yaml', 'zod', 'vscode-uri', 'picomatch'];

/**
 * @param {string} name
 * @param {readonly string[]} mayImport
 * @param {readonly string[]} packages
 * @returns {Room}
 */
function core(name, mayImport, packages = CORE_PACKAGES) {
  return {
    folder: `src/core/${name}`,
    mayImport: mayImport.map((other) => `src/core/${other}`),
    packages,
    nodeBuiltins: 'never',
  };
}

/** @type {readonly Room[]} */
export const ROOMS = [
  core('util', []),
  core('domain', ['util']),
  core('catalog', ['util', 'domain'], [...CORE_PACKAGES, '@streamparser/json']),
  core('parsing', ['util', 'domain'], ['web-tree-sitter']),
  core('requests', ['util', 'domain', 'catalog'], [...CORE_PACKAGES, 'fflate']),
  core('languages', ['util', 'domain', 'parsing']),
  core('sdks', ['util', 'domain', 'catalog', 'requests']),
  core('deployments', ['util', 'domain']),
  core('templates', ['util', 'domain', 'catalog', 'requests']),
  core('configuration', ['util', 'domain', 'catalog']),
  // Programs fill templates too: their text is read as a template file's is.
  core('resolve', [
    ...['util', 'domain', 'catalog'],
    ...['templates/dialects', 'templates/promptSegments.ts', 'templates/promptText.ts'],
  ]),
  core('tokens', ['util', 'domain'], [...CORE_PACKAGES, '@huggingface/tokenizers']),
  core('cost', ['util', 'domain', 'catalog', 'tokens', 'configuration']),
  core('rules', ['util', 'domain', 'catalog', 'tokens', 'cost', 'configuration']),
  core('report', ['util', 'domain', 'catalog', 'tokens', 'cost', 'configuration', 'rules']),
  {
    folder: 'src/core/service',
    mayImport: ['src/core'],
    packages: [...CORE_PACKAGES, 'ignore'],
    nodeBuiltins: 'never',
  },
  {
    folder: 'src/disk',
    mayImport: ['src/core/service', 'src/core/report', 'src/core/util', 'src/core/domain'],
    packages: ['vscode-uri'],
    nodeBuiltins: 'always',
  },
  {
    // The only room that sends a prompt anywhere; hosts load its bundle when somebody asks for an exact count.
    folder: 'src/aws',
    mayImport: ['src/core/domain'],
    packages: ['@aws-sdk/credential-provider-node', '@smithy/core', '@smithy/signature-v4'],
    nodeBuiltins: 'always',
  },
  {
    folder: 'src/priceUpdate',
    mayImport: ['src/core/catalog', 'src/disk'],
    packages: ['https-proxy-agent', 'proxy-from-env'],
    nodeBuiltins: 'always',
  },
  {
    folder: 'src/server',
    mayImport: [
      ...[
        'src/core/service',
        'src/core/report',
        'src/core/catalog',
        'src/core/util',
        'src/core/domain',
        'package.json',
      ],
      // In `*.node.ts`: the browser's bundle would not hold Node's modules.
      'src/disk',
      'src/priceUpdate',
    ],
    packages: ['vscode-languageserver*', 'vscode-uri'],
    nodeBuiltins: 'in node files',
  },
  {
    folder: 'src/cli',
    mayImport: ['src/core', 'src/disk', 'src/priceUpdate', 'src/aws', 'package.json'],
    packages: ['commander', 'diff', 'picocolors', 'picomatch', 'vscode-uri', 'yaml'],
    nodeBuiltins: 'always',
  },
  {
    folder: 'src/client',
    mayImport: ['src/server/protocol.ts', 'src/aws'],
    packages: ['vscode', 'vscode-languageclient'],
    nodeBuiltins: 'in node files',
  },
  {
    folder: 'src/build',
    mayImport: ['src/core', 'src/disk', 'src/priceUpdate', 'package.json'],
    packages: ['*'],
    nodeBuiltins: 'always',
  },
];

/** Node's own modules, with and without `node:`. */
const NODE_BUILTINS = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/**
 * Why an import is not allowed, or undefined when it is.
 *
 * @param {string} file Importing file, from the repository's root.
 * @param {string} specifier As written in the import.
 * @param {readonly Room[]} rooms
 * @returns {string | undefined}
 */
export function importViolation(file, specifier, rooms = ROOMS) {
  const from = toPosix(file);
  const room = roomOf(from, rooms);
  if (!room) return from.startsWith('src/') ? `${from} is in no room of src/build/walls.mjs` : undefined;
  if (NODE_BUILTINS.has(specifier)) return builtinViolation(from, specifier, room);
  if (!specifier.startsWith('.')) return packageViolation(specifier, room);
  return fileViolation(importedFile(from, specifier), room);
}

/**
 * @param {string} from Importing file, from the repository's root.
 * @param {string} specifier A relative one.
 * @returns {string} The imported file, from the repository's root.
 */
export function importedFile(from, specifier) {
  return path.posix.join(path.posix.dirname(toPosix(from)), specifier);
}

/**
 * @param {string} from
 * @param {readonly Room[]} rooms
 */
function roomOf(from, rooms) {
  return rooms.find((room) => isInside(from, room.folder));
}

/**
 * @param {string} from
 * @param {string} specifier
 * @param {Room} room
 */
function builtinViolation(from, specifier, room) {
  if (room.nodeBuiltins === 'always') return undefined;
  if (room.nodeBuiltins === 'in node files' && from.endsWith('.node.ts')) return undefined;
  return `${room.folder} must not import Node's ${specifier}`;
}

/**
 * @param {string} specifier
 * @param {Room} room
 */
function packageViolation(specifier, room) {
  const name = packageName(specifier);
  const isAllowed = room.packages.some((allowed) =>
    allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed,
  );
  return isAllowed ? undefined : `${room.folder} must not import the package ${name}`;
}

/**
 * @param {string} imported
 * @param {Room} room
 */
function fileViolation(imported, room) {
  const isAllowed = [room.folder, ...room.mayImport].some((allowed) => isInside(imported, allowed));
  return isAllowed ? undefined : `${room.folder} must not import ${imported}`;
}

/** @param {string} specifier */
function packageName(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * @param {string} file
 * @param {string} folder A folder, or a single file.
 */
function isInside(file, folder) {
  return file === folder || file.startsWith(`${folder}/`);
}

/** @param {string} file */
function toPosix(file) {
  return file.replaceAll('\\', '/');
}
