/** Functions of CloudFormation: `!Ref x`, `{"Ref": "x"}`, `!Sub "…${x}…"`, `Fn::If` and the others. */
import type { Expression } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import type { YamlNode } from '../../util/yamlTree.ts';
import { libraryCall, literal, memberExpression, methodCall, nameExpression, test, unknown } from '../nodes.ts';
import { plainValue } from './data.ts';
import type { Lowering } from './lowering.ts';
import { conditionName, mappingName } from './names.ts';
import { withHoles } from './templateText.ts';

/** Undefined for a node that is no function. */
export function intrinsic(node: YamlNode, lowering: Lowering): Expression | undefined {
  if (node.tag !== undefined) {
    const { tag, ...plain } = node;
    return (
      (FUNCTIONS[tag.slice(1)] ?? FUNCTIONS[`Fn::${tag.slice(1)}`])?.(plain, node.range, lowering) ??
      unknown(node.range)
    );
  }
  if (node.kind !== 'map' || node.entries.size !== 1) return undefined;
  const [entry] = node.entries.values();
  const apply =
    entry && (entry.key === 'Ref' || entry.key === 'Condition' || entry.key.startsWith('Fn::'))
      ? FUNCTIONS[entry.key]
      : undefined;
  if (entry === undefined || (apply === undefined && !entry.key.startsWith('Fn::'))) return undefined;
  return apply?.(entry.value, node.range, lowering) ?? unknown(node.range, [lowering.value(entry.value)]);
}

type Apply = (argument: YamlNode, range: TextRange, lowering: Lowering) => Expression | undefined;

const FUNCTIONS: Readonly<Record<string, Apply>> = {
  Ref: (argument, range) => reference(argument, range),
  Condition: (argument, range) => {
    const name = textOf(argument);
    return name === undefined ? undefined : nameExpression(conditionName(name), range);
  },
  'Fn::GetAtt': (argument, range) => attribute(argument, range),
  'Fn::Sub': (argument, range, lowering) => substituted(argument, range, lowering),
  'Fn::If': (argument, range, lowering) => conditional(argument, range, lowering),
  'Fn::Join': (argument, range, lowering) => joined(argument, range, lowering),
  'Fn::FindInMap': (argument, range, lowering) => found(argument, range, lowering),
  'Fn::Select': (argument, range, lowering) => {
    const [index, list] = itemsOf(argument);
    if (index === undefined || list === undefined) return undefined;
    const number = Number(textOf(index) ?? Number.NaN);
    const at = Number.isInteger(number) ? literal(number, index.range) : lowering.value(index);
    return { kind: 'index', range, object: lowering.value(list), index: at };
  },
  'Fn::Split': (argument, range, lowering) => {
    const [separator, text] = itemsOf(argument);
    return separator && text && methodCall(lowering.value(text), 'split', [lowering.value(separator)], range);
  },
  'Fn::Base64': (argument, _, lowering) => lowering.value(argument),
  'Fn::ToJsonString': (argument, range, lowering) => libraryCall('Fn::ToJsonString', [lowering.value(argument)], range),
  'Fn::Equals': (argument, range, lowering) => test(range, 'equals', operands(argument, lowering)),
  'Fn::Not': (argument, range, lowering) => test(range, 'not', operands(argument, lowering)),
  'Fn::And': (argument, range, lowering) => test(range, 'all', operands(argument, lowering)),
  'Fn::Or': (argument, range, lowering) => unknown(range, operands(argument, lowering), 'truth'),
};

function operands(argument: YamlNode, lowering: Lowering): readonly Expression[] {
  return itemsOf(argument).map((item) => lowering.value(item));
}

function reference(argument: YamlNode, range: TextRange): Expression | undefined {
  const name = textOf(argument);
  if (name === undefined) return undefined;
  // The property is left out.
  return name === 'AWS::NoValue' ? literal(null, range) : nameExpression(name, range);
}

/** `Resource.Attribute`, or both in a list. */
function attribute(argument: YamlNode, range: TextRange): Expression | undefined {
  const written = argument.kind === 'list' ? argument.items.map(textOf).join('.') : textOf(argument);
  return written === undefined ? undefined : path(written, range);
}

function path(written: string, range: TextRange): Expression {
  const [name = '', ...members] = written.split('.');
  return members.reduce<Expression>(
    (object, member) => memberExpression(object, member, range, range),
    nameExpression(name, range),
  );
}

const HOLES = /\$\{([^!{}][^{}]{0,200})\}/g;

/** A text with `${name}`, and the names that it is given beside those of the document. */
function substituted(argument: YamlNode, range: TextRange, lowering: Lowering): Expression | undefined {
  const [node, given]: readonly (YamlNode | undefined)[] = argument.kind === 'list' ? argument.items : [argument];
  const text = node && textOf(node);
  if (node === undefined || text === undefined) return undefined;
  const own = given?.kind === 'map' ? given.entries : undefined;
  const filled = withHoles(text, range, HOLES, ([, written = '']) => {
    const name = written.trim();
    const value = own?.get(name)?.value;
    return value ? lowering.value(value) : path(name, range);
  });
  return unmarked(filled);
}

/** `${!x}` is how `${x}` is written as text. */
function unmarked(filled: Expression): Expression {
  if (filled.kind === 'literal' && typeof filled.value === 'string')
    return { ...filled, value: filled.value.replaceAll('${!', '${') };
  if (filled.kind !== 'template') return filled;
  const parts = filled.parts.map((part) =>
    part.kind === 'text' ? { ...part, text: part.text.replaceAll('${!', '${') } : part,
  );
  return { ...filled, parts };
}

function conditional(argument: YamlNode, range: TextRange, lowering: Lowering): Expression | undefined {
  const [condition, then, otherwise] = itemsOf(argument);
  const name = condition && textOf(condition);
  if (condition === undefined || name === undefined || then === undefined || otherwise === undefined) return undefined;
  return {
    kind: 'conditional',
    range,
    test: nameExpression(conditionName(name), condition.range),
    then: lowering.value(then),
    otherwise: lowering.value(otherwise),
  };
}

function joined(argument: YamlNode, range: TextRange, lowering: Lowering): Expression | undefined {
  const [separator, list] = itemsOf(argument);
  const between = separator && textOf(separator);
  if (separator === undefined || list === undefined || between === undefined) return undefined;
  if (list.kind !== 'list' || list.tag !== undefined)
    return methodCall(lowering.value(separator), 'join', [lowering.value(list)], range);
  const glue = literal(between, separator.range);
  const pieces = list.items.flatMap((item, index) => {
    const value = lowering.value(item);
    return index === 0 || between === '' ? [value] : [glue, value];
  });
  return {
    kind: 'template',
    range,
    parts: pieces.map((value) =>
      value.kind === 'literal' && value.value !== null
        ? { kind: 'text', text: String(value.value), range: value.range }
        : { kind: 'hole', value, range: value.range },
    ),
  };
}

function found(argument: YamlNode, range: TextRange, lowering: Lowering): Expression | undefined {
  const [map, first, second] = itemsOf(argument);
  const name = map && textOf(map);
  if (map === undefined || name === undefined || first === undefined || second === undefined) return undefined;
  const table = nameExpression(mappingName(name), map.range);
  const row: Expression = { kind: 'index', range, object: table, index: lowering.value(first) };
  return { kind: 'index', range, object: row, index: lowering.value(second) };
}

function itemsOf(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items : [];
}

function textOf(node: YamlNode): string | undefined {
  return node.kind === 'scalar' && node.value !== null && node.tag === undefined ? String(node.value) : undefined;
}

/** What stands at a node of a template. */
export function templateValue(node: YamlNode, lowering: Lowering): Expression {
  return intrinsic(node, lowering) ?? plainValue(node, lowering);
}
