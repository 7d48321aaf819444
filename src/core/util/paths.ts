/** Joins as file systems do: an absolute piece starts anew; `.` and `..` are resolved. */
export function normalizePath(pieces: readonly string[]): string {
  let path = '';
  for (const piece of pieces) path = piece.startsWith('/') || path === '' ? piece : `${path}/${piece}`;
  const isAbsolute = path.startsWith('/');
  const kept: string[] = [];
  for (const step of path.split(/[/\\]/)) {
    if (step === '' || step === '.') continue;
    if (step === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (step !== '..' || !isAbsolute) kept.push(step);
  }
  return (isAbsolute ? '/' : '') + kept.join('/');
}

/** `src/app.py` is `src/app`. */
export function withoutExtension(path: string): string {
  return path.replace(/\.\w+$/, '');
}
