/** Text that nobody writes, in every language. The time limit only catches a hang. */
import assert from 'node:assert/strict';
import type { Language } from '../../../src/core/domain/language.ts';
import { languages } from '../../../src/core/languages/index.ts';
import { loadGrammars } from '../../../src/core/parsing/grammars.ts';
import { readAsset } from '../../support/inMemoryHost.ts';

const HANG = 60_000;
const LENGTH = 15_000;

/** Units that are repeated: nesting, texts and brackets that nothing closes, operators. */
const UNITS = [
  '"',
  "'",
  '`',
  '(',
  '{',
  '[',
  'A<',
  'A<\n',
  'a.',
  'a?b:',
  '->',
  '=>',
  'x=>',
  'a:',
  '$(',
  '"${',
  '"{$a',
  '"#{',
  '$"{',
  'f"{',
  '%w(',
  '%Q[',
  '<<A\n',
  '#if A\n',
  'r#"',
  '({[<"\'`',
  'if a ',
  '\u00e9\u4e2d\ud83d\ude00',
];

const SOUND: Readonly<Partial<Record<Language['id'], string>>> = {
  php: '<?php $answer = ask("x");',
  go: 'package a\nvar answer = ask("x")',
  java: 'class A { String answer = ask("x"); }',
  kotlin: 'val answer = ask("x")',
  csharp: 'class A { string answer = Ask("x"); }',
  rust: 'fn a() { let answer = ask("x"); }',
  shell: 'answer=$(ask x)',
  terraform: 'locals {\n  answer = "x"\n}',
  json: '{"answer": "x"}',
  yaml: 'answer: x',
};

function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length));
}

describe('hostile text', function () {
  this.timeout(HANG);

  for (const language of languages) {
    describe(language.id, () => {
      const uri = `file:///a${language.extensions[0] ?? ''}`;
      const opening = language.id === 'php' ? '<?php ' : '';
      before(() => loadGrammars(language.grammars, readAsset));

      for (const unit of UNITS) {
        it(`ends with ${JSON.stringify(unit)} again and again, and reads the next file`, () => {
          const text = `${opening}${repeated(unit, LENGTH)}`;
          const program = language.lower({ uri, text });
          assert.equal(program.uri, uri);
          const sound = language.lower({ uri, text: SOUND[language.id] ?? 'answer = ask("x")' });
          assert.equal(sound.isTooHard, undefined);
          assert.ok(language.isData || sound.body.length > 0);
        });
      }
    });
  }
});
