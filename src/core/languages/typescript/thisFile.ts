/** Paths beside the source file, written as the library calls that they stand for. */
import type { Argument, CallExpression, Expression } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { nameExpression, rangeOf } from '../nodes.ts';
import { memberExpression } from './nodes.ts';

/** `__dirname` and `import.meta.dirname`, as `path.dirname(__filename)`. */
export function folderOfThisFile(range: TextRange): CallExpression {
  return pathCall('dirname', [nameExpression('__filename', range)], range);
}

/** `new URL('./prompt.txt', import.meta.url)`, as a path; undefined for any other construction. */
export function pathBesideThisFile(call: CallExpression): CallExpression | undefined {
  const [path, base] = call.arguments;
  const isUrl = call.callee.kind === 'name' && call.callee.name === 'URL';
  if (!isUrl || path === undefined || base === undefined || !isUrlOfThisFile(base.value)) return undefined;
  return pathCall('join', [folderOfThisFile(base.value.range), path.value], call.range);
}

/** What `import.meta.url` is lowered to. */
function isUrlOfThisFile(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === '__filename';
}

function pathCall(method: string, passed: readonly Expression[], range: TextRange): CallExpression {
  const module: Expression = { kind: 'import', range: rangeOf(range), module: 'node:path' };
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: memberExpression(module, method, range),
    arguments: passed.map((value): Argument => ({ value, range: value.range })),
    argumentsRange: { start: range.end, end: range.end },
    isConstruction: false,
  };
}
