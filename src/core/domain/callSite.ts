import type { TextRange } from '../util/text.ts';
import type { EditIntent, LiteralData } from './edit.ts';
import type { LanguageId } from './languageId.ts';
import type { RequestSettings } from './requestBody.ts';
import type { Known, Resolved } from './resolved.ts';
import type { Segment } from './segment.ts';
import type { TextPart } from './value.ts';

/** AWS's own operation names, and on the OpenAI- and Anthropic-compatible endpoints the name of the API. */
export type Operation =
  | 'Converse'
  | 'ConverseStream'
  | 'InvokeModel'
  | 'InvokeModelWithResponseStream'
  | 'Messages'
  | 'ChatCompletions'
  | 'Responses'
  | 'Embeddings'
  | (string & {});

/** What a call sends, as far as it can be known from one place. */
export interface CallRequest {
  readonly operation: Operation;
  /** Model id, inference profile id or ARN, as AWS would see it. */
  readonly model: Resolved<string>;
  readonly region: Resolved<string>;
  readonly maxTokens: Resolved<number>;
  /** False where a cap has no meaning: embeddings, images, rerank. Then `maxTokens` is `absent` and never missed. */
  readonly takesMaxTokens: boolean;
  /**
   * What the client library itself writes as cap, for some models at least, where the program sets none; `unknown` where
   * that differs between its versions.
   */
  readonly libraryMaxTokens?: number | 'unknown';
  /** How a cap would be written; the number is the rule's to choose. Absent where the code's shape has no place for one. */
  readonly setMaxTokens?: (maxTokens: number) => readonly EditIntent[];
  /** Tokens that the model may think before it answers; the cap counts them. Absent without a budget, or where it is not known. */
  readonly thinkingTokens?: number;
  /** The same as it is written; only where it is sure. */
  readonly thinkingBudget?: Known<number>;
  /** A mode of the model with which the API takes no cap at all. */
  readonly forbidsCap?: CapForbidden;
  /** A cap under a name that the API of the call does not read. */
  readonly misnamedCap?: MisnamedCap;
  /** Set for an `InvokeModel` whose body is made for another family than its model is of. */
  readonly foreignBody?: ForeignBody;
  readonly serviceTier: Resolved<string>;
  /** Bedrock project or application inference profile that the cost is attributed to. */
  readonly project: Resolved<string>;
  /** Keys of the metadata that the request is logged with, in calls that take any; `absent` where it has none. */
  readonly metadata?: Resolved<readonly string[]>;
  /**
   * How a field would be written that the request leaves out, by its path in the API's words. Absent where the code's shape has no
   * place for one, or its types take no plain data.
   */
  readonly setField?: (path: readonly string[], value: LiteralData) => readonly EditIntent[];
  /** Of a request that makes or reserves something that is paid for by itself. */
  readonly resource?: ResourceFacts;
  readonly segments: readonly Segment[];
  readonly messageCount: number;
  readonly toolCount: number;
  /** Absent where only the texts of the request are known. */
  readonly settings?: HoledSettings;
  /** Set when the request names a guardrail, which is paid for besides the tokens. */
  readonly hasGuardrail?: true;
  /**
   * Why one such call has no price by tokens, whatever its model: it creates what other calls pay for, or is paid for by
   * another measure. Words for the middle of a sentence.
   */
  readonly unpricedBecause?: string;
  /** True when the request can hold pieces that are not seen here, such as a history passed in as a variable. */
  readonly hasUnseenInput: boolean;
  /** Set where one task sends again and again, each time with what the last answer led to. */
  readonly steps?: StepLoop;
  /** Set where a failed call is made again, by the program or by what it decorates functions with. */
  readonly retries?: Retrying;
  /** Set where the program reads nothing of the answer but how many tokens it took. */
  readonly readsOnlyUsage?: true;
  /** As many passages as the request looks up; absent where it looks up none. */
  readonly passages?: Resolved<number>;
  /** Set where the program keeps what was said and sends it again with every further call. */
  readonly history?: GrowingHistory;
  readonly isStreaming: boolean;
  /** What the call is with each of its possible models, where that is not the same for all; the likeliest first. */
  readonly variants?: readonly CallVariant[];
}

/** A cost that is made of reported tokens. */
export interface UsageReckoning {
  /** Of the line, in the file of the call. */
  readonly range: TextRange;
  /** Tokens that went through a cache: in no sum of the file, added to those of the input, or counted in another way. */
  readonly cache: 'left-out' | 'added' | 'counted';
}

export interface MisnamedCap {
  /** `maxTokenCount`, `inferenceConfig.max_tokens`. */
  readonly written: string;
  /** Where the API reads it. */
  readonly expected: string;
  /** How the API takes a field that it does not know. */
  readonly isRefused: boolean;
  readonly uri: string;
  /** Key and value. */
  readonly range: TextRange;
  /** Absent where the right place is in another object. */
  readonly rename?: readonly EditIntent[];
}

export interface ForeignBody {
  /** "Titan text", by the fields that only it has. */
  readonly bodyOf: string;
  /** "Nova": what the model takes. */
  readonly modelOf: string;
  /** A field that shows it. */
  readonly field: string;
  readonly uri: string;
  readonly range: TextRange;
}

export interface CapForbidden {
  /** "high reasoning effort". */
  readonly mode: string;
  /** Base ids of the models for which that holds begin so. */
  readonly models: string;
  readonly removeCap?: readonly EditIntent[];
}

/** What is decided where something is made: `absent` where the request surely leaves it to the service. */
export interface ResourceFacts {
  /** Of provisioned throughput: `OneMonth`, `SixMonths`. */
  readonly commitment?: Resolved<string>;
  /** Of a knowledge base: `OPENSEARCH_SERVERLESS`, `S3_VECTORS`, … */
  readonly vectorStore?: Resolved<string>;
  /** Keys of its cost allocation tags. */
  readonly tags?: Resolved<readonly string[]>;
  /** Of a job that fits a model: whether it gets data to be measured on. */
  readonly hasValidation?: boolean;
}

/** One place in source that makes a model work and costs money. Of several uses, what it sends is what one of them does. */
export interface CallSite extends CallRequest {
  /** Stable while the code around it moves: made of path, operation, enclosing function and order within it. */
  readonly id: string;
  readonly uri: string;
  /** The call expression; for a framework whose settings stand in a constructor, that constructor. */
  readonly range: TextRange;
  readonly language: LanguageId;
  /** `boto3`, `aws-sdk-js-v3`, `anthropic`, `langchain`, … as in `contract/inventory.schema.json`. */
  readonly sdk: string;
  /** Of the place itself; what loops around those who use it stands at its uses. */
  readonly standsInLoop: boolean;
  readonly loop: LoopContext;
  /** Name of the function, method or class around the call, outermost first. */
  readonly enclosing: readonly string[];
  /**
   * Other operations that the same file calls, resources that it declares, and commands that it runs: their names in lower case
   * without separators, as `deleteprovisionedmodelthroughput`, `awsbudgetsbudget`. Only of calls that make or reserve something.
   */
  readonly companions?: readonly string[];
  /** Set where the same file reckons a cost from the tokens that answers report. */
  readonly reckoning?: UsageReckoning;
  /** Set for a resource that infrastructure code declares, which stands until its stack is taken down. */
  readonly isDeclared?: true;
  /** In the order of their places; never empty. A call that nobody is seen to use is its own only use. */
  readonly uses: readonly Use[];
  /** True when there are more uses than were followed. */
  readonly hasMoreUses?: true;
}

/**
 * A place from which a call is made, with the values that it brings: each `invoke` of a model object, each caller of a
 * function that wraps the call. They belong together and to no other use.
 */
export interface Use extends CallRequest {
  readonly uri: string;
  readonly range: TextRange;
  /** Of the place and of every call on the way from it to the call site. */
  readonly loop: LoopContext;
  readonly enclosing: readonly string[];
}

/** The part of a call that can depend on its model. */
export type CallVariant = Pick<
  CallRequest,
  | 'maxTokens'
  | 'setMaxTokens'
  | 'takesMaxTokens'
  | 'libraryMaxTokens'
  | 'thinkingTokens'
  | 'segments'
  | 'messageCount'
  | 'toolCount'
  | 'settings'
  | 'hasUnseenInput'
> & {
  /** As it stands among the call's possible models. */
  readonly modelId: string;
};

/** Marks in their texts stand for `holes` (`holes.ts`). */
export interface HoledSettings extends RequestSettings {
  readonly holes: readonly TextPart[];
}

/** An agent of a framework, or a loop of the program that runs the tools which the model asks for. */
export interface StepLoop {
  /** The most steps of one task: `absent` where the program surely sets none; a framework has a limit of its own then. */
  readonly limit: Resolved<number>;
  /** Who goes on: the program's own loop, which runs for ever without a limit, or a framework. */
  readonly by: 'program' | 'framework';
  /** The loop, or where the limit is written. */
  readonly uri: string;
  readonly range: TextRange;
}

/** What makes a failed call again, besides the SDK itself. */
export interface Retrying {
  /** As the program calls it: `@retry`, `while`. */
  readonly by: string;
  /** The most attempts: `absent` where nothing limits them. */
  readonly limit: Resolved<number>;
  /** Attempts of each call that the client is set to make, where the program says. */
  readonly clientAttempts?: number;
  readonly uri: string;
  readonly range: TextRange;
}

/** Messages that are added to and sent whole with every call, so that each call pays for all that was said before. */
export interface GrowingHistory {
  /** As the program calls them. */
  readonly name: string;
  /** Who makes the next turn: a `person` with a message, or the `model` with a call of a tool. */
  readonly driver: 'person' | 'model';
  /** Set where the code bounds it: trims it, sums it up, or hands it to something that may. */
  readonly isBounded?: true;
  /** Set where the file writes cache checkpoints, which may be among the messages without being seen there. */
  readonly mayHaveCheckpoints?: true;
  /** Where it is sent. */
  readonly uri: string;
  readonly range: TextRange;
}

export interface LoopContext {
  readonly isInLoop: boolean;
  /** True inside a request handler (Lambda `handler(event, context)`, a route, a subscriber): runs once per event. */
  readonly isInHandler: boolean;
  /** Set where the code shows that nobody waits for the answer. */
  readonly offline?: OfflineWork;
}

/** Work that is done item by item of a data set, or by a clock. */
export interface OfflineWork {
  readonly kind: 'data-set' | 'schedule';
  /** For a person, as it ends "once for": "each row of reviews.csv". Of a schedule, as it ends "run by": "the schedule of `report`". */
  readonly text: string;
  /** Where the data set is read, or the schedule is set. */
  readonly uri: string;
  readonly range: TextRange;
}
