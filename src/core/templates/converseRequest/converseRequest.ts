/**
 * A request of `Converse` kept as JSON, as for `aws bedrock-runtime converse --cli-input-json`. Source: AWS API reference,
 * API_runtime_Converse.
 */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readConverse } from '../../requests/converse.ts';
import { parseYaml, yamlField } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { readDoubleBraces } from '../dialects/plain.ts';
import { promptTemplate } from '../promptTemplate.ts';
import type { TemplateCandidate, TemplateFormatReader, TemplateSource } from '../templateFormat.ts';
import { yamlValue } from '../yamlValue.ts';

export const converseRequest: TemplateFormatReader = {
  format: 'converse-request',
  extensions: ['.json'],
  matches: ({ path, text }: TemplateCandidate) =>
    path.endsWith('.json') && text.includes('"messages"') && OTHER_MARKS.some((mark) => text.includes(mark)),
  read,
};

const OTHER_MARKS = ['"modelId"', '"inferenceConfig"', '"system"', '"toolConfig"'];

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, problems } = parseYaml(source.text);
  if (root?.kind !== 'map' || !isConverse(root)) return [];
  const request = yamlValue(root, source, readDoubleBraces);
  if (request.kind !== 'object') return [];
  const { content, model, maxTokens, setMaxTokens } = readConverse(request);
  const { segments } = content;
  return [
    promptTemplate(source, 'converse-request', {
      segments,
      model,
      maxTokens,
      setMaxTokens,
      problems: problems.slice(0, 1),
    }),
  ];
}

/** Other APIs have `messages` too: their content is a text, or blocks that name their `type`. */
function isConverse(root: YamlNode): boolean {
  const messages = yamlField(root, 'messages');
  return messages?.kind === 'list' && messages.items.length > 0 && messages.items.every(isConverseMessage);
}

function isConverseMessage(message: YamlNode): boolean {
  const content = yamlField(message, 'content');
  return content?.kind === 'list' && content.items.every(isConverseBlock);
}

function isConverseBlock(block: YamlNode): boolean {
  if (block.kind !== 'map' || block.entries.has('type')) return false;
  return [...block.entries.keys()].every((key) => BLOCK_KEYS.has(key));
}

const BLOCK_KEYS = new Set([
  'text',
  'image',
  'document',
  'video',
  'audio',
  'toolUse',
  'toolResult',
  'guardContent',
  'cachePoint',
  'reasoningContent',
  'citationsContent',
  'searchResult',
]);
