/**
 * Settings files that say which model a library asks, each entry as a call of what the library makes of it. Sources: LiteLLM
 * documentation, "Proxy Config.yaml"; CrewAI documentation, "Agents", YAML configuration.
 */
import type { Statement } from '../../domain/program.ts';
import { yamlAt } from '../../util/yamlTree.ts';
import type { YamlMap, YamlNode } from '../../util/yamlTree.ts';
import { nameExpression } from '../nodes.ts';
import { covering } from './data.ts';
import type { Lowering } from './lowering.ts';

/** A text without any of these holds no such settings; told before anything is parsed. */
export const MAY_SET_MODELS = /^["']?model_list["']? ?:|^ {1,16}llm ?:/m;

/** Undefined where the document holds none. */
export function lowerModelSettings(root: YamlNode, lowering: Lowering): readonly Statement[] | undefined {
  const deployments = yamlAt(root, 'model_list');
  if (deployments?.kind === 'list')
    return deployments.items.flatMap((item) => made('litellm.Deployment', yamlAt(item, 'litellm_params'), lowering));
  const agents = agentsIn(root);
  return agents.length === 0 ? undefined : agents.flatMap((agent) => made('crewai.Agent', agent, lowering));
}

/** An agent has a role and a goal in every version. */
function agentsIn(root: YamlNode): readonly YamlMap[] {
  if (root.kind !== 'map') return [];
  return [...root.entries.values()].flatMap(({ value }) =>
    value.kind === 'map' && ['role', 'goal', 'llm'].every((key) => value.entries.has(key)) ? [value] : [],
  );
}

function made(name: string, settings: YamlNode | undefined, lowering: Lowering): readonly Statement[] {
  if (settings?.kind !== 'map') return [];
  const passed = lowering.value(settings);
  const range = covering(settings.range, [passed]);
  const call = {
    kind: 'call',
    range,
    callee: nameExpression(name, { start: range.start, end: range.start }),
    arguments: [{ value: passed, range }],
    argumentsRange: range,
    isConstruction: true,
  } as const;
  return [{ kind: 'expression', value: call, range }];
}
