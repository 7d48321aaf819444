import type { TextualImports } from '../../domain/language.ts';
import { pathOfUri } from '../../util/uris.ts';
import { isStandard, tailsOf } from './importPaths.ts';

const LINE = /^[ \t]{0,8}(?:import[ \t]+)?(?:[\w.]{1,100}[ \t]+)?"([^"\s]{1,300})"/gm;

/** Paths of the packages that a file imports, and of its own, whose other files it sees without an import. */
function pathsIn(text: string, uri: string): readonly string[] {
  const head = text.slice(0, endOfImports(text));
  const imported = [...head.matchAll(LINE)].flatMap(([, path = '']) => (isStandard(path) ? [] : pathsOf(path)));
  return [...new Set([...imported, folderOf(uri)])];
}

/** The folder of a module need not be called like it: of what stands right below, only the last step is sure. */
function pathsOf(path: string): readonly string[] {
  const [shortest] = tailsOf(path).slice(-1);
  return tailsOf(path).length < 2 && shortest !== undefined ? [path, shortest] : [path];
}

const METHOD = /^func[ \t]*\([^)\n]{1,200}\)[ \t]*([A-Za-z_]\w{0,200})/gm;

function methodsIn(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(METHOD), ([, name = '']) => name))];
}

const CONTRACT = /\binterface[ \t]*\{[ \t]*\r?\n([^}]{1,20000})\}/g;
const CONTRACT_METHOD = /^[ \t]{1,40}([A-Za-z_]\w{0,200})[ \t]*\(/gm;

function contractsIn(text: string): readonly (readonly string[])[] {
  const bodies = Array.from(text.matchAll(CONTRACT), ([, body = '']) => body);
  const methods = bodies.map((body) => Array.from(body.matchAll(CONTRACT_METHOD), ([, name = '']) => name));
  return methods.filter(({ length }) => length > 0);
}

/** Imports stand before everything else. */
function endOfImports(text: string): number {
  const first = /^(?:func|type|var|const)\b/m.exec(text);
  return first?.index ?? text.length;
}

function folderOf(uri: string): string {
  const path = pathOfUri(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export const imports: TextualImports = {
  pathsIn,
  modulePaths: (uri) => [folderOf(uri)],
  contracts: { methodsIn, contractsIn },
};
