import { packageName } from './packageName.ts';

/** Files that packages keep their constants and types in, besides the one that is called like the package. */
const USUAL_NAMES = ['constants', 'config', 'models', 'types', 'main'];

const FILES_BESIDE = [
  ...USUAL_NAMES,
  ...['consts', 'const', 'model', 'client', 'bedrock', 'common', 'defaults', 'settings', 'vars', 'utils', 'helpers'],
].map((name) => `./${name}.go`);

/** Names of the language itself. */
const PREDECLARED: ReadonlySet<string> = new Set(
  'any append bool byte cap clear close comparable complex complex128 complex64 copy delete error false float32 float64 imag int int16 int32 int64 int8 iota len make max min new nil panic print println real recover rune string true uint uint16 uint32 uint64 uint8 uintptr _'.split(
    ' ',
  ),
);

/** The same for the package of a file itself. */
export function packageFiles(name: string): readonly string[] {
  return PREDECLARED.has(name) ? [] : FILES_BESIDE;
}

/** First steps of paths in the standard library. */
const STANDARD: ReadonlySet<string> = new Set(
  'archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak'.split(
    ' ',
  ),
);

const MAXIMUM_STEPS = 8;

/**
 * A package is a folder, whose path begins with the module's name: any tail of the path can be the folder. Of the files
 * in it, only those with usual names can be asked for.
 */
export function moduleCandidates(specifier: string): readonly string[] {
  const steps = specifier.split('/').filter((step) => step !== '');
  const [first = ''] = steps;
  if (STANDARD.has(first) || steps.length < 2 || steps.length > MAXIMUM_STEPS || specifier.includes('..')) return [];
  const names = [packageName(specifier), ...USUAL_NAMES];
  // The host, the owner and the repository are folders of no checkout.
  const isHosted = first.includes('.');
  const tails = steps.slice(isHosted ? 3 : 1).map((_, index, rest) => rest.slice(index).join('/'));
  return tails.flatMap((folder) => names.map((name) => `${folder}/${name}.go`));
}
