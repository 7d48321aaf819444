/** What a package is called where its import gives it no name: the last step of its path, without version and `go-`. */
export function packageName(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && !/^v\d+$/.test(step));
  const last = steps.at(-1) ?? '';
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-|-go$/, '')
    .replaceAll('-', '_');
}
