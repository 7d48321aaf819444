/**
 * What one source file says, without its language: the target that every language lowers to, and all that `sdks` and
 * `resolve` ever see of source code. Nothing here throws or is missing on half-typed code: what a language cannot
 * express or could not parse is an `unknown` expression with its range.
 */
import type { TextRange } from '../util/text.ts';
import type { LanguageId } from './languageId.ts';

export interface Program {
  readonly uri: string;
  readonly language: LanguageId;
  readonly body: readonly Statement[];
  /** For languages whose files name what they export; absent where every top-level name is visible (Python, Go, Java). */
  readonly exports?: readonly ExportBinding[];
  /**
   * Set where statements are declarations, whose order says nothing: a name means the same wherever it is used, and what is
   * made has the attributes that it is made with.
   */
  readonly isUnordered?: true;
  readonly comments: readonly Comment[];
  /** Places that the parser could not read. */
  readonly syntaxErrors: readonly TextRange[];
  /** Set where no parser ends with the text within bounds: nothing else is known of it. */
  readonly isTooHard?: true;
  /** It stands in a file of another kind, whose names it can be filled with. */
  readonly isInside?: true;
}

export interface Comment {
  /** With the comment's delimiters. */
  readonly range: TextRange;
  /** Without the delimiters, trimmed. */
  readonly text: string;
}

export interface ExportBinding {
  /** Name that importers use; `default` for a default export, `*` for everything of `module`. */
  readonly exported: string;
  /** Name in this file, when it has one. */
  readonly local?: string;
  /** Specifier of the file that it is passed on from. */
  readonly module?: string;
  /** Value of a nameless default export. */
  readonly value?: Expression;
}

export type Statement =
  | ImportStatement
  | AssignStatement
  | ExpressionStatement
  | ReturnStatement
  | IfStatement
  | LoopStatement
  | TryStatement
  | FunctionStatement
  | ClassStatement;

/** `import boto3`, `from a.b import c as d`, `import { X } from 'y'`, `const { X } = require('y')`. */
export interface ImportStatement {
  readonly kind: 'import';
  readonly range: TextRange;
  /** As written: `boto3`, `.config`, `@aws-sdk/client-bedrock-runtime`, `./models`. */
  readonly module: string;
  readonly bindings: readonly ImportBinding[];
}

export interface ImportBinding {
  /** Name in this file; `*` when all names of the module are poured into the file (`from x import *`). */
  readonly local: string;
  /** Name in the module; `*` for the module itself, `default` for its default export. */
  readonly imported: string;
}

/** Destructuring is lowered to several assignments of members. */
export interface AssignStatement {
  readonly kind: 'assign';
  readonly range: TextRange;
  /** A name, member or index expression; anything else is ignored by `resolve`. */
  readonly target: Expression;
  readonly value: Expression;
  /** `append` for `+=`: the new value is the old one followed by `value`. */
  readonly mode: 'set' | 'append';
  /** Declared type, when written: `client: BedrockRuntimeClient`. */
  readonly type?: Expression;
}

export interface ExpressionStatement {
  readonly kind: 'expression';
  readonly range: TextRange;
  readonly value: Expression;
}

export interface ReturnStatement {
  readonly kind: 'return';
  readonly range: TextRange;
  readonly value?: Expression;
}

/** Also `switch` / `match`, as a chain of ifs whose tests may be unknown. */
export interface IfStatement {
  readonly kind: 'if';
  readonly range: TextRange;
  readonly test: Expression;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** `for`, `while`, a comprehension, or a callback that runs once per element (`items.map(x => …)`). */
export interface LoopStatement {
  readonly kind: 'loop';
  readonly range: TextRange;
  readonly loop: 'iteration' | 'condition';
  /** Name that holds the element in each turn, and what is iterated over. */
  readonly target?: Expression;
  readonly iterable?: Expression;
  readonly body: readonly Statement[];
}

export interface TryStatement {
  readonly kind: 'try';
  readonly range: TextRange;
  readonly body: readonly Statement[];
  readonly handlers: readonly (readonly Statement[])[];
  readonly finalizer: readonly Statement[];
}

export interface FunctionStatement {
  readonly kind: 'function';
  readonly range: TextRange;
  readonly function: FunctionNode;
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly range: TextRange;
  readonly name: string;
  readonly bases: readonly Expression[];
  /** What it has the methods of without taking any of their code: the interfaces of `implements`. */
  readonly implemented?: readonly Expression[];
  /** Set for an interface: it says what others have, and has no code. */
  readonly isInterface?: true;
  readonly decorators: readonly Expression[];
  /** Attributes are assignments of names, methods are functions. An enum's members are attributes. */
  readonly body: readonly Statement[];
  /** Methods of a class that another file of the package declares. */
  readonly isPartial?: true;
  /** Any class that has its methods is one of it, in languages where none has to say so. */
  readonly isContract?: true;
  /**
   * Of a class whose objects are data only: what their fields are called in that data, by their names in source where these are
   * others.
   */
  readonly keys?: ReadonlyMap<string, string>;
}

export interface FunctionNode {
  readonly range: TextRange;
  /** Absent for a lambda or arrow function without a name. */
  readonly name?: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  /** Names that the body assigns outside itself: Python's `global` and `nonlocal`. */
  readonly outerNames?: readonly string[];
  /** `static` and class methods have no receiver of their own to follow; a getter is read like an attribute. */
  readonly role: 'function' | 'method' | 'static-method' | 'constructor' | 'getter';
  /** It is only declared: what runs stands elsewhere. */
  readonly isAbstract?: true;
}

export interface Parameter {
  readonly name: string;
  readonly range: TextRange;
  readonly defaultValue?: Expression;
  readonly type?: Expression;
  /** `rest`: all further positional arguments; `keyword-rest`: all further named ones; `receiver`: `self`, `cls`. */
  readonly kind: 'plain' | 'rest' | 'keyword-rest' | 'receiver' | 'keyword-only';
  /** Parameters taken out of one object argument: `({ model, maxTokens = 512 })`. */
  readonly fields?: readonly Parameter[];
  /** For a parameter inside `fields`: the object's key, when it differs from the name. */
  readonly key?: string;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | ConcatenationExpression
  | ObjectExpression
  | ListExpression
  | NameExpression
  | ReceiverExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | ConditionalExpression
  | FallbackExpression
  | FunctionExpression
  | ImportExpression
  | ComprehensionExpression
  | UnknownExpression;

interface Node {
  /** The whole expression without outer parentheses, `await` or type assertions; those are transparent. */
  readonly range: TextRange;
}

/** A string has its escapes resolved; `contentRange` is what stands between its quotes. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly contentRange?: TextRange;
}

/** f-string, template literal, interpolated string. A tagged template is a call. */
export interface TemplateExpression extends Node {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string; readonly range: TextRange }
  | {
      readonly kind: 'hole';
      readonly value: Expression;
      readonly range: TextRange;
      /** How the value is written, without its marks: `.2f`, `d`, `%Y-%m-%d`. */
      readonly format?: string;
    };

/** `a + b + c` flattened, and adjacent string literals. Operands may turn out to be numbers or lists. */
export interface ConcatenationExpression extends Node {
  readonly kind: 'concatenation';
  readonly operands: readonly Expression[];
}

/** `{…}`, `dict(…)`, a struct literal. */
export interface ObjectExpression extends Node {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  /** Name of the type that is built, where the language has one: `bedrockruntime.ConverseInput`. */
  readonly type?: Expression;
  /** Set where the type's constructor runs first: `new Request { Model = id }`, in which other properties keep their defaults. */
  readonly isConstruction?: true;
}

export type ObjectEntry =
  | {
      readonly kind: 'field';
      readonly key: Expression;
      readonly value: Expression;
      /** Key and value. */
      readonly range: TextRange;
    }
  | { readonly kind: 'spread'; readonly value: Expression; readonly range: TextRange };

export interface ListExpression extends Node {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly value: Expression;
  readonly isSpread: boolean;
}

export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `self`, `this`: the object whose method this is. */
export interface ReceiverExpression extends Node {
  readonly kind: 'receiver';
}

export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
  readonly propertyRange: TextRange;
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** From the opening to the closing parenthesis, both included; empty at the end of a call without them. */
  readonly argumentsRange: TextRange;
  /** `new X(…)`, or a call that can only construct. */
  readonly isConstruction: boolean;
}

export interface Argument {
  /** Keyword or label of the argument, where the language has them. */
  readonly name?: string;
  readonly value: Expression;
  readonly spread?: 'list' | 'object';
  /** The whole argument with its name. */
  readonly range: TextRange;
}

/** `c ? a : b`, `a if c else b`. */
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `a ?? b`, `a || b`, `a or b`: the first when it is there, else the second. */
export interface FallbackExpression extends Node {
  readonly kind: 'fallback';
  readonly first: Expression;
  readonly second: Expression;
}

export interface FunctionExpression extends Node {
  readonly kind: 'function';
  readonly function: FunctionNode;
}

/** `await import('x')`, `require('x')` where it stands inside another expression. */
export interface ImportExpression extends Node {
  readonly kind: 'import';
  readonly module: string;
}

/** `[f(x) for x in xs]`: its element is evaluated inside a loop. */
export interface ComprehensionExpression extends Node {
  readonly kind: 'comprehension';
  readonly element: Expression;
  readonly target?: Expression;
  readonly iterable?: Expression;
  /** Filters: they run once per element. */
  readonly conditions?: readonly Expression[];
}

/** Syntax that carries no value for us, or that could not be parsed; calls inside it are still found. */
export interface UnknownExpression extends Node {
  readonly kind: 'unknown';
  readonly children: readonly Expression[];
  /** What its operator gives, whatever it is applied to: arithmetic, comparisons. */
  readonly result?: 'number' | 'truth';
  readonly question?: Question;
}

/**
 * A test that can be decided where its operands are known. `equals` and `differs` compare two values, `holds` and `lacks`
 * look for the second text in the first, `is-any` for the first value among the others; `not` and `all` are about other
 * tests.
 */
export interface Question {
  readonly asks: 'equals' | 'differs' | 'holds' | 'lacks' | 'is-any' | 'not' | 'all';
  readonly of: readonly Expression[];
}
