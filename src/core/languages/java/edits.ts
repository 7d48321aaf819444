import type { EditIntent, LiteralData, NodeReference } from '../../domain/edit.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import { partsOf } from '../parts.ts';
import { nodesAt, sourceOf, syntax, writeText } from '../editSource.ts';

/**
 * A field is set by a method of the builder, behind the last one that is called on it, and an object by a function that is
 * handed its builder. Lists of unions and other shapes have no place that is sure to be right.
 */
export function writeJavaEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'insert-item') return undefined;
  if (edit.kind !== 'set-field') return writeEdit(sourceOf(root, text), edit, syntax);
  const [key, ...rest] = edit.path;
  const value = rest.reduceRight<LiteralData>((inner, name) => ({ [name]: inner }), edit.value);
  return key === undefined ? undefined : setByMethod(root, text, edit.container, key, value);
}

function setByMethod(
  root: SyntaxNode,
  text: string,
  { kind, range }: NodeReference,
  key: string,
  value: LiteralData,
): readonly TextEdit[] | undefined {
  const path = nodesAt(root, range);
  const node = path.findLast(({ start, end }) => start === range.start && end === range.end);
  if (node === undefined) return undefined;
  if (kind === 'object') return putInto(node, text, key, value);
  if (kind !== 'call') return undefined;
  const written = setter(key, value, text);
  if (written === undefined) return undefined;
  if (node.type === 'lambda_expression') return intoLambda(node, text, written);
  if (node.type !== 'method_invocation' && node.type !== 'object_creation_expression') return undefined;
  const last = lastOfChain(path, node, text);
  const end = last.end;
  return [{ range: { start: end, end }, newText: `${gapBefore(last, text)}${written}` }];
}

/** `.maxTokens(512)`, `.inferenceConfig(config -> config.maxTokens(512))`. */
function setter(key: string, value: LiteralData, text: string): string | undefined {
  if (!/^[a-z]\w*$/.test(key)) return undefined;
  const written = argument(value, text);
  return written === undefined ? undefined : `.${key}(${written})`;
}

function argument(value: LiteralData, text: string): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (Array.isArray(value) || 'verbatim' in value || 'symbol' in value) return undefined;
  const name = NAMES.find((candidate) => !new RegExp(`\\b${candidate}\\b`).test(text));
  const fields = Object.entries(value).map(([key, inner]) => setter(key, inner, text));
  if (name === undefined || fields.includes(undefined)) return undefined;
  return `${name} -> ${name}${fields.join('')}`;
}

/** A parameter of a lambda must have a name of its own. */
const NAMES = ['config', 'settings', 'builder', 'newConfig'];

/** The last method that is called on what a call begins, before it is built. */
function lastOfChain(path: readonly SyntaxNode[], first: SyntaxNode, text: string): SyntaxNode {
  let last = first;
  for (const node of path.slice(0, path.indexOf(first)).reverse()) {
    const name = fieldOf(node, 'name');
    if (node.type !== 'method_invocation' || fieldOf(node, 'object') !== last || !name) break;
    if (/^build(?:Async)?$/.test(text.slice(name.start, name.end))) break;
    last = node;
  }
  return last;
}

/** The blanks in front of the dot of a call. */
function gapBefore(call: SyntaxNode, text: string): string {
  const object = fieldOf(call, 'object');
  const name = fieldOf(call, 'name');
  if (!object || !name || call.type !== 'method_invocation') return '';
  const dot = text.lastIndexOf('.', name.start - 1);
  const gap = text.slice(object.end, dot);
  return gap.trim() === '' ? gap : '';
}

/** Behind the calls that a lambda gives back; in a block, as its last statement. */
function intoLambda(node: SyntaxNode, text: string, written: string): readonly TextEdit[] | undefined {
  const body = fieldOf(node, 'body');
  const parameters = fieldOf(node, 'parameters');
  const [only] = parameters?.type === 'identifier' ? [parameters] : parameters ? partsOf(parameters) : [];
  if (!body || only?.type !== 'identifier') return undefined;
  if (body.type === 'method_invocation') {
    const name = text.slice(only.start, only.end);
    if (!new RegExp(`^${name}\\b`).test(text.slice(body.start, body.end))) return undefined;
    return [{ range: { start: body.end, end: body.end }, newText: `${gapBefore(body, text)}${written}` }];
  }
  const last = body.type === 'block' ? partsOf(body).at(-1) : undefined;
  if (last?.type !== 'expression_statement') return undefined;
  const lineStart = text.lastIndexOf('\n', last.start) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, last.start))?.[0] ?? '';
  const statement = `${text.slice(only.start, only.end)}${written};`;
  return [{ range: { start: last.end, end: last.end }, newText: `\n${indentation}${statement}` }];
}

const MOST_PAIRS = 10;

/** Into `Map.of(…)`, which takes ten pairs, and behind `new JSONObject()`, which gives itself back. */
function putInto(node: SyntaxNode, text: string, key: string, value: LiteralData): readonly TextEdit[] | undefined {
  const written = typeof value === 'object' ? undefined : argument(value, text);
  const list = fieldOf(node, 'arguments');
  if (written === undefined || !list) return undefined;
  const head = text.slice(node.start, list.start).replace(/\s+/g, '');
  if (/^newJSONObject$/.test(head)) {
    return [{ range: { start: node.end, end: node.end }, newText: `.put(${writeText(key)}, ${written})` }];
  }
  const passed = partsOf(list);
  const last = passed.at(-1);
  if (head !== 'Map.of' || !last || passed.length >= 2 * MOST_PAIRS || passed.length % 2 === 1) return undefined;
  return [{ range: { start: last.end, end: last.end }, newText: `, ${writeText(key)}, ${written}` }];
}
