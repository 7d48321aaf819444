/** What the user asked for cannot be done: a path that is not there, an option that does not fit. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
