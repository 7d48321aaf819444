import type { EstimateMethod } from '../../domain/estimates.ts';

/** Low, likely, high; a constant that is known has three equal figures. */
export type TokenRange = readonly number[];

/** Everything that is known about how a family counts: one dated data file each. Every group names its source. */
export interface FamilyCalibration {
  readonly family: string;
  readonly covers: string;
  /** ISO date on which the sources were read. */
  readonly checked: string;
  readonly encoding: string;
  readonly text: TextCalibration;
  readonly bands: Bands;
  /** What is billed as output beyond the tokens of the text. */
  readonly output: { readonly extraTokens: TokenRange; readonly source: string };
  readonly frame: Frame;
  /** What differs for some models or APIs; the first entry that fits decides. */
  readonly frameByModel?: readonly FrameVariant[];
  /** How tools are written into the prompt: a name of `toolText.ts`. */
  readonly tools?: string;
  /** Tools that the provider defines, by how their type begins: tokens beside those of any tool. */
  readonly providerTools?: readonly {
    readonly types: readonly string[];
    readonly tokens: TokenRange;
    readonly method: string;
    readonly source: string;
  }[];
  /** For an answer by JSON schema: the words around the schema. Absent where a schema costs nothing. */
  readonly outputSchema?: { readonly words: TokenRange; readonly method: string; readonly source: string };
  /** Thinking of finished turns that is not sent again: as blocks of its own, or in the text up to `</think>`. */
  readonly dropsThinking?: string;
  /** Parts of the ids of models that keep it all the same. */
  readonly keepsThinkingIn?: readonly string[];
  /** Names such as `<|eot_id|>` in a prompt that is sent as it is are one token each. */
  readonly hasControlTokens?: boolean;
  readonly images?: ImageCalibration;
  /** What stands around the text of a document, beyond the text and its name. Absent: as little is known as of `other`. */
  readonly documentFrame?: { readonly tokens: TokenRange; readonly method: string; readonly source: string };
  /** Absent for models that get the text of a PDF alone. */
  readonly pdf?: PdfCalibration;
  readonly video?: {
    readonly framesPerSecond: number;
    readonly tokensPerFrame: number;
    /** However short the video. */
    readonly minimumTokens: number;
    readonly maximumFrames: number;
    readonly source: string;
  };
}

/** How a model reads a PDF: the picture of each page, and mostly its text as well. */
export interface PdfCalibration {
  readonly picture: TokenRange;
  /** Of a page whose text is not known. Absent: the text is not sent. */
  readonly pageText?: TokenRange;
  /** Parts of the ids of models that get no pictures from Converse, unless citations are on. */
  readonly textAloneInConverse?: readonly string[];
  /** Converse leaves a document in a tool result out but for this. */
  readonly inConverseToolResult?: TokenRange;
  readonly method: string;
  readonly source: string;
}

export interface TextCalibration {
  /** Name of fitted weights; without one every token of o200k_base counts as one. */
  readonly weights?: string;
  readonly factor: number;
  /** The model counts every digit as a token. */
  readonly splitsDigits?: boolean;
  /** Words in capital letters cost this much more. */
  readonly capitalsFactor?: number;
  /** Tokens for each character outside ASCII, beyond those of o200k_base. */
  readonly perNonAsciiCharacter?: number;
  readonly method: string;
  readonly source: string;
}

/** Half the width of a text's range in percent, such that 9 of 10 texts lie within. */
export interface Bands {
  /** No range is narrower, however short the text. */
  readonly minimumTokens: number;
  /** By growing length of the text; between two sizes the logarithm of the length interpolates. */
  readonly bySize: readonly { readonly characters: number; readonly percent: number }[];
  /** For Chinese, Japanese, Korean, Thai, Cyrillic and accented Latin letters. */
  readonly measuredScriptsPercent: number;
  readonly otherScriptsPercent: number;
  readonly source: string;
}

/** What goes around the texts of a family's requests. */
export interface FrameCalibration {
  readonly frame: Frame;
  readonly frameByModel?: readonly FrameVariant[] | undefined;
}

/** Tokens that the API adds around the texts of a request. */
export interface Frame extends FrameConstants {
  readonly oneMessage: TokenRange;
  readonly perExtraMessage: TokenRange;
  readonly system: TokenRange;
  readonly method: string;
}

export interface FrameConstants {
  readonly oneMessage?: TokenRange;
  readonly perExtraMessage?: TokenRange;
  readonly system?: TokenRange;
  /** The tool prompt, once; the definitions of the tools are text and counted as such. */
  readonly withTools?: TokenRange;
  /** The tool prompt when a tool has to be used. */
  readonly withForcedTool?: TokenRange;
  readonly perTool?: TokenRange;
  /** Each pair of tool use and tool result, beyond name, input and result text. */
  readonly perToolResult?: TokenRange;
  /** Each argument of a tool use, beyond its name and value. */
  readonly perToolInputField?: TokenRange;
  readonly thinking?: TokenRange;
  /** Each thought of an earlier turn that is sent again, beyond its text. */
  readonly perReasoning?: TokenRange;
  /** The instructions about citations, once. */
  readonly citations?: TokenRange;
  readonly source: string;
}

export interface FrameVariant extends FrameConstants {
  /** Parts of base model ids. Absent: all models. */
  readonly models?: readonly string[];
  /** Absent: all APIs. */
  readonly apis?: readonly string[];
}

/** Tokens of an image by patches of a grid or by area, after resizing as the model does. */
export interface ImageCalibration {
  readonly patches?: {
    readonly patchPixels: number;
    readonly extraTokens: number;
    readonly extraTokensPerRow?: number;
    readonly maximumEdgePixels: number;
    readonly maximumPatches?: number;
  };
  readonly area?: {
    readonly fixedTokens: number;
    readonly tokensPerMegapixel: number;
    /** Smaller images are resized up to it. */
    readonly shorterEdgePixels?: number;
    readonly maximumMegapixels?: number;
  };
  readonly plusMinusPercent: number;
  readonly method: string;
  readonly source: string;
}

const METHODS: readonly EstimateMethod[] = ['exact', 'calibrated', 'assumed'];

/** A method as a data file names it; what is none of them counts as the weakest. */
export function methodNamed(name: string): EstimateMethod {
  return METHODS.find((method) => method === name) ?? 'assumed';
}
