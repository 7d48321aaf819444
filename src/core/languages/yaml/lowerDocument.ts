import type { Comment, Program, Statement } from '../../domain/program.ts';
import type { LanguageId } from '../../domain/languageId.ts';
import { parseYaml, yamlAt } from '../../util/yamlTree.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { assign, literal, nameExpression } from '../nodes.ts';
import { templateValue } from './intrinsics.ts';
import { plainValue } from './data.ts';
import type { Lowering } from './lowering.ts';
import { lowerModelSettings, MAY_SET_MODELS } from './modelSettings.ts';
import { lowerServerless, serverlessValue } from './serverless.ts';
import { repaired } from './repaired.ts';
import { lowerSamConfig } from './samConfig.ts';
import { isStateMachine, lowerStates, statesLowering } from './states.ts';
import { lowerTemplate } from './template.ts';
import { withHoles } from './templateText.ts';

/** A text without any of these is none of the documents that are read; told before anything is parsed. */
const MAY_DECLARE = /\bAWS::|["']?States["']?\s*:|^service\s*:|^provider\s*:/m;

/** What a YAML or JSON document declares, when it is one that declares infrastructure or sets models; else an empty program. */
export function lowerDocument(uri: string, text: string, language: LanguageId): Program {
  const empty = { uri, language, isUnordered: true, body: [], comments: [], syntaxErrors: [] } as const;
  if (uri.toLowerCase().endsWith('.toml')) return { ...empty, body: lowerSamConfig(text) };
  if (!MAY_DECLARE.test(text) && !MAY_SET_MODELS.test(text)) return empty;
  const tree = parseYaml(text);
  const isBroken = tree.problems.length > 0 && language === 'yaml';
  const { root } = isBroken ? parseYaml(repaired(text)) : tree;
  if (root === undefined) return empty;
  const body = bodyOf(root, text);
  return { ...empty, body, comments: commentsOf(text), syntaxErrors: tree.problems.map(({ range }) => range) };
}

function bodyOf(root: YamlNode, text: string): readonly Statement[] {
  if (yamlAt(root, 'Resources')?.kind === 'map') return lowerTemplate(root, templateLowering(text));
  if (isStateMachine(root)) return lowerDefinition(root, text);
  const isServerless = yamlAt(root, 'provider') !== undefined && yamlAt(root, 'service') !== undefined;
  if (isServerless) return lowerServerless(root, serverlessLowering(text));
  return lowerModelSettings(root, plainLowering(text)) ?? [];
}

function plainLowering(text: string): Lowering {
  const lowering: Lowering = { text, value: (node) => plainValue(node, lowering) };
  return lowering;
}

function templateLowering(text: string): Lowering {
  const lowering: Lowering = { text, value: (node) => templateValue(node, lowering) };
  return lowering;
}

function serverlessLowering(text: string): Lowering {
  const lowering: Lowering = { text, value: (node) => serverlessValue(node, lowering) };
  return lowering;
}

const SUBSTITUTION = /\$\{(\w{1,100})\}/g;

/** A file that a template names: what its `${name}` stand for is said there. */
function lowerDefinition(root: YamlNode, text: string): readonly Statement[] {
  const plain = templateLowering(text);
  const around: Lowering = {
    text,
    value: (node) =>
      node.kind === 'scalar' && typeof node.value === 'string'
        ? withHoles(node.value, node.range, SUBSTITUTION, ([, name = '']) => nameExpression(name, node.range))
        : plain.value(node),
  };
  const names = new Set(Array.from(text.matchAll(SUBSTITUTION), ([, name = '']) => name));
  return [...[...names].map((name) => substitution(name)), ...lowerStates(root, statesLowering(around))];
}

function substitution(name: string): Statement {
  const range = { start: 0, end: 0 };
  const declared = {
    kind: 'call',
    range,
    callee: nameExpression('Parameter', range),
    arguments: [{ value: literal(name, range), range }],
    argumentsRange: range,
    isConstruction: false,
  } as const;
  return assign(nameExpression(name, range), declared, range);
}

/** Of YAML; a mark in a text is taken for one now and then, which only suppressions would notice. */
function commentsOf(text: string): readonly Comment[] {
  if (/^\s*[{[]/.test(text)) return [];
  return Array.from(text.matchAll(/(?:^|[ \t])(#[^\n\r]*)/gm), (match) => {
    const [whole, written = ''] = match;
    const start = match.index + whole.length - written.length;
    return { range: { start, end: start + written.length }, text: written.replace(/^#+/, '').trim() };
  });
}
