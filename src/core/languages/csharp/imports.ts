import type { Statement } from '../../domain/program.ts';
import type { FileFacts } from './fileFacts.ts';

/**
 * A namespace pours all its names into the file, so a using binds nothing: what a class is called leads to the files that declare
 * it. An alias is a name of its own, and a static using pours out the members of a class.
 */
export function importStatements(usings: FileFacts['usings']): readonly Statement[] {
  return usings.flatMap(({ path, alias, range }): readonly Statement[] => {
    if (alias === undefined || !/^[\w.]+$/.test(path)) return [];
    const dot = path.lastIndexOf('.');
    const [module, imported] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)];
    return [{ kind: 'import', range, module, bindings: [{ local: alias, imported }] }];
  });
}
