/** Which files are worth opening, and which worth analysing: asked of every file of a workspace, so it must be cheap. */
import { CONFIGURATION_FILE_NAMES } from '../configuration/configuration.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type { Sdk } from '../domain/sdk.ts';
import {
  DOCUMENT_EDITOR_LANGUAGE_IDS,
  DOCUMENT_ENDINGS,
  mayHoldDocuments,
} from '../languages/documents/embeddedDocuments.ts';
import { languageForPath, languages } from '../languages/index.ts';
import { sdks } from '../sdks/index.ts';
import { isTemplate, mayHoldTemplates, TEMPLATE_FORMATS } from '../templates/index.ts';
import { extensionOf } from '../util/uris.ts';
import { isConfigurationFile } from './configurations.ts';
import { namesBedrock, namesBedrockItself } from './namesBedrock.ts';
import { readDocuments } from './sourceView.ts';

/** Endings of file names with their dot, lower case; no other file is of interest. */
export const RELEVANT_EXTENSIONS: readonly string[] = [
  ...new Set([
    ...languages.flatMap(({ extensions }) => extensions),
    '.ipynb',
    ...TEMPLATE_FORMATS.flatMap(({ extensions }) => extensions),
    ...DOCUMENT_ENDINGS,
    ...CONFIGURATION_FILE_NAMES.map((name) => name.slice(name.lastIndexOf('.'))),
  ]),
];

/** Ids that editors give to code, also to the cells of a notebook. */
export const CODE_LANGUAGE_IDS: readonly string[] = [
  ...new Set(languages.flatMap(({ editorLanguageIds, isData }) => (isData === true ? [] : editorLanguageIds))),
];

/** Ids that editors give to documents of our languages, and to those that can hold some. */
export const EDITOR_LANGUAGE_IDS: readonly string[] = [
  ...new Set([...languages.flatMap(({ editorLanguageIds }) => editorLanguageIds), ...DOCUMENT_EDITOR_LANGUAGE_IDS]),
];

/** By its uri alone. */
export function isWorthOpening(uri: string): boolean {
  return isSourceFile(uri) || isConfigurationFile(uri) || mayHoldTemplates(uri) || mayHoldDocuments(uri);
}

/** `near-bedrock`: it is worth it when a file that it imports names Bedrock. */
export type Worth = 'worth' | 'near-bedrock' | 'worthless';

/**
 * By its text: a source file without any mark of a client library holds nothing for us, nor does data that is no prompt.
 *
 * @param declared What the configuration of the file knows beside the client libraries.
 */
export function worthOf(uri: string, text: string, declared: readonly Sdk[]): Worth {
  if (isConfigurationFile(uri)) return 'worth';
  const ofSource = isSourceFile(uri) ? worthOfSource(uri, text, declared) : 'worthless';
  if (ofSource !== 'worthless') return ofSource;
  return isTemplate({ uri, text }) || holdsDocuments(uri, text) ? 'worth' : 'worthless';
}

/** Code inside of it with a mark of a client library for its language. */
function holdsDocuments(uri: string, text: string): boolean {
  return readDocuments(uri, text).some(({ language, text: code }) => MARKS.get(language)?.any.test(code));
}

function worthOfSource(uri: string, text: string, declared: readonly Sdk[]): Worth {
  const { any, ofBedrock } = marksFor(uri);
  const isMarked = any.test(text);
  if (isMarked && ofBedrock.test(text)) return 'worth';
  if (declared.some(({ marks }) => marks.some((mark) => text.includes(mark)))) return 'worth';
  if (!isMarked) return 'worthless';
  if (!mayImport(uri)) return namesBedrockItself(text) ? 'worth' : 'worthless';
  return namesBedrock(text) ? 'worth' : 'near-bedrock';
}

function isSourceFile(uri: string): boolean {
  return languageForPath(uri) !== undefined || extensionOf(uri) === '.ipynb';
}

/** Whether code inside of a document can hold calls, by its text: it names what it uses itself, or the configuration declares it. */
export function isWorthOfCode(text: string, language: LanguageId, declared: readonly Sdk[]): boolean {
  const { any, ofBedrock } = MARKS.get(language) ?? ALL_MARKS;
  if (any.test(text) && (ofBedrock.test(text) || namesBedrockItself(text))) return true;
  return declared.some(({ marks }) => marks.some((mark) => text.includes(mark)));
}

/** False for documents in which programs stand as examples. */
function mayImport(uri: string): boolean {
  return languageForPath(uri)?.imports !== undefined || extensionOf(uri) === '.ipynb';
}

interface Marks {
  readonly any: RegExp;
  /** But for those of libraries of many providers. */
  readonly ofBedrock: RegExp;
}

/** Of a notebook, whose language stands in it, those of all languages. */
function marksFor(uri: string): Marks {
  return MARKS.get(languageForPath(uri)?.id) ?? ALL_MARKS;
}

const ALL_MARKS = marksOf(sdks);

const MARKS: ReadonlyMap<LanguageId | undefined, Marks> = new Map(
  languages.map(({ id }) => [id, marksOf(sdks.filter((sdk) => sdk.languages.includes(id)))] as const),
);

function marksOf(some: readonly Sdk[]): Marks {
  const always = ['bedrock-cost-lint-ignore'];
  const ofBedrock = some.filter(({ servesManyProviders = false }) => !servesManyProviders);
  return {
    any: anyOf([...some.flatMap(({ marks }) => marks), ...always]),
    ofBedrock: anyOf([...ofBedrock.flatMap(({ marks }) => marks), ...always]),
  };
}

/** Those that no other one is a part of. One expression finds any of them five times as fast as a search for each. */
function anyOf(marks: readonly string[]): RegExp {
  const all = [...new Set(marks)];
  const shortest = all.filter((mark) => !all.some((other) => other !== mark && mark.includes(other)));
  return new RegExp(shortest.map(escaped).join('|'));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
