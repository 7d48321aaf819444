import type { AssignStatement, Expression, IfStatement, Statement } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';

/** One arm of `if`/`elif` or `match`. */
export interface Branch {
  readonly range: TextRange;
  /** What its test assigns. */
  readonly before: readonly AssignStatement[];
  readonly test: Expression;
  readonly then: readonly Statement[];
}

/** Longer chains go on beside the first part: those who walk the program must not run out of stack. */
const MAXIMUM_CHAIN = 100;

/** Each further branch stands in the `otherwise` of the one before it. */
export function ifChain(
  branches: readonly Branch[],
  otherwise: readonly Statement[],
  whole: TextRange,
): readonly Statement[] {
  const chained = branches.slice(0, MAXIMUM_CHAIN);
  const further = branches.slice(MAXIMUM_CHAIN);
  const last = further.length > 0 ? ifChain(further, otherwise, whole) : [];
  const chain = chained.reduceRight<readonly Statement[]>(
    (rest, branch) => {
      const statement: IfStatement = {
        kind: 'if',
        range: { start: branch.range.start, end: whole.end },
        test: branch.test,
        then: branch.then,
        otherwise: rest,
      };
      return [...branch.before, statement];
    },
    further.length > 0 ? [] : otherwise,
  );
  return [...chain, ...last];
}
