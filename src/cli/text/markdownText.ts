import type { Terminal } from './terminal.ts';
import { wrapText } from './textWidth.ts';

/** A rule's page for a terminal: headings bold, code set off, prose wrapped. Only what the pages use is understood. */
export function markdownLines(markdown: string, { colors, width }: Terminal): readonly string[] {
  const lines: string[] = [];
  let paragraph = '';
  let isCode = false;
  const endParagraph = (): void => {
    if (paragraph !== '') lines.push(...wrapProse(paragraph, width).map((line) => withCode(line, colors.cyan)));
    paragraph = '';
  };
  for (const line of markdown.trimEnd().split(/\r?\n/)) {
    if (!isCode && isProse(line)) {
      if (/^ *(?:[-*]|\d+\.) /.test(line)) endParagraph();
      paragraph = paragraph === '' ? line : `${paragraph} ${line.trimStart()}`;
      continue;
    }
    endParagraph();
    if (line.startsWith('```')) isCode = !isCode;
    else if (isCode) lines.push(`    ${colors.dim(line)}`.trimEnd());
    else if (line.startsWith('#')) lines.push(colors.bold(line.replace(/^#+ */, '')));
    else lines.push(line);
  }
  endParagraph();
  return lines;
}

function isProse(line: string): boolean {
  return line.trim() !== '' && !/^(?:#|```|\|)/.test(line);
}

function wrapProse(paragraph: string, width: number): readonly string[] {
  const indent = /^ *(?:[-*] |\d+\. )?/.exec(paragraph)?.[0].length ?? 0;
  const text = paragraph.slice(indent).replace(/\[([^\]]{1,200})\]\(([^)]{1,300})\)/g, '$1 ($2)');
  return wrapText(text, width - indent).map((line, index) =>
    index === 0 ? paragraph.slice(0, indent) + line : ' '.repeat(indent) + line,
  );
}

function withCode(line: string, paint: (text: string) => string): string {
  return line.replace(/`([^`]{1,200})`/g, (_, code: string) => paint(code));
}
