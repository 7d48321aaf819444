/** What a Ruby file may need of others, told from text alone. */
import { pathOfUri } from '../../util/uris.ts';
import { underscored } from './underscored.ts';

const REQUIRED = /^[ \t]{0,8}require(?:_relative)?[ \t(]+['"]([^'"\n]{1,200})['"]/gm;
const CONSTANT = /(?<![\w:])[A-Z]\w{1,80}(?:::[A-Z]\w{1,80}){0,6}/g;
const MAXIMUM_NAMES = 400;

/** Paths of the files that it requires, and of the classes that it names. */
export function rubyImports(text: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, path = ''] of text.matchAll(REQUIRED)) paths.add(path.replace(/^(?:\.\.?\/)+|\.rb$/g, ''));
  const names = new Set(Array.from(text.matchAll(CONSTANT), ([name]) => name));
  for (const name of [...names].slice(0, MAXIMUM_NAMES)) paths.add(name.split('::').map(underscored).join('/'));
  return [...paths];
}

/** A class has the path of its file. */
export function rubyModules(uri: string): readonly string[] {
  return [pathOfUri(uri).replace(/\.rb$/i, '')];
}
