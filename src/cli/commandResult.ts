import type { Terminal } from './text/terminal.ts';
import { terminalFor } from './text/terminal.ts';

/** What a command has to say, and how it ends. */
export interface CommandResult {
  /** Goes to stdout or to the file of `--output`. */
  readonly output: string;
  /** 0: fine; 1: findings, or nothing known of what was asked; 2 is kept for what could not be run. */
  readonly exitCode: 0 | 1;
}

/** Options that every command with an output has. */
export interface OutputOptions {
  readonly output?: string;
  /** `--no-color` and `--color`; undefined when neither was given. */
  readonly color?: boolean;
}

export function terminalOf({ output, color }: OutputOptions): Terminal {
  return terminalFor(process.stdout, { color, isScreen: output === undefined }, process.env);
}
