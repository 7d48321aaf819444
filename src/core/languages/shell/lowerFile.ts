import type { Expression, FunctionNode, Parameter, Program, Statement } from '../../domain/program.ts';
import { fieldOf } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import type { TextRange } from '../../util/text.ts';
import { Nesting } from '../nesting.ts';
import { functionNode, literal, nameExpression, plainParameter, rangeOf, returned } from '../nodes.ts';
import { lowerOutput } from './commands.ts';
import { ENVIRONMENT } from './expansions.ts';
import { readFileFacts } from './fileFacts.ts';
import type { FileFacts } from './fileFacts.ts';
import type { Lowering } from './lowering.ts';
import { lowerStatement } from './statements.ts';
import { lowerWord } from './words.ts';

export function lowerFile(root: SyntaxNode, uri: string, text: string): Program {
  const facts = readFileFacts(root, text);
  const body = new Lowerer(text, facts).statements([root]);
  return { uri, language: 'shell', body, comments: facts.comments, syntaxErrors: facts.syntaxErrors };
}

/** What is known of the function that is being lowered. */
interface FunctionAround {
  shifted: number;
  /** Greatest number of a parameter that it asks for. */
  highest: number;
  takesAll: boolean;
}

class Lowerer implements Lowering {
  readonly facts: FileFacts;
  readonly #text: string;
  readonly #nesting = new Nesting();
  #around: FunctionAround | undefined;
  #loops = 0;

  constructor(text: string, facts: FileFacts) {
    this.#text = text;
    this.facts = facts;
  }

  readonly textOf = (range: TextRange): string => this.#text.slice(range.start, range.end);

  readonly word = (node: SyntaxNode): Expression => this.#nesting.expression(node, () => lowerWord(node, this));

  output(node: SyntaxNode, input?: Expression): Expression {
    return this.#nesting.expression(node, () => lowerOutput(node, this, input));
  }

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return this.#nesting.statements(nodes, (node) => lowerStatement(node, this));
  }

  variable(name: string, range: TextRange): Expression {
    const first = this.facts.assigned.get(name);
    // Before and within the first assignment it is what the environment holds.
    const isSet = first !== undefined && (range.end > first || this.#isSetLater());
    if (isSet || (first === undefined && this.facts.hasSources)) return nameExpression(name, range);
    return {
      kind: 'call',
      range: rangeOf(range),
      callee: nameExpression(ENVIRONMENT, { start: range.start, end: range.start }),
      arguments: [{ value: literal(name, range), range: rangeOf(range) }],
      argumentsRange: { start: range.end, end: range.end },
      isConstruction: false,
    };
  }

  /** A function runs when what stands below it is set. */
  #isSetLater(): boolean {
    return this.#around !== undefined;
  }

  parameter(position: number, range: TextRange): Expression {
    const around = this.#around;
    if (around === undefined) return fromUser(range);
    const index = position + around.shifted;
    around.highest = Math.max(around.highest, Math.min(index, MAXIMUM_PARAMETERS));
    return nameExpression(String(index), range);
  }

  parameters(range: TextRange): Expression {
    if (this.#around === undefined) return fromUser(range);
    this.#around.takesAll = true;
    return nameExpression('@', range);
  }

  shift(count: number): void {
    if (this.#around && this.#loops === 0 && count < MAXIMUM_PARAMETERS) this.#around.shifted += count;
  }

  inLoop<T>(lower: () => T): T {
    this.#loops++;
    const lowered = lower();
    this.#loops--;
    return lowered;
  }

  function(node: SyntaxNode): FunctionNode {
    const outside = { around: this.#around, loops: this.#loops };
    const around: FunctionAround = { shifted: 0, highest: 0, takesAll: false };
    this.#around = around;
    this.#loops = 0;
    const inside = fieldOf(node, 'body');
    const lowered = inside ? this.statements([inside]) : [];
    this.#around = outside.around;
    this.#loops = outside.loops;
    const name = fieldOf(node, 'name');
    const at = { start: name?.end ?? node.start, end: name?.end ?? node.start };
    const parameters: readonly Parameter[] = [
      ...Array.from({ length: around.highest }, (_, index) => plainParameter(String(index + 1), at)),
      ...(around.takesAll ? [plainParameter('@', at, { kind: 'rest' })] : []),
    ];
    const outerNames = inside ? [...setIn(inside, this.textOf)] : [];
    return functionNode(node, {
      ...(name && { name: this.textOf(name) }),
      parameters,
      body: withOutput(lowered),
      ...(outerNames.length > 0 && { outerNames }),
    });
  }
}

const MAXIMUM_PARAMETERS = 30;

function fromUser(range: TextRange): Expression {
  return {
    kind: 'call',
    range: rangeOf(range),
    callee: nameExpression('$@', { start: range.start, end: range.start }),
    arguments: [],
    argumentsRange: { start: range.end, end: range.end },
    isConstruction: false,
  };
}

/** What the last command of a function prints is what `$(…)` of the function gives. */
function withOutput(body: readonly Statement[]): readonly Statement[] {
  const last = body.at(-1);
  return last?.kind === 'expression' ? [...body.slice(0, -1), returned(last.value, last.range)] : body;
}

/** Variables that a function sets for all, since it does not declare them. */
function setIn(body: SyntaxNode, textOf: (node: TextRange) => string): ReadonlySet<string> {
  const names = new Set<string>();
  const own = new Set<string>();
  const open = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'function_definition') continue;
    if (node.type === 'declaration_command' && /^(?:local|declare|typeset)\b/.test(textOf(node))) {
      for (const { type, children, ...range } of node.children) {
        const name = children.find(({ field }) => field === 'name');
        if (type === 'variable_assignment' && name) own.add(textOf(name));
        else if (type === 'variable_name') own.add(textOf(range));
      }
    } else if (node.type === 'variable_assignment' || node.type === 'for_statement') {
      const name = fieldOf(node, node.type === 'for_statement' ? 'variable' : 'name');
      if (name) names.add(textOf(name));
    }
    open.push(...node.children);
  }
  return new Set([...names].filter((name) => !own.has(name)));
}
