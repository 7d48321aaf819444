/**
 * Prompts of Bedrock Prompt Management: `AWS::Bedrock::Prompt` in CloudFormation and SAM templates, and the JSON of
 * `create-prompt`. Source: CloudFormation template reference, AWS::Bedrock::Prompt.
 */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { Resolved } from '../../domain/resolved.ts';
import type { CacheCheckpoint, Segment, SegmentRole } from '../../domain/segment.ts';
import type { TextPart } from '../../domain/value.ts';
import { jsonParts } from '../../domain/valueOperations.ts';
import { parseYaml, yamlAt } from '../../util/yamlTree.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../util/yamlTree.ts';
import { roleOfName } from '../dialects/handlebars.ts';
import { readPlain } from '../dialects/plain.ts';
import { partsOf } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { scalarText } from '../promptText.ts';
import { capWriter, readCap, readModel } from '../resolvedSettings.ts';
import type { TemplateCandidate, TemplateFormatReader, TemplateSource } from '../templateFormat.ts';
import { yamlValue } from '../yamlValue.ts';

export const bedrockPrompt: TemplateFormatReader = {
  format: 'bedrock-prompt',
  extensions: ['.yaml', '.yml', '.json', '.template'],
  matches: ({ path, text }: TemplateCandidate) =>
    /\.(?:ya?ml|json|template)$/.test(path) &&
    (text.includes(RESOURCE_TYPE) || (path.endsWith('.json') && text.includes('"templateConfiguration"'))),
  read,
};

const RESOURCE_TYPE = 'AWS::Bedrock::Prompt';

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, problems } = parseYaml(source.text);
  if (root?.kind !== 'map') return [];
  const parameters = yamlAt(root, 'Parameters');
  const prompts = promptsOf(root).flatMap((prompt) => variantsOf(prompt, parameters, source));
  return prompts.map((prompt, index) => (index === 0 ? { ...prompt, problems: problems.slice(0, 1) } : prompt));
}

interface NamedPrompt {
  readonly name: string | undefined;
  readonly properties: YamlMap;
  readonly whole: YamlNode;
  readonly start: number;
}

function promptsOf(root: YamlMap): readonly NamedPrompt[] {
  const resources = yamlAt(root, 'Resources');
  if (resources?.kind !== 'map') {
    return propertyOf(root, 'Variants')
      ? [{ name: undefined, properties: root, whole: root, start: root.range.start }]
      : [];
  }
  return [...resources.entries.values()].flatMap(({ key, keyRange, value }: YamlEntry) => {
    const type = yamlAt(value, 'Type');
    const properties = yamlAt(value, 'Properties');
    if (type?.kind !== 'scalar' || type.value !== RESOURCE_TYPE || properties?.kind !== 'map') return [];
    return [{ name: key, properties, whole: value, start: keyRange.start }];
  });
}

function variantsOf(
  prompt: NamedPrompt,
  parameters: YamlNode | undefined,
  source: TemplateSource,
): readonly PromptTemplate[] {
  const variants = propertyOf(prompt.properties, 'Variants');
  if (variants?.kind !== 'list') return [];
  const maps = variants.items.filter((item) => item.kind === 'map');
  return maps.map((variant) => {
    const isOnly = maps.length === 1;
    const range = isOnly ? { start: prompt.start, end: prompt.whole.range.end } : variant.range;
    return variantTemplate(variant, nameOf(prompt, isOnly ? undefined : variant), range, parameters, source);
  });
}

function nameOf(prompt: NamedPrompt, variant: YamlMap | undefined): string | undefined {
  const own = variant && propertyOf(variant, 'Name');
  const variantName = own?.kind === 'scalar' ? String(own.value) : undefined;
  return [prompt.name, variantName].filter((name) => name !== undefined).join('/') || undefined;
}

function variantTemplate(
  variant: YamlMap,
  name: string | undefined,
  range: PromptTemplate['range'],
  parameters: YamlNode | undefined,
  source: TemplateSource,
): PromptTemplate {
  const { uri } = source;
  const capPath = spelled(variant, ['InferenceConfiguration', 'Text', 'MaxTokens']);
  return promptTemplate(source, 'bedrock-prompt', {
    range,
    ...(name !== undefined && { name }),
    segments: segmentsOf(variant, source),
    model: modelOf(variant, parameters, uri),
    maxTokens: readCap(variant, uri, capPath),
    setMaxTokens: capWriter(variant, uri, capPath),
  });
}

function modelOf(variant: YamlMap, parameters: YamlNode | undefined, uri: string): Resolved<string> {
  const written = propertyOf(variant, 'ModelId');
  const parameter = written && referenceOf(written);
  if (written === undefined || parameter === undefined) return readModel(variant, uri, spelled(variant, ['ModelId']));
  const byDefault = yamlAt(parameters, parameter, 'Default');
  if (byDefault?.kind === 'scalar' && typeof byDefault.value === 'string' && byDefault.value !== '') {
    return { state: 'known', value: byDefault.value, from: 'parameter-default', uri, range: byDefault.range };
  }
  const reason = `\`${parameter}\` is filled in when the stack is deployed`;
  return { state: 'unknown', reason, uri, range: written.range };
}

/** The name behind `!Ref X` or `{Ref: X}`. */
function referenceOf(node: YamlNode): string | undefined {
  const target = node.kind === 'map' ? yamlAt(node, 'Ref') : node.tag === '!Ref' ? node : undefined;
  return target?.kind === 'scalar' && typeof target.value === 'string' ? target.value : undefined;
}

function segmentsOf(variant: YamlMap, source: TemplateSource): readonly Segment[] {
  const text = propertyOf(variant, 'TemplateConfiguration', 'Text');
  if (text) return blocksOf([text], 'user', source);
  const chat = propertyOf(variant, 'TemplateConfiguration', 'Chat');
  if (!chat) return [];
  return [
    ...toolSegments(propertyOf(chat, 'ToolConfiguration', 'Tools'), source),
    ...blocksOf(itemsOf(propertyOf(chat, 'System')), 'system', source),
    ...itemsOf(propertyOf(chat, 'Messages')).flatMap((message) => {
      const role = propertyOf(message, 'Role');
      const name = role?.kind === 'scalar' ? String(role.value) : 'user';
      return blocksOf(itemsOf(propertyOf(message, 'Content')), roleOfName(name), source);
    }),
  ];
}

/** A block is `{Text: …}` or `{CachePoint: …}`; the text form of a template has both at once. */
function blocksOf(blocks: readonly YamlNode[], role: SegmentRole, source: TemplateSource): readonly Segment[] {
  const segments: Segment[] = [];
  for (const block of blocks) {
    const text = propertyOf(block, 'Text') ?? propertyOf(block, 'TextS3Location');
    if (text) {
      const place = { uri: source.uri, range: text.range };
      segments.push({ role, parts: textParts(text, source), place });
    }
    const checkpoint = checkpointOf(block, source.uri);
    const last = segments.at(-1);
    if (checkpoint && last) segments[segments.length - 1] = { ...last, checkpoint };
  }
  return segments;
}

function toolSegments(tools: YamlNode | undefined, source: TemplateSource): readonly Segment[] {
  if (tools?.kind !== 'list' || tools.items.length === 0) return [];
  const checkpoint = tools.items.map((item) => checkpointOf(item, source.uri)).find((found) => found !== undefined);
  const specs = tools.items.filter((item) => checkpointOf(item, source.uri) === undefined);
  const place = { uri: source.uri, range: tools.range };
  const value = yamlValue({ ...tools, items: specs }, source, (text) => [{ kind: 'text', start: 0, end: text.length }]);
  return [{ role: 'tools', parts: jsonParts(value, 'tools', place), place, ...(checkpoint && { checkpoint }) }];
}

function checkpointOf(block: YamlNode, uri: string): CacheCheckpoint | undefined {
  const node = propertyOf(block, 'CachePoint');
  return node && { uri, range: node.range };
}

/** `{{x}}` is a variable; in `!Sub` so is `${X}`. What another intrinsic makes cannot be seen. */
function textParts(node: YamlNode, source: TemplateSource): readonly TextPart[] {
  const text = node.kind === 'map' ? yamlAt(node, 'Fn::Sub') : node;
  const isText = text?.kind === 'scalar' && typeof text.value === 'string' && (text.tag ?? '!Sub') === '!Sub';
  if (isText) return partsOf(scalarText(source.text, text), source.uri, readPlain);
  return [{ kind: 'placeholder', name: 'prompt text', uri: source.uri, range: node.range, volatility: 'unknown' }];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** Templates write `ModelId`, the API's JSON `modelId`. */
function propertyOf(node: YamlNode, ...path: readonly string[]): YamlNode | undefined {
  return yamlAt(node, ...spelled(node, path));
}

function spelled(node: YamlNode, path: readonly string[]): readonly string[] {
  const isApi = node.kind === 'map' && [...node.entries.keys()].some((key) => /^[a-z]/.test(key));
  return isApi ? path.map((key) => key.charAt(0).toLowerCase() + key.slice(1)) : path;
}
