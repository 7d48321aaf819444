import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { addTokens, NO_TOKENS, type TokenEstimate } from '../../core/domain/estimates.ts';
import type { BodyBlock, BodyMessage, JsonData, RequestBody } from '../../core/domain/requestBody.ts';
import type { TokenFamily } from '../../core/domain/tokenFamily.ts';
import { readRequestBody } from '../../core/requests/readRequestBody.ts';
import { estimateBins } from '../../core/tokens/binEstimate.ts';
import { BIN_NAMES } from '../../core/tokens/bins/binWeights.ts';
import { type BinCounter, type BinCounts, binCountsOf } from '../../core/tokens/bins/binCounter.ts';
import { ALONE_LIMIT, tokenKind } from '../../core/tokens/bins/tokenKinds.ts';
import type { FrameCalibration } from '../../core/tokens/families/familyCalibration.ts';
import { FAMILY_CALIBRATIONS } from '../../core/tokens/families/familyCalibrations.ts';
import { imageTokens } from '../../core/tokens/imageTokens.ts';
import { frameTokens, type RequestShape } from '../../core/tokens/requestFrame.ts';
import { countEach, sparseFrom } from './sparse.ts';
import { requestTokens, schemaWords } from '../../core/tokens/requestTokens.ts';

/**
 * A request that was sent, as far as its tokens depend on it, and what it was billed: bins and sizes, no text.
 */
export interface RecordedRequest {
  /** Where it is recorded: `owner/repository path#number`, or a log file and its line. */
  readonly source: string;
  readonly isBedrock: boolean;
  readonly model: string;
  readonly family: TokenFamily;
  readonly inputTokens: number;
  /** Of each text its characters, then the kinds of its tokens and their occurrences. */
  readonly texts: readonly (readonly number[])[];
  /** Tokens of o200k_base of the tools, where their text was not recorded. */
  readonly toolO200kTokens?: number;
  /** Width and height in pixels. */
  readonly images: readonly (readonly number[])[];
  readonly hasOutputSchema: boolean;
  readonly shape: Omit<RequestShape, 'family'>;
}

/** What the records are read with. */
export interface Reading {
  readonly counter: BinCounter;
  readonly catalog: Catalog;
}

/**
 * Reads recorded requests from one of:
 * - `.json` with a list of {@link RecordedRequest}, as `--keep` writes it;
 * - `.jsonl` of Amazon Bedrock's model invocation log (`modelId`, `operation`, `input.inputBodyJson`, `input.inputTokenCount`);
 * - `.json` with a list of requests and responses of public test suites (`messages`, `recorded_input_tokens`, …).
 * What cannot be reckoned with, such as PDFs, is left out.
 */
export function readRecordedRequests(file: string, reading: Reading): readonly RecordedRequest[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.jsonl')) {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.flatMap((line, index) =>
      ofLog(JSON.parse(line) as LogEntry, `${path.basename(file)}#${index + 1}`, reading),
    );
  }
  const rows = JSON.parse(text) as readonly (RecordedRequest | SuiteEntry)[];
  return rows.flatMap((row) => ('texts' in row ? [row] : ofSuite(row, reading)));
}

/** The requests as {@link readRecordedRequests} reads them back, one a line, so that a change shows. */
export function linesOfRecorded(requests: readonly RecordedRequest[]): string {
  return `[\n${requests.map((request) => JSON.stringify(request)).join(',\n')}\n]\n`;
}

/** Of every family what goes around the texts of a request. */
export type Frames = Readonly<Record<TokenFamily, FrameCalibration>>;

/** What this project says of a recorded request, or would say with other frames. */
export function estimateRecorded(
  { family, ...request }: RecordedRequest,
  frames: Frames = FAMILY_CALIBRATIONS,
): TokenEstimate {
  const texts = request.texts.map(([characters = 0, ...sparse]) => estimateBins(countsOf(sparse), characters, family));
  const images = request.images.map(([width = 0, height = 0]) => imageTokens(family, width, height));
  return addTokens([
    ...texts,
    ...images,
    request.toolO200kTokens === undefined ? NO_TOKENS : toolsByO200k(request.toolO200kTokens, family),
    request.hasOutputSchema ? schemaWords(family) : NO_TOKENS,
    frameTokens({ ...request.shape, family }, frames[family]),
  ]);
}

/** An entry of the invocation log; recordings of other sources can name theirs. */
export interface LogEntry {
  readonly source?: string;
  readonly isBedrock?: boolean;
  readonly modelId: string;
  readonly input: {
    readonly inputBodyJson?: unknown;
    readonly inputTokenCount?: number;
    readonly cacheReadInputTokenCount?: number;
    readonly cacheWriteInputTokenCount?: number;
  };
  readonly output?: { readonly outputTokenCount?: number };
}

function ofLog({ source, isBedrock, modelId, input }: LogEntry, place: string, reading: Reading): RecordedRequest[] {
  const { inputTokenCount = 0, cacheReadInputTokenCount = 0, cacheWriteInputTokenCount = 0 } = input;
  const inputTokens = inputTokenCount + cacheReadInputTokenCount + cacheWriteInputTokenCount;
  const body = readRequestBody(input.inputBodyJson, modelId.includes('claude') ? { provider: 'anthropic' } : {});
  if (body === undefined || inputTokens === 0) return [];
  const known = { source: source ?? place, isBedrock: isBedrock ?? true, model: modelId, inputTokens };
  return ofBody(body, known, reading);
}

type Known = Pick<RecordedRequest, 'source' | 'isBedrock' | 'model' | 'inputTokens'>;

/** Lets the request be counted by a counter that writes down what it is asked. */
function ofBody(body: RequestBody, known: Known, { counter, catalog }: Reading): RecordedRequest[] {
  if (hasUncountable(body)) return [];
  const family = familyOf(known.model, catalog);
  if (family === undefined) return [];
  const texts: number[][] = [];
  const images: number[][] = [];
  let shape: RequestShape | undefined;
  requestTokens(body, {
    family,
    baseModelId: known.model,
    tokens: {
      estimateText: (text) => {
        if (text !== '')
          texts.push([text.length, ...countEach(counter.count(text).kinds.flatMap((piece) => [...piece])).flat()]);
        return NO_TOKENS;
      },
      estimateImage: (_, width, height) => {
        images.push([width, height]);
        return NO_TOKENS;
      },
      estimateFrame: (asked) => {
        shape = asked;
        return NO_TOKENS;
      },
    },
  });
  if (shape === undefined) return [];
  const { family: _, ...rest } = shape;
  return [{ ...known, family, texts, images, hasOutputSchema: body.outputSchema !== undefined, shape: rest }];
}

/** Attachments whose tokens are in no header, and tools whose definitions the provider keeps. */
function hasUncountable({ messages, tools, prompt }: RequestBody): boolean {
  const isUncountable = (block: BodyBlock): boolean => {
    if (block.kind === 'tool-result') return block.blocks.some(isUncountable);
    return (
      block.kind === 'video' ||
      (block.kind === 'document' && block.text === undefined) ||
      (block.kind === 'image' && block.size === undefined)
    );
  };
  if (tools.some(({ schema }) => schema === undefined)) return true;
  return messages.length === 0 && prompt === undefined
    ? true
    : messages.some(({ blocks }) => blocks.some(isUncountable));
}

export interface SuiteEntry {
  readonly source_repo: string;
  readonly path: string;
  readonly interaction: number;
  readonly api: string;
  readonly bedrock: boolean;
  readonly model: string;
  readonly system: string | null;
  readonly messages: readonly { readonly role: string; readonly type: string; readonly text: string | null }[] | null;
  readonly recorded_input_tokens: number;
  readonly recorded_output_tokens: number | null;
  readonly o200k_tools: number;
  readonly n_messages: number;
  readonly n_tools: number;
  readonly tool_choice: JsonData;
  readonly has_images: boolean;
}

function ofSuite(entry: SuiteEntry, reading: Reading): RecordedRequest[] {
  if (entry.messages === null || entry.has_images) return [];
  const source = `${entry.source_repo} ${entry.path}#${entry.interaction}`;
  const known = { source, isBedrock: entry.bedrock, model: entry.model, inputTokens: entry.recorded_input_tokens };
  return ofBody(bodyOfSuite(entry, entry.messages), known, reading).map((request) => ({
    ...request,
    ...(entry.n_tools > 0 && { toolO200kTokens: entry.o200k_tools }),
    shape: {
      ...request.shape,
      messageCount: Math.max(1, entry.n_messages),
      toolCount: entry.n_tools,
      toolChoice: choiceOf(entry.tool_choice),
    },
  }));
}

/** Such a record has its blocks one by one, without the messages that they belong to. */
export function bodyOfSuite(entry: SuiteEntry, blocks: NonNullable<SuiteEntry['messages']>): RequestBody {
  const system: readonly BodyBlock[] = entry.system ? [{ kind: 'text', text: entry.system }] : [];
  const isPrompt = blocks.some(({ role }) => role === 'prompt');
  const messages = blocks.map(({ role, type, text }): BodyMessage => {
    return { role: role === 'assistant' ? 'assistant' : 'user', blocks: [blockOf(type, text ?? '')] };
  });
  return {
    api: isPrompt ? 'InvokeModel' : entry.api.startsWith('chat-completions') ? 'ChatCompletions' : 'Converse',
    system,
    messages: isPrompt ? [] : messages,
    ...(isPrompt && { prompt: blocks.map(({ text }) => text ?? '').join('') }),
    tools: [],
    isThinking: false,
  };
}

function blockOf(type: string, text: string): BodyBlock {
  if (type === 'thinking') return { kind: 'reasoning', text };
  if (type === 'tool_result') return { kind: 'tool-result', blocks: [{ kind: 'text', text }] };
  if (type !== 'tool_use') return { kind: 'text', text };
  const use = JSON.parse(text) as { readonly name: string; readonly input: JsonData };
  return { kind: 'tool-use', name: use.name, input: use.input };
}

export function choiceOf(choice: JsonData): 'auto' | 'none' | 'any' | 'tool' {
  const written = JSON.stringify(choice);
  if (written.includes('none')) return 'none';
  return /any|required|"tool"|"function"/.test(written) ? 'any' : 'auto';
}

/** A tool's JSON costs a family this many tokens per token of o200k_base: the bins of an ordinary tool say how many. */
function toolsByO200k(o200kTokens: number, family: TokenFamily): TokenEstimate {
  const perToken = estimateBins(countsOf(ordinaryTool()), 20_000, family).likely / ORDINARY_TOOL_TOKENS;
  const likely = o200kTokens * perToken;
  return { low: likely * 0.85, likely, high: likely * 1.2, method: 'calibrated' };
}

const ORDINARY_TOOL_TOKENS = 10_000;

/** One token of either Claude. */
const ALONE = 1 + ALONE_LIMIT;

/** Shares of bins in JSON: words with and without a blank, marks between them. */
function ordinaryTool(): readonly number[] {
  const shares: readonly (readonly [string, number])[] = [
    ['W 0 l 5 2', 0.4],
    ['W 1 l 4 1', 0.1],
    ['P 0 2 0 0', 0.3],
    ['P 1 2 0 0', 0.2],
  ];
  return shares.flatMap(([name, share]) => [tokenKind(BIN_NAMES.indexOf(name), ALONE), share * ORDINARY_TOOL_TOKENS]);
}

function familyOf(model: string, catalog: Catalog): TokenFamily | undefined {
  const reference = catalog.resolve(model);
  if (reference.kind === 'model') return reference.model.family;
  return FAMILIES_BY_NAME.find(([pattern]) => pattern.test(model))?.[1];
}

/** Models by the names that other providers give them. */
const FAMILIES_BY_NAME: readonly (readonly [RegExp, TokenFamily])[] = [
  [/claude-(?:3|haiku-4|sonnet-4|opus-4-?[0156]|opus-4$)/, 'claude-v3'],
  [/claude/, 'claude-v47'],
  [/gpt-oss/, 'gpt-oss'],
  [/llama-?3/i, 'llama-3'],
  [/llama-?4/i, 'llama-4'],
  [/magistral|ministral|mistral-(?:large|medium|small)|pixtral|devstral|codestral/i, 'mistral-tekken'],
  [/mistral|mixtral/i, 'mistral-v3'],
  [/deepseek/i, 'deepseek'],
  [/qwen/i, 'qwen'],
  [/command-(?:r|a)/i, 'command-r'],
  [/gemma/i, 'gemma'],
];

function countsOf(sparse: readonly number[]): BinCounts {
  const kinds = sparseFrom(sparse).flatMap(([kind, occurrences]) => new Array<number>(occurrences).fill(kind));
  return binCountsOf([Uint16Array.from(kinds)]);
}
