/** What a PHP file may need of others, told from text alone. */
import { pathOfUri } from '../../util/uris.ts';

const USED = /^[ \t]{0,8}use[ \t]+(?:function[ \t]+)?\\?([\w\\]{1,300})/gm;
const CONFIGURED = /\bconfig\(\s{0,4}['"]([\w-]{1,80})/g;
const CAPITALIZED = /(?<![\w\\$>])[A-Z]\w{1,80}/g;
const MAXIMUM_NAMES = 400;

/** Paths of the classes that it uses, and of the files of settings that it asks. */
export function phpImports(text: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, name = ''] of text.matchAll(USED)) paths.add(name.replaceAll('\\', '/'));
  for (const [, name = ''] of text.matchAll(CONFIGURED)) paths.add(`config/${name}`);
  const names = new Set(Array.from(text.matchAll(CAPITALIZED), ([name]) => name));
  for (const name of [...names].slice(0, MAXIMUM_NAMES)) paths.add(name);
  return [...paths];
}

/** A class has the path of its file. */
export function phpModules(uri: string): readonly string[] {
  return [pathOfUri(uri).replace(/\.php$/i, '')];
}
