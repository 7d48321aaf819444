/** `source ./lib.sh`: the file itself; a path that begins with a folder known at run time alone is looked for beside the script. */
export function moduleCandidates(specifier: string): readonly string[] {
  const path = specifier.replace(/^\/+/, '');
  if (path === '' || path.includes('$')) return [];
  return path.startsWith('.') ? [path] : [`./${path}`, path];
}
