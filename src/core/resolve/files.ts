import type { Origin, Value } from '../domain/value.ts';
import type { Evaluation, View } from './evaluation.ts';
import { normalizePath } from '../util/paths.ts';
import { textOf, unknownValue } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';

/** Path of the source file itself, as its own code sees it. */
export function thisFile(uri: string, origin: Origin): Value {
  return textOf(pathOf(uri), origin);
}

/** The text of a file named by a path in source: relative to the file, or to a folder above it in the workspace. */
export function readTextFile(path: string, evaluation: Evaluation, view: View, spot: Spot): Value {
  return readFirstTextFile([path], view.index.program.uri, evaluation, spot);
}

/** The text of the first file of some that there is, as the file `from` names them. */
export function readFirstTextFile(paths: readonly string[], from: string, evaluation: Evaluation, spot: Spot): Value {
  const { environment } = evaluation;
  const normal = paths.map((path) => normalizePath([path]));
  const found = environment.find(normal, from);
  const path = paths[0] ?? '';
  if (found === 'pending') return unknownValue('the file is still being read', spot);
  if (found === undefined) {
    const value = unknownValue(`the file \`${path}\` is not found in the workspace`, spot);
    return normal.some(isAboveWorkingFolder) || !environment.isMissing(normal, from)
      ? value
      : { ...value, missingFile: pathFrom(from, path) };
  }
  const text = environment.text(found);
  if (text === 'pending') return unknownValue('the file is still being read', spot);
  if (text === undefined) return unknownValue(`the file \`${path}\` cannot be read as text`, spot);
  evaluation.dependencies.add(found);
  return textOf(text, { from: 'other-file', uri: found, range: { start: 0, end: text.length } });
}

/** Such a path leads elsewhere in every folder that the program is started in. */
function isAboveWorkingFolder(path: string): boolean {
  return path.startsWith('../');
}

/** An absolute path as it is seen from a file's folder: where the workspace lies is no matter. */
function pathFrom(uri: string, path: string): string {
  if (!path.startsWith('/')) return path;
  const folders = pathOf(uri).split('/').slice(0, -1);
  const pieces = normalizePath([path]).split('/');
  const different = pieces.findIndex((piece, index) => piece !== folders[index]);
  return [...folders.slice(different).map(() => '..'), ...pieces.slice(different)].join('/');
}

function pathOf(uri: string): string {
  const afterScheme = uri.indexOf('://');
  const path = afterScheme < 0 ? uri : uri.slice(uri.indexOf('/', afterScheme + 3));
  return decode(path);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
