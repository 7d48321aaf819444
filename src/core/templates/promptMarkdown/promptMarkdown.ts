/** `.prompt.md` of editors' chat assistants: front matter with `model`, Markdown with `${input:name}`. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readPlain } from '../dialects/plain.ts';
import { readFrontMatter } from '../frontMatter.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import { readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const promptMarkdown: TemplateFormatReader = {
  format: 'prompt-md',
  extensions: ['.prompt.md'],
  matches: ({ path }) => path.endsWith('.prompt.md'),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, body, problems } = readFrontMatter(text);
  const segments = readSegments(verbatimText(text, body), uri, readPlain, 'user');
  return [promptTemplate(source, 'prompt-md', { segments, model: readModel(root, uri, ['model']), problems })];
}
