/** A slice keeps the whole text alive that it was cut from; this copy does not. */
export function detached(slice: string): string {
  return ` ${slice}`.slice(1);
}
