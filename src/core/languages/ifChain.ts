import type { IfStatement, Statement } from '../domain/program.ts';

/** Chains nested deeper go on beside the first part, so that those who walk the program need no deep stack. */
const MAXIMUM_CHAIN = 100;

export type Arm = Pick<IfStatement, 'range' | 'test' | 'then'> & {
  /** What is done before the test. */
  readonly before?: readonly Statement[];
};

/** `if … else if … else …`. */
export function ifChain(arms: readonly Arm[], otherwise: readonly Statement[]): readonly Statement[] {
  const statements: Statement[] = [];
  for (let start = 0; start < arms.length; start += MAXIMUM_CHAIN) {
    const end = start + MAXIMUM_CHAIN;
    const last = end >= arms.length ? otherwise : [];
    const nested = arms
      .slice(start, end)
      .reduceRight<readonly Statement[]>(
        (following, { before = [], ...arm }) => [...before, { kind: 'if', ...arm, otherwise: following }],
        last,
      );
    statements.push(...nested);
  }
  return statements;
}
