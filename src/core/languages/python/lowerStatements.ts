import { withCommandLineDefaults } from './commandLineDefaults.ts';
import type {
  ClassStatement,
  Expression,
  FunctionNode,
  LoopStatement,
  Parameter,
  Statement,
  TryStatement,
} from '../../domain/program.ts';
import { fieldOf, fieldsOf, namedChildren } from '../../parsing/syntaxNode.ts';
import type { SyntaxNode } from '../../parsing/syntaxNode.ts';
import { assignAll, lowerAssignment, lowerAugmentedAssignment } from './lowerAssignments.ts';
import { ifChain } from './lowerBranches.ts';
import type { Branch } from './lowerBranches.ts';
import { findOpenCall } from './lowerErrors.ts';
import type { ExpressionLowering } from './lowerExpressions.ts';
import { lowerParameters } from './lowerFunctions.ts';
import { lowerImport, lowerImportFrom } from './lowerImports.ts';
import { rangeOf } from '../nodes.ts';
import { sourceOf, unknownOf } from './lowering.ts';
import { lowerType } from './lowerTypes.ts';

/** What the statements around a function or class say of it. */
interface Definition {
  readonly range: SyntaxNode;
  readonly decorators: readonly Expression[];
}

/** Lowers statements; one statement of the source can be several of the program, or none. */
export class StatementLowering {
  readonly #expressions: ExpressionLowering;
  #isInClassBody = false;
  /** Names that the innermost function declares `global` or `nonlocal`. */
  #outerNames: string[] = [];

  constructor(expressions: ExpressionLowering) {
    this.#expressions = expressions;
  }

  statements(nodes: readonly SyntaxNode[]): readonly Statement[] {
    return nodes.filter((node) => node.isNamed && node.type !== 'comment').flatMap((node) => this.#statement(node));
  }

  #statement(node: SyntaxNode): readonly Statement[] {
    const statements = this.#expressions.nested(() => this.#lower(node)) ?? [];
    const hoisted = this.#expressions.takeHoisted();
    return hoisted.length === 0 ? statements : [...hoisted, ...statements];
  }

  #lower(node: SyntaxNode): readonly Statement[] {
    switch (node.type) {
      case 'import_statement':
        return lowerImport(node, this.#expressions);
      case 'import_from_statement':
      case 'future_import_statement':
        return lowerImportFrom(node, this.#expressions);
      case 'expression_statement':
        return this.#expressionStatement(node);
      case 'assignment':
        return lowerAssignment(node, this.#expressions);
      case 'augmented_assignment':
        return lowerAugmentedAssignment(node, this.#expressions);
      case 'return_statement': {
        const [value] = namedChildren(node);
        return [{ kind: 'return', range: rangeOf(node), ...(value && { value: this.#expression(value) }) }];
      }
      case 'if_statement':
        return this.#if(node);
      case 'match_statement':
        return this.#match(node);
      case 'for_statement':
        return this.#for(node);
      case 'while_statement':
        return this.#while(node);
      case 'try_statement':
        return this.#try(node);
      case 'with_statement':
        return this.#with(node);
      case 'decorated_definition':
        return this.#decorated(node);
      case 'function_definition':
        return [this.#function(node, { range: node, decorators: [] })];
      case 'class_definition':
        return [this.#class(node, { range: node, decorators: [] })];
      case 'global_statement':
      case 'nonlocal_statement':
        this.#outerNames.push(...namedChildren(node).map((name) => sourceOf(name, this.#expressions)));
        return [];
      case 'pass_statement':
      case 'break_statement':
      case 'continue_statement':
      case 'type_alias_statement':
        return [];
      case 'block':
      case 'module':
        return this.statements(node.children);
      case 'ERROR':
        return this.#error(node);
      default:
        return this.#evaluated(node);
    }
  }

  #expression(node: SyntaxNode): Expression {
    return this.#expressions.expression(node);
  }

  #expressionStatement(node: SyntaxNode): readonly Statement[] {
    const children = namedChildren(node);
    const [only] = children;
    if (children.length !== 1 || !only) return this.#evaluated(node);
    if (only.type === 'assignment' || only.type === 'augmented_assignment') return this.#lower(only);
    return this.#evaluated(only);
  }

  /** A statement that we only look into for calls: `raise`, `assert`, `del`, a bare expression. */
  #evaluated(node: SyntaxNode): readonly Statement[] {
    return evaluation(this.#expression(node));
  }

  #if(node: SyntaxNode): readonly Statement[] {
    const branches: Branch[] = [];
    let otherwise: readonly Statement[] = [];
    for (const clause of [node, ...fieldsOf(node, 'alternative')]) {
      if (clause.type === 'else_clause') otherwise = this.#block(fieldOf(clause, 'body'));
      else if (clause === node || clause.type === 'elif_clause') branches.push(this.#branch(clause));
    }
    return [...this.#errorsOf(node), ...ifChain(branches, otherwise, node)];
  }

  #branch(clause: SyntaxNode): Branch {
    const condition = fieldOf(clause, 'condition');
    const test = condition ? this.#expression(condition) : unknownOf(clause);
    const before = this.#expressions.takeHoisted();
    return { range: clause, before, test, then: this.#block(fieldOf(clause, 'consequence')) };
  }

  /** Patterns are not followed: each case may be taken. */
  #match(node: SyntaxNode): readonly Statement[] {
    const subjects = fieldsOf(node, 'subject').filter((subject) => subject.isNamed);
    const before = subjects.flatMap((node) => this.#evaluated(node));
    const [single] = subjects;
    const subject = single && subjects.length === 1 ? this.#expression(single) : undefined;
    const hoisted = this.#expressions.takeHoisted();
    const cases = (fieldOf(node, 'body')?.children ?? []).filter((child) => child.type === 'case_clause');
    const branches: Branch[] = [];
    let otherwise: readonly Statement[] = [];
    for (const clause of cases) {
      const then = (): readonly Statement[] => this.#block(fieldOf(clause, 'consequence'));
      if (isCatchAll(clause, this.#expressions)) {
        otherwise = then();
        break;
      }
      const guard = fieldOf(clause, 'guard');
      const asked = guard ? [] : this.#literalPatterns(clause);
      const question = subject && asked.length > 0 ? { asks: 'is-any' as const, of: [subject, ...asked] } : undefined;
      const test = {
        ...unknownOf(clause, guard ? [this.#expression(guard)] : []),
        ...(question && { question }),
      };
      branches.push({ range: clause, before: this.#expressions.takeHoisted(), test, then: then() });
    }
    return [...hoisted, ...before, ...ifChain(branches, otherwise, node)];
  }

  /** The texts and numbers of `case "a" | "b":`; none where the pattern can match anything else. */
  #literalPatterns(clause: SyntaxNode): readonly Expression[] {
    const patterns = namedChildren(clause).filter(({ type }) => type === 'case_pattern');
    const inner = patterns.flatMap(namedChildren);
    const options = inner.flatMap((node) => (node.type === 'union_pattern' ? namedChildren(node) : [node]));
    const values = options.map((option) => this.#expression(option));
    return values.every(({ kind }) => kind === 'literal') ? values : [];
  }

  #for(node: SyntaxNode): readonly Statement[] {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const head = {
      ...(left && { target: this.#expression(left) }),
      ...(right && { iterable: this.#expression(right) }),
    };
    const before = this.#expressions.takeHoisted();
    const loop: LoopStatement = {
      kind: 'loop',
      range: rangeOf(node),
      loop: 'iteration',
      ...head,
      body: this.#block(fieldOf(node, 'body')),
    };
    return [...before, ...this.#errorsOf(node), loop, ...this.#elseOf(node)];
  }

  /** The condition is the first thing that each turn does. */
  #while(node: SyntaxNode): readonly Statement[] {
    const condition = fieldOf(node, 'condition');
    const test = condition ? this.#evaluated(condition) : [];
    const inTurn = [...this.#expressions.takeHoisted(), ...test];
    const body = [...inTurn, ...this.#block(fieldOf(node, 'body'))];
    return [
      ...this.#errorsOf(node),
      { kind: 'loop', range: rangeOf(node), loop: 'condition', body },
      ...this.#elseOf(node),
    ];
  }

  #try(node: SyntaxNode): readonly Statement[] {
    const statement: TryStatement = {
      kind: 'try',
      range: rangeOf(node),
      body: [...this.#block(fieldOf(node, 'body')), ...this.#elseOf(node)],
      handlers: clausesOf(node, 'except_clause', 'except_group_clause').map((clause) => this.#handler(clause)),
      finalizer: clausesOf(node, 'finally_clause').flatMap((clause) => this.#block(blockOf(clause))),
    };
    return [...this.#errorsOf(node), statement];
  }

  #handler(clause: SyntaxNode): readonly Statement[] {
    const caught = namedChildren(clause).find((child) => child.type !== 'block');
    const alias = caught?.type === 'as_pattern' ? fieldOf(caught, 'alias') : undefined;
    const type = caught && namedChildren(caught)[0];
    const target = alias && this.#expression(alias);
    const bound: readonly Statement[] =
      caught && target?.kind === 'name'
        ? [
            {
              kind: 'assign',
              range: rangeOf(caught),
              target,
              value: unknownOf(target.range),
              mode: 'set',
              ...(type && { type: this.#expression(type) }),
            },
          ]
        : [];
    return [...bound, ...this.#block(blockOf(clause))];
  }

  /** What is opened is bound before the body; the body itself runs once. */
  #with(node: SyntaxNode): readonly Statement[] {
    const items = (node.children.find((child) => child.type === 'with_clause')?.children ?? []).filter(
      (child) => child.type === 'with_item',
    );
    const opened = items.flatMap((item) => this.#withItem(item));
    return [...opened, ...this.#errorsOf(node), ...this.#block(fieldOf(node, 'body'))];
  }

  #withItem(item: SyntaxNode): readonly Statement[] {
    const value = fieldOf(item, 'value');
    const alias = value?.type === 'as_pattern' ? fieldOf(value, 'alias') : undefined;
    const manager = value?.type === 'as_pattern' ? namedChildren(value)[0] : value;
    if (!manager) return [];
    const opened = this.#expression(manager);
    const statements = alias ? assignAll([this.#expression(alias)], opened, item) : evaluation(opened);
    return [...this.#expressions.takeHoisted(), ...statements];
  }

  #decorated(node: SyntaxNode): readonly Statement[] {
    const decorators = clausesOf(node, 'decorator').flatMap((decorator) =>
      namedChildren(decorator).map((child) => this.#expression(child)),
    );
    const definition = fieldOf(node, 'definition');
    if (definition?.type === 'class_definition') return [this.#class(definition, { range: node, decorators })];
    if (definition?.type === 'function_definition') return [this.#function(definition, { range: node, decorators })];
    return decorators.flatMap(evaluation);
  }

  #function(node: SyntaxNode, { range, decorators }: Definition): Statement {
    const list = fieldOf(node, 'parameters');
    const nameNode = fieldOf(node, 'name');
    const name = nameNode ? sourceOf(nameNode, this.#expressions) : '';
    const role = this.#isInClassBody ? roleOf(name, decorators) : 'function';
    const declared = list ? lowerParameters(list, this.#expressions) : [];
    const hasReceiver = role !== 'function' && !isDecoratedBy('staticmethod', decorators);
    const parameters = withCommandLineDefaults(hasReceiver ? withReceiver(declared) : declared, decorators);
    const receiver = parameters[0]?.kind === 'receiver' ? parameters[0].name : undefined;
    const names = parameters.map((parameter) => parameter.name);
    const [body, outerNames] = this.#inside('function', () =>
      this.#expressions.inFunction(names, receiver, () => this.#definitionBody(node)),
    );
    const lowered: FunctionNode = {
      range: rangeOf(node),
      name,
      parameters,
      body,
      decorators,
      role,
      ...(outerNames.length > 0 && { outerNames }),
    };
    return { kind: 'function', range: rangeOf(range), function: lowered };
  }

  #class(node: SyntaxNode, { range, decorators }: Definition): ClassStatement {
    const nameNode = fieldOf(node, 'name');
    const bases = namedChildren(fieldOf(node, 'superclasses') ?? node).filter(
      (child) => fieldOf(node, 'superclasses') !== undefined && child.type !== 'keyword_argument',
    );
    const [body] = this.#inside('class', () => this.#expressions.inClass(() => this.#definitionBody(node)));
    return {
      kind: 'class',
      range: rangeOf(range),
      name: nameNode ? sourceOf(nameNode, this.#expressions) : '',
      bases: bases.map((base) => lowerType(base, this.#expressions)),
      decorators,
      body,
    };
  }

  /** Lowers the inside of a definition; also gives the names that it declares to be of the outside. */
  #inside<T>(definition: 'function' | 'class', lower: () => T): readonly [lowered: T, outerNames: readonly string[]] {
    const outside = { isInClassBody: this.#isInClassBody, outerNames: this.#outerNames };
    this.#isInClassBody = definition === 'class';
    this.#outerNames = [];
    const lowered = lower();
    const inside = this.#outerNames;
    this.#isInClassBody = outside.isInClassBody;
    this.#outerNames = outside.outerNames;
    return [lowered, inside];
  }

  #definitionBody(node: SyntaxNode): readonly Statement[] {
    return [...this.#errorsOf(node), ...this.#block(fieldOf(node, 'body'))];
  }

  #block(block: SyntaxNode | undefined): readonly Statement[] {
    return block ? this.statements(block.children) : [];
  }

  #elseOf(node: SyntaxNode): readonly Statement[] {
    return clausesOf(node, 'else_clause').flatMap((clause) => this.#block(fieldOf(clause, 'body')));
  }

  #errorsOf(node: SyntaxNode): readonly Statement[] {
    return clausesOf(node, 'ERROR').flatMap((error) => this.#error(error));
  }

  /** Statements and expressions that the parser read before it gave up, and the call that was left open. */
  #error(node: SyntaxNode): readonly Statement[] {
    const open = findOpenCall(node.children, this.#expressions);
    const before = this.statements(node.children.slice(0, open?.from));
    return open ? [...before, ...evaluation(open.call)] : before;
  }
}

function evaluation(value: Expression): readonly Statement[] {
  const isEmpty = value.kind === 'literal' || (value.kind === 'unknown' && value.children.length === 0);
  return isEmpty ? [] : [{ kind: 'expression', range: value.range, value }];
}

function clausesOf(node: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter((child) => types.includes(child.type));
}

function blockOf(clause: SyntaxNode): SyntaxNode | undefined {
  return clause.children.find((child) => child.type === 'block');
}

function isCatchAll(clause: SyntaxNode, source: { readonly text: string }): boolean {
  const patterns = clausesOf(clause, 'case_pattern');
  const [pattern] = patterns;
  return (
    patterns.length === 1 && pattern !== undefined && !fieldOf(clause, 'guard') && sourceOf(pattern, source) === '_'
  );
}

function roleOf(name: string, decorators: readonly Expression[]): FunctionNode['role'] {
  if (name === '__init__') return 'constructor';
  const isStatic = isDecoratedBy('staticmethod', decorators) || isDecoratedBy('classmethod', decorators);
  const isGetter = isDecoratedBy('property', decorators) || isDecoratedBy('cached_property', decorators);
  return isStatic ? 'static-method' : isGetter ? 'getter' : 'method';
}

function isDecoratedBy(name: string, decorators: readonly Expression[]): boolean {
  return decorators.some(
    (decorator) =>
      (decorator.kind === 'name' && decorator.name === name) ||
      (decorator.kind === 'member' && decorator.property === name),
  );
}

function withReceiver(parameters: readonly Parameter[]): readonly Parameter[] {
  const [first, ...others] = parameters;
  return first?.kind === 'plain' && first.defaultValue === undefined
    ? [{ ...first, kind: 'receiver' }, ...others]
    : parameters;
}
