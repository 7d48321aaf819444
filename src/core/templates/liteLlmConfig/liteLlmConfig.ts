/** Configuration of LiteLLM's proxy, which says what model a name stands for. Source: LiteLLM documentation, "Proxy Config.yaml". */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { Resolved } from '../../domain/resolved.ts';
import { parseYaml, yamlAt, yamlField } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { capWriter, readCap } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

/** One template a deployment: its prompts come from whoever asks the proxy. */
export const liteLlmConfig: TemplateFormatReader = {
  format: 'litellm-config',
  extensions: ['.yml', '.yaml'],
  matches: ({ path, text }) =>
    /\.ya?ml$/.test(path) && text.includes('litellm_params') && text.includes('bedrock/') && /^model_list:/m.test(text),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root } = parseYaml(source.text);
  const list = yamlField(root, 'model_list');
  return list?.kind === 'list' ? list.items.flatMap((item) => deployment(item, source) ?? []) : [];
}

const CAP_PATHS = [['max_tokens'], ['max_completion_tokens']];

function deployment(item: YamlNode, source: TemplateSource): PromptTemplate | undefined {
  const settings = yamlField(item, 'litellm_params');
  const model = settings && modelOf(settings, source.uri);
  if (settings?.kind !== 'map' || model === undefined) return undefined;
  const name = yamlAt(item, 'model_name');
  return promptTemplate(source, 'litellm-config', {
    segments: [],
    range: item.range,
    ...(name?.kind === 'scalar' && { name: String(name.value) }),
    model,
    maxTokens: readCap(settings, source.uri, ...CAP_PATHS),
    ...(model.state === 'known' && { setMaxTokens: capWriter(settings, source.uri, ...CAP_PATHS) }),
  });
}

/** All that stands before the id: the provider, the API that is asked for, a Region. */
const PREFIX =
  /^bedrock\/(?:(?:converse|converse_like|invoke|async_invoke|openai|mantle|nova|nova-2)\/)?(?:[a-z]{2}(?:-gov)?-[a-z]+-\d\/)?/;

/** Undefined for models of others, and for what is none. */
function modelOf(settings: YamlNode, uri: string): Resolved<string> | undefined {
  const node = yamlField(settings, 'model');
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !PREFIX.test(node.value)) return undefined;
  const value = node.value.replace(PREFIX, '');
  const { range } = node;
  if (/^(?:agent|agentcore|claude_platform)\/|^$|[*${]/.test(value)) {
    return { state: 'unknown', reason: `\`${node.value.slice(0, 80)}\` names no single model`, uri, range };
  }
  return { state: 'known', value, from: 'literal', uri, range };
}
