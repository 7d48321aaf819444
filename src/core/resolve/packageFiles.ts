/** Files that lie in a package and are read by its name. */
import type { Value } from '../domain/value.ts';
import { staticText, textOf, unknownValue } from '../domain/valueOperations.ts';
import { unbounded } from '../domain/sizeEvidence.ts';
import type { Application } from './application.ts';
import { readTextFile, thisFile } from './files.ts';

/** `files("app.prompts")`; `files(__package__)` and `files()` are the folder of the file itself. */
export function packageFolder({ arguments: [name], view, origin, spot }: Application): Value {
  const dotted = name && staticText(name);
  if (dotted !== undefined) return textOf(dotted.replaceAll('.', '/'), origin);
  const isOwn = name === undefined || name.kind === 'symbol';
  if (!isOwn) return unknownValue('the package is not known', spot);
  const file = staticText(thisFile(view.index.program.uri, origin)) ?? '';
  return textOf(file.slice(0, Math.max(0, file.lastIndexOf('/'))), origin);
}

/** `pkgutil.get_data("app.prompts", "ask.txt")`. */
export function packageFile(application: Application): Value {
  const { arguments: passed, evaluation, view, spot } = application;
  const folder = staticText(packageFolder(application));
  const file = passed[1] && staticText(passed[1]);
  if (folder === undefined || file === undefined) {
    return unbounded(unknownValue('it is read from a file whose path is not known', spot, 'input'));
  }
  return readTextFile(`${folder}/${file}`, evaluation, view, spot);
}
