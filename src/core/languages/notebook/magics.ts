import { isProse, mayHaveProse } from '../prose.ts';
import { LineState } from './lineState.ts';

/** Cell magics whose cell is Python that runs here all the same. */
const PYTHON_CELL = /^%%(?:time|timeit|capture|prun|memit|mprun|debug|python3?|pyspark|spark|local|send_to_spark)\b/;
/** The cell is written to a file. */
const PYTHON_FILE = /^%%(?:writefile|file)\b.*\.py\s*$/;
/** Line magics that run the Python behind them. */
const PYTHON_LINE = /^%(?:time|timeit|prun|memit)[ \t]+/;
const MAGIC_LINE = /^(?:[%!]|\?{1,2}\w|[\w.]+\?{1,2}\s*$|(?:pip3?|conda|mamba) (?:un)?install\b)/;
const CAPTURED_COMMAND = /^([A-Za-z_][\w., \t]*=[ \t]*)[!%][A-Za-z~./({]/;
const MAY_HAVE_MAGIC = /^[ \t]*[%!?]|\?[ \t]*$|=[ \t]*[!%]|install\b/m;

/**
 * A cell's code with everything that is IPython's own and no Python (`%pip`, `!cmd`, `%%bash`, `help?`), or prose, blanked out. It
 * keeps its length and lines, so that all ranges hold.
 */
export function blankMagics(source: string): string {
  const hasProse = mayHaveProse(source);
  if (!hasProse && !MAY_HAVE_MAGIC.test(source)) return source;
  const lines = source.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const head = lines[first] ?? '';
  if (!head.startsWith('%%')) return blankLines(lines, hasProse).join('\n');
  if (!PYTHON_CELL.test(head) && !PYTHON_FILE.test(head)) return lines.map(blank).join('\n');
  const body = blankLines(lines.slice(first + 1), hasProse);
  return [...lines.slice(0, first), blank(head), ...body].join('\n');
}

function blankLines(lines: readonly string[], hasProse: boolean): readonly string[] {
  const state = new LineState();
  let isContinued = false;
  return lines.map((line) => {
    if (isContinued) {
      isContinued = /\\\r?$/.test(line);
      return blank(line);
    }
    if (state.isStatementStart && MAGIC_LINE.test(line.trimStart())) {
      const isPython = PYTHON_LINE.test(line.trimStart());
      isContinued = !isPython && /\\\r?$/.test(line);
      return isPython ? withoutLineMagic(line, state) : emptyStatement(line);
    }
    if (hasProse && state.isStatementStart && isProse(line)) return emptyStatement(line);
    const captured = state.isStatementStart ? withoutCommand(line) : line;
    state.read(captured);
    return captured;
  });
}

function blank(line: string): string {
  return line.endsWith('\r') ? `${' '.repeat(line.length - 1)}\r` : ' '.repeat(line.length);
}

/** Inside a block something must stand, else the block's head is a syntax error. */
function emptyStatement(line: string): string {
  const indentation = line.length - line.trimStart().length;
  const blanks = blank(line);
  return indentation === 0 ? blanks : `${line.slice(0, indentation)}0${blanks.slice(indentation + 1)}`;
}

/** `%time x = f()`: a statement of nothing takes the place of the magic, so that the rest is not indented. */
function withoutLineMagic(line: string, state: LineState): string {
  const indentation = line.length - line.trimStart().length;
  const [magic = ''] = PYTHON_LINE.exec(line.slice(indentation)) ?? [];
  const rest = line.slice(indentation + magic.length);
  if (rest.startsWith('-')) return emptyStatement(line);
  state.read(rest);
  return `${line.slice(0, indentation)}0;${' '.repeat(magic.length - 2)}${rest}`;
}

/** `files = !ls`: what the command prints is not known. */
function withoutCommand(line: string): string {
  const indentation = line.length - line.trimStart().length;
  const [, target] = CAPTURED_COMMAND.exec(line.slice(indentation)) ?? [];
  if (target === undefined || line.length - indentation - target.length < 3) return line;
  const before = line.slice(0, indentation + target.length);
  return `${before}...${blank(line).slice(before.length + 3)}`;
}
