import type { AssignStatement, Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { lowerAttribute, lowerCall, lowerFieldValue, lowerSubscript, onlyChild } from './lowerCalls.ts';
import { lowerComprehension, lowerDictionary, lowerList, lowerSet } from './lowerCollections.ts';
import { lowerError } from './lowerErrors.ts';
import { lowerLambda } from './lowerFunctions.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import type { Lowering } from './lowering.ts';
import { lowerNumber } from './lowerNumbers.ts';
import {
  lowerBinaryOperator,
  lowerBooleanOperator,
  lowerComparison,
  lowerNot,
  lowerUnaryOperator,
} from './lowerOperators.ts';
import { lowerConcatenatedString, lowerString } from './lowerStrings.ts';
import { lowerType } from './lowerTypes.ts';

/** Deeper nesting is not read: nobody writes it, and those who walk the program must not run out of stack. */
const MAXIMUM_DEPTH = 300;

type Lower = (node: SyntaxNode, lowering: Lowering) => Expression;

const LOWER_BY_TYPE: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ['string', lowerString],
  ['concatenated_string', lowerConcatenatedString],
  ['integer', lowerNumber],
  ['float', lowerNumber],
  ['true', (node) => ({ kind: 'literal', range: rangeOf(node), value: true })],
  ['false', (node) => ({ kind: 'literal', range: rangeOf(node), value: false })],
  ['none', (node) => ({ kind: 'literal', range: rangeOf(node), value: null })],
  ['call', lowerCall],
  ['attribute', lowerAttribute],
  ['subscript', lowerSubscript],
  ['list', lowerList],
  ['tuple', lowerList],
  ['expression_list', lowerList],
  ['pattern_list', lowerList],
  ['tuple_pattern', lowerList],
  ['list_pattern', lowerList],
  ['set', lowerSet],
  ['dictionary', lowerDictionary],
  ['list_comprehension', lowerComprehension],
  ['set_comprehension', lowerComprehension],
  ['dictionary_comprehension', lowerComprehension],
  ['generator_expression', lowerComprehension],
  ['binary_operator', lowerBinaryOperator],
  ['unary_operator', lowerUnaryOperator],
  ['boolean_operator', lowerBooleanOperator],
  ['comparison_operator', lowerComparison],
  ['not_operator', lowerNot],
  ['conditional_expression', lowerConditional],
  ['lambda', lowerLambda],
  ['named_expression', lowerNamedExpression],
  ['type', lowerType],
  ['ERROR', lowerError],
  ['parenthesized_expression', lowerTransparent],
  ['await', lowerTransparent],
  ['list_splat', lowerTransparent],
  ['list_splat_pattern', lowerTransparent],
  ['as_pattern_target', lowerTransparent],
  ['keyword_argument', lowerFieldValue],
  ['pair', lowerFieldValue],
]);

/** Lowers expressions of one file; statements use it, and take the `:=` assignments that it found in front of them. */
export class ExpressionLowering implements Lowering {
  readonly text: string;
  #depth = 0;
  #receiver: string | undefined;
  #ownScopes = 0;
  #hoisted: AssignStatement[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Bound, so that it can be passed on. */
  readonly expression = (node: SyntaxNode): Expression => this.nested(() => this.#lower(node)) ?? unknownOf(node);

  /** Undefined when the nesting is too deep to be read. */
  nested<T>(lower: () => T): T | undefined {
    if (this.#depth >= MAXIMUM_DEPTH) return undefined;
    this.#depth++;
    const lowered = lower();
    this.#depth--;
    return lowered;
  }

  inOwnScope<T>(lower: () => T): T {
    this.#ownScopes++;
    const lowered = lower();
    this.#ownScopes--;
    return lowered;
  }

  inFunction<T>(parameterNames: readonly string[], receiver: string | undefined, lower: () => T): T {
    const outer = this.#receiver;
    if (receiver !== undefined) this.#receiver = receiver;
    else if (outer !== undefined && parameterNames.includes(outer)) this.#receiver = undefined;
    const lowered = lower();
    this.#receiver = outer;
    return lowered;
  }

  /** A class inside a method has no receiver of its own until its methods begin. */
  inClass<T>(lower: () => T): T {
    const outer = this.#receiver;
    this.#receiver = undefined;
    const lowered = lower();
    this.#receiver = outer;
    return lowered;
  }

  hoist(assignment: AssignStatement): boolean {
    if (this.#ownScopes > 0) return false;
    this.#hoisted.push(assignment);
    return true;
  }

  /** The `:=` assignments of the expressions lowered since the last time, in the order in which they run. */
  takeHoisted(): readonly AssignStatement[] {
    if (this.#hoisted.length === 0) return [];
    const taken = this.#hoisted;
    this.#hoisted = [];
    return taken;
  }

  #lower(node: SyntaxNode): Expression {
    if (node.type === 'identifier') return this.#name(node);
    const lower = LOWER_BY_TYPE.get(node.type);
    return lower ? lower(node, this) : this.#unknown(node);
  }

  #name(node: SyntaxNode): Expression {
    const name = sourceOf(node, this);
    if (name === '') return unknownOf(node);
    if (name === this.#receiver) return { kind: 'receiver', range: rangeOf(node) };
    return { kind: 'name', range: rangeOf(node), name };
  }

  #unknown(node: SyntaxNode): Expression {
    return unknownOf(node, namedChildren(node).map(this.expression));
  }
}

function lowerTransparent(node: SyntaxNode, lowering: Lowering): Expression {
  return namedChildren(node).length === 1
    ? onlyChild(node, lowering)
    : unknownOf(node, namedChildren(node).map(lowering.expression));
}

function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const children = namedChildren(node);
  const [then, test, otherwise] = children;
  if (!then || !test || !otherwise || children.length > 3) return unknownOf(node, children.map(lowering.expression));
  return {
    kind: 'conditional',
    range: rangeOf(node),
    test: lowering.expression(test),
    then: lowering.expression(then),
    otherwise: lowering.expression(otherwise),
  };
}

/** `(n := f())` is the name, assigned before the statement; where it can't be moved there it is only the value. */
function lowerNamedExpression(node: SyntaxNode, lowering: Lowering): Expression {
  const name = fieldOf(node, 'name');
  const value = fieldOf(node, 'value');
  if (!name || !value) return unknownOf(node, namedChildren(node).map(lowering.expression));
  const lowered = lowering.expression(value);
  const target = lowering.expression(name);
  const isHoisted = lowering.hoist({ kind: 'assign', range: rangeOf(node), target, value: lowered, mode: 'set' });
  return isHoisted ? { ...target, range: rangeOf(node) } : lowered;
}
