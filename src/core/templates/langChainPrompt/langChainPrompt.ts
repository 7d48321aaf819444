/** Prompts that LangChain keeps as YAML or JSON. Source: `langchain_core/prompts/loading.py`: `_type`, `input_variables`, `template`. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { parseYaml, yamlAt, yamlField } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readPlain } from '../dialects/plain.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { scalarText } from '../promptText.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const langChainPrompt: TemplateFormatReader = {
  format: 'langchain',
  extensions: ['.yaml', '.yml', '.json'],
  matches: ({ text }) =>
    /["']?\binput_variables["']?\s*:/.test(text) && /["']?\b(?:template|prefix|suffix)["']?\s*:/.test(text),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, problems } = parseYaml(source.text);
  const inner = yamlField(root, 'kwargs');
  const prompt = inner?.kind === 'map' ? inner : root;
  if (prompt?.kind !== 'map' || !prompt.entries.has('input_variables')) return [];
  const names = namesIn(yamlField(prompt, 'input_variables'));
  const format = yamlAt(prompt, 'template_format');
  const isJinja = format?.kind === 'scalar' && format.value === 'jinja2';
  const segments = ['prefix', 'template', 'suffix'].flatMap((key) => {
    const node = yamlField(prompt, key);
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const dialect = isJinja ? readJinja : (text: string) => onlyNamed(text, names);
    return readSegments(scalarText(source.text, node), source.uri, dialect, 'user');
  });
  return segments.length === 0 ? [] : [promptTemplate(source, 'langchain', { segments, problems })];
}

function namesIn(node: YamlNode | undefined): ReadonlySet<string> {
  const items = node?.kind === 'list' ? node.items : [];
  return new Set(
    items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : [])),
  );
}

/** What is declared is filled in, and nothing else. */
function onlyNamed(text: string, names: ReadonlySet<string>): ReturnType<typeof readPlain> {
  return readPlain(text).map((token) =>
    token.kind === 'value' && !names.has(token.name) ? { kind: 'text', start: token.start, end: token.end } : token,
  );
}
