import type { JsonObject } from './requestBody.ts';

/** The endpoint that counts for a model, which is also the first part of its host's name. */
export type CountEndpoint = 'bedrock-runtime' | 'bedrock-mantle';

/** A request whose tokens the service itself is asked for. */
export interface CountTokensRequest {
  readonly endpoint: CountEndpoint;
  /** Base model id: neither endpoint counts for inference profiles. */
  readonly modelId: string;
  readonly input: CountTokensInput;
}

/** `converse` and `invokeModel` are what `CountTokens` of `bedrock-runtime` takes, `messages` is Anthropic's own form on `bedrock-mantle`. */
export interface CountTokensInput {
  readonly kind: 'converse' | 'invokeModel' | 'messages';
  readonly request: JsonObject;
}

/** What the service counted, and when. */
export interface ExactCount {
  readonly tokens: number;
  /** ISO date. */
  readonly date: string;
}

/** What was counted before. */
export interface ExactCounts {
  /** @param input Asked for only when something of the model was counted. */
  find(modelId: string, input: () => CountTokensInput | undefined): ExactCount | undefined;
}

export interface ExactCountStore extends ExactCounts {
  /** Never throws: a count that cannot be kept is asked for again. */
  keep(modelId: string, input: CountTokensInput, count: ExactCount): void;
}
