import type { CallSite } from './callSite.ts';
import type { LanguageId } from './languageId.ts';
import type { CallExpression, Expression } from './program.ts';
import type { Value } from './value.ts';

/** A client library: knows which calls of a program are calls of a Bedrock model, and which arguments mean what. */
export interface Sdk {
  /** As in `contract/inventory.schema.json`. */
  readonly id: string;
  readonly languages: readonly LanguageId[];
  /** A file without any of these texts cannot hold a call of this SDK and is not parsed. Matched with case. */
  readonly marks: readonly string[];
  /** Packages that it comes in; never looked for among the files of the workspace. */
  readonly packages: readonly string[];
  /** Undefined when the call is none of this SDK's, or cannot be told from another service's. */
  match(call: CallExpression, context: MatchContext): CallDraft | undefined;
}

export interface MatchContext {
  readonly uri: string;
  readonly language: LanguageId;
  /** Follows names, parameters, string building and other files. Never throws; cached. */
  evaluate(expression: Expression): Value;
  /** What an environment variable holds where the call stands, as far as the program or the configuration says. */
  environmentVariable(name: string): Value;
  /** True when the name is a parameter of a function around the call. */
  isParameter(name: string): boolean;
  /** The call's arguments as one object: named ones by name, positional ones by index, spread objects merged. */
  evaluateArguments(call: CallExpression): Value;
}

/** A call site as an SDK sees it; `service` adds place, loop and identity. */
export type CallDraft = Omit<CallSite, 'id' | 'uri' | 'range' | 'language' | 'loop' | 'enclosing'>;
