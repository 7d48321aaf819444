/** A whole request as it is sent, of any API: what the model reads and the service counts. */
export interface RequestBody extends RequestSettings {
  /** The model id that the body itself names. */
  readonly model?: string;
  readonly system: readonly BodyBlock[];
  readonly messages: readonly BodyMessage[];
  /** A prompt that is sent as it is, with no roles around it. */
  readonly prompt?: string;
  readonly tools: readonly BodyTool[];
}

/** What of a request is no content, and yet decides about tokens. */
export interface RequestSettings {
  /** Operation as in a call site, without `Stream`; for an `InvokeModel` the API whose form the body has, if any. */
  readonly api: string;
  readonly toolChoice?: 'auto' | 'none' | 'any' | 'tool';
  /** True when extended thinking is switched on with a budget. */
  readonly isThinking: boolean;
  /** JSON schema that the answer has to follow, as text. */
  readonly outputSchema?: string;
  /** Tools beside those of the request's own list: in the fields that Converse hands to the model as they are. */
  readonly furtherTools?: readonly BodyTool[];
}

export interface BodyMessage {
  readonly role: 'user' | 'assistant';
  readonly blocks: readonly BodyBlock[];
}

export type BodyBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'image'; readonly size: ImageSize | undefined }
  | BodyDocument
  | { readonly kind: 'video'; readonly seconds: number | undefined }
  | { readonly kind: 'tool-use'; readonly name: string; readonly input: JsonData }
  | { readonly kind: 'tool-result'; readonly blocks: readonly BodyBlock[] };

export interface BodyDocument {
  readonly kind: 'document';
  /** Of a document that is text, or whose text is sent along. */
  readonly text: string | undefined;
  /** Of a PDF whose file is in the request. */
  readonly pdf: PdfFacts | undefined;
  readonly hasCitations: boolean;
}

/** What of a PDF decides about its tokens. */
export interface PdfFacts {
  /** Undefined when they cannot be told. */
  readonly pages: number | undefined;
  /** Of all pages together; none in a scanned document, undefined when the text cannot be read. */
  readonly letters: DocumentLetters | undefined;
}

/** How many letters are shown, without spaces. */
export interface DocumentLetters {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Of most of them. Dense are those whose single letters say much, such as Chinese, and those without spaces. */
  readonly script: 'latin' | 'cyrillic' | 'dense';
}

/** As the file's header says. */
export interface ImageSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export interface BodyTool {
  readonly name: string;
  readonly description: string | undefined;
  /** Kind of a tool of the provider: `bash_20250124`. */
  readonly type?: string;
  /** JSON schema of the input; undefined for a tool of the provider, whose definition is not sent. */
  readonly schema: JsonData | undefined;
}

export type JsonData = string | number | boolean | null | readonly JsonData[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonData;
}

export function isJsonList(data: JsonData | undefined): data is readonly JsonData[] {
  return Array.isArray(data);
}

export function isJsonObject(data: unknown): data is JsonObject {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
