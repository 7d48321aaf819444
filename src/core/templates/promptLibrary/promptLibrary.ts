/** Prompts that a program keeps in a YAML or JSON file of its own making, several in one: each long text is one. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { SegmentRole } from '../../domain/segment.ts';
import { parseYaml, yamlAt } from '../../util/yamlTree.ts';
import type { YamlNode, YamlScalar } from '../../util/yamlTree.ts';
import { roleOfName } from '../dialects/handlebars.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readDoubleBraces, readPlain } from '../dialects/plain.ts';
import type { Dialect } from '../dialects/templateToken.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { scalarText } from '../promptText.ts';
import { readModel } from '../resolvedSettings.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const promptLibrary: TemplateFormatReader = {
  format: 'prompt-library',
  extensions: ['.yaml', '.yml', '.json'],
  matches: ({ path, text, isPromptPlace }) =>
    (LIBRARY.test(path) || (isPromptPlace && NEAR.test(path))) && !OTHERS.test(text) && HAS_TEXT.test(text),
  read,
};

/** `prompts.yaml`, `agent_prompts.yml`. */
const LIBRARY = /(?:^|[/_.-])(?:system_?)?prompts?(?:[_-]?(?:library|templates?|config))?\.(?:ya?ml|json)$/;
/** YAML in a folder of prompts, or one below it; JSON there is mostly data. */
const NEAR = /prompts?[^/]*\/(?:[^/]+\/)?[^/]+\.ya?ml$/;
/** What deploys and builds, whatever folder it is in. */
const OTHERS =
  /^["']?(?:AWSTemplateFormatVersion|apiVersion|kind|Resources|jobs|services|stages|openapi|swagger|on)["']?\s*:/m;
/** Something that is longer than a setting. */
const HAS_TEXT = /[|>][+-]?[ \t]*\n| \w{1,30} \w{1,30} \w{1,30} \w{1,30} /;

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { root, problems } = parseYaml(source.text);
  const texts = root === undefined ? [] : textsIn(root, [], 'user');
  const dialect = dialectOf(source.text);
  const model = readModel(root, source.uri, ['model'], ['model_id'], ['modelId']);
  const templates = texts.flatMap(({ node, name, role }) => {
    const segments = readSegments(scalarText(source.text, node), source.uri, dialect, role);
    return segments.length === 0
      ? []
      : [promptTemplate(source, 'prompt-library', { segments, range: node.range, name, model })];
  });
  return templates.map((template, index) => (index === 0 ? { ...template, problems: problems.slice(0, 1) } : template));
}

interface PromptOfLibrary {
  readonly node: YamlScalar;
  readonly name: string;
  readonly role: SegmentRole;
}

const MAXIMUM_DEPTH = 8;

function textsIn(node: YamlNode, path: readonly string[], role: SegmentRole): readonly PromptOfLibrary[] {
  if (path.length > MAXIMUM_DEPTH) return [];
  switch (node.kind) {
    case 'scalar':
      return isPrompt(node) ? [{ node, name: path.join('.'), role }] : [];
    case 'list':
      return node.items.flatMap((item, index) => textsIn(item, [...path, String(index + 1)], role));
    case 'map': {
      const said = yamlAt(node, 'role');
      const own = said?.kind === 'scalar' && typeof said.value === 'string' ? roleOfName(said.value) : role;
      return [...node.entries.values()].flatMap(({ key, value }) =>
        ABOUT.test(key) ? [] : textsIn(value, [...path, key], /system/i.test(key) ? 'system' : own),
      );
    }
  }
}

/** Keys whose texts are about a prompt. */
const ABOUT =
  /^(?:\$schema|description|notes?|comments?|changelog|licen[cs]e|author|title|summary|source|url|version|tests?|examples?_?path|metadata|input_variables|variables|expected\w*)$/i;
const FEWEST_WORDS = 8;

function isPrompt({ value, style }: YamlScalar): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  const words = value.trim().split(/\s+/, FEWEST_WORDS);
  return words.length >= FEWEST_WORDS || ((style === 'literal' || style === 'folded') && words.length > 2);
}

/** One program fills all of a file, so that what marks a hole in one text marks it in all. */
function dialectOf(file: string): Dialect {
  if (/\{%-?\s*(?:if|for|set|include|raw|macro)\b/.test(file)) return readJinja;
  return /\{\{-? ?[A-Za-z_][\w.]*(?: ?\|[^{}\n]{1,60})? ?-?\}\}/.test(file) ? readDoubleBraces : readPlain;
}
