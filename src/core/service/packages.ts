import type { LanguageId } from '../domain/languageId.ts';
import { languages } from '../languages/index.ts';
import { sdks } from '../sdks/index.ts';

/** Modules of a language's SDKs, which need not be looked for among the workspace's files. Steps are parted by dots or slashes. */
export function isPackage(module: string, language: LanguageId): boolean {
  return (PACKAGES.get(language) ?? []).some(
    (name) =>
      module === name || module.startsWith(/[/:\\]$/.test(name) ? name : `${name}.`) || module.startsWith(`${name}/`),
  );
}

const PACKAGES: ReadonlyMap<LanguageId, readonly string[]> = new Map(
  languages.map(({ id }) => [
    id,
    [...new Set(sdks.filter((sdk) => sdk.languages.includes(id)).flatMap((sdk) => sdk.packages))],
  ]),
);
