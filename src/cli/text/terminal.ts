import picocolors from 'picocolors';

/** What text is written for. */
export interface Terminal {
  readonly colors: ReturnType<typeof picocolors.createColors>;
  readonly width: number;
}

export interface TerminalOptions {
  /** What the user said: `--no-color`, `--color`; undefined when nothing. */
  readonly color: boolean | undefined;
  /** False when the text goes to a file. */
  readonly isScreen: boolean;
}

const DEFAULT_WIDTH = 100;
const NARROWEST = 60;
const WIDEST = 160;

/** Colours on a screen only, unless the user or the usual environment variables say otherwise. */
export function terminalFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  { color, isScreen }: TerminalOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isTerminal = isScreen && stream.isTTY === true;
  const wanted = Number(environment['COLUMNS'] ?? '');
  const width = wanted > 0 ? wanted : ((isTerminal ? stream.columns : undefined) ?? DEFAULT_WIDTH);
  return {
    colors: picocolors.createColors(color ?? (isScreen && usesColors(isTerminal, environment))),
    width: Math.min(WIDEST, Math.max(NARROWEST, width)),
  };
}

function usesColors(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
}
