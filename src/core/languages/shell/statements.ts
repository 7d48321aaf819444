import type { Expression, Statement } from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { ifChain } from '../ifChain.ts';
import type { Arm } from '../ifChain.ts';
import {
  append,
  assign,
  evaluation,
  functionStatement,
  literal,
  nameExpression,
  rangeOf,
  test,
  unknown,
} from '../nodes.ts';
import { listParts, partsOfCommand, redirectsOf, valueOf } from './commands.ts';
import { readNames } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { bareText } from './quoting.ts';
import { utilityCall } from './utilities.ts';
import { writtenFile } from './writtenFiles.ts';

export function lowerStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const lower = STATEMENTS[node.type];
  if (lower) return lower(node, lowering);
  return node.isNamed && !SILENT.has(node.type) ? evaluation(lowering.output(node), node) : [];
}

type LowerStatement = (node: SyntaxNode, lowering: Lowering) => readonly Statement[];

const STATEMENTS: Readonly<Record<string, LowerStatement>> = {
  program: lowerBlock,
  compound_statement: lowerBlock,
  subshell: lowerBlock,
  do_group: lowerBlock,
  ERROR: lowerBlock,
  else_clause: lowerBlock,
  negated_command: lowerBlock,
  variable_assignment: lowerAssignment,
  variable_assignments: lowerBlock,
  declaration_command: lowerBlock,
  command: lowerCommandStatement,
  redirected_statement: lowerRedirectedStatement,
  pipeline: lowerPipelineStatement,
  list: lowerListStatement,
  if_statement: lowerIf,
  case_statement: lowerCase,
  for_statement: lowerFor,
  c_style_for_statement: lowerWhile,
  select_statement: lowerFor,
  while_statement: lowerWhile,
  function_definition: (node, lowering) => [functionStatement(lowering.function(node))],
};

/** What can stand among statements and does nothing. */
const SILENT: ReadonlySet<string> = new Set([
  ...['comment', 'word', 'string', 'raw_string', 'number', 'variable_name', 'concatenation', 'heredoc_body'],
  ...['test_command', 'unset_command', 'file_descriptor', 'heredoc_start', 'heredoc_end', 'simple_expansion'],
]);

function lowerBlock(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  return lowering.statements(namedChildren(node));
}

function lowerAssignment(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  if (!name) return [];
  const [value = unknown(node)] = valueOf(node, lowering);
  const isAppended = node.children.some(({ type }) => type === '+=');
  return [(isAppended ? append : assign)(targetOf(name, lowering), value, node)];
}

function targetOf(name: SyntaxNode, lowering: Lowering): Expression {
  const inner = fieldOf(name, 'name');
  const index = fieldOf(name, 'index');
  if (name.type !== 'subscript' || !inner || !index) return nameExpression(lowering.textOf(name), name);
  const key = literal(bareText(lowering.textOf(index)), index);
  return { kind: 'index', range: rangeOf(name), object: nameExpression(lowering.textOf(inner), inner), index: key };
}

function lowerCommandStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'name');
  const command = name ? lowering.textOf(name) : '';
  const passed = node.children.filter(({ field }) => field === 'argument');
  const [first] = passed;
  if (command === 'shift') {
    lowering.shift(Number(first ? lowering.textOf(first) : 1) || 1);
    return [];
  }
  if ((command === 'source' || command === '.') && first) return [sourced(first, node, lowering)];
  if (command === 'read') return readNames(node, lowering.textOf).map((read) => readFromUser(read, node));
  if (command === ':') return passed.flatMap((word) => assignedDefault(word, lowering));
  const value = lowering.output(node);
  const { isRepeated } = partsOfCommand(node, lowering);
  return isRepeated ? [repeated(evaluation(value, node), node)] : printed(value, node);
}

/** Also of what does nothing but print a text: it is what a function gives. */
function printed(value: Expression, node: SyntaxNode): readonly Statement[] {
  return value.kind === 'unknown' ? evaluation(value, node) : [{ kind: 'expression', range: rangeOf(node), value }];
}

function readFromUser(name: string, range: TextRange): Statement {
  return assign(nameExpression(name, range), utilityCall('typed text', [], range), range);
}

/** `source "$(dirname "$0")/lib.sh"`: what comes before the last part that is written out is the script's own folder. */
function sourced(path: SyntaxNode, node: SyntaxNode, lowering: Lowering): Statement {
  const written = bareText(lowering.textOf(path));
  const fixed = /^(?:.*[)}]|\$\w+)\/([^$`()]*)$/s.exec(written)?.[1];
  const module = fixed === undefined ? written : `./${fixed}`;
  return { kind: 'import', range: rangeOf(node), module, bindings: [{ local: '*', imported: '*' }] };
}

/** `: "${NAME:=default}"`. */
function assignedDefault(word: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const [, name] = /^"?\$\{(\w+):?=/.exec(lowering.textOf(word)) ?? [];
  const value = lowering.word(word);
  return name === undefined ? evaluation(value) : [assign(nameExpression(name, word), value, word)];
}

function repeated(body: readonly Statement[], node: SyntaxNode): Statement {
  return { kind: 'loop', range: rangeOf(node), loop: 'iteration', body };
}

/** What a command prints into a file is what the file holds. */
function lowerRedirectedStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  if (body && BLOCKS.has(body.type)) return lowering.statements([body]);
  const value = lowering.output(node);
  const next = lowering.statements(redirectsOf(node).flatMap((redirect) => fieldsOf(redirect, 'right')));
  const written = redirectsOf(node).flatMap((redirect): readonly Statement[] => {
    const path = fieldOf(redirect, 'destination');
    const sign = redirect.children.find(({ isNamed }) => !isNamed)?.type ?? '';
    const isError = redirect.children.some(
      (child) => child.type === 'file_descriptor' && lowering.textOf(child) === '2',
    );
    if (!path || isError || !/^(?:>|>>|>\||&>)$/.test(sign)) return [];
    const target = writtenFile(bareText(lowering.textOf(path)), path);
    return [sign === '>>' ? append(target, value, node) : assign(target, value, node)];
  });
  return [...(written.length > 0 ? written : printed(value, node)), ...next];
}

const BLOCKS: ReadonlySet<string> = new Set([
  ...['while_statement', 'for_statement', 'if_statement', 'case_statement', 'compound_statement', 'subshell'],
  ...['c_style_for_statement', 'function_definition', 'list'],
]);

/** `… | while read -r line; do …`, `… | tee file`. */
function lowerPipelineStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const commands = namedChildren(node);
  const last = commands.at(-1);
  const isBlock =
    last !== undefined &&
    BLOCKS.has(last.type === 'redirected_statement' ? (fieldOf(last, 'body') ?? last).type : last.type);
  if (isBlock) {
    const before = commands.slice(0, -1);
    return [...before.flatMap((command) => evaluation(lowering.output(command))), ...lowering.statements([last])];
  }
  const value = lowering.output(node);
  const [first] = last?.type === 'command' ? partsOfCommand(last, lowering).words : [];
  const isTee = first !== undefined && lowering.textOf(first) === 'tee';
  const teed = isTee && last ? pathsOfTee(last, lowering) : [];
  const [path] = teed;
  if (path) return [assign(writtenFile(path, node), value, node)];
  const isRepeated = commands.some(
    (command) => command.type === 'command' && partsOfCommand(command, lowering).isRepeated,
  );
  return isRepeated ? [repeated(evaluation(value, node), node)] : printed(value, node);
}

function pathsOfTee(command: SyntaxNode, lowering: Lowering): readonly string[] {
  const passed = command.children.filter(({ field }) => field === 'argument').map(lowering.textOf);
  return passed.filter((word) => !word.startsWith('-')).map(bareText);
}

/** `[ … ] && a || b` is a condition; of other lists each command runs, those behind `||` where one before failed. */
function lowerListStatement(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const parts = listParts(node);
  const [first, ...rest] = parts;
  if (!first) return [];
  if (first.type !== 'test_command') return lowering.statements(parts);
  const [then, ...otherwise] = rest;
  if (!then) return [];
  const isOr = lowering.textOf({ start: first.end, end: then.start }).includes('||');
  const run = lowering.statements([then]);
  const others = lowering.statements(otherwise);
  const tested = condition([first], node, lowering);
  const arms = isOr ? { then: others, otherwise: run } : { then: run, otherwise: others };
  return [{ kind: 'if', range: rangeOf(node), test: tested, ...arms }];
}

function lowerIf(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const arms: Arm[] = [armOf(node, node.end, lowering)];
  let otherwise: readonly Statement[] = [];
  for (const child of node.children) {
    if (child.type === 'elif_clause') arms.push(armOf(child, node.end, lowering));
    else if (child.type === 'else_clause') otherwise = lowering.statements([child]);
  }
  return ifChain(arms, otherwise);
}

/** Between `if` and `then` stand commands; what they do is done before the test. */
function armOf(node: SyntaxNode, end: number, lowering: Lowering): Arm {
  const then = node.children.findIndex(({ type }) => type === 'then');
  const at = then < 0 ? node.children.length : then;
  const tests = node.children.slice(0, at).filter(({ isNamed }) => isNamed);
  const body = node.children.slice(at + 1).filter(({ type, isNamed }) => isNamed && !CLAUSES.has(type));
  return {
    range: { start: node.start, end },
    before: lowering.statements(tests),
    test: condition(tests, node, lowering),
    then: lowering.statements(body),
  };
}

const CLAUSES: ReadonlySet<string> = new Set(['elif_clause', 'else_clause']);

function condition(tests: readonly SyntaxNode[], around: TextRange, lowering: Lowering): Expression {
  const [only] = tests;
  const range = only ?? { start: around.start, end: around.start };
  const inner = only && tests.length === 1 && only.type === 'test_command' ? namedChildren(only) : [];
  const [binary] = inner;
  if (inner.length !== 1 || binary?.type !== 'binary_expression') return unknown(range, [], 'truth');
  const [left, right] = [fieldOf(binary, 'left'), fieldOf(binary, 'right')];
  const sign = binary.children.find((child) => child.start >= (left?.end ?? 0));
  const operator = sign ? lowering.textOf(sign).trim() : '';
  const isPattern = right !== undefined && /[*?[]/.test(lowering.textOf(right));
  if (!left || !right || isPattern || !COMPARISONS.has(operator)) return unknown(range, [], 'truth');
  return test(range, operator === '!=' ? 'differs' : 'equals', [lowering.word(left), lowering.word(right)]);
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '==', '!=']);

/** An arm for each pattern; `*` is the last. */
function lowerCase(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const subject = fieldOf(node, 'value');
  const items = namedChildren(node).filter(({ type }) => type === 'case_item');
  let otherwise: readonly Statement[] = [];
  const arms = items.flatMap((item): readonly Arm[] => {
    const patterns = fieldsOf(item, 'value');
    const body = lowering.statements(namedChildren(item).filter(({ field }) => field !== 'value'));
    if (patterns.some((pattern) => lowering.textOf(pattern) === '*')) {
      otherwise = body;
      return [];
    }
    return [{ range: rangeOf(node), test: matches(subject, patterns, node, lowering), then: body }];
  });
  return ifChain(arms, otherwise);
}

function matches(
  subject: SyntaxNode | undefined,
  patterns: readonly SyntaxNode[],
  node: SyntaxNode,
  lowering: Lowering,
): Expression {
  const isPlain = patterns.every((pattern) => !/[*?[$]/.test(lowering.textOf(pattern)));
  if (!subject || !isPlain) return unknown(node, [], 'truth');
  const words = patterns.map((pattern) => literal(bareText(lowering.textOf(pattern)), pattern));
  return test(node, 'is-any', [lowering.word(subject), ...words]);
}

function lowerFor(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const name = fieldOf(node, 'variable');
  const values = fieldsOf(node, 'value');
  const body = fieldOf(node, 'body');
  const [only] = values;
  const isAll =
    only !== undefined && values.length === 1 && /^"?\$(?:\{\w+\[[@*]\]\}|[@*\w])/.test(lowering.textOf(only));
  const isGlob = values.some((value) => value.type === 'word' && /[*?]/.test(lowering.textOf(value)));
  const items = values.map((value) => ({ value: lowering.word(value), isSpread: false }));
  const whole = { start: only?.start ?? node.start, end: values.at(-1)?.end ?? node.start };
  const list: Expression = { kind: 'list', range: whole, items };
  const iterable = isGlob || values.length === 0 ? undefined : isAll ? lowering.word(only) : list;
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...(name && { target: nameExpression(lowering.textOf(name), name) }),
      ...(iterable && { iterable }),
      body: body ? lowering.inLoop(() => lowering.statements([body])) : [],
    },
  ];
}

/** `while read -r line` gives `line` another text in each turn. */
function lowerWhile(node: SyntaxNode, lowering: Lowering): readonly Statement[] {
  const body = fieldOf(node, 'body');
  const conditions = fieldsOf(node, 'condition').filter(({ isNamed }) => isNamed);
  const [first] = conditions;
  const isRead = first !== undefined && /^(?:IFS=\S*\s+)?read\b/.test(lowering.textOf(first));
  const names = isRead ? readNames(first, lowering.textOf) : [];
  const [name] = names;
  const inside = lowering.inLoop(() => [
    ...(isRead ? names.slice(1).map((read) => readFromUser(read, first)) : lowering.statements(conditions)),
    ...(body ? lowering.statements([body]) : []),
  ]);
  return [
    {
      kind: 'loop',
      range: rangeOf(node),
      loop: name === undefined ? 'condition' : 'iteration',
      ...(name !== undefined && first && { target: nameExpression(name, first) }),
      body: inside,
    },
  ];
}
