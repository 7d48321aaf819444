import type { SkippedFile } from '../../core/report/render/renderContext.ts';
import { plural } from '../../core/cost/format.ts';
import { printable } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { cutText, textWidth } from './textWidth.ts';

/** More are counted only. */
const SHOWN = 10;
/** A path is cut to no less. */
const MINIMUM_PATH_WIDTH = 24;

/** What was not read, and why; nothing when all was. */
export function skippedLines(skipped: readonly SkippedFile[], { colors, width }: Terminal): readonly string[] {
  if (skipped.length === 0) return [];
  const shown = skipped.slice(0, SHOWN).map(({ path, reason }) => {
    const why = printable(reason);
    const room = Math.max(MINIMUM_PATH_WIDTH, width - textWidth(why) - 3);
    return colors.dim(`  ${cutText(printable(path), room, 'start')} ${why}`);
  });
  const rest = skipped.length - shown.length;
  return [
    colors.dim(`Not read: ${plural(skipped.length, 'file')}`),
    ...shown,
    ...(rest > 0 ? [colors.dim(`  and ${rest} more`)] : []),
  ];
}
