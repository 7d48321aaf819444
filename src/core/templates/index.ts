import type { PromptTemplate } from '../domain/promptTemplate.ts';
import { pathOfUri } from '../util/uris.ts';
import { baml } from './baml/baml.ts';
import { bedrockPrompt } from './bedrockPrompt/bedrockPrompt.ts';
import { converseRequest } from './converseRequest/converseRequest.ts';
import { dotprompt } from './dotprompt/dotprompt.ts';
import { githubModels } from './githubModels/githubModels.ts';
import { handlebars, mustache } from './handlebars/handlebars.ts';
import { jinja } from './jinja/jinja.ts';
import { langChainPrompt } from './langChainPrompt/langChainPrompt.ts';
import { liquid } from './liquid/liquid.ts';
import { promptLibrary } from './promptLibrary/promptLibrary.ts';
import { poml } from './poml/poml.ts';
import { promptfoo } from './promptfoo/promptfoo.ts';
import { promptMarkdown } from './promptMarkdown/promptMarkdown.ts';
import { promptTemplate } from './promptTemplate.ts';
import { prompty } from './prompty/prompty.ts';
import { isPromptPlace } from './promptPlaces.ts';
import type { TemplateFormatReader, TemplateSource } from './templateFormat.ts';
import { springTemplate } from './springTemplate/springTemplate.ts';
import { text } from './text/text.ts';
import { xml } from './xml/xml.ts';

/** All formats; the first that matches a file reads it. */
export const TEMPLATE_FORMATS: readonly TemplateFormatReader[] = [
  dotprompt,
  prompty,
  promptMarkdown,
  githubModels,
  promptfoo,
  langChainPrompt,
  bedrockPrompt,
  converseRequest,
  promptLibrary,
  jinja,
  handlebars,
  mustache,
  poml,
  baml,
  liquid,
  springTemplate,
  xml,
  text,
];

/** Larger files are no prompts. */
const MAXIMUM_TEMPLATE_LENGTH = 1_000_000;

export interface TemplateOptions {
  /** Where the configuration says whether a file holds a prompt; undefined where it does not say. */
  isPromptFile?(uri: string): boolean | undefined;
}

/** The prompt templates of a file; none when it is no template file. Never throws. */
export function readTemplates(source: TemplateSource, options: TemplateOptions = {}): readonly PromptTemplate[] {
  const reader = readerOf(source, options);
  if (reader === undefined) return [];
  return source.text.length > MAXIMUM_TEMPLATE_LENGTH ? [tooLong(source, reader)] : reader.read(source);
}

/** True when the file is read as a template: cheap, for whoever has a whole tree of files to ask about. */
export function isTemplate(source: TemplateSource, options: TemplateOptions = {}): boolean {
  return readerOf(source, options) !== undefined;
}

function readerOf(source: TemplateSource, options: TemplateOptions): TemplateFormatReader | undefined {
  const path = pathOfUri(source.uri).toLowerCase();
  const candidate = {
    path,
    text: source.text,
    isPromptPlace: options.isPromptFile?.(source.uri) ?? isPromptPlace(path),
  };
  return TEMPLATE_FORMATS.find((format) => hasExtension(format, path) && format.matches(candidate));
}

/** True when a file's name allows it to hold templates: only then is it worth opening. */
export function mayHoldTemplates(uri: string, options: TemplateOptions = {}): boolean {
  const path = pathOfUri(uri).toLowerCase();
  const isKept = options.isPromptFile?.(uri) ?? isPromptPlace(path);
  return TEMPLATE_FORMATS.some((format) => hasExtension(format, path) && (isKept || !KEPT_ONLY.has(format)));
}

/** Formats whose endings say nothing: only the place makes such a file a prompt. */
const KEPT_ONLY: ReadonlySet<TemplateFormatReader> = new Set([
  jinja,
  handlebars,
  mustache,
  liquid,
  springTemplate,
  xml,
  text,
]);

function hasExtension(format: TemplateFormatReader, path: string): boolean {
  return format.extensions.some((extension) => path.endsWith(extension));
}

function tooLong(source: TemplateSource, { format }: TemplateFormatReader): PromptTemplate {
  const message = 'Not read: the file is longer than a million characters.';
  return promptTemplate(source, format, { segments: [], problems: [{ message, range: { start: 0, end: 0 } }] });
}
