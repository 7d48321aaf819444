import type { Language } from '../domain/language.ts';
import type { LanguageId } from '../domain/languageId.ts';
import { extensionOf } from '../util/uris.ts';
import { csharp } from './csharp/csharp.ts';
import { go } from './go/go.ts';
import { hcl } from './hcl/hcl.ts';
import { java } from './java/java.ts';
import { kotlin } from './kotlin/kotlin.ts';
import { php } from './php/php.ts';
import { python } from './python/python.ts';
import { ruby } from './ruby/ruby.ts';
import { rust } from './rust/rust.ts';
import { shell } from './shell/shell.ts';
import { swift } from './swift/swift.ts';
import { javascript, typescript } from './typescript/typescript.ts';
import { json, yaml } from './yaml/yaml.ts';

/** Every source language that calls are looked for in. */
export const languages: readonly Language[] = [
  python,
  typescript,
  javascript,
  go,
  java,
  kotlin,
  php,
  ruby,
  rust,
  swift,
  shell,
  csharp,
  hcl,
  yaml,
  json,
];

/** The language of a file by its name's ending; undefined for files that hold no source code. */
export function languageForPath(path: string): Language | undefined {
  return byExtension.get(extensionOf(path));
}

/** Undefined for languages that code is not read in yet. */
export function languageById(id: LanguageId): Language | undefined {
  return languages.find((language) => language.id === id);
}

const byExtension: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
);
