/** Prompty: YAML front matter and a body of messages, each under a line with its role. Source: microsoft/prompty. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { Segment, SegmentRole } from '../../domain/segment.ts';
import { yamlAt } from '../../util/yamlTree.ts';
import type { YamlMap } from '../../util/yamlTree.ts';
import { readHandlebars, roleOfName } from '../dialects/handlebars.ts';
import { readJinja } from '../dialects/jinja.ts';
import type { Dialect } from '../dialects/templateToken.ts';
import { readFrontMatter } from '../frontMatter.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { subText, verbatimText } from '../promptText.ts';
import type { PromptText } from '../promptText.ts';
import { capWriter, readCap, readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

/** The places of the two versions of the format, older first. */
const CAP_PATHS = [
  ['model', 'parameters', 'max_tokens'],
  ['model', 'parameters', 'max_completion_tokens'],
  ['model', 'parameters', 'maxTokens'],
  ['model', 'options', 'maxOutputTokens'],
  ['model', 'options', 'max_tokens'],
];

const MODEL_PATHS = [
  ['model', 'configuration', 'model'],
  ['model', 'configuration', 'model_id'],
  ['model', 'configuration', 'modelId'],
  ['model', 'configuration', 'name'],
  ['model', 'configuration', 'azure_deployment'],
  ['model', 'id'],
];

export const prompty: TemplateFormatReader = {
  format: 'prompty',
  extensions: ['.prompty'],
  matches: ({ path }) => path.endsWith('.prompty'),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const { root, body, problems } = readFrontMatter(text);
  return [
    promptTemplate(source, 'prompty', {
      segments: messagesOf(verbatimText(text, body), uri, dialectOf(root)),
      model: modelOf(root, uri),
      maxTokens: readCap(root, uri, ...CAP_PATHS),
      setMaxTokens: root && capWriter(root, uri, ...CAP_PATHS),
      problems,
    }),
  ];
}

/** The whole `model` may be the id itself. */
function modelOf(root: YamlMap | undefined, uri: string): PromptTemplate['model'] {
  const isPlain = yamlAt(root, 'model')?.kind === 'scalar';
  return isPlain ? readModel(root, uri, ['model']) : readModel(root, uri, ...MODEL_PATHS);
}

function dialectOf(root: YamlMap | undefined): Dialect {
  const template = yamlAt(root, 'template');
  const format = yamlAt(template, 'format');
  const engine = yamlAt(format, 'kind') ?? format ?? yamlAt(template, 'type') ?? template;
  const name = engine?.kind === 'scalar' ? String(engine.value) : '';
  return /mustache|handlebars/i.test(name) ? readHandlebars : readJinja;
}

const ROLE_LINE =
  /^[ \t]*(?:#[ \t]*)?(system|user|assistant|developer|function|tool)(?:\[[^\]\n]{0,200}\])?[ \t]*:[ \t]*\r?$/gim;

/** Text above the first role is the system's. */
function messagesOf(body: PromptText, uri: string, dialect: Dialect): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let role: SegmentRole = 'system';
  for (const match of body.text.matchAll(ROLE_LINE)) {
    segments.push(...readSegments(trimmedText(body, start, match.index), uri, dialect, role));
    start = match.index + match[0].length;
    role = roleOfName(match[1] ?? '');
  }
  return [...segments, ...readSegments(trimmedText(body, start, body.text.length), uri, dialect, role)];
}

function trimmedText(body: PromptText, start: number, end: number): PromptText {
  const text = body.text.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  return subText(body, from, Math.max(from, end - (text.length - text.trimEnd().length)));
}
