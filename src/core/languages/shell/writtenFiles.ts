import type { Expression, NameExpression } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { nameExpression } from '../nodes.ts';

const PREFIX = 'text of ';

/** A file that the script writes is a name, which is assigned where it is written. */
export function writtenFile(path: string, range: TextRange): NameExpression {
  return nameExpression(`${PREFIX}${path}`, range);
}

export function isWrittenFile(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name.startsWith(PREFIX);
}
