/** Jinja files where prompts are kept. Elsewhere they make web pages and settings. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readOptionalFrontMatter } from '../frontMatter.ts';
import { roleOfFile } from '../promptPlaces.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import { readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const jinja: TemplateFormatReader = {
  format: 'jinja',
  extensions: ['.j2', '.jinja', '.jinja2'],
  matches: ({ path, isPromptPlace }) => isPromptPlace && /\.(?:j2|jinja2?)$/.test(path),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, body, problems } = readOptionalFrontMatter(text);
  const segments = readSegments(verbatimText(text, body), uri, readJinja, roleOfFile(uri));
  return [promptTemplate(source, 'jinja', { segments, model: readModel(root, uri, ['model']), problems })];
}
