import type { Expression } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { nameExpression } from '../nodes.ts';

/** A file that the script writes is a name, which is assigned where it is written. */
export function writtenFile(path: string, range: TextRange): Expression {
  return nameExpression(`file:${path}`, range);
}
