const SOURCES = ['app', 'src', 'lib', 'classes', 'includes'];
const MAXIMUM_STEPS = 10;

/**
 * A class stands in a file of its path below a folder that stands for the first steps of its namespace (PSR-4): `App\Services\X` in
 * `app/Services/X.php`, `Vendor\Package\X` in `src/X.php`. Other files are named by their paths.
 */
export function moduleCandidates(specifier: string): readonly string[] {
  if (specifier.includes('/') || specifier.endsWith('.php')) {
    return specifier.includes('..') && !specifier.startsWith('.')
      ? []
      : [/\.\w+$/.test(specifier) ? specifier : `${specifier}.php`];
  }
  const steps = specifier.split('\\').filter((step) => step !== '');
  if (steps.length > MAXIMUM_STEPS || !steps.every((step) => /^\w+$/.test(step))) return [];
  const path = (from: number): string => `${steps.slice(from).join('/')}.php`;
  const name = steps.at(-1) ?? '';
  return [
    `./${name}.php`,
    ...SOURCES.map((folder) => `${folder}/${path(1)}`),
    path(0),
    ...SOURCES.slice(1, 3).map((folder) => `${folder}/${path(0)}`),
    ...(steps.length > 2 ? SOURCES.slice(1, 3).map((folder) => `${folder}/${path(2)}`) : []),
  ].filter((candidate, index, all) => all.indexOf(candidate) === index);
}
