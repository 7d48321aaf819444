import type { JsonObject } from './requestBody.ts';
import type { TokenFamily } from './tokenFamily.ts';

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

/** An exact count beside what was estimated of the same request, without corrections. */
export interface CountComparison {
  readonly family: TokenFamily;
  /** Date of the calibration that the estimate was made with: against another one the count says nothing. */
  readonly calibrated: string;
  readonly exactTokens: number;
  /** Likely tokens of the texts. */
  readonly textTokens: number;
  /** Likely tokens of everything else: frame, images, documents. */
  readonly otherTokens: number;
  /** Half the width of the range of both. */
  readonly plusMinusTokens: number;
}

/** What exact counts of a workspace say of the estimates of its texts, for one family. */
export interface TokenCorrection {
  /** Texts have this many times the tokens of the estimate. */
  readonly factor: number;
  /** Half the width of the 90 % range of {@link factor}. */
  readonly plusMinus: number;
  /** The range of a text is this many times as wide as without the counts. */
  readonly rangeFactor: number;
  readonly requestCount: number;
}

/** What was counted before. */
export interface ExactCounts {
  /** @param input Asked for only when something of the model was counted. */
  find(modelId: string, input: () => CountTokensInput | undefined): ExactCount | undefined;
  /** Of what was counted for these folders, for folders in them, and for those around them; uris. */
  comparisons(folders: readonly string[]): readonly CountComparison[];
}

export interface ExactCountStore extends ExactCounts {
  /** Never throws: a count that cannot be kept is asked for again. */
  keep(modelId: string, input: CountTokensInput, count: ExactCount, compared?: ComparedCount): void;
}

export interface ComparedCount {
  readonly comparison: CountComparison;
  /** Uris of the folders whose text it is. */
  readonly folders: readonly string[];
}
