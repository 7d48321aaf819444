/** Which file a handler's name means. */

/** `src/ask.handler`, `package.module.handler` of Python: the path of the file without its ending; undefined for anything else. */
export function handlerFile(handler: string): string | undefined {
  const dot = handler.lastIndexOf('.');
  if (dot <= 0 || handler.includes('::')) return undefined;
  const slash = handler.lastIndexOf('/');
  const file = handler.slice(0, dot);
  // What stands before the last name are modules in Python, and can be a folder's name in paths only.
  return slash < 0 ? file.replaceAll('.', '/') : file;
}
