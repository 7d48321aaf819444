/** `RetrieveAndGenerate` is `retrieve_and_generate`. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();
}
