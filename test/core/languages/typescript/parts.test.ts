import assert from 'node:assert/strict';
import type { Program } from '../../../../src/core/domain/program.ts';
import { languageById } from '../../../../src/core/languages/index.ts';
import { loadGrammars, parseCount } from '../../../../src/core/parsing/grammars.ts';
import { typescriptProgram } from '../../../bench/programs.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

const typescript = languageById('typescript') ?? assert.fail();
const PROGRAM = typescriptProgram(400);
const TYPED = '  let total = 0;';

describe('parts of a TypeScript file', () => {
  before(() => loadGrammars(typescript.grammars, readAsset));

  it('are parsed anew only where they changed', () => {
    lower(PROGRAM);
    const before = parseCount();
    lower(PROGRAM.replace(TYPED, '  let sum = 0;'));
    assert.equal(parseCount(), before + 1);
  });

  it('are lowered once for each file', () => {
    const text = PROGRAM;
    const { body } = lower(text);
    const last = text.lastIndexOf(TYPED);
    const changed = `${text.slice(0, last)}${text.slice(last).replace(TYPED, '  let sum = 0;')}`;
    assert.equal(lower(changed).body[5], body[5]);
    assert.notEqual(lower(changed).body.at(-1), body.at(-1));
    assert.notEqual(lower(text, 'file:///b.ts').body[5], body[5]);
  });

  it('have their places in the whole text, also when they move', () => {
    lower(PROGRAM);
    const longer = `import os from 'node:os';\n${PROGRAM}`;
    const functions = lower(longer).body.filter(({ kind }) => kind === 'function');
    assert.ok(functions.length > 30);
    for (const { range } of functions)
      assert.match(longer.slice(range.start, range.end), /^(?:async )?function [^]*\}$/);
  });

  for (const typed of [
    '  await client.send(',
    '  const total = [{',
    "  ask('",
    'const total = new Total({ a',
    '  ask(`',
  ])
    it(`keep what is broken to themselves: ${typed}`, () => {
      const program = lower(PROGRAM.replace(TYPED, typed + TYPED));
      assert.ok(program.syntaxErrors.length > 0);
      const missing = functionCount(lower(PROGRAM)) - functionCount(program);
      assert.ok(missing <= 1, `${missing} are missing`);
    });

  const whole: Readonly<Record<string, string>> = {
    'a template': 'export const TEXT = `\nimport a\nclass B\nconst c`;\n',
    'a template of two parts': 'export const TEXT = `\nimport a`;\n',
    'a comment': '/*\nimport a\n*/\nexport const TEXT = 1;\n',
    'a wrapper': 'define(() => {\nconst a = 1;\nlet b = 2;\nfunction c() {}\n});\n',
    'what goes on in the next line': 'export const TEXT =\nfunction () {};\n',
    decorators: '@Component({\n  a: 1,\n})\n@Injectable()\nexport class A {}\n',
  };
  for (const [title, text] of Object.entries(whole)) {
    it(`are not cut in ${title}`, () => {
      const program = lower(text + PROGRAM);
      assert.deepEqual(program.syntaxErrors, []);
      assert.equal(program.body.length, lower(PROGRAM).body.length + lower(text).body.length);
    });
  }
});

function lower(text: string, uri = 'file:///a.ts'): Program {
  return typescript.lower({ uri, text });
}

function functionCount({ body }: Program): number {
  return body.filter(({ kind }) => kind === 'function').length;
}
