/** First steps of paths in the standard library. */
const STANDARD: ReadonlySet<string> = new Set(
  'archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak'.split(
    ' ',
  ),
);

const MAXIMUM_STEPS = 8;

/** True for a path of the standard library, which has no dot in its first step. */
export function isStandard(specifier: string): boolean {
  return STANDARD.has(specifier.split('/', 1)[0] ?? '');
}

/** What of a path can be the path of a folder: a package's path begins with the module's name, so any tail of it. */
export function tailsOf(specifier: string): readonly string[] {
  const steps = specifier.split('/').filter((step) => step !== '');
  if (steps.length < 2 || steps.length > MAXIMUM_STEPS || specifier.includes('..')) return [];
  // The host, the owner and the repository are folders of no checkout.
  const rest = steps.slice(steps[0]?.includes('.') ? 3 : 1);
  return rest.map((_, index) => rest.slice(index).join('/'));
}
