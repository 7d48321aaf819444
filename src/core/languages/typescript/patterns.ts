import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { lowerString } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { assign, nameExpression, rangeOf } from '../nodes.ts';
import { isRepeatable, memberExpression, unknown } from './nodes.ts';

const MAXIMUM_NAME = 60;
/** Patterns nested deeper are not written by people. */
const MAXIMUM_NESTING = 20;

/**
 * Assigns a value to a name, member or index, or takes it apart: `const { a, b: { c = 1 } } = value`. What is taken
 * apart but must not run twice is held under a name that no program can have: the pattern's own text.
 *
 * @param range Of the whole declaration or assignment: all its names are set at its end.
 */
export function bindPattern(
  pattern: SyntaxNode,
  value: Expression,
  range: TextRange,
  lowering: Lowering,
  type?: Expression,
  nesting = 0,
): readonly Statement[] {
  if (nesting > MAXIMUM_NESTING) return [];
  switch (pattern.type) {
    case 'object_pattern':
      return takeApart(pattern, value, range, lowering, fieldsOfPattern, type, nesting);
    case 'array_pattern':
      return takeApart(pattern, value, range, lowering, itemsOfPattern, type, nesting);
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = fieldOf(pattern, 'left');
      return left
        ? bindPattern(left, withDefault(pattern, value, lowering), range, lowering, undefined, nesting + 1)
        : [];
    }
    case 'rest_pattern': {
      const [inner] = namedChildren(pattern);
      return inner ? bindPattern(inner, unknown(pattern), range, lowering, undefined, nesting + 1) : [];
    }
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return [assign(nameExpression(lowering.textOf(pattern), pattern), value, range, type)];
    default:
      return [assign(lowering.expression(pattern), value, range, type)];
  }
}

/** Name under which a whole is held while it is taken apart. */
export function heldName(pattern: SyntaxNode, lowering: Lowering): Expression {
  const text = lowering.textOf(pattern).slice(0, MAXIMUM_NAME).replace(/\s+/g, ' ');
  return nameExpression(text, pattern);
}

/** Names that a pattern binds. */
export function boundNames(pattern: SyntaxNode, lowering: Lowering, nesting = 0): readonly string[] {
  if (nesting > MAXIMUM_NESTING) return [];
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return [lowering.textOf(pattern)];
    case 'pair_pattern': {
      const value = fieldOf(pattern, 'value');
      return value ? boundNames(value, lowering, nesting + 1) : [];
    }
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const left = fieldOf(pattern, 'left');
      return left ? boundNames(left, lowering, nesting + 1) : [];
    }
    case 'object_pattern':
    case 'array_pattern':
    case 'rest_pattern':
      return namedChildren(pattern).flatMap((child) => boundNames(child, lowering, nesting + 1));
    default:
      return [];
  }
}

/** Key of a field of a pattern or object: undefined when it is computed. */
export function staticKey(key: SyntaxNode, lowering: Lowering): string | undefined {
  if (key.type === 'computed_property_name') return undefined;
  return key.type === 'string' ? String(lowerString(key, lowering).value) : lowering.textOf(key);
}

interface Part {
  readonly target: SyntaxNode;
  readonly value: Expression;
}

function takeApart(
  pattern: SyntaxNode,
  value: Expression,
  range: TextRange,
  lowering: Lowering,
  partsOf: (pattern: SyntaxNode, whole: Expression, lowering: Lowering) => readonly Part[],
  type: Expression | undefined,
  nesting: number,
): readonly Statement[] {
  const isHeld = type !== undefined || !isRepeatable(value);
  const whole = isHeld ? heldName(pattern, lowering) : value;
  const parts = partsOf(pattern, whole, lowering).flatMap((part) =>
    bindPattern(part.target, part.value, range, lowering, undefined, nesting + 1),
  );
  return isHeld ? [assign(whole, value, range, type), ...parts] : parts;
}

function fieldsOfPattern(pattern: SyntaxNode, whole: Expression, lowering: Lowering): readonly Part[] {
  return namedChildren(pattern).flatMap((child): readonly Part[] => {
    switch (child.type) {
      case 'pair_pattern': {
        const key = fieldOf(child, 'key');
        const target = fieldOf(child, 'value');
        return key && target ? [{ target, value: fieldOfWhole(whole, key, lowering) }] : [];
      }
      case 'object_assignment_pattern': {
        const left = fieldOf(child, 'left');
        return left ? [{ target: child, value: fieldOfWhole(whole, left, lowering) }] : [];
      }
      case 'shorthand_property_identifier_pattern':
        return [{ target: child, value: fieldOfWhole(whole, child, lowering) }];
      case 'rest_pattern':
        return [{ target: child, value: whole }];
      default:
        return [];
    }
  });
}

function fieldOfWhole(whole: Expression, key: SyntaxNode, lowering: Lowering): Expression {
  const name = staticKey(key, lowering);
  const object = movedTo(key, whole);
  if (name !== undefined) return memberExpression(object, name, key);
  const [computed] = namedChildren(key);
  const index = computed ? lowering.expression(computed) : unknown(key);
  return { kind: 'index', range: rangeOf(key), object, index };
}

function itemsOfPattern(pattern: SyntaxNode, whole: Expression): readonly Part[] {
  const parts: Part[] = [];
  let position = 0;
  for (const child of pattern.children) {
    if (child.type === ',') position++;
    if (!child.isNamed || child.type === 'comment') continue;
    const index: Expression = { kind: 'literal', range: rangeOf(child), value: position };
    parts.push({
      target: child,
      value: { kind: 'index', range: rangeOf(child), object: movedTo(child, whole), index },
    });
  }
  return parts;
}

/** A name or member as it is named once more elsewhere: a whole at one of its parts. */
export function movedTo(range: TextRange, whole: Expression): Expression {
  if (whole.kind !== 'member') return { ...whole, range: rangeOf(range) };
  return memberExpression(movedTo(range, whole.object), whole.property, range);
}

function withDefault(pattern: SyntaxNode, value: Expression, lowering: Lowering): Expression {
  const right = fieldOf(pattern, 'right');
  if (right === undefined) return value;
  const range = { start: Math.min(value.range.start, pattern.start), end: pattern.end };
  return { kind: 'fallback', range, first: value, second: lowering.expression(right) };
}
