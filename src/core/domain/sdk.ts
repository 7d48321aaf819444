import type { CallRequest } from './callSite.ts';
import type { LanguageId } from './languageId.ts';
import type { CallExpression, Expression } from './program.ts';
import type { ClassValue, InstanceValue, ObjectValue, Value } from './value.ts';
import type { TextRange } from '../util/text.ts';
import type { Spot } from './valueOperations.ts';

/** A client library: knows which calls of a program are calls of a Bedrock model, and which arguments mean what. */
export interface Sdk {
  /** As in `contract/inventory.schema.json`. */
  readonly id: string;
  readonly languages: readonly LanguageId[];
  /** A file without any of these texts cannot hold a call of this SDK and is not parsed. Matched with case. */
  readonly marks: readonly string[];
  /**
   * For libraries of many providers, whose marks do not say whose models are meant: a file with them holds no call unless it,
   * or a file that it imports from the workspace, names Bedrock.
   */
  readonly servesManyProviders?: boolean;
  /** Packages that it comes in; never looked for among the files of the workspace. */
  readonly packages: readonly string[];
  /** Undefined when the call is none of this SDK's, or cannot be told from another service's. */
  match(call: CallExpression, context: MatchContext): CallDraft | undefined;
  /** For SDKs whose calls are model objects: what is sent through them. */
  readonly uses?: ModelObjectUses;
}

export interface MatchContext {
  readonly uri: string;
  readonly language: LanguageId;
  /** Follows names, parameters, string building and other files. Never throws; cached. */
  evaluate(expression: Expression): Value;
  /** What an environment variable holds where the call stands, as far as the program or the configuration says. */
  environmentVariable(name: string): Value;
  /** What the application's settings files say under a key; undefined where none has it. */
  setting(key: string): Value | undefined;
  /** The text of the first of some files that there is, as seen from the call's. */
  fileText(paths: readonly string[]): string | undefined;
  /** True when the name is a parameter of a function around the call. */
  isParameter(name: string): boolean;
  /** The call's arguments as one object: named ones by name, positional ones by index, spread objects merged. */
  evaluateArguments(call: CallExpression): Value;
  /** What the methods of a name are called on, in the same file, that are handed what the call makes. */
  handedTo(call: CallExpression, method: string): readonly Value[];
  /** Symbol of the package's class that a class of the workspace is derived from. */
  packageBase(owner: ClassValue): string | undefined;
  /** Of an argument that is a function: what it sets of the builder that it is handed. Any other value as it is. */
  built(value: Value): Value;
  /** What the package's class was made with that an object is of, or that its class is derived from. */
  baseArguments(object: InstanceValue): ObjectValue;
  /** Fills `{name}` of a text. */
  fill(text: Value, values: ObjectValue): Value;
}

/** A call site as an SDK sees it; `service` adds place, loop and uses. */
export interface CallDraft extends CallRequest {
  readonly sdk: string;
  /** Where the request is begun that the call sends, for libraries in which that is the call of the operation; in the same file. */
  readonly begunAt?: TextRange;
}

/** Calls that send through a model object, which the same SDK matched where it is made. */
export interface ModelObjectUses {
  /**
   * Names of functions and methods that may send, for a look before anything is evaluated; `()`: calls of any name but those of
   * methods that the language's own texts and lists have.
   */
  readonly names: ReadonlySet<string>;
  /** Undefined when the call does not send through a model object of this SDK. */
  match(call: CallExpression, context: MatchContext): UseDraft | undefined;
}

export interface UseDraft {
  /** What is sent, by the model objects that may send it. */
  readonly requests: readonly UseRequest[];
  /** Other objects that the sending one is made of, so that what they are given is no use of its own. */
  readonly through: readonly Spot[];
}

export interface UseRequest {
  /** Where the model object is made. */
  readonly madeAt: Spot;
  readonly request: CallRequest;
}
