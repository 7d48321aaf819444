import type { Expression, IfStatement, LoopStatement, Question, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren, operatorOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assignmentStatements, namedValue, sequenceParts } from './assignments.ts';
import { lowerEnum, lowerInterface, lowerNamespace } from './classes.ts';
import type { Lowering } from './lowering.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import { assign, rangeOf } from '../nodes.ts';
import { expressionStatement, fieldExpression, nothing, unknown } from './nodes.ts';
import { importOfDeclarator, lowerExport, lowerImport, lowerImportAlias } from './modules.ts';
import { bindPattern, heldName } from './patterns.ts';
import { recoverStatements } from './recovery.ts';
import { lowerType } from './types.ts';

type Lower = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = LOWER.get(node.type) ?? lowerEffect;
  return lower(node, lowering);
}

const IGNORED = [
  'empty_statement',
  'break_statement',
  'continue_statement',
  'debugger_statement',
  'ambient_declaration',
  'function_signature',
  'comment',
  'hash_bang_line',
];

const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ...IGNORED.map((type) => [type, () => []] as const),
  ['import_statement', lowerImport],
  ['import_alias', lowerImportAlias],
  ['export_statement', lowerExport],
  ['lexical_declaration', lowerDeclaration],
  ['variable_declaration', lowerDeclaration],
  ['function_declaration', lowerFunctionDeclaration],
  ['generator_function_declaration', lowerFunctionDeclaration],
  ['class_declaration', lowerClassDeclaration],
  ['abstract_class_declaration', lowerClassDeclaration],
  ['interface_declaration', lowerInterface],
  ['type_alias_declaration', lowerInterface],
  ['enum_declaration', (node, lowering) => [lowerEnum(node, lowering)]],
  ['internal_module', lowerNamespace],
  ['module', lowerNamespace],
  ['statement_block', (node, lowering) => lowering.statements(namedChildren(node))],
  ['expression_statement', (node, lowering) => namedChildren(node).flatMap((child) => lowering.effect(child))],
  ['return_statement', lowerReturn],
  ['throw_statement', (node, lowering) => namedChildren(node).flatMap((child) => lowering.effect(child))],
  ['if_statement', lowerIf],
  ['else_clause', (node, lowering) => lowering.statements(namedChildren(node))],
  ['for_statement', lowerFor],
  ['for_in_statement', lowerForIn],
  ['while_statement', lowerWhile],
  ['do_statement', lowerDo],
  ['switch_statement', lowerSwitch],
  ['try_statement', lowerTry],
  ['labeled_statement', (node, lowering) => lowering.statements(fieldsOf(node, 'body'))],
  ['with_statement', (node, lowering) => lowering.statements(fieldsOf(node, 'body'))],
  ['ERROR', recoverStatements],
]);

/** What an expression does where its value is not used. */
export function lowerEffect(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  switch (node.type) {
    case 'parenthesized_expression':
      return namedChildren(node).flatMap((child) => lowering.effect(child));
    case 'sequence_expression':
      return sequenceParts(node).flatMap((part) => lowering.statements([part]));
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return assignmentStatements(node, lowering);
    case 'update_expression':
      return lowerUpdate(node, lowering);
    case 'ternary_expression':
      return [branch(node, fieldExpression(node, 'condition', lowering), 'consequence', 'alternative', lowering)];
    case 'binary_expression':
      return lowerBinaryEffect(node, lowering);
    case 'internal_module':
      return lowerNamespace(node, lowering);
    default:
      return [expressionStatement(lowering.expression(node), node)];
  }
}

function lowerBinaryEffect(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const operator = operatorOf(node);
  const test = (): Expression => fieldExpression(node, 'left', lowering);
  if (operator === '&&') return [branch(node, test(), 'right', undefined, lowering)];
  if (operator === '||' || operator === '??') {
    return [branch(node, unknown(node, [test()]), undefined, 'right', lowering)];
  }
  return [expressionStatement(lowering.expression(node), node)];
}

function branch(
  node: SyntaxNode,
  test: Expression,
  then: string | undefined,
  otherwise: string | undefined,
  lowering: Lowering,
): IfStatement {
  const arm = (field: string | undefined): readonly Statement[] =>
    field === undefined ? [] : lowering.statements(fieldsOf(node, field));
  return { kind: 'if', range: rangeOf(node), test, then: arm(then), otherwise: arm(otherwise) };
}

function lowerUpdate(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const target = fieldExpression(node, 'argument', lowering);
  return [assign(target, unknown(node), node)];
}

function lowerDeclaration(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return namedChildren(node).flatMap((declarator) => {
    if (declarator.type !== 'variable_declarator') return lowering.statements([declarator]);
    return lowerDeclarator(declarator, lowering);
  });
}

function lowerDeclarator(declarator: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const imported = importOfDeclarator(declarator, lowering);
  if (imported) return [imported];
  const pattern = fieldOf(declarator, 'name');
  if (pattern === undefined) return [];
  const valueNode = fieldOf(declarator, 'value');
  const type = lowerType(fieldOf(declarator, 'type'), lowering);
  if (valueNode?.type === 'class' && pattern.type === 'identifier') {
    return [lowering.class(valueNode, lowering.textOf(pattern))];
  }
  const { value, hoisted } = lowering.collect(() =>
    valueNode ? namedValue(pattern, valueNode, declarator, lowering) : type ? unknown(pattern) : nothing(pattern),
  );
  return [...hoisted, ...bindPattern(pattern, value, declarator, lowering, type)];
}

function lowerFunctionDeclaration(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return [{ kind: 'function', range: rangeOf(node), function: lowering.function(node, { role: 'function' }) }];
}

function lowerClassDeclaration(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  return [lowering.class(node, name ? lowering.textOf(name) : '')];
}

function lowerReturn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [value] = namedChildren(node);
  return [{ kind: 'return', range: rangeOf(node), ...(value && { value: lowering.expression(value) }) }];
}

/** Without recursion over `else if`: some chains have hundreds of arms. */
function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [];
  let otherwise: readonly Statement[] = [];
  for (let current: SyntaxNode | undefined = node; current;) {
    const arm: SyntaxNode = current;
    const test = fieldExpression(arm, 'condition', lowering);
    arms.push({ range: rangeOf(arm), test, then: lowering.statements(fieldsOf(arm, 'consequence')) });
    const alternative = fieldOf(arm, 'alternative');
    const [inner] = alternative ? namedChildren(alternative) : [];
    current = inner?.type === 'if_statement' ? inner : undefined;
    if (alternative && current === undefined) otherwise = lowering.statements([alternative]);
  }
  return ifChain(arms, otherwise);
}

function loop(node: SyntaxNode, kind: LoopStatement['loop'], body: readonly Statement[]): LoopStatement {
  return { kind: 'loop', range: rangeOf(node), loop: kind, body };
}

function effects(nodes: readonly (SyntaxNode | undefined)[], lowering: Lowering): readonly Statement[] {
  return lowering.statements(nodes.filter((node) => node?.isNamed === true) as readonly SyntaxNode[]);
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const inside = [...fieldsOf(node, 'condition'), ...fieldsOf(node, 'body'), ...fieldsOf(node, 'increment')];
  return [...effects(fieldsOf(node, 'initializer'), lowering), loop(node, 'condition', effects(inside, lowering))];
}

function lowerForIn(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const left = fieldOf(node, 'left');
  const iterable = fieldExpression(node, 'right', lowering);
  const target = left && loopTarget(left, lowering);
  const isTakenApart = left && target?.kind === 'name' && left.type !== 'identifier';
  const parts = isTakenApart ? bindPattern(left, target, left, lowering) : [];
  const body = [...parts, ...lowering.statements(fieldsOf(node, 'body'))];
  return [{ ...loop(node, 'iteration', body), ...(target && { target }), iterable }];
}

/** A name, or a list of names for `for (const [key, value] of …)`. */
function loopTarget(left: SyntaxNode, lowering: Lowering): Expression {
  if (left.type === 'object_pattern') return heldName(left, lowering);
  if (left.type !== 'array_pattern') return lowering.expression(left);
  const names = namedChildren(left);
  if (names.some((name) => name.type !== 'identifier')) return heldName(left, lowering);
  const items = names.map((name) => ({ value: lowering.expression(name), isSpread: false }));
  return { kind: 'list', range: rangeOf(left), items };
}

function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return [loop(node, 'condition', effects([...fieldsOf(node, 'condition'), ...fieldsOf(node, 'body')], lowering))];
}

function lowerDo(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return [loop(node, 'condition', effects([...fieldsOf(node, 'body'), ...fieldsOf(node, 'condition')], lowering))];
}

interface SwitchArm {
  readonly values: readonly SyntaxNode[];
  readonly body: readonly SyntaxNode[];
  readonly isDefault: boolean;
}

/** A chain of ifs whose tests are unknown; cases without a body join the next one. */
function lowerSwitch(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const subject = fieldExpression(node, 'value', lowering);
  const arms = switchArms(body ? namedChildren(body) : []);
  const byDefault = arms.find((arm) => arm.isDefault);
  const tested = arms.filter((arm) => !arm.isDefault);
  const lowered = tested.map(({ values, body: statements }, index): Arm => {
    const tests = values.map((value) => lowering.expression(value));
    const question: Question = { asks: 'is-any', of: [subject, ...tests] };
    const test = { ...unknown(node, index === 0 ? [subject, ...tests] : tests), question };
    return { range: rangeOf(node), test, then: lowering.statements(statements) };
  });
  const otherwise = byDefault ? lowering.statements(byDefault.body) : [];
  return lowered.length > 0 ? ifChain(lowered, otherwise) : [expressionStatement(subject, node), ...otherwise];
}

function switchArms(cases: readonly SyntaxNode[]): readonly SwitchArm[] {
  const arms: SwitchArm[] = [];
  let values: SyntaxNode[] = [];
  let isDefault = false;
  for (const node of cases) {
    values.push(...fieldsOf(node, 'value'));
    isDefault ||= node.type === 'switch_default';
    const body = fieldsOf(node, 'body').filter((child) => child.isNamed);
    if (body.length === 0) continue;
    arms.push({ values, body, isDefault });
    values = [];
    isDefault = false;
  }
  return arms;
}

function lowerTry(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const handler = fieldOf(node, 'handler');
  const finalizer = fieldOf(node, 'finalizer');
  return [
    {
      kind: 'try',
      range: rangeOf(node),
      body: lowering.statements(fieldsOf(node, 'body')),
      handlers: handler ? [lowerHandler(handler, lowering)] : [],
      finalizer: finalizer ? lowering.statements(fieldsOf(finalizer, 'body')) : [],
    },
  ];
}

function lowerHandler(handler: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const parameter = fieldOf(handler, 'parameter');
  const caught = parameter ? bindPattern(parameter, unknown(parameter), parameter, lowering) : [];
  return [...caught, ...lowering.statements(fieldsOf(handler, 'body'))];
}
