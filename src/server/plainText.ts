/** Our own Markdown as text, for clients that show none: tables stay lines, without their rules and escapes. */
export function withoutMarkup(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^\|[-:|]+\|$/.test(line))
    .map((line) => line.replace(/\*\*/g, '').replace(/\\([\\`*_{}[\]()#+!|<>~&])/g, '$1'))
    .join('\n');
}
