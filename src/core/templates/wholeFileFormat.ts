import type { PromptTemplate, TemplateFormat } from '../domain/promptTemplate.ts';
import type { Dialect } from './dialects/templateToken.ts';
import { readOptionalFrontMatter } from './frontMatter.ts';
import { roleOfFile } from './promptPlaces.ts';
import { readSegments } from './promptSegments.ts';
import { promptTemplate } from './promptTemplate.ts';
import { verbatimText } from './promptText.ts';
import { readModel } from './resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from './templateFormat.ts';

/** A format whose files are one prompt each, which only the place tells from other files of that ending. */
export function wholeFileFormat(
  format: TemplateFormat,
  extensions: readonly string[],
  dialectOf: (text: string) => Dialect,
): TemplateFormatReader {
  const read = (source: TemplateSource): readonly PromptTemplate[] => {
    const { uri, text } = source;
    const { root, body, problems } = readOptionalFrontMatter(text);
    const prompt = verbatimText(text, body);
    const segments = readSegments(prompt, uri, dialectOf(prompt.text), roleOfFile(uri));
    return [promptTemplate(source, format, { segments, model: readModel(root, uri, ['model']), problems })];
  };
  return { format, extensions, matches: ({ isPromptPlace }) => isPromptPlace, read };
}
