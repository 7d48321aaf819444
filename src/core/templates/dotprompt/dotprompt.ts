/** Genkit's `.prompt`: YAML front matter and a Handlebars body. Source: google/dotprompt, its reference pages. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readHandlebars } from '../dialects/handlebars.ts';
import { readFrontMatter } from '../frontMatter.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import { capWriter, readCap, readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

const CAP_PATHS = [
  ['config', 'maxOutputTokens'],
  ['config', 'maxTokens'],
  ['config', 'max_tokens'],
];

export const dotprompt: TemplateFormatReader = {
  format: 'dotprompt',
  extensions: ['.prompt'],
  matches: ({ path }) => path.endsWith('.prompt'),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, body, problems } = readFrontMatter(text);
  return [
    promptTemplate(source, 'dotprompt', {
      segments: readSegments(verbatimText(text, body), uri, readHandlebars, 'user'),
      model: readModel(root, uri, ['model']),
      maxTokens: readCap(root, uri, ...CAP_PATHS),
      setMaxTokens: root && capWriter(root, uri, ...CAP_PATHS),
      problems,
    }),
  ];
}
