import type { TextualImports } from '../../domain/language.ts';
import { pathOfUri } from '../../util/uris.ts';

const USE = /^[ \t]{0,20}(?:pub(?:\([^)\n]{0,40}\))?[ \t]+)?(?:use[ \t]+([^;]{1,2000});|mod[ \t]+(\w{1,80});)/gm;
const MAXIMUM_PATHS = 400;

/** Modules that a file names in its `use` and `mod`, as the ends of the paths of their files. */
export const imports: TextualImports = {
  pathsIn(text) {
    const paths = new Set<string>();
    for (const [, tree, module] of text.matchAll(USE)) {
      if (module !== undefined) paths.add(module);
      for (const path of pathsOf(tree ?? '')) addModules(path, paths);
      if (paths.size > MAXIMUM_PATHS) break;
    }
    return [...paths];
  },
  mayPassOn: (text) => text.includes('pub use '),
  modulePaths: (uri) => [
    pathOfUri(uri)
      .replace(/\.rs$/i, '')
      .replace(/\/mod$/, ''),
  ],
};

/** `a::{b, c::d}` is `a::b`, `a::c::d`; what is nested deeper than people write is cut short. */
function pathsOf(tree: string): readonly string[] {
  let paths: readonly string[] = [tree.replace(/(?<!\s)\s+as\s+\w+/g, '').replace(/\s+/g, '')];
  for (let depth = 0; depth < 6 && paths.some((path) => path.includes('{')); depth++) {
    paths = paths.flatMap(expanded).slice(0, MAXIMUM_PATHS);
  }
  return paths;
}

function expanded(path: string): readonly string[] {
  const open = path.indexOf('{');
  if (open < 0) return [path];
  const before = path.slice(0, open);
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let index = open; index < path.length; index++) {
    const letter = path.charAt(index);
    if (letter === '{') depth++;
    else if (letter === '}') depth--;
    if ((letter === ',' && depth === 1) || depth === 0) {
      parts.push(before + path.slice(start, index));
      start = index + 1;
    }
    if (depth === 0) break;
  }
  return parts;
}

/** The path itself can be a module, and what it is taken from surely is one; the first step is a crate or leads to one. */
function addModules(path: string, paths: Set<string>): void {
  const steps = path.split('::').filter((step) => step !== '' && step !== '*' && step !== 'self' && step !== 'super');
  const [first] = steps;
  const inside = steps.slice(first === 'crate' || steps.length > 1 ? 1 : 0);
  if (inside.length > 0) paths.add(inside.join('/'));
  if (inside.length > 1) paths.add(inside.slice(0, -1).join('/'));
  if (first !== 'crate' && steps.length > 1) paths.add(steps.slice(0, -1).join('/'));
  if (first === 'crate' && inside.length === 1) for (const root of ['src/lib', 'src/main']) paths.add(root);
}
