import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assign, endOf, evaluation, memberExpression, nameExpression, test, unknown } from '../nodes.ts';
import { partsOf } from '../parts.ts';
import type { Lowering } from './lowering.ts';

/** Variants that hold the value itself. */
const TRANSPARENT: ReadonlySet<string> = new Set(['Some', 'Ok']);

/** What a pattern binds: `Some(x)`, `(a, b)`, `S { a, b: c }`. */
export function bindPattern(
  pattern: SyntaxNode,
  value: Expression,
  lowering: Lowering,
  type?: Expression,
): readonly Statement[] {
  const parts = partsOf(pattern);
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_field_identifier':
      return bindName(pattern, value, lowering, type);
    case '_':
      return evaluation(value);
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'match_pattern': {
      const inner = parts.findLast((part) => part.type !== 'mutable_specifier' && part.field !== 'condition');
      return inner ? bindPattern(inner, value, lowering, type) : [];
    }
    case 'captured_pattern':
    case 'or_pattern':
      return parts[0] ? bindPattern(parts[0], value, lowering, type) : [];
    case 'tuple_pattern':
    case 'slice_pattern':
      return parts.flatMap((part, position) => bindPattern(part, item(value, position), lowering));
    case 'tuple_struct_pattern':
      return bindVariant(pattern, value, lowering);
    case 'struct_pattern':
      return parts.flatMap((part) => bindField(part, value, lowering));
    default:
      return [];
  }
}

/** A name in capitals is a constant, or a variant without fields. */
function bindName(
  node: SyntaxNode,
  value: Expression,
  lowering: Lowering,
  type: Expression | undefined,
): readonly Statement[] {
  const name = lowering.textOf(node).replace(/^r#/, '');
  if (/^[A-Z]/.test(name)) return [];
  const { start, end } = value.range;
  const range = { start: Math.min(node.start, start), end: Math.max(node.end, end) };
  return [assign(nameExpression(name, node), value, range, type)];
}

function item(value: Expression, position: number): Expression {
  const index: Expression = { kind: 'literal', range: endOf(value.range), value: position };
  return { kind: 'index', range: value.range, object: value, index };
}

function bindVariant(pattern: SyntaxNode, value: Expression, lowering: Lowering): readonly Statement[] {
  const type = fieldOf(pattern, 'type');
  const fields = partsOf(pattern).filter((part) => part !== type);
  const [only, second] = fields;
  const name = type && lowering.textOf(type).replace(/^[\s\S]*::/, '');
  if (only && !second && name !== undefined && TRANSPARENT.has(name)) return bindPattern(only, value, lowering);
  return fields.flatMap((field, position) => {
    const part = memberExpression(value, String(position), endOf(value.range), value.range);
    return bindPattern(field, part, lowering);
  });
}

function bindField(part: SyntaxNode, value: Expression, lowering: Lowering): readonly Statement[] {
  const name = part.type === 'field_pattern' ? fieldOf(part, 'name') : undefined;
  if (name === undefined) return [];
  const held = memberExpression(value, lowering.textOf(name), endOf(value.range), value.range);
  const pattern = fieldOf(part, 'pattern');
  return pattern ? bindPattern(pattern, held, lowering) : bindName(name, held, lowering, undefined);
}

/**
 * Whether a value fits: decidable for written values alone. `undefined` for a pattern that everything fits.
 *
 * @param match That the pattern stands in.
 */
export function patternTest(
  pattern: SyntaxNode,
  subject: Expression,
  match: SyntaxNode,
  lowering: Lowering,
): Expression | undefined {
  const condition = fieldOf(pattern, 'condition');
  const inner = pattern.type === 'match_pattern' ? partsOf(pattern).find((part) => part !== condition) : pattern;
  if (condition) return unknown(match, [subject, lowering.expression(condition)], 'truth');
  const isBare = inner === undefined || inner.type === '_';
  if (isBare || (inner.type === 'identifier' && /^[a-z_]/.test(lowering.textOf(inner)))) return undefined;
  const written = inner.type === 'or_pattern' ? alternativesOf(inner) : [inner];
  const isWritten = written.every(({ type }) => type.endsWith('_literal'));
  if (!isWritten) return unknown(match, [subject], 'truth');
  return test(match, 'is-any', [subject, ...written.map(lowering.expression)]);
}

function alternativesOf(node: SyntaxNode): readonly SyntaxNode[] {
  return partsOf(node).flatMap((part) => (part.type === 'or_pattern' ? alternativesOf(part) : [part]));
}
