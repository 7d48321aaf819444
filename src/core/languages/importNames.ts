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

const PYTHON_DEFINITION = /^(?:async[ \t]+)?(?:def|class)[ \t]/m;

/** A file that defines something itself is no mere index of a package. */
export function mayPythonPassOn(text: string): boolean {
  return !PYTHON_DEFINITION.test(text);
}

/** A module has the path of its file, a package that of its folder. */
export function pythonModules(uri: string): readonly string[] {
  return [withoutEnding(pathOfUri(uri)).replace(/\/__init__$/, '')];
}

const SCRIPT_IMPORT = /(?:\bfrom|\bimport|\brequire\s{0,4}\(|\bimport\s{0,4}\()\s{0,4}['"`]([^'"`\n]{1,300})['"`]/g;

/** Paths that a JavaScript or TypeScript file imports, without the steps that lead upwards or stand for a folder of sources. */
export function scriptImports(text: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, path = ''] of text.matchAll(SCRIPT_IMPORT)) {
    const steps = path.split('/').filter((step) => !['', '.', '..', '@', '~', '#'].includes(step));
    // `import … from '.'`, `'..'`: the index file of a folder that the path does not name.
    paths.add(steps.length === 0 ? 'index' : withoutEnding(steps.join('/')).replace(/\/index$/, ''));
    // A package of the same workspace often has its folder's name, below whatever name they share.
    if (steps[0]?.startsWith('@') && steps.length > 1) paths.add(steps.slice(1).join('/'));
  }
  return [...paths];
}

const SCRIPT_EXPORT_FROM = /\bexport\s[^;'"`=()]{0,4000}\bfrom\s{0,4}['"`]/;
const SCRIPT_DEFINITION = /^(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?(?:function|class)\b/m;

/** `export … from`, or a file that defines nothing itself. */
export function mayScriptPassOn(text: string): boolean {
  return SCRIPT_EXPORT_FROM.test(text) || !SCRIPT_DEFINITION.test(text);
}

/** A module has the path of its file, an index that of its folder; in a package its sources are not named. */
export function scriptModules(uri: string): readonly string[] {
  const path = withoutEnding(pathOfUri(uri)).replace(/\/index$/, '');
  const inPackage = path.replace(/\/(?:src|source|lib)(?=\/|$)(?!.*\/(?:src|source|lib)(?:\/|$))/, '');
  return inPackage === path ? [path] : [path, inPackage];
}

const JVM_IMPORT = /^[ \t]{0,8}import[ \t]+(?:static[ \t]+)?([\w.]{1,300})/gm;
const JVM_PACKAGE = /^[ \t]{0,8}package[ \t]+([\w.]{1,300})/m;
const CAPITALIZED = /(?<![\w.])[A-Z]\w{1,80}/g;
const MAXIMUM_NAMES = 400;

/** Paths of the classes that a Java or Kotlin file imports, and of those of its own package that it may name. */
export function jvmImports(text: string): readonly string[] {
  const paths = new Set([...text.matchAll(JVM_IMPORT)].map(([, path = '']) => path.replaceAll('.', '/')));
  const own = JVM_PACKAGE.exec(text)?.[1]?.replaceAll('.', '/') ?? '';
  const names = new Set(Array.from(text.matchAll(CAPITALIZED), ([name]) => name));
  for (const name of [...names].slice(0, MAXIMUM_NAMES)) paths.add(own === '' ? name : `${own}/${name}`);
  return [...paths];
}

/** A class has the path of its file. */
export function jvmModules(uri: string): readonly string[] {
  return [pathOfUri(uri).replace(/\.(?:java|kts?)$/i, '')];
}

const CSHARP_TYPE = /\b(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+([A-Z_]\w{0,100})/g;

/** The types that a C# file declares, also those within others. */
export function csharpTypes(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(CSHARP_TYPE), ([, name = '']) => name))].slice(0, MAXIMUM_NAMES);
}

/** Names with a capital letter in a C# file: any of them can be a type of another file. */
export function csharpImports(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(CAPITALIZED), ([name]) => name))].slice(0, MAXIMUM_NAMES);
}

/** A file mostly has the name of its class, which others often name by its interface alone. */
export function csharpModules(uri: string): readonly string[] {
  const path = pathOfUri(uri).replace(/\.csx?$/i, '');
  const slash = path.lastIndexOf('/');
  return [path, `${path.slice(0, slash)}/I${path.slice(slash + 1)}`];
}

function withoutEnding(name: string): string {
  return name.replace(/\.(?:d\.)?[cm]?[jt]sx?$|\.pyw?$/i, '');
}
