/** `.prompt.yml` of GitHub Models. Source: GitHub documentation, "Storing prompts in GitHub repositories". */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { Segment, SegmentRole } from '../../domain/segment.ts';
import { parseYaml, yamlAt, yamlField } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { readHandlebars, roleOfName } from '../dialects/handlebars.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { scalarText } from '../promptText.ts';
import { capWriter, readCap, readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

const CAP_PATHS = [
  ['modelParameters', 'maxTokens'],
  ['modelParameters', 'maxCompletionTokens'],
  ['modelParameters', 'max_tokens'],
  ['model_parameters', 'max_tokens'],
];

export const githubModels: TemplateFormatReader = {
  format: 'github-models',
  extensions: ['.yml', '.yaml'],
  matches: ({ path, text, isPromptPlace }) =>
    OWN_NAME.test(path) || (isPromptPlace && /\.ya?ml$/.test(path) && /^messages:\s*$/m.test(text)),
  read,
};

const OWN_NAME = /\.prompt\.ya?ml$/;

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, problems } = parseYaml(text);
  return [
    promptTemplate(source, 'github-models', {
      segments: segmentsOf(root, source),
      model: readModel(root, uri, ['model']),
      maxTokens: readCap(root, uri, ...CAP_PATHS),
      setMaxTokens: root?.kind === 'map' ? capWriter(root, uri, ...CAP_PATHS) : undefined,
      problems,
    }),
  ];
}

function segmentsOf(root: YamlNode | undefined, source: TemplateSource): readonly Segment[] {
  const messages = yamlField(root, 'messages') ?? yamlField(root, 'prompts');
  if (messages?.kind !== 'list')
    return SINGLE_FIELDS.flatMap(([key, role]) => textSegments(yamlField(root, key), role, source));
  return messages.items.flatMap((message) => {
    const role = yamlAt(message, 'role');
    const name = role?.kind === 'scalar' ? String(role.value) : 'user';
    return textSegments(yamlField(message, 'content'), roleOfName(name), source);
  });
}

/** Files of that name that keep the prompt in one field. */
const SINGLE_FIELDS: readonly (readonly [string, SegmentRole])[] = [
  ['system', 'system'],
  ['system_prompt', 'system'],
  ['user', 'user'],
  ['user_prompt', 'user'],
  ['prompt', 'user'],
  ['template', 'user'],
];

function textSegments(
  node: YamlNode | undefined,
  role: SegmentRole,
  { uri, text }: TemplateSource,
): readonly Segment[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  return readSegments(scalarText(text, node), uri, readHandlebars, role);
}
