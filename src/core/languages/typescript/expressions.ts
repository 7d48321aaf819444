import type { Argument, CallExpression, Expression, ListItem, ObjectEntry } from '../../domain/program.ts';
import { fieldOf, hasToken, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerAssignment, lowerSequence } from './assignments.ts';
import { returnedBy } from './classes.ts';
import { exportsName, importedModule } from './commonJs.ts';
import { FUNCTION_TYPES } from './functions.ts';
import { keyExpression, lowerNumber, lowerString, lowerTemplate, nameLiteral } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { nameExpression, rangeOf } from '../nodes.ts';
import { expressionStatement, fieldExpression, memberExpression, nothing, unknown } from './nodes.ts';
import { lowerBinary, lowerConditional, lowerUnary } from './operators.ts';
import { staticKey } from './patterns.ts';
import { recoverArguments, recoverEntries, recoverItems, recoverStatements } from './recovery.ts';
import { isStatement } from './statementTypes.ts';
import { folderOfThisFile, pathBesideThisFile } from './thisFile.ts';
import { asSent } from './sentObjects.ts';

type Lower = (node: SyntaxNode, lowering: Lowering) => Expression;

/** Never undefined: syntax that carries no value becomes `unknown`, with the expressions inside it. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.isMissing) return unknown(node);
  const lower = LOWER.get(node.type) ?? lowerOther;
  return lower(node, lowering);
}

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['identifier', lowerIdentifier],
  ['shorthand_property_identifier', lowerIdentifier],
  ['undefined', (node) => nothing(node)],
  ['null', (node) => nothing(node)],
  ['true', (node) => ({ kind: 'literal', range: rangeOf(node), value: true })],
  ['false', (node) => ({ kind: 'literal', range: rangeOf(node), value: false })],
  ['this', (node) => ({ kind: 'receiver', range: rangeOf(node) })],
  ['super', (node) => nameExpression('super', node)],
  ['meta_property', (node) => memberExpression(nameExpression('import', node), 'meta', node)],
  ['string', lowerString],
  ['number', lowerNumber],
  ['template_string', lowerTemplate],
  ['regex', (node) => unknown(node)],
  ['object', lowerObject],
  ['array', lowerArray],
  ['member_expression', lowerMember],
  ['nested_identifier', lowerMember],
  ['subscript_expression', lowerSubscript],
  ['call_expression', lowerCall],
  ['new_expression', lowerNew],
  ['binary_expression', lowerBinary],
  ['unary_expression', lowerUnary],
  ['ternary_expression', lowerConditional],
  ['assignment_expression', lowerAssignment],
  ['augmented_assignment_expression', lowerAssignment],
  ['sequence_expression', lowerSequence],
  ['parenthesized_expression', lowerInner],
  ['await_expression', lowerInner],
  ['as_expression', lowerInner],
  ['satisfies_expression', lowerInner],
  ['non_null_expression', lowerInner],
  ['instantiation_expression', lowerInner],
  ['type_assertion', (node, lowering) => lowerChild(namedChildren(node).at(-1), node, lowering)],
  ['class', lowerClassExpression],
  ...[...FUNCTION_TYPES].map((type) => [type, lowerFunctionExpression] as const),
]);

function lowerIdentifier(node: SyntaxNode, lowering: Lowering): Expression {
  const name = lowering.textOf(node);
  if (name === '__dirname') return folderOfThisFile(node);
  return name === 'undefined' ? nothing(node) : nameExpression(name, node);
}

/** Parentheses, `await` and type assertions are transparent. */
function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  return lowerChild(namedChildren(node)[0], node, lowering);
}

function lowerChild(child: SyntaxNode | undefined, node: SyntaxNode, lowering: Lowering): Expression {
  return child ? lowering.expression(child) : unknown(node);
}

function lowerOther(node: SyntaxNode, lowering: Lowering): Expression {
  if (isStatement(node)) {
    lowering.hoist(lowering.statements([node]));
    return unknown(node);
  }
  if (node.type === 'ERROR') {
    lowering.hoist(recoverStatements(node, lowering));
    return unknown(node);
  }
  const children = namedChildren(node).filter((child) => !isElementName(child, node));
  return unknown(
    node,
    children.map((child) => lowering.expression(child)),
  );
}

/** `Panel` of `<Panel>` is neither a value nor a call. */
function isElementName(child: SyntaxNode, parent: SyntaxNode): boolean {
  return child.field === 'name' && parent.type.startsWith('jsx_');
}

function lowerFunctionExpression(node: SyntaxNode, lowering: Lowering): Expression {
  return functionExpression(node, lowering);
}

function functionExpression(node: SyntaxNode, lowering: Lowering, name?: string): Expression {
  return { kind: 'function', range: rangeOf(node), function: lowering.function(node, { role: 'function', name }) };
}

function lowerClassExpression(node: SyntaxNode, lowering: Lowering): Expression {
  const nameNode = fieldOf(node, 'name');
  const name = nameNode ? lowering.textOf(nameNode) : 'class';
  lowering.hoist([lowering.class(node, name)]);
  return nameExpression(name, node);
}

function lowerObject(node: SyntaxNode, lowering: Lowering): Expression {
  const entries = namedChildren(node).flatMap((child) => lowerEntry(child, lowering));
  return asSent({ kind: 'object', range: rangeOf(node), entries });
}

/** One entry of an object literal, or what can be read of a broken one. */
export function lowerEntry(node: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] {
  const range = rangeOf(node);
  switch (node.type) {
    case 'pair': {
      const key = fieldOf(node, 'key');
      if (key === undefined) return [];
      return [{ kind: 'field', key: keyExpression(key, lowering), value: lowerEntryValue(node, key, lowering), range }];
    }
    case 'shorthand_property_identifier':
      return [{ kind: 'field', key: nameLiteral(node, lowering), value: lowering.expression(node), range }];
    case 'spread_element':
      return [{ kind: 'spread', value: lowerInner(node, lowering), range }];
    case 'method_definition':
      return lowerMethodEntry(node, lowering);
    case 'ERROR':
      return recoverEntries(node, lowering);
    default:
      return [];
  }
}

function lowerEntryValue(pair: SyntaxNode, key: SyntaxNode, lowering: Lowering): Expression {
  const value = fieldOf(pair, 'value');
  if (value && FUNCTION_TYPES.has(value.type)) return functionExpression(value, lowering, staticKey(key, lowering));
  return fieldExpression(pair, 'value', lowering);
}

function lowerMethodEntry(node: SyntaxNode, lowering: Lowering): readonly ObjectEntry[] {
  const keyNode = fieldOf(node, 'name');
  if (keyNode === undefined) return [];
  const returned = returnedBy(node);
  const value = returned ? lowering.expression(returned) : functionExpression(node, lowering);
  if (hasToken(node, 'set')) {
    lowering.hoist([expressionStatement(value, node)]);
    return [];
  }
  return [{ kind: 'field', key: keyExpression(keyNode, lowering), value, range: rangeOf(node) }];
}

function lowerArray(node: SyntaxNode, lowering: Lowering): Expression {
  const items: ListItem[] = [];
  let isHole = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (isHole) items.push({ value: nothing({ start: child.start, end: child.start }), isSpread: false });
      isHole = true;
    } else if (child.isNamed && child.type !== 'comment') {
      for (const item of lowerItem(child, lowering)) items.push(item);
      isHole = false;
    }
  }
  return { kind: 'list', range: rangeOf(node), items };
}

function lowerItem(node: SyntaxNode, lowering: Lowering): readonly ListItem[] {
  if (node.type === 'ERROR') return recoverItems(node, lowering);
  if (node.type === 'spread_element') return [{ value: lowerInner(node, lowering), isSpread: true }];
  return [{ value: lowering.expression(node), isSpread: false }];
}

/** Of `import.meta`: the source file itself, as a path or a URL of it. */
const THIS_FILE: ReadonlySet<string> = new Set(['url', 'filename']);

function lowerMember(node: SyntaxNode, lowering: Lowering): Expression {
  const property = fieldOf(node, 'property');
  if (property === undefined) return fieldExpression(node, 'object', lowering);
  const exported = exportsName(node, lowering);
  if (exported !== undefined) return nameExpression(exported, node);
  const name = lowering.textOf(property);
  const object = fieldExpression(node, 'object', lowering);
  const isMeta =
    object.kind === 'member' && object.property === 'meta' && fieldOf(node, 'object')?.type === 'meta_property';
  if (isMeta && name === 'dirname') return folderOfThisFile(node);
  if (isMeta && THIS_FILE.has(name)) return nameExpression('__filename', node);
  return memberExpression(object, name, property, node);
}

function lowerSubscript(node: SyntaxNode, lowering: Lowering): Expression {
  const object = fieldExpression(node, 'object', lowering);
  return { kind: 'index', range: rangeOf(node), object, index: fieldExpression(node, 'index', lowering) };
}

function lowerCall(node: SyntaxNode, lowering: Lowering): Expression {
  const module = importedModule(node, lowering);
  if (module !== undefined) return { kind: 'import', range: rangeOf(node), module };
  return callExpression(node, fieldExpression(node, 'function', lowering), false, lowering);
}

function lowerNew(node: SyntaxNode, lowering: Lowering): Expression {
  const call = callExpression(node, fieldExpression(node, 'constructor', lowering), true, lowering);
  return pathBesideThisFile(call) ?? call;
}

function callExpression(
  node: SyntaxNode,
  callee: Expression,
  isConstruction: boolean,
  lowering: Lowering,
): CallExpression {
  const list = fieldOf(node, 'arguments');
  const isList = list?.type === 'arguments';
  return {
    kind: 'call',
    range: rangeOf(node),
    callee,
    arguments: list === undefined ? [] : isList ? lowerArguments(list, lowering) : [lowerArgument(list, lowering)],
    argumentsRange: isList ? rangeOf(list) : { start: node.end, end: node.end },
    isConstruction,
  };
}

function lowerArguments(list: SyntaxNode, lowering: Lowering): readonly Argument[] {
  return namedChildren(list).flatMap((child) =>
    child.type === 'ERROR' ? recoverArguments(child, lowering) : [lowerArgument(child, lowering)],
  );
}

function lowerArgument(node: SyntaxNode, lowering: Lowering): Argument {
  const range = rangeOf(node);
  if (node.type === 'spread_element') return { value: lowerInner(node, lowering), spread: 'list', range };
  return { value: lowering.expression(node), range };
}
