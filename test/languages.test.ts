/**
 * Walks `src/core/languages/<language>/cases`: each file is lowered, and must give what stands in the file of the same
 * name with `.program.txt` behind it (see `support/dumpProgram.ts`). `UPDATE=1` writes those files anew.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../src/build/processes.mjs';
import type { Language } from '../src/core/domain/language.ts';
import type { Program } from '../src/core/domain/program.ts';
import { languageForPath, languages } from '../src/core/languages/index.ts';
import { loadGrammars } from '../src/core/parsing/grammars.ts';
import { dumpProgram } from './support/dumpProgram.ts';
import { readAsset } from './support/inMemoryHost.ts';

const LANGUAGES = path.join(ROOT, 'src/core/languages');
const EXPECTED = '.program.txt';
const IS_UPDATE = process.env['UPDATE'] === '1';

/** Every language has a file for each: `halfTypedMissingValue.py`. They call `before()` and `after()` round the typing. */
const HALF_TYPED = ['MissingValue', 'HalfAKey', 'UnclosedBrace', 'UnclosedString', 'MissingComma'];

describe('languages', () => {
  before(() => loadGrammars(new Set(languages.flatMap((language) => language.grammars)), readAsset));

  const folders = readdirSync(LANGUAGES).filter((folder) => casesIn(path.join(LANGUAGES, folder, 'cases')).length > 0);

  it('have cases', () => {
    assert.ok(folders.length > 0);
  });

  for (const folder of folders) {
    describe(folder, () => {
      const cases = path.join(LANGUAGES, folder, 'cases');
      const files = casesIn(cases);

      for (const file of files) it(file, () => checkCase(path.join(cases, file)));

      it('reads on when code is half typed', () => {
        for (const situation of HALF_TYPED) {
          const file = files.find((name) => name.startsWith(`halfTyped${situation}.`));
          assert.ok(file, `no case halfTyped${situation}`);
          const dump = dumpProgram(lowerFile(path.join(cases, file)).program);
          for (const call of ['before()', 'after()']) {
            assert.ok(dump.includes(call), `${file}: the call ${call} is not found:\n${dump}`);
          }
        }
      });
    });
  }
});

function casesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => languageForPath(file) !== undefined) : [];
}

function checkCase(file: string): void {
  const { text, program, language } = lowerFile(file);
  const dump = dumpProgram(program);
  if (IS_UPDATE) writeFileSync(file + EXPECTED, dump);
  assert.ok(existsSync(file + EXPECTED), `${file}${EXPECTED} is missing; UPDATE=1 writes it`);
  assert.equal(dump, readFileSync(file + EXPECTED, 'utf8'), 'UPDATE=1 writes what is expected anew');
  assertRanges(program, { start: 0, end: text.length }, 'program');
  for (const end of cutsOf(text)) {
    const cut = language.lower({ uri: program.uri, text: text.slice(0, end) });
    assertRanges(cut, { start: 0, end }, `the first ${end} characters`);
  }
}

function lowerFile(file: string): { readonly text: string; readonly program: Program; readonly language: Language } {
  const language = languageForPath(file);
  assert.ok(language);
  const text = readFileSync(file, 'utf8');
  return { text, language, program: language.lower({ uri: `file:///${path.basename(file)}`, text }) };
}

/** Where a text is cut off, to see what half a file does: spread over it, and inside of lines. */
function cutsOf(text: string): readonly number[] {
  const step = Math.max(1, Math.floor(text.length / 40));
  return Array.from({ length: Math.floor(text.length / step) }, (_, index) => index * step);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Every range lies in that of the node around it. */
function assertRanges(value: unknown, outer: Range, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of (value as readonly unknown[]).entries())
      if (!isRead(item)) assertRanges(item, outer, `${where}[${index}]`);
    return;
  }
  const range = 'range' in value ? (value.range as Range) : outer;
  assert.ok(
    outer.start <= range.start && range.start <= range.end && range.end <= outer.end,
    `${where}: ${JSON.stringify(range)} is not inside ${JSON.stringify(outer)}`,
  );
  const inside = isHeredoc(value, range) ? { start: range.end, end: Infinity } : range;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'range' || ELSEWHERE.has(key)) continue;
    if (isRange(child)) assertRanges({ range: child }, inside, `${where}.${key}`);
    else assertRanges(child, inside, `${where}.${key}`);
  }
}

/** The text of a heredoc stands behind the line on which it is put in. */
function isHeredoc(value: object, range: Range): boolean {
  const content = 'contentRange' in value ? value.contentRange : undefined;
  const [part] = 'parts' in value && Array.isArray(value.parts) ? (value.parts as { range: Range }[]) : [];
  const start = isRange(content) ? content.start : part?.range.start;
  return start !== undefined && start >= range.end && range.end > range.start;
}

/** Decorators stand in front of the function that they belong to, and what a command reads is what another one prints. */
const ELSEWHERE: ReadonlySet<string> = new Set(['decorators']);

function isRead(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === '<';
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value && !('kind' in value);
}
