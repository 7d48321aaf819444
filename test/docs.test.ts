import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ROOT } from '../src/build/processes.mjs';
import { RULES } from '../src/core/rules/index.ts';
import type { Rule } from '../src/core/rules/rule.ts';
import { checkRuleWithRealCatalog } from './support/checkRule.ts';

const HEADINGS = ['## Why it costs', '## Example', '## Options', '## When not to use it'];
const ENDINGS: Readonly<Record<string, string>> = { python: 'py', typescript: 'ts' };

/** A prompt that is long enough for every cache. */
const MANUAL = 'If a customer has lost a card, block it first and only then ask how it happened.\n'.repeat(600);

/**
 * Examples of a page run through the whole pipeline: of each language the first block must be found, the others must
 * not. A `yaml` block in front of them is their configuration.
 */
describe('rule pages', () => {
  for (const rule of RULES) {
    describe(rule.meta.name, () => {
      const page = readPage(rule);

      it('has a page with its headings', () => {
        assert.ok(page !== undefined, 'README.md is missing');
        const [title, , firstLine] = page.split('\n');
        assert.equal(title, `# ${rule.meta.name}`);
        assert.equal(firstLine, rule.meta.summary);
        const headings = page.split('\n').filter((line) => line.startsWith('## '));
        assert.deepEqual(headings, HEADINGS);
      });

      it('names its sources', () => {
        assert.match(sectionOf(page ?? '', '## Why it costs'), /\]\(https:\/\//);
      });

      it('describes each option with its default', () => {
        const section = sectionOf(page ?? '', '## Options');
        for (const [name, value] of Object.entries(z.parse(rule.meta.options, {}) as object)) {
          assert.ok(section.includes(`\`${name}\``), `option ${name} is not described`);
          assert.ok(section.includes(String(value)), `default ${String(value)} of ${name} is not told`);
        }
      });

      for (const { language, code, configuration, shouldFire, title } of examplesOf(page ?? '')) {
        it(`${title} ${shouldFire ? 'is found' : 'is not found'}`, async () => {
          const { findings, hasCallSites } = await checkRuleWithRealCatalog(rule.meta.name, {
            path: `example.${ENDINGS[language] ?? ''}`,
            text: code,
            workspaceFiles: { 'manual.md': MANUAL },
            ...(configuration === undefined ? {} : { configuration }),
          });
          assert.ok(hasCallSites, 'the example has no call site');
          assert.equal(findings.length, shouldFire ? 1 : 0, findings.map(({ message }) => message).join('\n'));
        });
      }

      it('has an example and its cure in two languages', () => {
        const examples = examplesOf(page ?? '');
        for (const language of Object.keys(ENDINGS)) {
          assert.ok(examples.filter((example) => example.language === language).length >= 2, `none in ${language}`);
        }
      });
    });
  }
});

interface Example {
  readonly title: string;
  readonly language: string;
  readonly code: string;
  readonly configuration: string | undefined;
  readonly shouldFire: boolean;
}

function examplesOf(page: string): readonly Example[] {
  const examples: Example[] = [];
  let configuration: string | undefined;
  for (const [, language = '', code = ''] of sectionOf(page, '## Example').matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
    if (language === 'yaml') configuration = code;
    if (!Object.hasOwn(ENDINGS, language)) continue;
    const earlier = examples.filter((example) => example.language === language).length;
    examples.push({ title: `${language} ${earlier + 1}`, language, code, configuration, shouldFire: earlier === 0 });
  }
  return examples;
}

function sectionOf(page: string, heading: string): string {
  const start = page.indexOf(`${heading}\n`);
  if (start < 0) return '';
  const end = page.indexOf('\n## ', start + heading.length);
  return page.slice(start, end < 0 ? undefined : end);
}

function readPage({ meta }: Rule): string | undefined {
  const file = path.join(ROOT, 'src/core/rules', meta.name, 'README.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
