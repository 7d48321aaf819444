/** Text that nobody writes. The time limit only catches a hang. */
import assert from 'node:assert/strict';
import { languageById } from '../../../src/core/languages/index.ts';
import type { LanguageId } from '../../../src/core/domain/languageId.ts';
import { loadGrammars } from '../../../src/core/parsing/grammars.ts';
import { readAsset } from '../../support/inMemoryHost.ts';

const HANG = 60_000;

interface Hostile {
  readonly language: LanguageId;
  readonly unit: string;
  readonly length: number;
  readonly isTooHard: boolean;
  /** A file of the language that is read after it. */
  readonly sound: string;
}

const HOSTILE: readonly Hostile[] = [
  { language: 'python', unit: '"${', length: 50_000, isTooHard: false, sound: 'answer = ask("x")' },
  { language: 'typescript', unit: '->', length: 20_000, isTooHard: true, sound: 'answer = ask("x")' },
  { language: 'javascript', unit: 'A<', length: 20_000, isTooHard: true, sound: 'answer = ask("x")' },
  { language: 'go', unit: 'Q[', length: 50_000, isTooHard: true, sound: 'package a\nvar answer = ask("x")' },
  { language: 'java', unit: 'A<', length: 50_000, isTooHard: true, sound: 'class A { int a = 1; }' },
  { language: 'kotlin', unit: '"', length: 50_000, isTooHard: false, sound: 'val answer = ask("x")' },
  { language: 'php', unit: '"{$a', length: 50_000, isTooHard: true, sound: '<?php $answer = ask("x");' },
  { language: 'php', unit: '$(', length: 50_000, isTooHard: true, sound: '<?php $answer = ask("x");' },
  { language: 'ruby', unit: '%w(', length: 100_000, isTooHard: true, sound: 'answer = ask("x")' },
  { language: 'rust', unit: 'r#"', length: 50_000, isTooHard: true, sound: 'fn a() { let answer = ask("x"); }' },
  { language: 'swift', unit: 'A<', length: 20_000, isTooHard: true, sound: 'let answer = ask("x")' },
  { language: 'shell', unit: '$(', length: 20_000, isTooHard: false, sound: 'answer=$(ask x)' },
  { language: 'csharp', unit: 'A<', length: 8_000, isTooHard: true, sound: 'class A { int a = 1; }' },
  { language: 'terraform', unit: '"', length: 300_000, isTooHard: true, sound: 'locals {\n  answer = "x"\n}' },
];

describe('hostile text', function () {
  this.timeout(HANG);

  for (const { language: id, unit, length, isTooHard, sound } of HOSTILE) {
    it(`ends with ${JSON.stringify(unit)} again and again in ${id}, and reads the next file`, async () => {
      const language = languageById(id);
      assert.ok(language);
      await loadGrammars(language.grammars, readAsset);
      const uri = `file:///a${language.extensions[0] ?? ''}`;
      const text = `${id === 'php' ? '<?php ' : ''}${unit.repeat(length / unit.length)}`;
      assert.equal(language.lower({ uri, text }).isTooHard, isTooHard ? true : undefined);
      const next = language.lower({ uri, text: sound });
      assert.equal(next.isTooHard, undefined);
      assert.ok(next.body.length > 0);
    });
  }
});
