/** True for the types of texts that are appended to. */
export function isBuilderType(name: string): boolean {
  return /^\*?(?:strings\.Builder|bytes\.Buffer)$/.test(name);
}
