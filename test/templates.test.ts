/**
 * Walks `src/core/templates/<format>/cases`: each file is read as if it lay at its path below that folder, and must give
 * what stands in the file of the same name with `.template.txt` behind it (see `support/dumpTemplate.ts`). `UPDATE=1`
 * writes those files anew.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../src/build/processes.mjs';
import type { EditIntent } from '../src/core/domain/edit.ts';
import type { PromptTemplate } from '../src/core/domain/promptTemplate.ts';
import { readTemplates, TEMPLATE_FORMATS } from '../src/core/templates/index.ts';
import { writeTemplateEdit } from '../src/core/templates/writeTemplateEdit.ts';
import { applyEdits } from '../src/core/util/text.ts';
import { dumpTemplates } from './support/dumpTemplate.ts';

const TEMPLATES = path.join(ROOT, 'src/core/templates');
const EXPECTED = '.template.txt';
const IS_UPDATE = process.env['UPDATE'] === '1';
const NEW_CAP = 7_777;

interface Source {
  readonly uri: string;
  readonly text: string;
}

describe('templates', () => {
  const folders = readdirSync(TEMPLATES).filter((folder) => existsSync(path.join(TEMPLATES, folder, 'cases')));

  it('every format has cases', () => {
    const formats = folders.flatMap((folder) =>
      casesIn(folder).flatMap((file) => readTemplates(sourceOf(folder, file)).map(({ format }) => format)),
    );
    assert.deepEqual(
      TEMPLATE_FORMATS.map(({ format }) => format).filter((format) => !formats.includes(format)),
      [],
    );
  });

  for (const folder of folders) {
    describe(folder, () => {
      for (const file of casesIn(folder)) {
        it(file, () => checkExpectation(folder, file));
        it(`${file}: cut off anywhere`, () => checkCuts(sourceOf(folder, file)));
        it(`${file}: written to`, () => checkEdits(sourceOf(folder, file)));
      }
    });
  }
});

function casesIn(folder: string): readonly string[] {
  const cases = path.join(TEMPLATES, folder, 'cases');
  return readdirSync(cases, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(EXPECTED))
    .map((entry) => path.relative(cases, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function sourceOf(folder: string, file: string): Source {
  return { uri: `file:///${file}`, text: readFileSync(path.join(TEMPLATES, folder, 'cases', file), 'utf8') };
}

function checkExpectation(folder: string, file: string): void {
  const source = sourceOf(folder, file);
  const expected = path.join(TEMPLATES, folder, 'cases', file + EXPECTED);
  const dump = dumpTemplates(readTemplates(source), source.text);
  if (IS_UPDATE) writeFileSync(expected, dump);
  assert.ok(existsSync(expected), `${expected} is missing; UPDATE=1 writes it`);
  assert.equal(dump, readFileSync(expected, 'utf8'), 'UPDATE=1 writes what is expected anew');
}

/** Half a file is read without an exception, and everything that is found lies in it. */
function checkCuts({ uri, text }: Source): void {
  const step = Math.max(1, Math.floor(text.length / 60));
  for (let end = 0; end <= text.length; end += step) {
    for (const template of readTemplates({ uri, text: text.slice(0, end) })) {
      assertInside(template, end, `the first ${end} characters`);
      assertOrdered(template);
    }
  }
}

function assertInside(value: unknown, length: number, where: string): void {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number') {
    assert.ok(
      0 <= value.start && value.start <= value.end && value.end <= length,
      `${where}: ${JSON.stringify(value)}`,
    );
  }
  for (const [key, child] of Object.entries(value)) assertInside(child, length, `${where}.${key}`);
}

/** Parts of a segment stand one behind the other, except where they were made of a value (tools). */
function assertOrdered({ segments }: PromptTemplate): void {
  for (const { parts, role } of segments.filter((segment) => segment.role !== 'tools')) {
    parts.slice(1).forEach((part, index) => {
      const before = parts[index]?.range.end ?? 0;
      assert.ok(before <= part.range.start, `${role}: ${before} is behind ${part.range.start}`);
    });
  }
}

/** What an edit writes is there when the file is read again. */
function checkEdits(source: Source): void {
  readTemplates(source).forEach((template, index) => {
    if (template.problems.length > 0) return;
    if (template.setMaxTokens) {
      const changed = edited(source, template.setMaxTokens(NEW_CAP));
      const cap = readTemplates(changed)[index]?.maxTokens;
      assert.equal(cap?.state === 'known' ? cap.value : undefined, NEW_CAP, changed.text);
      assert.deepEqual(readTemplates(changed)[index]?.problems, []);
    }
    template.segments.forEach(({ insertCheckpoint }, position) => {
      if (insertCheckpoint === undefined) return;
      const changed = edited(source, insertCheckpoint);
      assert.ok(readTemplates(changed)[index]?.segments[position]?.checkpoint, changed.text);
    });
  });
}

function edited(source: Source, intents: readonly EditIntent[]): Source {
  const edits = intents.flatMap((intent) => {
    const written = writeTemplateEdit(source, intent);
    assert.ok(written, `no place for ${JSON.stringify(intent)}`);
    return written;
  });
  return { uri: source.uri, text: applyEdits(source.text, edits) };
}
