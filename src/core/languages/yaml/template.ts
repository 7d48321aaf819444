/** Templates of CloudFormation and SAM, also those that the Serverless Framework adds to its own. */
import type { Statement } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { yamlAt } from '../../util/yamlTree.ts';
import type { YamlEntry, YamlNode } from '../../util/yamlTree.ts';
import { assign, literal, nameExpression } from '../nodes.ts';
import { argumentsOf, covering } from './data.ts';
import type { Lowering } from './lowering.ts';
import { conditionName, mappingName } from './names.ts';
import { stateMachine } from './states.ts';

/** @param root The map that holds `Resources`. */
export function lowerTemplate(root: YamlNode, lowering: Lowering): readonly Statement[] {
  return [
    ...entriesOf(root, 'Parameters').map((entry) => parameter(entry, lowering)),
    ...entriesOf(root, 'Mappings').map((entry) => named(mappingName(entry.key), entry, lowering)),
    ...entriesOf(root, 'Conditions').map((entry) => named(conditionName(entry.key), entry, lowering)),
    ...globals(root, lowering),
    ...entriesOf(root, 'Resources').flatMap((entry) => resource(entry, lowering)),
  ];
}

/** What SAM's functions have in common. */
function globals(root: YamlNode, lowering: Lowering): readonly Statement[] {
  const entry = root.kind === 'map' ? root.entries.get('Globals') : undefined;
  return entry ? [named('Globals', entry, lowering)] : [];
}

function entriesOf(root: YamlNode, section: string): readonly YamlEntry[] {
  const node = yamlAt(root, section);
  return node?.kind === 'map' ? [...node.entries.values()] : [];
}

function named(name: string, { keyRange, value }: YamlEntry, lowering: Lowering): Statement {
  const held = lowering.value(value);
  return assign(nameExpression(name, keyRange), held, covering(rangeOf(keyRange, value), [held]));
}

function parameter({ key, keyRange, value }: YamlEntry, lowering: Lowering): Statement {
  const range = rangeOf(keyRange, value);
  const byDefault = yamlAt(value, 'Default');
  const passed = byDefault ? [{ name: 'default', value: lowering.value(byDefault), range: byDefault.range }] : [];
  const declared = {
    kind: 'call',
    range,
    callee: nameExpression('Parameter', keyRange),
    arguments: [{ value: literal(key, keyRange), range: keyRange }, ...passed],
    argumentsRange: value.range,
    isConstruction: false,
  } as const;
  return assign(nameExpression(key, keyRange), declared, range);
}

/** A resource is made like an object: by its type, with its properties. */
function resource({ key, keyRange, value }: YamlEntry, lowering: Lowering): readonly Statement[] {
  const type = yamlAt(value, 'Type');
  if (type?.kind !== 'scalar' || typeof type.value !== 'string') return [];
  const properties = yamlAt(value, 'Properties');
  const passed = argumentsOf(properties, lowering);
  const range = covering(rangeOf(keyRange, value), passed);
  const made = {
    kind: 'call',
    range,
    callee: nameExpression(type.value, type.range),
    arguments: passed,
    argumentsRange: covering(properties?.range ?? { start: range.end, end: range.end }, passed),
    isConstruction: true,
  } as const;
  const states = properties ? stateMachine(properties, lowering) : [];
  return [assign(nameExpression(key, keyRange), made, range), ...states];
}

function rangeOf(keyRange: TextRange, value: YamlNode): TextRange {
  return { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
}
