/** Configurations of promptfoo. Source: its documentation, "Configuration": `prompts`, `providers`, Nunjucks in prompts, JSON chats. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { ABSENT } from '../../domain/resolved.ts';
import type { Resolved } from '../../domain/resolved.ts';
import type { Segment } from '../../domain/segment.ts';
import { parseYaml, yamlAt, yamlField } from '../../util/yamlTree.ts';
import type { YamlNode, YamlScalar } from '../../util/yamlTree.ts';
import { roleOfName } from '../dialects/handlebars.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { scalarText, subText } from '../promptText.ts';
import type { PromptText } from '../promptText.ts';
import { readCap } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const promptfoo: TemplateFormatReader = {
  format: 'promptfoo',
  extensions: ['.yaml', '.yml'],
  matches: ({ path, text }) => /promptfoo[^/]*\.ya?ml$/.test(path) && /^prompts\s*:/m.test(text),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, problems } = parseYaml(source.text);
  const prompts = yamlField(root, 'prompts');
  const provider = bedrockProvider(root);
  const settings = {
    model: modelOf(provider, source.uri),
    maxTokens: readCap(
      provider,
      source.uri,
      ['config', 'maxTokens'],
      ['config', 'max_tokens'],
      ['config', 'inferenceConfig', 'maxTokens'],
    ),
    problems,
  };
  const nodes = prompts?.kind === 'list' ? prompts.items : prompts ? [prompts] : [];
  return nodes.flatMap((node, index) => {
    const text = textOf(node);
    if (text === undefined) return [];
    const segments = segmentsOf(scalarText(source.text, text), source.uri);
    return [
      promptTemplate(source, 'promptfoo', { segments, range: text.range, name: `prompt ${index + 1}`, ...settings }),
    ];
  });
}

/** A prompt that is written out; a path, or a function of a file, is another file's. */
function textOf(node: YamlNode): YamlScalar | undefined {
  const inner = node.kind === 'map' ? (yamlField(node, 'raw') ?? yamlField(node, 'prompt')) : node;
  if (inner?.kind !== 'scalar' || typeof inner.value !== 'string') return undefined;
  return /^file:\/\/|^\S+\.(?:txt|json|ya?ml|md|py|js|mjs|ts|j2)(?::\w+)?$/.test(inner.value.trim())
    ? undefined
    : inner;
}

/** `[{"role": …, "content": …}]`: the contents stand in the text as they are, but for their escapes. */
function segmentsOf(prompt: PromptText, uri: string): readonly Segment[] {
  if (!/^\s*\[\s*\{/.test(prompt.text)) return readSegments(prompt, uri, readJinja, 'user');
  const messages = [...prompt.text.matchAll(/"role"\s*:\s*"(\w+)"\s*,\s*"content"\s*:\s*"((?:[^"\\]|\\.)*)"/g)];
  return messages.flatMap((match) => {
    const [whole, role = 'user', content = ''] = match;
    const start = match.index + whole.length - content.length - 1;
    return readSegments(subText(prompt, start, start + content.length), uri, readJinja, roleOfName(role));
  });
}

function bedrockProvider(root: YamlNode | undefined): YamlNode | undefined {
  const providers = yamlField(root, 'providers');
  const items = providers?.kind === 'list' ? providers.items : [];
  return items.find((item) => idOf(item)?.startsWith('bedrock:'));
}

function idOf(provider: YamlNode): string | undefined {
  const id = provider.kind === 'map' ? yamlAt(provider, 'id') : provider;
  return id?.kind === 'scalar' && typeof id.value === 'string' ? id.value : undefined;
}

/** `bedrock:converse:<model>`, `bedrock:<model>`. */
function modelOf(provider: YamlNode | undefined, uri: string): Resolved<string> {
  const id = provider && idOf(provider);
  const value = id?.replace(/^bedrock:(?:converse:|completion:|embeddings?:)?/, '');
  if (provider === undefined || value === undefined || value === '') return ABSENT;
  return { state: 'known', value, from: 'literal', uri, range: provider.range };
}
