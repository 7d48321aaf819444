/**
 * Files that an import can mean: `.config` is `./config.py` or the package `./config/`, each further dot is one folder up,
 * and `a.b` is a module or package below the folder of the file or one above it, or in its `src`, as packages are laid out.
 */
export function moduleCandidates(specifier: string): readonly string[] {
  const match = /^(\.*)([\p{L}\p{Nl}_][\p{L}\p{N}_.]*)?$/u.exec(specifier);
  if (!match || specifier === '') return [];
  const dots = match[1]?.length ?? 0;
  const path = (match[2] ?? '')
    .split('.')
    .filter((name) => name !== '')
    .join('/');
  const folder = dots === 0 ? '' : dots === 1 ? './' : '../'.repeat(dots - 1);
  if (path === '') return [`${folder}__init__.py`];
  const files = [`${folder}${path}.py`, `${folder}${path}/__init__.py`];
  return dots === 0 ? [...files, ...files.map((file) => `src/${file}`)] : files;
}
