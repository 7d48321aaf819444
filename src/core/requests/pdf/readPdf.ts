/** Pages and letters of a PDF, without laying it out: bounded, and never throwing, whatever the bytes are. */
import type { DocumentLetters, PdfFacts } from '../../domain/requestBody.ts';
import { latin1 } from '../../util/latin1.ts';
import { decodeStream, findStreams } from './pdfStreams.ts';
import type { PdfStream } from './pdfStreams.ts';
import { shownLetters } from './shownLetters.ts';
import type { FontLetters } from './shownLetters.ts';

/** All streams of a file together, inflated; of one with more, the rest is taken to be like what was read. */
const MAXIMUM_BYTES = 16_000_000;

/** Undefined for what is no PDF. */
export function readPdf(bytes: Uint8Array): PdfFacts | undefined {
  const text = latin1(bytes);
  if (!text.startsWith('%PDF')) return undefined;
  const read = readStreams(bytes, text);
  const objects = [text, ...read.objects];
  const isEncrypted = objects.some((part) => /\/Encrypt\s+\d/.test(part));
  return { pages: countPages(objects), letters: isEncrypted ? undefined : lettersOf(read, objects) };
}

interface StreamsRead {
  /** Objects that stand in streams, as text. */
  readonly objects: string[];
  readonly fonts: FontLetters[];
  readonly scripts: ScriptCounts;
  /** As they stand in the file. */
  readBytes: number;
  unreadBytes: number;
}

function readStreams(bytes: Uint8Array, text: string): StreamsRead {
  const read: StreamsRead = { objects: [], fonts: [], scripts: noScripts(), readBytes: 0, unreadBytes: 0 };
  let left = MAXIMUM_BYTES;
  for (const stream of findStreams(bytes, text)) {
    if (NO_CONTENT.test(stream.dictionary)) continue;
    const decoded = left > 0 ? decodeStream(stream, left) : undefined;
    if (decoded === undefined) {
      read.unreadBytes += stream.bytes.length;
      continue;
    }
    left -= decoded.length;
    read.readBytes += stream.bytes.length;
    keep(read, stream, decoded);
  }
  return read;
}

/** Pictures, font files, colour profiles, metadata and cross-references. */
const NO_CONTENT =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType|XML)\b|\/Type\s*\/(?:XRef|Metadata|EmbeddedFile)\b|\/Length1\b|\/FunctionType\b|\/Alternate\b/;

function keep(read: StreamsRead, { dictionary }: PdfStream, decoded: Uint8Array): void {
  if (/\/Type\s*\/ObjStm\b/.test(dictionary)) {
    read.objects.push(latin1(decoded));
    return;
  }
  if (isCharacterMap(decoded)) {
    countScripts(latin1(decoded), read.scripts);
    return;
  }
  read.fonts.push(...shownLetters(decoded));
}

function isCharacterMap(decoded: Uint8Array): boolean {
  return latin1(decoded.subarray(0, 600)).includes('begincmap');
}

/** As the root of the page tree says, or its greatest branch; else its leaves, of which an edited file can hold old ones. */
function countPages(objects: readonly string[]): number | undefined {
  const [file = ''] = objects;
  const root = [...file.matchAll(/\/Pages\s+(\d{1,9})\s+\d+\s+R/g)].at(-1)?.[1];
  const rootAt = root === undefined ? -1 : file.lastIndexOf(`\n${root} 0 obj`);
  const told = rootAt < 0 ? 0 : treeCount(file, file.indexOf('/Type', rootAt));
  const most = told > 0 ? told : greatestBranch(objects);
  if (most > 0) return most;
  const leaves = objects.reduce((sum, part) => sum + (part.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0), 0);
  return leaves > 0 ? leaves : undefined;
}

function greatestBranch(objects: readonly string[]): number {
  let most = 0;
  let left = MAXIMUM_BRANCHES;
  for (const part of objects) {
    for (const { index } of part.matchAll(/\/Type\s*\/Pages\b/g)) {
      if (left === 0) return most;
      left -= 1;
      most = Math.max(most, treeCount(part, index));
    }
  }
  return most;
}

const MAXIMUM_BRANCHES = 2000;

/** `/Count` of the dictionary that holds the place. */
function treeCount(part: string, place: number): number {
  if (place < 0) return 0;
  const before = part.slice(Math.max(0, place - LONGEST_NODE), place);
  const after = part.slice(place, place + LONGEST_NODE);
  const end = after.indexOf('>>');
  const node = before.slice(before.lastIndexOf('<<') + 1) + (end < 0 ? after : after.slice(0, end));
  return Number(/\/Count\s+(\d{1,6})/.exec(node)?.[1] ?? 0);
}

/** A node that lists some thousand pages; of a longer one the count is not seen. */
const LONGEST_NODE = 10_000;

function lettersOf(read: StreamsRead, objects: readonly string[]): DocumentLetters | undefined {
  const bytes = read.readBytes + read.unreadBytes;
  if (read.readBytes === 0 && bytes > 0) return undefined;
  const canBeDouble = objects.some((part) => /\/(?:Type0|Identity-[HV])\b/.test(part));
  const seen = read.fonts.reduce((sum, font) => sum + (canBeDouble && isDouble(font) ? font.double : font.single), 0);
  const share = bytes === 0 ? 1 : read.readBytes / bytes;
  const double = read.fonts.reduce((sum, font) => sum + (canBeDouble && isDouble(font) ? font.double : 0), 0);
  // Maps of fonts with a byte a letter are often those of formulas.
  const script = double > seen / 2 ? scriptOf(read.scripts) : 'latin';
  return { low: seen, likely: seen / share, high: share < 1 ? (2 * seen) / share : seen, script };
}

/** Of text with a byte a letter nearly all bytes are printable; of glyph numbers about half. */
function isDouble(font: FontLetters): boolean {
  return !font.isOdd && font.printable < 0.85 * font.bytes;
}

interface ScriptCounts {
  latin: number;
  cyrillic: number;
  dense: number;
}

function noScripts(): ScriptCounts {
  return { latin: 0, cyrillic: 0, dense: 0 };
}

const CHARACTERS = /beginbfchar([^]*?)endbfchar/g;
const RANGES = /beginbfrange([^]*?)endbfrange/g;

/** What the fonts' glyphs mean, as far as they say so. */
function countScripts(map: string, into: ScriptCounts): void {
  const mapped = [
    ...targetsOf(map, CHARACTERS, /<[0-9a-f]{2,8}>\s*<([0-9a-f]{4})/gi),
    ...targetsOf(map, RANGES, /<[0-9a-f]{2,8}>\s*<[0-9a-f]{2,8}>[\s[]*<([0-9a-f]{4})/gi),
  ];
  for (const point of mapped) {
    if (point < 0x370) into.latin += 1;
    else if (point < 0x590) into.cyrillic += 1;
    else if (point < 0x2000 || point >= 0x2e80) into.dense += 1;
  }
}

function targetsOf(map: string, section: RegExp, entry: RegExp): readonly number[] {
  return [...map.matchAll(section)].flatMap(([, entries = '']) =>
    [...entries.matchAll(entry)].map(([, code = '']) => Number.parseInt(code, 16)),
  );
}

function scriptOf({ latin, cyrillic, dense }: ScriptCounts): DocumentLetters['script'] {
  if (dense > latin && dense > cyrillic) return 'dense';
  return cyrillic > latin / 2 ? 'cyrillic' : 'latin';
}
