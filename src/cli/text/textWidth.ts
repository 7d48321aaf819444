/** Columns that a text takes on a terminal. Colours take none. */
export function textWidth(text: string): number {
  const plain = text.includes('\u001B') ? text.replace(COLOURS, '') : text;
  if (ASCII.test(plain)) return plain.length;
  let width = 0;
  for (const character of plain) width += characterWidth(character);
  return width;
}

/** Cuts a text to a width and says so: at its end, or at its start for paths, whose end tells most. */
export function cutText(text: string, width: number, where: 'start' | 'end'): string {
  if (textWidth(text) <= width) return text;
  const characters = Array.from(text);
  if (where === 'start') characters.reverse();
  let used = 1;
  const kept: string[] = [];
  for (const character of characters) {
    used += characterWidth(character);
    if (used > width) break;
    kept.push(character);
  }
  return where === 'start' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`;
}

/** Breaks a text at blanks into lines of at most `width` columns; a longer word has a line of its own. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

// eslint-disable-next-line no-control-regex -- the escape character begins a colour
const COLOURS = /\u001B\[[0-9;]*m/g;
const ASCII = /^[ -~]*$/;

function characterWidth(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const ZERO_WIDTH = /^(?:\p{Mn}|\p{Me}|\p{Cf})$/u;
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]$/u;
