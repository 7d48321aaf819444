import type { Diagnostic } from 'vscode-languageserver';

/** The same for the same diagnostics, in every life of the server. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  const text = JSON.stringify(diagnostics);
  let low = 0x811c9dc5;
  let high = 0x1000193;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high + code, 0x5bd1e995) ^ (high >>> 15);
  }
  return `${diagnostics.length}-${(low >>> 0).toString(36)}${(high >>> 0).toString(36)}`;
}
