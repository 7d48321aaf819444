import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { UsageError } from './usageError.ts';

/** Runs a command line to its end. What goes wrong is one line on stderr and exit code 2. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  // Whoever reads the output may stop reading, as `head` does: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : COULD_NOT_RUN);
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

const COULD_NOT_RUN = 2;

function exitCodeOf(error: unknown): number {
  // Commander has said already what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT_RUN;
  const text = error instanceof UsageError ? error.message : unexpected(error);
  process.stderr.write(`error: ${text}\n`);
  return COULD_NOT_RUN;
}

function unexpected(error: unknown): string {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This should not have happened. Please report it with these lines.\n${details}`;
}
