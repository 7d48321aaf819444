import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../src/build/processes.mjs';
import { RULES } from '../src/core/rules/index.ts';
import { assertMarkers, checkRule } from './support/checkRule.ts';
import { readMarkers, withoutMarkers } from './support/markers.ts';

const MANUAL = 'If a customer has lost a card, block it first and only then ask how it happened.\n'.repeat(300);
const RULES_FOLDER = path.join(ROOT, 'src/core/rules');

/**
 * `cases/` of a rule's folder holds `invalid*` files with markers, `valid*` files without findings, and beside them, by
 * the same name, `*.fixed.*` (the text after the fixes; `UPDATE=1` writes it) and `*.configuration.yaml`. They can read
 * `manual.md`, a text of about 6,000 tokens.
 */
describe('rules', () => {
  it('are all in the registry, and only they', () => {
    assert.deepEqual(
      RULES.map(({ meta }) => meta.name),
      ruleFolders(),
    );
  });

  for (const { meta } of RULES) {
    const folder = path.join(RULES_FOLDER, meta.name, 'cases');
    describe(meta.name, () => {
      const cases = casesIn(folder);

      it('has cases that fire and cases that do not, in two languages', () => {
        for (const kind of ['invalid', 'valid']) {
          const endings = new Set(cases.filter((name) => name.startsWith(kind)).map((name) => path.extname(name)));
          assert.ok(endings.has('.py') && endings.has('.ts'), `no ${kind} case in Python and TypeScript`);
        }
      });

      for (const name of cases) it(name, () => runCase(meta.name, folder, name));
    });
  }
});

async function runCase(rule: string, folder: string, name: string): Promise<void> {
  const file = path.join(folder, name);
  const text = readFileSync(file, 'utf8');
  const surroundings = {
    path: `src/${name}`,
    workspaceFiles: { 'src/manual.md': MANUAL },
    ...optional('configuration', readIfThere(withEnding(file, '.configuration.yaml'))),
  };
  const isInvalid = name.startsWith('invalid');
  assert.equal(readMarkers(text).length > 0, isInvalid, `markers must stand in invalid cases, and only there`);

  const checked = await checkRule(rule, { ...surroundings, text });
  assert.ok(checked.hasCallSites || rule === 'hygiene/no-unused-suppression', 'the case has no call site');
  assertMarkers(text, checked.findings);

  const fixedFile = withEnding(file, `.fixed${path.extname(file)}`);
  const isFixable = checked.findings.some(({ fixes }) => fixes.length > 0);
  if (process.env['UPDATE'] !== undefined && isFixable) writeFileSync(fixedFile, withoutMarkers(checked.fixed()));
  const fixed = readIfThere(fixedFile);
  assert.equal(fixed !== undefined, isFixable, 'only a case with fixes has a file with the fixed text beside it');
  if (fixed === undefined) return;
  const result = withoutMarkers(checked.fixed());
  assert.equal(result, fixed);
  const again = await checkRule(rule, { ...surroundings, text: result });
  const unfixable = checked.findings.filter(({ fixes }) => fixes.length === 0);
  assert.equal(again.findings.length, unfixable.length, 'the fixed text still has findings');
}

function ruleFolders(): readonly string[] {
  return foldersIn(RULES_FOLDER)
    .flatMap((group) => foldersIn(path.join(RULES_FOLDER, group)).map((rule) => `${group}/${rule}`))
    .sort();
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function casesIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^(?:in)?valid/.test(name) && !/\.fixed\.|\.configuration\.yaml$/.test(name))
        .sort()
    : [];
}

/** `invalid.py` → `invalid.fixed.py`. */
function withEnding(file: string, ending: string): string {
  return file.slice(0, -path.extname(file).length) + ending;
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}
