import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isPriced } from '../../core/catalog/rates.ts';
import type { Configuration } from '../../core/configuration/configuration.ts';
import { currencyAssumption, overrideText } from '../../core/cost/assumptions.ts';
import { configuredRate } from '../../core/cost/configuredRates.ts';
import { formatCount, formatCountRange, formatPercent, moneyFormat } from '../../core/cost/format.ts';
import type { MoneyFormat } from '../../core/cost/format.ts';
import type { Analyzer, Knowledge } from '../../core/service/analyzer.ts';
import type { OwnTokens, TokenCount } from '../../core/service/countTokens.ts';
import { countRequest, countText } from '../../core/service/countTokens.ts';
import { withLocalTokenizer } from '../../core/tokens/local/localTokenizer.ts';
import type { CommandResult, OutputOptions } from '../commandResult.ts';
import { terminalOf } from '../commandResult.ts';
import { decodeText } from '../../disk/decodeText.ts';
import { today } from '../../disk/diskHost.ts';
import { messageOfSystemError, pathOfFileUri } from '../../disk/diskWorkspace.ts';
import { analyzerHere, configurationHere } from '../configurationHere.ts';
import { printable, printableLine } from '../text/printable.ts';
import type { Column } from '../text/table.ts';
import { tableLines } from '../text/table.ts';
import type { Terminal } from '../text/terminal.ts';
import { UsageError } from '../usageError.ts';
import { VERSION } from '../version.ts';

export interface CountOptions extends OutputOptions {
  readonly format: 'text' | 'json';
  readonly model: string;
  /** A file that holds a request's body, whose frame counts too; `true` when that is the file of the command itself. */
  readonly request?: string | true;
  /** Also say where the tokens are. */
  readonly explain?: boolean;
  /** Let Bedrock count. */
  readonly exact?: boolean;
  readonly region?: string;
}

const MAXIMUM_BYTES = 50_000_000;

/** Tokens of a text or a request as one model counts them. @param argument Path, or `-` for standard input. */
export async function count(argument: string | undefined, options: CountOptions): Promise<CommandResult> {
  const file = fileOf(argument, options);
  const text = readInput(file);
  const analyzer = analyzerHere();
  const knowledge = await analyzer.knowledge();
  const result = await countWith(text, options, analyzer);
  if (result === undefined) {
    throw new UsageError(
      `${nameOf(file)} is no request of Converse, InvokeModel, Messages, Chat Completions or Responses as JSON; without --request it is counted as a text.`,
    );
  }
  const { counted, estimate } = result;
  if (options.format === 'json') {
    const { renderCountJson } = await import('../../core/report/render/countJson.ts');
    const context = { version: VERSION, pricesAsOf: knowledge.catalog.pricesAsOf };
    return {
      output: renderCountJson({ ...counted, estimate }, context, options.explain === true ? 'with parts' : 'total'),
      exitCode: 0,
    };
  }
  const terminal = terminalOf(options);
  const table = options.explain === true ? partsTable(counted, terminal) : '';
  const price = priceOf(counted, options.region, knowledge, await configurationHere(analyzer));
  return { output: wordsOf(result, price, terminal) + table, exitCode: 0 };
}

interface Counted {
  readonly counted: TokenCount;
  /** Beside an exact count of the service: what would have been said without it. */
  readonly estimate?: TokenCount['inputTokens'];
}

/** Undefined when what is said to be a request is none that is known. */
async function countWith(text: string, options: CountOptions, analyzer: Analyzer): Promise<Counted | undefined> {
  const knowledge = await analyzer.knowledge();
  const kind = options.request === undefined ? 'text' : 'request';
  if (options.exact === true) {
    if (options.explain === true)
      throw new UsageError('--exact counts a request as a whole; --explain shows where the tokens of an estimate are');
    const { countExactly } = await import('./countExactly.ts');
    return countExactly(text, kind, options, knowledge);
  }
  if (options.region !== undefined)
    throw new UsageError('--region says where --exact counts; an estimate is the same everywhere');
  const count = kind === 'text' ? countText : countRequest;
  const counted = count(text, options.model, knowledge, await ownTokens(options.model, analyzer));
  return counted && { counted };
}

/** The counter with the tokenizer that the configuration names for the model; says so when that cannot be used. */
async function ownTokens(modelId: string, analyzer: Analyzer): Promise<OwnTokens | undefined> {
  const { catalog, tokens } = await analyzer.knowledge();
  const reference = catalog.resolve(modelId);
  const model = reference.kind === 'model' ? reference.model : undefined;
  const loaded = await analyzer.tokenizers.of({ modelId, model }, await configurationHere(analyzer));
  if (loaded === undefined) return undefined;
  const { setting, tokenizer, problem = '' } = loaded;
  const file = path.relative(process.cwd(), pathOfFileUri(setting.uri));
  if (tokenizer !== undefined) return { tokens: withLocalTokenizer(tokens, tokenizer), file: printable(file) };
  process.stderr.write(`${printableLine(`${file}: ${problem}`)}\n`);
  return undefined;
}

function fileOf(argument: string | undefined, { request }: CountOptions): string {
  const named = typeof request === 'string' ? request : undefined;
  if (argument !== undefined && named !== undefined) {
    throw new UsageError(`Two files to count, ${argument} and ${named}: name one`);
  }
  const file = argument ?? named;
  if (file === undefined) throw new UsageError('Nothing to count: name a file, or - for the standard input');
  return file;
}

function partsTable({ parts, inputTokens }: TokenCount, terminal: Terminal): string {
  const columns: readonly Column[] = [
    { title: 'where', cut: 'end', minimum: 20 },
    { title: 'tokens', align: 'right' },
    { title: 'range', align: 'right' },
    { title: 'share', align: 'right' },
    { title: 'how' },
  ];
  const rows = parts.map(({ what, tokens }) => [
    { text: printableLine(what) },
    { text: formatCount(tokens.likely) },
    { text: tokens.low === tokens.high ? '' : formatCountRange(tokens) },
    { text: inputTokens.likely > 0 ? formatPercent(tokens.likely / inputTokens.likely) : '' },
    { text: tokens.method, paint: terminal.colors.dim },
  ]);
  return `\n${tableLines(columns, rows, terminal).join('\n')}\n`;
}

function wordsOf({ counted, estimate }: Counted, price: InputPrice, { colors }: Terminal): string {
  const { inputTokens, model, modelName, basis, operation, answer } = counted;
  const { low, likely, high } = inputTokens;
  const about = low === high ? '' : '≈ ';
  const range = low === high ? 'exact' : formatCountRange(inputTokens);
  const what = operation === undefined ? 'of text' : `of a ${operation} request`;
  const lines = [
    `${colors.bold(`${about}${formatCount(likely)} tokens`)} ${what} for ${printable(modelName ?? model)} ${colors.dim(`(${range})`)}`,
    ...priceLines(price, colors),
    colors.dim(
      estimate === undefined ? `Counted with ${basis}.` : `Counted by ${basis}. ${comparison(likely, estimate)}`,
    ),
    ...(answer === undefined
      ? []
      : [
          colors.dim(
            `The answer: ≈ ${formatCount(answer.tokens.likely)} tokens (${formatCountRange(answer.tokens)}): ${printable(answer.evidence.text)}.`,
          ),
        ]),
    ...(modelName === undefined
      ? [colors.yellow(`The catalogue does not know ${printable(model)}: counted as for an average model.`)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function comparison(exact: number, { likely }: TokenCount['inputTokens']): string {
  const off = exact > 0 ? (likely - exact) / exact : 0;
  const difference =
    Math.abs(off) < 0.0005 ? 'the same' : `${formatPercent(Math.abs(off))} ${off > 0 ? 'more' : 'fewer'}`;
  return `The estimate is ${formatCount(likely)}, ${difference}.`;
}

function priceLines(price: InputPrice, colors: Terminal['colors']): readonly string[] {
  if (price === undefined) return [];
  if ('unpricedBecause' in price) return [colors.dim(`No price: ${printable(price.unpricedBecause)}`)];
  const { usd, money, notes } = price;
  return [
    `${money.amount(usd)} as input ${colors.dim(`· ${money.amount(usd * 1000)} per 1,000 calls`)}`,
    ...notes.map((note) => colors.dim(printable(note))),
  ];
}

/** Undefined for a model that is not known. */
type InputPrice =
  | {
      readonly usd: number;
      readonly money: MoneyFormat;
      /** What of the price is the configuration's doing, in sentences. */
      readonly notes: readonly string[];
    }
  | { readonly unpricedBecause: string }
  | undefined;

/** At the configured price; of the Region that is asked for, else of the model's id, else of the configuration. */
function priceOf(
  { model, inputTokens }: TokenCount,
  asked: string | undefined,
  { catalog }: Knowledge,
  configuration: Configuration,
): InputPrice {
  const reference = catalog.resolve(model);
  if (reference.kind !== 'model') return undefined;
  const query = {
    model: reference.model,
    profile: reference.profile,
    region: asked ?? reference.region ?? configuration.region,
    date: today(),
  };
  const rate = configuredRate({ ...query, direction: 'input' }, { catalog, configuration });
  if (!isPriced(rate)) return rate;
  const { currency } = configuration.prices;
  const notes = [overrideText([rate]), currencyAssumption({ currency })].filter((note) => note !== undefined);
  const usd = (rate.usdPerMillionTokens * inputTokens.likely) / 1e6;
  return { usd, money: moneyFormat(currency), notes };
}

/** @throws {UsageError} when there is nothing to read, or no text. */
function readInput(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MAXIMUM_BYTES) throw new UsageError(`${nameOf(file)} is larger than 50 MB`);
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new UsageError(`${nameOf(file)} is binary`);
  return decoded.text;
}

function readBytes(file: string): Buffer {
  try {
    if (file === '-') return readFileSync(0);
    const stats = statSync(file);
    if (stats.isDirectory()) throw new UsageError(`${file} is a folder`);
    if (stats.size > MAXIMUM_BYTES) throw new UsageError(`${file} is larger than 50 MB`);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${nameOf(file)} cannot be read: ${messageOfSystemError(error)}`);
  }
}

function nameOf(file: string): string {
  return file === '-' ? 'The standard input' : file;
}
