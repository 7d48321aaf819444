/**
 * What an expression turned out to be after names, parameters, string building and other files were followed. A value
 * is partial knowledge: a text can have placeholders, an object can be open, anything can be one of several options.
 */
import type { TextRange } from '../util/text.ts';
import type { NodeReference } from './edit.ts';
import type { AmountRange } from './estimates.ts';
import type { ClassStatement, FunctionNode, Program } from './program.ts';

/** Where a known value came from; the furthest step on its way counts. */
export type ValueSource =
  'literal' | 'constant' | 'parameter-default' | 'environment-default' | 'other-file' | 'configuration';

export interface Origin {
  readonly from: ValueSource;
  readonly uri: string;
  /** Of the expression that holds the value itself. */
  readonly range: TextRange;
  /** For a person, where the code only names a variable: which deployment gives it the value. "MODEL_ID of `Ask` in stack.ts" */
  readonly stated?: string;
}

export type Value =
  | TextValue
  | NumberValue
  | BooleanValue
  | NullValue
  | ObjectValue
  | ListValue
  | InstanceValue
  | SymbolValue
  | FunctionValue
  | ClassValue
  | ChoiceValue
  | UnknownValue;

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
  readonly origin: Origin;
  /** What mostly stands there, where this text does so only for want of it: `title or "unknown"`. */
  readonly instead?: UnknownValue;
}

export type TextPart = StaticTextPart | PlaceholderPart;

export interface StaticTextPart {
  readonly kind: 'text';
  readonly text: string;
  readonly uri: string;
  /** In the source; its length can differ from the text's because of escapes. */
  readonly range: TextRange;
  /** How often it is sent, where a template's loop or condition decides; absent means once. */
  readonly repeat?: AmountRange;
}

/** A hole in a text: what stands there is decided at run time. */
export interface PlaceholderPart {
  readonly kind: 'placeholder';
  /** As a reader would call it: `question`, `user.name`, `context`. */
  readonly name: string;
  readonly uri: string;
  readonly range: TextRange;
  readonly volatility: Volatility;
  /** As in {@link StaticTextPart}. */
  readonly repeat?: AmountRange;
  /** What a template's loop takes it from; empty for what is the template's own, and nobody fills in. */
  readonly takenFrom?: string;
  /** The shortest that stands there instead: the low end of its size. */
  readonly otherwise?: string;
  /** Where the code says how long it is. */
  readonly size?: SizeEvidence;
  /**
   * What stands there, where the code says that too: a list that is written item by item. Its parts say how often they are
   * sent. Only a size that somebody gives the name counts more.
   */
  readonly content?: readonly TextPart[];
  /** Set where nothing says how many items {@link content} is written for: then it is that of one. */
  readonly isCountUnknown?: true;
  /** Path of the file whose text it is, as the code names it, where the workspace surely has no such file. */
  readonly missingFile?: string;
  /** Set where the code shows that it can be of any length, whatever its name says: a file, a list, data as JSON. */
  readonly isUnbounded?: true;
  /** As many passages as the code has looked up for it. */
  readonly passages?: number;
  /** Set where the code writes it as JSON with indentation. */
  readonly isIndented?: true;
  /** Set for a date without the time of the day: it is the same in all calls of a day. */
  readonly isOfDay?: true;
}

/** How many items a list has, or turns a loop. */
export interface Turns extends AmountRange {
  /** Set where they are passages: as many as the code asks a search for. */
  readonly passages?: number;
  /** Set where nothing says it. */
  readonly isAssumed?: true;
}

/** How long the code says that something is in a text. */
export interface SizeEvidence {
  readonly unit: 'tokens' | 'characters';
  readonly range: AmountRange;
  /** For a person: "a number", "as the code cuts it". */
  readonly because: string;
  /** Set where the code only says that it is no longer than `range.high`. */
  readonly isLimit?: true;
  /** Set where it is a number or another measure of what the name says: a size of the name is not its own. */
  readonly isMeasure?: true;
}

/**
 * Why a piece differs between calls. `time` and `random` differ in every call; `input` comes from the caller or user;
 * `unknown` could not be followed and may be the same in every call.
 */
export type Volatility = 'time' | 'random' | 'input' | 'unknown';

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  readonly origin: Origin;
  /** Set where a text of digits stands at the origin, which a function makes a number. */
  readonly isText?: true;
}

export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly origin: Origin;
}

export interface NullValue {
  readonly kind: 'null';
  readonly origin: Origin;
}

export interface ObjectValue {
  readonly kind: 'object';
  /** In source order; a later field of one key wins. */
  readonly fields: ReadonlyMap<string, ObjectField>;
  /** True when it can have fields that are not seen here: an unknown spread, a computed key, a later unknown write. */
  readonly isOpen: boolean;
  readonly origin: Origin;
  /** Set when this object is the text of a JSON string (`json.dumps`, `JSON.stringify`) that was looked into. */
  readonly isSerialized?: true;
  /** Symbol of the type that the literal names, in languages where literals do: `module#Message`. */
  readonly type?: string;
  /** What its fields are called here, by their names in source where these are others; see `ClassStatement.keys`. */
  readonly keys?: ReadonlyMap<string, string>;
  /** The literal, or the call with named arguments, that a new field can be written into. */
  readonly site?: NodeReference;
  /** Set on an item that its list has only on some paths through the code. */
  readonly isOptionalItem?: true;
  /** Of such an item: the branches that put it there, outermost first; absent where that is not known. */
  readonly branch?: readonly Branch[];
}

/** One arm of a branching statement; arms of one owner exclude each other. */
export interface Branch {
  readonly owner: object;
  readonly arm: number;
  /** How many arms cover all cases; 0 when none need run, as in a loop. */
  readonly armCount: number;
}

export interface ObjectField {
  readonly value: Value;
  readonly uri: string;
  /** Key and value, where they stand in one place; otherwise the value. */
  readonly range: TextRange;
  /** The expression that stands behind the key. */
  readonly valueRange: TextRange;
  /** Set only on some paths through the code. */
  readonly isOptional?: true;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** True when it can have items that are not seen here, or lack some that are. */
  readonly isOpen: boolean;
  /** Set where it is open for no other reason than that it can lack the items that say so. */
  readonly isAllSeen?: true;
  readonly origin: Origin;
  /** Set where the only item stands for all, as in a comprehension: how many there are. */
  readonly turns?: Turns;
  /** As a reader would call the list, where its items are made of another one. */
  readonly name?: string;
  /** The literal that a new item can be written into. */
  readonly site?: NodeReference;
}

/** An object made by a constructor or factory outside the workspace: `boto3.client("bedrock-runtime")`. */
export interface InstanceValue {
  readonly kind: 'instance';
  /** Symbol that was called, or the declared type. */
  readonly symbol: string;
  /** Named arguments by name, positional ones by index (`0`, `1`); the fields of object arguments are not merged. */
  readonly arguments: ObjectValue;
  /** Set while it is built: methods set its arguments. */
  readonly isBuilder?: true;
  /** What the constructor or factory was called on, when that was itself an instance: builders, `Session().client(…)`. */
  readonly receiver?: InstanceValue;
  /** The class, when it is one of the workspace. */
  readonly class?: ClassValue;
  readonly origin: Origin;
  /** In a text, where its type says. */
  readonly size?: SizeEvidence;
}

/**
 * A name of a module outside the workspace, as `module#path`: `boto3#client`, `@aws-sdk/client-bedrock-runtime#ConverseCommand`,
 * `anthropic#AnthropicBedrock`, `os#environ.get`. Global names have an empty module: `#JSON.stringify`. A member of an
 * instance is its symbol, `()` and the path: `boto3#client().converse`, and names the instance as `receiver`.
 */
export interface SymbolValue {
  readonly kind: 'symbol';
  readonly symbol: string;
  /** For a person: why nothing more is known of a name of the workspace. "`./env.js` does not exist" */
  readonly missing?: string;
  readonly receiver?: InstanceValue;
  readonly origin: Origin;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly function: FunctionNode;
  readonly program: Program;
  /** Of a method: the object of the workspace that it was taken from. */
  readonly receiver?: InstanceValue;
  /** Of a function within another one: the call of that one which made it, for `resolve` alone. */
  readonly around?: object;
  readonly origin: Origin;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly class: ClassStatement;
  readonly program: Program;
  readonly origin: Origin;
}

/**
 * One of several; never nested, never empty, at most {@link MAXIMUM_OPTIONS}, of large ones fewer. The first is the
 * likeliest; where some are left out, the last is unknown.
 */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly options: readonly Value[];
  /** Takes them in turn, as in a loop, so that it differs from call to call. */
  readonly isPerTurn?: true;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** For a person: "parameter `model` has no default and no caller in this file". */
  readonly reason: string;
  readonly volatility: Volatility;
  /** The environment variable that would tell. */
  readonly environmentVariable?: string;
  /** As a reader would call it: `question`, `user.name`. */
  readonly name?: string;
  readonly uri: string;
  readonly range: TextRange;
  /** In a text, where the code says. */
  readonly size?: SizeEvidence;
  /** As many characters, or items, as the code leaves of it at most. */
  readonly limit?: number;
  /** As in {@link PlaceholderPart}. */
  readonly otherwise?: string;
  /** As in {@link PlaceholderPart}. */
  readonly content?: readonly TextPart[];
  /** As in {@link PlaceholderPart}. */
  readonly isCountUnknown?: true;
  /** As in {@link PlaceholderPart}. */
  readonly missingFile?: string;
  /** As in {@link PlaceholderPart}. */
  readonly isUnbounded?: true;
  /** As in {@link PlaceholderPart}. */
  readonly isIndented?: true;
  /** As in {@link PlaceholderPart}. */
  readonly isOfDay?: true;
}

/** Tables of models have dozens of entries, and the dearest can be the last. */
export const MAXIMUM_OPTIONS = 64;

/** The options of a choice, or the value itself. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options : [value];
}
