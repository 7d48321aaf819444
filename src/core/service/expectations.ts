/** What a test expects a mock to be called with is no call. */
import type { CallExpression } from '../domain/program.ts';
import type { ProgramIndex } from '../resolve/programIndex.ts';
import type { TextRange } from '../util/text.ts';

/** Of Jest, Vitest and Sinon, and of the mocks of the AWS SDK for JavaScript. */
const EXPECTATION =
  /^(?:toHaveBeen\w*CalledWith|toHaveBeenCalled\w*With|toHaveReceived\w*|toEqual|toStrictEqual|calledWith\w*)$/;

const expectedIn = new WeakMap<ProgramIndex, readonly TextRange[]>();

/** True for a call that stands among the arguments of an expectation. */
export function isExpected({ range }: CallExpression, index: ProgramIndex): boolean {
  let ranges = expectedIn.get(index);
  if (ranges === undefined) {
    const expectations = index.calls.filter(
      ({ call: { callee } }) => callee.kind === 'member' && EXPECTATION.test(callee.property),
    );
    ranges = expectations.map(({ call }) => call.argumentsRange);
    expectedIn.set(index, ranges);
  }
  return ranges.some(({ start, end }) => start <= range.start && range.end <= end);
}
