import type { EditIntent, LiteralData } from '../../domain/edit.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextEdit } from '../../util/text.ts';
import { writeEdit } from '../editWriter.ts';
import { nodesAt, sourceOf, syntax, writeText } from '../editSource.ts';
import { partsOf } from '../parts.ts';

/** A field is set as the last statement of the lambda that sets the others; other shapes have no place that is sure to be right. */
export function writeKotlinEdit(root: SyntaxNode, text: string, edit: EditIntent): readonly TextEdit[] | undefined {
  if (edit.kind === 'insert-item') return undefined;
  if (edit.kind !== 'set-field') {
    return writeEdit(sourceOf(root, text), edit, {
      ...syntax,
      text: (value) => writeText(value).replaceAll('$', '\\$'),
    });
  }
  const { range } = edit.container;
  const [key, ...rest] = edit.path;
  const node = nodesAt(root, range).findLast(({ start, end }) => start === range.start && end === range.end);
  if (node?.type !== 'lambda_literal' || key === undefined) return undefined;
  const value = rest.reduceRight<LiteralData>((inner, name) => ({ [name]: inner }), edit.value);
  const written = setting(key, value);
  return written === undefined ? undefined : intoLambda(node, text, written);
}

/** `maxTokens = 512`, `inferenceConfig { maxTokens = 512 }`. */
function setting(key: string, value: LiteralData): string | undefined {
  if (!/^[a-z]\w*$/.test(key)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return `${key} = ${value}`;
  if (typeof value === 'string') return `${key} = ${writeText(value).replaceAll('$', '\\$')}`;
  if (Array.isArray(value) || 'verbatim' in value || 'symbol' in value) return undefined;
  const fields = Object.entries(value).map(([name, inner]) => setting(name, inner));
  return fields.includes(undefined) ? undefined : `${key} { ${fields.join('; ')} }`;
}

function intoLambda(node: SyntaxNode, text: string, written: string): readonly TextEdit[] | undefined {
  const parts = partsOf(node);
  const last = parts.at(-1);
  if (!last || parts.some(({ type }) => type === 'lambda_parameters' || type === 'ERROR')) return undefined;
  const lineStart = text.lastIndexOf('\n', last.start) + 1;
  const indentation = text.slice(lineStart, last.start);
  const newText = indentation.trim() === '' && lineStart > node.start ? `\n${indentation}${written}` : `; ${written}`;
  return [{ range: { start: last.end, end: last.end }, newText }];
}
