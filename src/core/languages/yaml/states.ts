/** State machines of Step Functions in the Amazon States Language, as JSON or YAML: each task is a call of its resource. */
import type { Argument, Expression, ObjectEntry, Statement } from '../../domain/program.ts';
import type { TextRange } from '../../util/text.ts';
import { yamlAt } from '../../util/yamlTree.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../util/yamlTree.ts';
import { evaluation, literal, memberExpression, nameExpression, unknown } from '../nodes.ts';
import { covering, fieldsOf, plainValue } from './data.ts';
import type { Lowering } from './lowering.ts';
import { treeInText } from './placed.ts';
import { withHoles } from './templateText.ts';

/** The state machine that a resource's properties hold, if they do: as data, or as a text of JSON. */
export function stateMachine(properties: YamlNode, lowering: Lowering): readonly Statement[] {
  const definition = yamlAt(properties, 'Definition');
  if (definition) return lowerStates(definition, statesLowering(substituted(properties, lowering)));
  const written = yamlAt(properties, 'DefinitionString');
  const text = written && textNode(written);
  const tree = text && treeInText(text, lowering.text);
  return tree ? lowerStates(tree, statesLowering(substituted(properties, lowering))) : [];
}

/** `!Sub`, a list of `!Sub`, or the text itself. */
function textNode(node: YamlNode): YamlScalar | undefined {
  const inner = yamlAt(node, 'Fn::Sub') ?? node;
  const first = inner.kind === 'list' ? inner.items[0] : inner;
  return first?.kind === 'scalar' ? first : undefined;
}

const SUBSTITUTION = /\$\{([\w:.]{1,100})\}/g;

/** What `${name}` stands for: one of the machine's own substitutions, else a name of the template. */
function substituted(properties: YamlNode, lowering: Lowering): Lowering {
  const own = yamlAt(properties, 'DefinitionSubstitutions');
  return {
    text: lowering.text,
    value: (node) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.tag !== undefined)
        return lowering.value(node);
      return withHoles(node.value, node.range, SUBSTITUTION, ([, written = '']) => {
        const given = yamlAt(own, written);
        if (given) return { ...lowering.value(given), range: node.range };
        const [name = '', ...members] = written.split('.');
        return members.reduce<Expression>(
          (object, member) => memberExpression(object, member, node.range, node.range),
          nameExpression(name, node.range),
        );
      });
    },
  };
}

/** True for the definition of a state machine. */
export function isStateMachine(node: YamlNode | undefined): boolean {
  return yamlAt(node, 'States')?.kind === 'map' && yamlAt(node, 'StartAt') !== undefined;
}

export function lowerStates(node: YamlNode, lowering: Lowering): readonly Statement[] {
  const states = yamlAt(node, 'States');
  return states?.kind === 'map' ? [...states.entries.values()].flatMap((state) => lowerState(state, lowering)) : [];
}

function lowerState({ keyRange, value }: YamlEntry, lowering: Lowering): readonly Statement[] {
  const range = { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) };
  const repeated = yamlAt(value, 'ItemProcessor') ?? yamlAt(value, 'Iterator');
  if (repeated) {
    const body = lowerStates(repeated, lowering);
    return [{ kind: 'loop', loop: 'iteration', range: covering(range, body), body }];
  }
  const branches = yamlAt(value, 'Branches');
  if (branches?.kind === 'list') return branches.items.flatMap((branch) => lowerStates(branch, lowering));
  const resource = yamlAt(value, 'Resource');
  if (resource?.kind !== 'scalar' || typeof resource.value !== 'string') return [];
  const given = yamlAt(value, 'Arguments') ?? yamlAt(value, 'Parameters');
  const passed = given ? argumentsOf(given, lowering) : [];
  const whole = covering(range, passed);
  return evaluation({
    kind: 'call',
    range: whole,
    callee: nameExpression(resource.value, resource.range),
    arguments: passed,
    argumentsRange: covering(given?.range ?? { start: whole.end, end: whole.end }, passed),
    isConstruction: false,
  });
}

function argumentsOf(node: YamlNode, lowering: Lowering): readonly Argument[] {
  if (node.kind !== 'map') return [];
  const fields = fieldsOf(node, lowering, (entry) => fieldValue(entry, lowering));
  return fields.map(({ key, value, range }) => ({ name: plainKey(key), value, range }));
}

/** `"name.$": "$.path"`. */
function plainKey(key: string): string {
  return key.endsWith('.$') ? key.slice(0, -2) : key;
}

function fieldValue({ key, value }: Pick<YamlEntry, 'key' | 'value'>, lowering: Lowering): Expression {
  const isComputed = key.endsWith('.$') && value.kind === 'scalar' && typeof value.value === 'string';
  return isComputed ? computed(value.value.trim(), value.range) : lowering.value(value);
}

/** How what stands in a state is read: paths and functions of the States Language, within what the document has around it. */
export function statesLowering(around: Lowering): Lowering {
  const lowering: Lowering = {
    text: around.text,
    value: (node) => {
      if (node.tag !== undefined) return around.value(node);
      if (node.kind === 'map') return mapValue(node, lowering, around);
      const code =
        node.kind === 'scalar' && typeof node.value === 'string' ? /^\{%([\s\S]*)%\}$/.exec(node.value.trim()) : null;
      if (code) return jsonata(code[1]?.trim() ?? '', node.range);
      return node.kind === 'scalar' ? around.value(node) : plainValue(node, lowering);
    },
  };
  return lowering;
}

function mapValue(node: Extract<YamlNode, { kind: 'map' }>, lowering: Lowering, around: Lowering): Expression {
  const [only] = node.entries.keys();
  if (node.entries.size === 1 && (only === 'Ref' || only?.startsWith('Fn::'))) return around.value(node);
  const fields = fieldsOf(node, lowering, (entry) => fieldValue(entry, lowering));
  const entries = fields.map(({ key, keyRange, value, range }): ObjectEntry => ({
    kind: 'field',
    key: literal(plainKey(key), keyRange),
    value,
    range,
  }));
  return { kind: 'object', range: covering(node.range, entries), entries };
}

/** `$.path`, a text, or a function such as `States.Format('… {} …', $.path)`. */
export function computed(written: string, range: TextRange, depth = 0): Expression {
  const text = quotedText(written);
  if (text !== undefined) return literal(text, range);
  const call = /^States\.(\w+)\(([\s\S]*)\)$/.exec(written);
  if (call === null || depth > MAXIMUM_NESTING) return inputPath(written, range);
  const passed = piecesOf(call[2] ?? '', ',');
  if (call[1] === 'Format') return formatted(passed, range, depth);
  return unknown(
    range,
    passed.map((argument) => computed(argument, range, depth + 1)),
  );
}

const MAXIMUM_NESTING = 10;

function quotedText(written: string): string | undefined {
  const inside = /^'((?:[^'\\]|\\[\s\S])*)'$/.exec(written)?.[1];
  return inside?.replace(/\\([\s\S])/g, '$1');
}

/** At the separators that stand in no text and no parentheses. */
function piecesOf(written: string, separator: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let depth = 0;
  for (const match of written.matchAll(/'(?:[^'\\]|\\[\s\S])*'?|"(?:[^"\\]|\\[\s\S])*"?|[(),&]/g)) {
    const [mark] = match;
    if (mark === '(') depth++;
    else if (mark === ')') depth--;
    if (mark !== separator || depth > 0) continue;
    pieces.push(written.slice(start, match.index).trim());
    start = match.index + 1;
  }
  return [...pieces, written.slice(start).trim()];
}

function formatted([format = '', ...values]: readonly string[], range: TextRange, depth: number): Expression {
  const inside = /^'([\s\S]*)'$/.exec(format)?.[1];
  if (inside === undefined) return inputPath(format, range);
  let position = 0;
  const plain = inside.replace(/\\\{/g, OPEN).replace(/\\([\s\S])/g, '$1');
  const filled = withHoles(plain, range, /\{\}/g, () => computed(values[position++] ?? '', range, depth + 1));
  return unescaped(filled);
}

/** Stands for a brace that is text. */
const OPEN = '\uE000';

function unescaped(filled: Expression): Expression {
  if (filled.kind === 'literal' && typeof filled.value === 'string')
    return { ...filled, value: filled.value.replaceAll(OPEN, '{') };
  if (filled.kind !== 'template') return filled;
  const parts = filled.parts.map((part) =>
    part.kind === 'text' ? { ...part, text: part.text.replaceAll(OPEN, '{') } : part,
  );
  return { ...filled, parts };
}

/** `$.a.b[0]`, `$$.Map.Item.Value.x`, `$name.x`: a member of what the state is given. */
function inputPath(written: string, range: TextRange): Expression {
  const steps = written.match(/[A-Za-z_][\w-]*/g) ?? [];
  return steps.reduce<Expression>(
    (object, step) => memberExpression(object, step, range, range),
    nameExpression(INPUT, range),
  );
}

const INPUT = '$';

/** Texts that are put together, as far as they are; anything else hangs on what the state is given. */
function jsonata(code: string, range: TextRange): Expression {
  const operands = piecesOf(code, '&').map((piece): Expression => {
    const quoted = /^(['"])([\s\S]*)\1$/.exec(piece);
    if (quoted) return literal(quoted[2] ?? '', range);
    const number = Number(piece);
    return piece !== '' && Number.isFinite(number) ? literal(number, range) : inputPath(piece, range);
  });
  const [only] = operands;
  return operands.length === 1 && only ? only : { kind: 'concatenation', range, operands };
}
