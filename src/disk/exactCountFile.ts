import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CountTokensInput, ExactCount, ExactCountStore } from '../core/domain/countTokens.ts';
import { cacheFolder } from './userCache.ts';

interface KeptCount extends ExactCount {
  readonly model: string;
  /** SHA-256 of the request; the request itself is not kept. */
  readonly request: string;
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

  keep(modelId: string, input: CountTokensInput, { tokens, date }: ExactCount): void {
    const kept: KeptCount = { model: modelId, request: hashOf(input), tokens, date };
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
  const { model, request, tokens, date } = value as Readonly<Record<string, unknown>>;
  const isNamed = [model, request, date].every((text) => typeof text === 'string');
  return isNamed && typeof tokens === 'number' && Number.isInteger(tokens) && tokens >= 0;
}
