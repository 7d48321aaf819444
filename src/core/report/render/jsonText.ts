/**
 * JSON with two blanks a level and a line end. Numbers have twelve digits, all that money is exact to: 0.0748 and not
 * 0.07480000000000001.
 */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? shownNumber(part) : part), 2)}\n`;
}

/** The number that is shown for one that was reckoned. */
export function shownNumber(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
