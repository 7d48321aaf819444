/** Plain text and Markdown where prompts are kept. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readHandlebars } from '../dialects/handlebars.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readPlain } from '../dialects/plain.ts';
import type { Dialect } from '../dialects/templateToken.ts';
import { readOptionalFrontMatter } from '../frontMatter.ts';
import { roleOfFile } from '../promptPlaces.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import { readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const text: TemplateFormatReader = {
  format: 'text',
  extensions: ['.txt', '.md', '.markdown'],
  matches: ({ path, isPromptPlace }) => isPromptPlace && /\.(?:txt|md|markdown)$/.test(path),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, body, problems } = readOptionalFrontMatter(source.text);
  const prompt = verbatimText(source.text, body);
  const segments = readSegments(prompt, source.uri, dialectOf(prompt.text), roleOfFile(source.uri));
  return [promptTemplate(source, 'text', { segments, model: readModel(root, source.uri, ['model']), problems })];
}

/** Control tags give the language away. */
function dialectOf(prompt: string): Dialect {
  if (/\{%-?\s*(?:if|for|set|include|raw|macro)\b|\{\{\s*[\w.]{1,80}\s*\|\s*\w/.test(prompt)) return readJinja;
  return /\{\{~?[#/][a-z]/i.test(prompt) ? readHandlebars : readPlain;
}
