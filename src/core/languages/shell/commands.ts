/** A command is a call: its words are positional arguments, what it reads and the variables set for it alone are named ones. */
import type { Argument, CallExpression, Expression } from '../../domain/program.ts';
import { fieldOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { argumentOf, calledAtOnce, literal, nameExpression, rangeOf, unknown } from '../nodes.ts';
import { variableName } from './fileFacts.ts';
import { outputOfJq } from './jq.ts';
import type { Lowering } from './lowering.ts';
import { pathExpression } from './pathExpression.ts';
import { bareText, isAllOfArray } from './quoting.ts';
import { contentOf, inputArgument, outputOfUtility } from './utilities.ts';
import { lowerDocument } from './words.ts';

/** What a command, or several of them, print. */
export function lowerOutput(node: SyntaxNode, lowering: Lowering, input?: Expression): Expression {
  switch (node.type) {
    case 'command':
      return lowerCommand(node, lowering, input);
    case 'redirected_statement':
      return lowerRedirected(node, lowering, input);
    case 'pipeline':
      return lowerPipeline(node, lowering, input);
    case 'list':
      return lowerList(node, lowering);
    case 'negated_command':
      return lastOutput(namedChildren(node), lowering, input, node);
    case 'file_redirect':
      return inputOfRedirect(node, lowering) ?? unknown(node);
    default:
      return run(node, lowering);
  }
}

function run(node: SyntaxNode, lowering: Lowering): Expression {
  const body = lowering.statements([node]);
  return body.length === 0 ? unknown(node) : calledAtOnce(node, body);
}

function lastOutput(
  nodes: readonly SyntaxNode[],
  lowering: Lowering,
  input: Expression | undefined,
  around: TextRange,
): Expression {
  const outputs = nodes.map((node) => lowering.output(node, input));
  const last = outputs.at(-1);
  return outputs.length === 1 && last ? last : unknown(around, outputs);
}

/** `a && b`: the longest lists are chains to the left. */
function lowerList(node: SyntaxNode, lowering: Lowering): Expression {
  return unknown(
    node,
    listParts(node).map((part) => lowering.output(part)),
  );
}

/** The commands of `a && b || c`, without recursion. */
export function listParts(node: SyntaxNode): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  let current: SyntaxNode | undefined = node;
  while (current?.type === 'list') {
    const [left, ...rest]: readonly SyntaxNode[] = namedChildren(current);
    parts.push(...rest.toReversed());
    current = left;
  }
  if (current) parts.push(current);
  return parts.toReversed();
}

/** Each command reads what the one before it prints. */
function lowerPipeline(node: SyntaxNode, lowering: Lowering, input?: Expression): Expression {
  return namedChildren(node).reduce<Expression>(
    (previous, command, index) => lowering.output(command, index === 0 ? input : previous),
    input ?? unknown(node),
  );
}

function lowerRedirected(node: SyntaxNode, lowering: Lowering, input?: Expression): Expression {
  const body = fieldOf(node, 'body');
  const redirects = redirectsOf(node);
  const read = redirects
    .map((redirect) => inputOfRedirect(redirect, lowering))
    .findLast((found) => found !== undefined);
  const extra = redirects.flatMap((redirect) => namedChildren(redirect).filter(({ field }) => field === 'argument'));
  const output = body
    ? body.type === 'command'
      ? lowerCommand(body, lowering, read ?? input, extra)
      : lowering.output(body, read ?? input)
    : (read ?? unknown(node));
  return followers(redirects).reduce<Expression>((previous, follower) => lowering.output(follower, previous), output);
}

/** What stands behind a here-document's beginning, on its line: `cat <<EOF | python`. */
function followers(redirects: readonly SyntaxNode[]): readonly SyntaxNode[] {
  return redirects.flatMap((redirect) =>
    redirect.type === 'heredoc_redirect' ? redirect.children.filter(({ type }) => type === 'pipeline') : [],
  );
}

/** Redirects that belong to one command; those behind a here-document's beginning are parts of it. */
export function redirectsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const own = node.children.filter(({ type }) => type.endsWith('_redirect'));
  return own.flatMap((redirect) => [redirect, ...redirect.children.filter(({ type }) => type === 'file_redirect')]);
}

function inputOfRedirect(redirect: SyntaxNode, lowering: Lowering): Expression | undefined {
  if (redirect.type === 'heredoc_redirect') return lowerDocument(redirect, lowering);
  if (redirect.type === 'herestring_redirect') {
    const word = namedChildren(redirect).at(-1);
    return word && lowering.word(word);
  }
  const path = fieldOf(redirect, 'destination');
  const isRead = redirect.children.some(({ type }) => type === '<');
  return path && isRead ? contentOf(pathExpression(path, lowering), redirect) : undefined;
}

export interface CommandParts {
  readonly assignments: readonly SyntaxNode[];
  /** The name of the command that does the work, and its arguments. */
  readonly words: readonly SyntaxNode[];
  /** Set where it runs once for each line of what it reads. */
  readonly isRepeated: boolean;
}

export function partsOfCommand(node: SyntaxNode, lowering: Lowering, extra: readonly SyntaxNode[] = []): CommandParts {
  const assignments = node.children.filter(({ type }) => type === 'variable_assignment');
  const name = fieldOf(node, 'name');
  const first = name && namedChildren(name)[0];
  const passed = node.children.filter(({ field }) => field === 'argument');
  return withoutRunners([...(first ? [first] : []), ...passed, ...extra], assignments, lowering);
}

/** Commands that run another one, with their options that take a value. */
const RUNNERS: ReadonlyMap<string, RegExp> = new Map([
  ['time', /^-[fo]$/],
  ['sudo', /^-[ugpCh]$/],
  ['env', /^-[uCS]$/],
  ['nohup', /^$/],
  ['exec', /^-a$/],
  ['command', /^$/],
  ['builtin', /^$/],
  ['nice', /^-n$/],
  ['stdbuf', /^-[ioe]$/],
  ['timeout', /^-[ks]$/],
  ['gtimeout', /^-[ks]$/],
  ['watch', /^-n$/],
  ['retry', /^-\w$/],
  ['xargs', /^-[IniPLdEs]$/],
  ['aws-vault', /^--?\w+$/],
]);

function withoutRunners(
  words: readonly SyntaxNode[],
  assignments: readonly SyntaxNode[],
  lowering: Lowering,
): CommandParts {
  let rest = words;
  let isRepeated = false;
  for (let tries = 0; tries < 4; tries++) {
    const name = rest[0] ? lowering.textOf(rest[0]) : '';
    const options = RUNNERS.get(name) ?? (lowering.facts.runners.has(name) ? /^$/ : undefined);
    if (options === undefined) break;
    const inner = commandAmong(rest.slice(1), options, lowering);
    if (inner.length === 0) break;
    isRepeated ||= name === 'xargs' || name === 'watch';
    rest = inner;
  }
  return { assignments, words: rest, isRepeated };
}

/** From the first word on that is no option, no number, no setting and no text for people. */
function commandAmong(words: readonly SyntaxNode[], valued: RegExp, lowering: Lowering): readonly SyntaxNode[] {
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const text = word ? bareText(lowering.textOf(word)) : '';
    if (valued.test(text)) index++;
    else if (!/^-|^\d|^\w+=|\s|^\$/.test(text) && text !== '') return words.slice(index);
  }
  return [];
}

function lowerCommand(
  node: SyntaxNode,
  lowering: Lowering,
  input?: Expression,
  extra: readonly SyntaxNode[] = [],
): Expression {
  const { assignments, words } = partsOfCommand(node, lowering, extra);
  const [name, ...passed] = words;
  if (name === undefined)
    return unknown(
      node,
      assignments.flatMap((assignment) => valueOf(assignment, lowering)),
    );
  const string = node.children.find(({ type }) => type === 'herestring_redirect');
  const read = string ? inputOfRedirect(string, lowering) : input;
  const command = lowering.textOf(name);
  const range = {
    start: assignments[0]?.start ?? name.start,
    end: Math.max(name.end, ...passed.map(({ end }) => end)),
  };
  const isOwn = lowering.facts.functions.has(command);
  if (!isOwn && command === 'jq') {
    const made = outputOfJq(passed, read, range, lowering);
    if (made) return made;
  } else if (!isOwn) {
    const files = command === 'cat' ? passed.map((path) => pathExpression(path, lowering)) : passed.map(lowering.word);
    const printed = outputOfUtility(command, files, read, range);
    if (printed) return printed;
  }
  return call(name, passed, assignments, read, range, lowering);
}

function call(
  name: SyntaxNode,
  passed: readonly SyntaxNode[],
  assignments: readonly SyntaxNode[],
  input: Expression | undefined,
  range: TextRange,
  lowering: Lowering,
): CallExpression {
  const set = assignments.flatMap((assignment): readonly Argument[] => {
    const [value] = valueOf(assignment, lowering);
    return value ? [{ name: variableName(assignment, lowering.textOf), value, range: rangeOf(assignment) }] : [];
  });
  const text = lowering.textOf(name);
  // The first word of a list can be the command.
  const spread: readonly Argument[] = isAllOfArray(text)
    ? [{ ...argumentOf(lowering.word(name)), spread: 'list' }]
    : [];
  const callee = name.type === 'word' ? nameExpression(commandName(text), name) : lowering.word(name);
  return {
    kind: 'call',
    range,
    callee,
    arguments: [
      ...spread,
      ...passed.map((word) => lowerArgument(word, lowering)),
      ...(input ? [inputArgument(input)] : []),
      ...set,
    ],
    argumentsRange: { start: name.end, end: range.end },
    isConstruction: false,
  };
}

function lowerArgument(word: SyntaxNode, lowering: Lowering): Argument {
  const argument = argumentOf(lowering.word(word));
  return isAllOfArray(lowering.textOf(word)) ? { ...argument, spread: 'list' } : argument;
}

/** Without the folder that it lies in. */
function commandName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

export function valueOf(assignment: SyntaxNode, lowering: Lowering): readonly Expression[] {
  const value = fieldOf(assignment, 'value');
  return [value ? lowering.word(value) : literal('', { start: assignment.end, end: assignment.end })];
}
