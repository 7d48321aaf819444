/**
 * What a package is called where its import gives it no name: the last step of its path, without version and `go-`. Where a
 * file never uses that, it is the part of the step that the file does use: `anthropic` of `anthropic-sdk-go`.
 *
 * @param uses True for a name of which the file takes something.
 */
export function packageName(path: string, uses: (name: string) => boolean): string {
  const steps = path.split('/').filter((step) => step !== '' && !/^v\d+$/.test(step));
  const last = steps.at(-1)?.replace(/\.v\d+$/, '') ?? '';
  const name = last.replace(/^go-|-go$/, '').replaceAll('-', '_');
  const parts = last.split(/[-.]/);
  if (parts.length < 2 || uses(name)) return name;
  return parts.find((part) => part !== 'go' && uses(part)) ?? name;
}

/** For {@link packageName}: names before a dot and what is exported. */
export function usesIn(text: string): (name: string) => boolean {
  return (name) => /^[A-Za-z_]\w*$/.test(name) && new RegExp(`(?<![\\w."])${name}\\.[A-Z]`).test(text);
}
