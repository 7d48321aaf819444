/** The newest price list of all Regions: what AWS changed since last time is downloaded, the rest was kept. */
import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PriceListFile, PriceOffer } from '../core/catalog/priceList/priceListFile.ts';
import { PRICE_OFFERS, PriceListError, PriceListReader } from '../core/catalog/priceList/priceListFile.ts';
import { readSealed, writeSealed } from '../disk/userCache.ts';
import type { PriceListClient, Validators } from './priceListClient.ts';
import { DownloadError, removePart } from './priceListClient.ts';

export interface DownloadOptions {
  readonly client: PriceListClient;
  readonly cacheFolder: string;
  /** Regions that the catalogue knows. */
  readonly regions: ReadonlySet<string>;
  /** Of this program: another one may read the same file otherwise. */
  readonly version: string;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

export interface DownloadedPriceList {
  readonly files: readonly PriceListFile[];
  /** Of files that AWS had changed. */
  readonly downloadedCount: number;
}

/** Without them there is no price list; the third offer has little, and is not always there. */
export const NEEDED_OFFERS: readonly PriceOffer[] = ['AmazonBedrock', 'AmazonBedrockFoundationModels'];

const PARALLEL_DOWNLOADS = 4;

/** @throws {DownloadError | PriceListError} when one file cannot be had or is broken: half a list would price wrongly. */
export async function downloadPriceList(options: DownloadOptions): Promise<DownloadedPriceList> {
  const indexes = await allOrFirstError(PRICE_OFFERS.map((offer) => filesOfOffer(offer, options)));
  const wanted = indexes.flat();
  const files: PriceListFile[] = [];
  let downloadedCount = 0;
  const waiting = [...wanted];
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const { file, isNew } = await fileOf(item, options).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
      files.push(file);
      if (isNew) downloadedCount++;
      options.onProgress?.(files.length, wanted.length);
    }
  };
  await allOrFirstError(Array.from({ length: PARALLEL_DOWNLOADS }, work));
  return { files, downloadedCount };
}

/** Rejects only when nothing goes on any more. */
async function allOrFirstError<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  const ended = await Promise.allSettled(works);
  return ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

interface WantedFile {
  readonly offer: PriceOffer;
  readonly region: string;
  /** Holds the version, so that what is at a path never changes. */
  readonly path: string;
}

async function filesOfOffer(offer: PriceOffer, options: DownloadOptions): Promise<readonly WantedFile[]> {
  let text: string;
  try {
    text = await readIndex(offer, options);
  } catch (error) {
    const isMissing = error instanceof DownloadError && (error.status === 403 || error.status === 404);
    if (isMissing && !NEEDED_OFFERS.includes(offer)) return [];
    throw error;
  }
  const wanted = wantedFiles(offer, text).filter(({ region }) => options.regions.has(region));
  if (wanted.length === 0) throw new PriceListError(`The index of ${offer} names no Region with Bedrock`);
  return wanted;
}

interface KnownIndex extends Validators {
  readonly text: string;
}

async function readIndex(offer: PriceOffer, { client, cacheFolder }: DownloadOptions): Promise<string> {
  const kept = path.join(cacheFolder, FOLDER, `${offer}.index.json`);
  const known = (await readKept(kept)) as KnownIndex | undefined;
  const answer = await client.read(`/offers/v1.0/aws/${offer}/current/region_index.json`, known);
  if (answer.kind === 'unchanged') {
    if (known === undefined) throw new DownloadError(`The index of ${offer} was not sent`);
    return known.text;
  }
  wantedFiles(offer, answer.text);
  const { kind: _kind, ...index } = answer;
  await writeSealed(kept, JSON.stringify(index satisfies KnownIndex));
  return answer.text;
}

/** @throws {PriceListError} */
function wantedFiles(offer: PriceOffer, text: string): readonly WantedFile[] {
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch {
    throw new PriceListError(`The index of ${offer} is not JSON`);
  }
  const regions = isRecord(index) && isRecord(index['regions']) ? index['regions'] : {};
  return Object.entries(regions).map(([region, entry]) => {
    const url = isRecord(entry) ? entry['currentVersionUrl'] : undefined;
    if (typeof url !== 'string' || !isPathOf(url, offer, region))
      throw new PriceListError(`The index of ${offer} has an unexpected address for ${region.slice(0, 40)}`);
    return { offer, region, path: url };
  });
}

function isPathOf(url: string, offer: PriceOffer, region: string): boolean {
  const parts = /^\/offers\/v1\.0\/aws\/(\w+)\/[\w-]+\/([a-z0-9-]+)\/index\.json$/.exec(url);
  return parts?.[1] === offer && parts[2] === region;
}

interface KeptFile {
  readonly path: string;
  readonly version: string;
  readonly file: PriceListFile;
}

async function fileOf(
  { offer, region, path: address }: WantedFile,
  { client, cacheFolder, version }: DownloadOptions,
): Promise<{ readonly file: PriceListFile; readonly isNew: boolean }> {
  const kept = path.join(cacheFolder, FOLDER, `${offer}.${region}.json`);
  const known = (await readKept(kept)) as KeptFile | undefined;
  if (known?.path === address && known.version === version) return { file: known.file, isNew: false };

  const part = `${kept}.part`;
  await mkdir(path.dirname(part), { recursive: true, mode: 0o700 });
  await client.download(address, part);
  try {
    const file = await readPriceListFile(part, address);
    if (file.offer !== offer) throw new PriceListError(`${address} is of the offer ${file.offer}`);
    await writeSealed(kept, JSON.stringify({ path: address, version, file } satisfies KeptFile));
    return { file, isNew: true };
  } finally {
    await removePart(part);
  }
}

const FOLDER = 'price-list';

/**
 * Reads an offer file of the disk piece by piece.
 * @param name what a message calls it
 * @throws {PriceListError}
 */
export async function readPriceListFile(file: string, name: string): Promise<PriceListFile> {
  const reader = new PriceListReader();
  try {
    for await (const chunk of createReadStream(file)) reader.write(chunk as Buffer);
    return reader.end();
  } catch (error) {
    if (error instanceof PriceListError) throw new PriceListError(`${name} ${error.message}`);
    throw error;
  }
}

/** What this program wrote there; undefined when there is nothing, or something else has changed it. */
async function readKept(file: string): Promise<unknown> {
  const kept = await readSealed(file);
  return kept.kind === 'text' ? JSON.parse(kept.text) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
