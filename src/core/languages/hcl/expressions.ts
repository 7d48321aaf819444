import type { Expression, ObjectEntry } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { libraryCall, literal, memberExpression, nameExpression, rangeOf, test, unknown } from '../nodes.ts';
import { ARITHMETIC, numberOf } from '../numbers.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { eachName, iteratorKey } from './names.ts';
import { lowerHeredoc, lowerQuoted } from './strings.ts';

/** An `expression`, or a term with what stands behind it. */
export function lowerExpression(node: SyntaxNode, lowering: Lowering): Expression {
  if (node.type !== 'expression') return lowerTerms([node], lowering);
  const parts = namedChildren(node);
  const [only] = parts;
  if (parts.length === 1 && only) return lowerTerm(only, lowering);
  return lowerTerms(parts, lowering);
}

function lowerTerm(node: SyntaxNode, lowering: Lowering): Expression {
  switch (node.type) {
    case 'expression':
      return lowering.expression(node);
    case 'variable_expr':
      return lowerTerms([node], lowering);
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'for_expr':
    case 'operation': {
      const [inner] = namedChildren(node);
      return inner ? lowering.deeper(node, () => lowerInner(inner, lowering)) : unknown(node);
    }
    case 'function_call':
      return lowerFunction(node, lowering);
    case 'conditional':
      return lowerConditional(node, lowering);
    default:
      return unknown(node);
  }
}

function lowerInner(node: SyntaxNode, lowering: Lowering): Expression {
  switch (node.type) {
    case 'numeric_lit': {
      const number = Number(lowering.textOf(node));
      return Number.isFinite(number) ? literal(number, node) : unknown(node);
    }
    case 'bool_lit':
      return literal(lowering.textOf(node) === 'true', node);
    case 'null_lit':
      return literal(null, node);
    case 'string_lit':
    case 'quoted_template':
      return lowerQuoted(node, lowering);
    case 'heredoc_template':
      return lowerHeredoc(node, lowering);
    case 'tuple':
      return {
        kind: 'list',
        range: rangeOf(node),
        items: namedChildren(node)
          .filter(({ type }) => type === 'expression')
          .map((item) => ({ value: lowering.expression(item), isSpread: false })),
      };
    case 'object':
      return lowerObject(node, lowering);
    case 'for_tuple_expr':
    case 'for_object_expr':
      return lowerFor(node, lowering);
    case 'unary_operation':
      return lowerUnary(node, lowering);
    case 'binary_operation':
      return lowerBinary(node, lowering);
    default:
      return unknown(node);
  }
}

export function lowerObject(node: SyntaxNode, lowering: Lowering): Expression {
  const entries = namedChildren(node).flatMap((element): readonly ObjectEntry[] => {
    const key = element.type === 'object_elem' ? fieldOf(element, 'key') : undefined;
    const value = fieldOf(element, 'val');
    if (key === undefined || value === undefined) return [];
    const range = rangeOf(element);
    return [{ kind: 'field', key: objectKey(key, lowering), value: lowering.expression(value), range }];
  });
  return { kind: 'object', range: rangeOf(node), entries };
}

/** A bare name is a text. */
function objectKey(node: SyntaxNode, lowering: Lowering): Expression {
  const written = lowering.textOf(node);
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(written) ? literal(written, node) : lowering.expression(node);
}

/** `[for k, v in x : f(v) if c]`; of one that makes an object, the values. */
function lowerFor(node: SyntaxNode, lowering: Lowering): Expression {
  const parts = namedChildren(node);
  const intro = parts.find(({ type }) => type === 'for_intro');
  const bodies = parts.filter(({ type }) => type === 'expression');
  const condition = parts.find(({ type }) => type === 'for_cond');
  const source = intro && namedChildren(intro).find(({ type }) => type === 'expression');
  const names = intro ? namedChildren(intro).filter(({ type }) => type === 'identifier') : [];
  const body = bodies.at(-1);
  if (source === undefined || body === undefined) return unknown(node);
  const bound = names.map((name) => nameExpression(lowering.textOf(name), name));
  const iterated = lowering.expression(source);
  const isPair = bound.length > 1;
  const [only] = bound;
  const target: Expression | undefined = isPair
    ? { kind: 'list', range: around(names, node), items: bound.map((value) => ({ value, isSpread: false })) }
    : only;
  const texts = names.map((name) => lowering.textOf(name));
  return lowering.withNames(texts, () => ({
    kind: 'comprehension',
    range: rangeOf(node),
    element: lowering.expression(body),
    ...(target && { target }),
    iterable: libraryCall(isPair ? 'entries' : 'values', [iterated], source),
    ...(condition && { conditions: namedChildren(condition).map((child) => lowering.expression(child)) }),
  }));
}

function around(nodes: readonly SyntaxNode[], otherwise: SyntaxNode): TextRange {
  return { start: (nodes[0] ?? otherwise).start, end: (nodes.at(-1) ?? otherwise).end };
}

function lowerConditional(node: SyntaxNode, lowering: Lowering): Expression {
  const [asked, then, otherwise] = namedChildren(node).map((part) => lowering.expression(part));
  if (asked === undefined || then === undefined || otherwise === undefined) return unknown(node);
  return { kind: 'conditional', range: rangeOf(node), test: asked, then, otherwise };
}

function lowerUnary(node: SyntaxNode, lowering: Lowering): Expression {
  const operand = lowerTerms(namedChildren(node), lowering);
  if (lowering.textOf(node).startsWith('!')) return test(node, 'not', [operand]);
  const number = numberOf(operand);
  return number === undefined ? unknown(node, [operand], 'number') : literal(-number, node);
}

const QUESTIONS = { '==': 'equals', '!=': 'differs' } as const;

function lowerBinary(node: SyntaxNode, lowering: Lowering): Expression {
  const operator = node.children.findIndex((child) => OPERATORS.has(lowering.textOf(child)) && !child.isNamed);
  if (operator < 0) return unknown(node);
  const left = lowerTerms(node.children.slice(0, operator).filter(isPart), lowering);
  const right = lowerTerms(node.children.slice(operator + 1).filter(isPart), lowering);
  const sign = lowering.textOf(node.children[operator] ?? node);
  if (sign === '==' || sign === '!=') return test(node, QUESTIONS[sign], [left, right]);
  if (sign === '&&') return test(node, 'all', [left, right]);
  const [first, second] = [numberOf(left), numberOf(right)];
  const calculate = sign === '+' ? (a: number, b: number): number => a + b : ARITHMETIC[sign];
  if (calculate === undefined) return unknown(node, [left, right], 'truth');
  if (first === undefined || second === undefined) return unknown(node, [left, right], 'number');
  const result = sign === '/' ? first / second : calculate(first, second);
  return Number.isFinite(result) ? literal(result, node) : unknown(node, [], 'number');
}

const OPERATORS: ReadonlySet<string> = new Set(['*', '/', '%', '+', '-', '>', '>=', '<', '<=', '==', '!=', '&&', '||']);

function isPart({ isNamed, type }: SyntaxNode): boolean {
  return isNamed && type !== 'comment';
}

/** A term with its members and indices. */
export function lowerTerms(parts: readonly SyntaxNode[], lowering: Lowering): Expression {
  const [first, ...behind] = parts;
  if (first === undefined) return unknown({ start: 0, end: 0 });
  const [head, rest] =
    first.type === 'variable_expr' ? lowerRoot(first, behind, lowering) : [lowerTerm(first, lowering), behind];
  return rest.reduce((object, step) => lowerStep(object, step, lowering), head);
}

const NAMESPACES: ReadonlySet<string> = new Set([
  'var',
  'local',
  'module',
  'each',
  'path',
  'terraform',
  'count',
  'self',
]);

/** What the first steps name: `var.x`, `local.x`, `data.type.name`, `type.name`; and the steps behind them. */
function lowerRoot(
  root: SyntaxNode,
  steps: readonly SyntaxNode[],
  lowering: Lowering,
): readonly [Expression, readonly SyntaxNode[]] {
  const name = lowering.textOf(root);
  const members = steps.map((step) => attributeName(step, lowering));
  const [first, second] = members;
  const range = (count: number): TextRange => ({ start: root.start, end: steps[count - 1]?.end ?? root.end });
  if (lowering.isIterator(name) && first !== undefined)
    return [nameExpression(first === 'key' ? iteratorKey(name) : name, range(1)), steps.slice(1)];
  if (lowering.isBound(name) || first === undefined) return [nameExpression(name, root), steps];
  if (name === 'path') return [literal('.', range(1)), steps.slice(1)];
  if (name === 'each') return [nameExpression(eachName(lowering.owner, first), range(1)), steps.slice(1)];
  if (name === 'data' && second !== undefined)
    return [nameExpression(`data.${first}.${second}`, range(2)), withoutInstance(steps.slice(2))];
  const found = nameExpression(`${name}.${first}`, range(1));
  const rest = steps.slice(1);
  return [found, NAMESPACES.has(name) && name !== 'module' ? rest : withoutInstance(rest)];
}

/** Which of the resources of one block is meant is no matter: `aws_s3_bucket.b[0].arn`. */
function withoutInstance(steps: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return steps[0]?.type === 'index' ? steps.slice(1) : steps;
}

function attributeName(step: SyntaxNode, lowering: Lowering): string | undefined {
  const name = step.type === 'get_attr' ? namedChildren(step)[0] : undefined;
  return name && lowering.textOf(name);
}

function lowerStep(object: Expression, step: SyntaxNode, lowering: Lowering): Expression {
  const range = { start: object.range.start, end: step.end };
  const name = attributeName(step, lowering);
  if (name !== undefined)
    return memberExpression(object, name, { start: step.end - name.length, end: step.end }, range);
  if (step.type !== 'index') return unknown(range, [object]);
  const [inner] = namedChildren(step);
  const index = inner && namedChildren(inner)[0];
  if (index) return { kind: 'index', range, object, index: lowering.expression(index) };
  const number = Number(lowering.textOf(step).slice(1));
  return { kind: 'index', range, object, index: Number.isInteger(number) ? literal(number, step) : unknown(step) };
}
