/** What files are imported as, told from text alone: enough to know which files are worth a closer look. */
import { pathOfUri } from '../util/uris.ts';

const PYTHON_IMPORT =
  /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]{0,4000})\)|([^\n#]{1,2000}))|import[ \t]+([^\n#]{1,2000}))/gm;

/** Paths of the modules that a Python file imports, and of the names that it takes from them, which can be modules too. */
export function pythonImports(text: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, from, inParentheses, listed, modules] of text.matchAll(PYTHON_IMPORT)) {
    const base = from?.replace(/^\.+/, '').replaceAll('.', '/') ?? '';
    paths.add(base);
    for (const written of (inParentheses ?? listed ?? modules ?? '').split(',')) {
      const name = written.trim().split(/\s/, 1)[0]?.replaceAll('.', '/') ?? '';
      paths.add(base === '' ? name : `${base}/${name}`);
    }
  }
  paths.delete('');
  return [...paths];
}

/** A module has the path of its file, a package that of its folder. */
export function pythonModule(uri: string): string {
  return withoutEnding(pathOfUri(uri)).replace(/\/__init__$/, '');
}

const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire\s{0,4}\(|\bimport\s{0,4}\()\s{0,4}['"`]([^'"`\n]{1,300})['"`]/g;

/** Paths that a JavaScript or TypeScript file imports, without the steps that lead upwards or stand for a folder of sources. */
export function scriptImports(text: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, path = ''] of text.matchAll(SCRIPT_IMPORT)) {
    const steps = path.split('/').filter((step) => !['', '.', '..', '@', '~', '#'].includes(step));
    // `import … from '.'`, `'..'`: the index file of a folder that the path does not name.
    paths.add(steps.length === 0 ? 'index' : withoutEnding(steps.join('/')).replace(/\/index$/, ''));
  }
  return [...paths];
}

/** A module has the path of its file, an index that of its folder. */
export function scriptModule(uri: string): string {
  return withoutEnding(pathOfUri(uri)).replace(/\/index$/, '');
}

function withoutEnding(name: string): string {
  return name.replace(/\.(?:d\.)?[cm]?[jt]sx?$|\.pyw?$/i, '');
}
