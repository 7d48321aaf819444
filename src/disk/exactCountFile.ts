import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type {
  ComparedCount,
  CountComparison,
  CountTokensInput,
  ExactCount,
  ExactCountStore,
} from '../core/domain/countTokens.ts';
import { toTokenFamily } from '../core/domain/tokenFamily.ts';
import { isWithin } from '../core/util/uris.ts';
import { cacheFolder } from './userCache.ts';

interface KeptCount extends ExactCount {
  readonly model: string;
  /** SHA-256 of the request; the request itself is not kept. */
  readonly request: string;
  /** Absent in files of earlier versions, and where nothing can be compared. */
  readonly compared?: ComparedCount;
}

const FORMAT = 'bedrock-cost-lint/exact-counts@1';
const MAXIMUM_COUNTS = 1000;
const MAXIMUM_BYTES = 1_000_000;

/** Counts of Bedrock in a file of the user's, so that they outlive the editor. The oldest go first. */
export class ExactCountFile implements ExactCountStore {
  readonly #file: string;
  #counts: readonly KeptCount[] | undefined;

  constructor(file = path.join(cacheFolder(), 'exact-counts.json')) {
    this.#file = file;
  }

  find(modelId: string, input: () => CountTokensInput | undefined): ExactCount | undefined {
    const ofModel = this.#load().filter(({ model }) => model === modelId);
    const asked = ofModel.length === 0 ? undefined : input();
    const request = asked && hashOf(asked);
    const found = ofModel.find((kept) => kept.request === request);
    return found && { tokens: found.tokens, date: found.date };
  }

  comparisons(folders: readonly string[]): readonly CountComparison[] {
    return this.#load().flatMap(({ compared }) =>
      compared?.folders.some((kept) => folders.some((folder) => isWithin(kept, folder) || isWithin(folder, kept)))
        ? [compared.comparison]
        : [],
    );
  }

  keep(modelId: string, input: CountTokensInput, { tokens, date }: ExactCount, compared?: ComparedCount): void {
    const kept: KeptCount = { model: modelId, request: hashOf(input), tokens, date, ...(compared && { compared }) };
    // Other windows keep theirs in the same file.
    const others = readCounts(this.#file).filter(
      ({ model, request }) => model !== kept.model || request !== kept.request,
    );
    this.#counts = [...others, kept].slice(-MAXIMUM_COUNTS);
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      const temporary = `${this.#file}.${process.pid}`;
      writeFileSync(temporary, `${JSON.stringify({ format: FORMAT, counts: this.#counts })}\n`, { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch {
      // Kept in memory then, as long as this process lives.
    }
  }

  #load(): readonly KeptCount[] {
    this.#counts ??= readCounts(this.#file);
    return this.#counts;
  }
}

function hashOf({ kind, request }: CountTokensInput): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, request]))
    .digest('hex');
}

/** Nothing of a file that is not there, damaged, or not ours. */
function readCounts(file: string): readonly KeptCount[] {
  try {
    if (statSync(file).size > MAXIMUM_BYTES) return [];
    const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof data !== 'object' || data === null || !('counts' in data) || !Array.isArray(data.counts)) return [];
    return data.counts.filter(isKeptCount);
  } catch {
    return [];
  }
}

function isKeptCount(value: unknown): value is KeptCount {
  if (typeof value !== 'object' || value === null) return false;
  const { model, request, tokens, date, compared } = value as Readonly<Record<string, unknown>>;
  const isNamed = [model, request, date].every((text) => typeof text === 'string');
  const isCounted = typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= 0;
  return isNamed && isCounted && (compared === undefined || isComparedCount(compared));
}

function isComparedCount(value: unknown): value is ComparedCount {
  if (typeof value !== 'object' || value === null || !('folders' in value) || !('comparison' in value)) return false;
  const { folders, comparison } = value;
  return Array.isArray(folders) && folders.every((folder) => typeof folder === 'string') && isComparison(comparison);
}

function isComparison(value: unknown): value is CountComparison {
  if (typeof value !== 'object' || value === null) return false;
  const { family, calibrated, exactTokens, textTokens, otherTokens, plusMinusTokens } = value as Partial<
    Readonly<Record<keyof CountComparison, unknown>>
  >;
  const amounts = [exactTokens, textTokens, otherTokens, plusMinusTokens];
  const isKnown = typeof family === 'string' && toTokenFamily(family) === family;
  return isKnown && typeof calibrated === 'string' && amounts.every((amount) => Number.isFinite(amount));
}
