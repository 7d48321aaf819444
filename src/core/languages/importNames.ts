/** What files are imported as, told from text alone: enough to know which files are worth a closer look. */
import { fileName } from '../util/uris.ts';

const PYTHON_IMPORT =
  /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]{0,4000})\)|([^\n#]{1,2000}))|import[ \t]+([^\n#]{1,2000}))/gm;

/** Last steps of the modules that a Python file imports, and the names that it takes from them, which can be modules too. */
export function pythonImports(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, from, inParentheses, listed, modules] of text.matchAll(PYTHON_IMPORT)) {
    if (from !== undefined) names.add(lastStep(from, '.'));
    for (const name of (inParentheses ?? listed ?? modules ?? '').split(',')) {
      names.add(lastStep(name.trim().split(/\s/, 1)[0] ?? '', '.'));
    }
  }
  names.delete('');
  return [...names];
}

/** A module is named after its file, a package after its folder. */
export function pythonModule(uri: string): string {
  const name = withoutEnding(fileName(uri));
  return name === '__init__' ? folderName(uri) : name;
}

const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire\s{0,4}\(|\bimport\s{0,4}\()\s{0,4}['"`]([^'"`\n]{1,300})['"`]/g;

/** Last steps of the paths that a JavaScript or TypeScript file imports. */
export function scriptImports(text: string): readonly string[] {
  const names = new Set<string>();
  for (const [, path = ''] of text.matchAll(SCRIPT_IMPORT)) {
    const steps = path.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
    const name = withoutEnding(steps.at(-1) ?? '');
    names.add(name === 'index' ? (steps.at(-2) ?? '') : name);
    // `import … from '.'`, `'..'`: the index file of a folder that the path does not name.
    if (steps.length === 0) names.add('index');
  }
  names.delete('');
  return [...names];
}

/** A module is named after its file, an index after its folder. */
export function scriptModule(uri: string): string {
  const name = withoutEnding(fileName(uri));
  return name === 'index' ? folderName(uri) : name;
}

function lastStep(path: string, separator: string): string {
  return path.slice(path.lastIndexOf(separator) + 1);
}

function withoutEnding(name: string): string {
  return name.replace(/\.(?:d\.)?[cm]?[jt]sx?$|\.pyw?$/i, '');
}

function folderName(uri: string): string {
  return decodeURIComponent(uri).split('/').at(-2) ?? '';
}
