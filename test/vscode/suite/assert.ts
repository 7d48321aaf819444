/** The few assertions that the suites need: `node:assert` is not there in a web extension host. */
export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, message = 'values differ'): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${message}: ${left} instead of ${right}`);
}
