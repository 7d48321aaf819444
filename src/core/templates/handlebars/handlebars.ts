/** Handlebars and Mustache files where prompts are kept. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readHandlebars } from '../dialects/handlebars.ts';
import { readOptionalFrontMatter } from '../frontMatter.ts';
import { roleOfFile } from '../promptPlaces.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import { readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const handlebars = templateFiles('handlebars', ['.hbs', '.handlebars']);
export const mustache = templateFiles('mustache', ['.mustache']);

function templateFiles(format: 'handlebars' | 'mustache', extensions: readonly string[]): TemplateFormatReader {
  return {
    format,
    extensions,
    matches: ({ path, isPromptPlace }) => isPromptPlace && extensions.some((extension) => path.endsWith(extension)),
    read: (source) => read(source, format),
  };
}

function read(source: TemplateSource, format: 'handlebars' | 'mustache'): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, body, problems } = readOptionalFrontMatter(text);
  const segments = readSegments(verbatimText(text, body), uri, readHandlebars, roleOfFile(uri));
  return [promptTemplate(source, format, { segments, model: readModel(root, uri, ['model']), problems })];
}
