import assert from 'node:assert/strict';
import type { Program } from '../../../../src/core/domain/program.ts';
import { languageById, languageForPath } from '../../../../src/core/languages/index.ts';
import { javascript, typescript } from '../../../../src/core/languages/typescript/typescript.ts';
import { loadGrammars } from '../../../../src/core/parsing/grammars.ts';
import { dumpProgram } from '../../../support/dumpProgram.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

describe('TypeScript and JavaScript', () => {
  before(() => loadGrammars(typescript.grammars, readAsset));

  it('are found by file names and by id', () => {
    for (const path of ['a.ts', 'b/a.TSX', 'a.mts', 'a.d.cts']) assert.equal(languageForPath(path), typescript);
    for (const path of ['a.js', 'a.jsx', 'a.mjs', 'a.min.cjs']) assert.equal(languageForPath(path), javascript);
    assert.equal(languageForPath('a.tsv'), undefined);
    assert.equal(languageById('javascript'), javascript);
  });

  it('give ranges in the source as it was written, also when a string was closed to read on', () => {
    const text = "call('open);\nafter('x');\n";
    const { body, syntaxErrors } = lower(text);
    const after = body.find((statement) => statement.range.start === text.indexOf('after'));
    assert.equal(after?.range.end, text.lastIndexOf(';'));
    assert.equal(syntaxErrors[0]?.start, text.indexOf("'"));
  });

  it('say where the content of a string stands', () => {
    const [statement] = lower("x = 'ab\\n';").body;
    assert.ok(statement?.kind === 'assign' && statement.value.kind === 'literal');
    assert.deepEqual(statement.value, {
      kind: 'literal',
      value: 'ab\n',
      range: { start: 4, end: 10 },
      contentRange: { start: 5, end: 9 },
    });
  });

  it('say where the arguments of a call stand', () => {
    const [statement] = lower('await new Client<T>(a, b);').body;
    assert.ok(statement?.kind === 'expression' && statement.value.kind === 'call');
    assert.deepEqual(statement.value.range, { start: 6, end: 25 });
    assert.deepEqual(statement.value.argumentsRange, { start: 19, end: 25 });
  });

  it('read lines that end in CR LF', () => {
    assert.equal(dumpProgram(lower('a = `x\r\ny`;\r\n// note\r\nb = 1;\r\n')), 'a = "x\\ny"\nb = 1\ncomment "note"\n');
  });

  it('write comments of one line', () => {
    assert.equal(javascript.lineComment('text'), '// text');
  });

  const HOSTILE: readonly (readonly [string, string])[] = [
    ['open brackets', '['.repeat(20_000)],
    ['nested objects', `x = ${'{a:'.repeat(20_000)}`],
    ['nested calls', `${'f('.repeat(20_000)}${')'.repeat(20_000)}`],
    ['nested parentheses', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['nested patterns', `const ${'['.repeat(20_000)}a${']'.repeat(20_000)} = b`],
    ['nested templates', '`${'.repeat(20_000)],
    ['nested functions', 'function f(){'.repeat(10_000)],
    ['nested elements', '<a>'.repeat(10_000)],
    ['chained members', `a${'.b'.repeat(20_000)}`],
    ['chained calls', `a${'()'.repeat(20_000)}`],
    ['chained operators', `a${'||a'.repeat(20_000)}`],
    ['chained assignments', `${'a='.repeat(20_000)}1`],
    ['chained conditions', `${'a?b:'.repeat(20_000)}c`],
    ['chained else', `${'if(a){}else '.repeat(10_000)}{}`],
    ['open strings', '"abc\n'.repeat(10_000)],
    ['open comments', '/*'.repeat(20_000)],
  ];

  for (const [title, text] of HOSTILE) {
    it(`survive ${title}, and so does whoever walks the program`, () => {
      for (const uri of ['file:///a.ts', 'file:///a.jsx']) {
        const program = javascript.lower({ uri, text });
        assert.ok(typeof dumpProgram(program) === 'string');
      }
    });
  }

  it('keep all parts of long sums, sequences and chains of conditions', () => {
    assert.equal(countCalls(`x = ''${" + f('a')".repeat(3_000)}`), 3_000);
    assert.equal(countCalls(`${'f(),'.repeat(3_000)}f()`), 3_001);
    assert.equal(countCalls(`${'if (a) f(); else '.repeat(1_000)}f()`), 1_001);
    assert.equal(countCalls(`switch (a) {${'case 1: f(); break;'.repeat(1_000)}}`), 1_000);
  });

  function lower(text: string): Program {
    return typescript.lower({ uri: 'file:///a.ts', text });
  }

  function countCalls(text: string): number {
    return dumpProgram(lower(text)).split('f(').length - 1;
  }
});

describe('imports of TypeScript', () => {
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['./models', ['./models.ts', './models.tsx', './models.js', './models.json', './models/index.ts']],
    ['../config.js', ['../config.ts', '../config.js']],
    ['./view.jsx', ['./view.tsx', './view.jsx']],
    ['./lib.mjs', ['./lib.mts', './lib.mjs']],
    ['./lib.cjs', ['./lib.cts', './lib.cjs']],
    ['./data.json', ['./data.json']],
    ['./chat.service', ['./chat.service.ts', './chat.service']],
    ['./prompt.txt?raw', ['./prompt.txt']],
    ['.', ['./index.ts', './index.js']],
    ['..', ['../index.ts']],
    ['./lib/', ['./lib/index.ts']],
    ['@/models', ['src/models.ts', 'src/models/index.ts', 'models.ts']],
    ['~/models.js', ['src/models.ts', 'models.js']],
    ['src/models', ['src/models.ts']],
  ];

  for (const [specifier, expected] of CASES) {
    it(`${specifier} means ${expected.join(', ')}`, () => {
      const candidates = typescript.moduleCandidates(specifier);
      const places = expected.map((path) => candidates.indexOf(path));
      assert.ok(!places.includes(-1), candidates.join(', '));
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    });
  }

  it('are packages otherwise', () => {
    for (const specifier of ['fs', 'node:fs', '@aws-sdk/client-bedrock-runtime', 'openai/resources', '#lib', '']) {
      assert.deepEqual(typescript.moduleCandidates(specifier), []);
    }
  });
});

describe('library of TypeScript', () => {
  it('knows modules of Node.js by each of their names, whole and in parts', () => {
    for (const module of ['fs', 'node:fs']) {
      for (const path of ['readFileSync', 'default.readFileSync', 'promises.readFile', 'default.promises.readFile']) {
        assert.equal(typescript.library.get(`${module}#${path}`), 'read-file');
      }
    }
    assert.equal(typescript.library.get('node:fs/promises#readFile'), 'read-file');
    assert.equal(typescript.library.get('path#default.join'), 'join-path');
    assert.equal(typescript.library.get('node:crypto#randomUUID'), 'random');
  });

  it('knows globals and methods', () => {
    assert.equal(typescript.library.get('#JSON.stringify'), 'json-encode');
    assert.equal(typescript.library.get('#process.env'), 'environment');
    assert.equal(typescript.library.get('#TextEncoder().encode'), 'encode');
    assert.equal(typescript.library.get('method:map'), 'map');
    assert.equal(typescript.library.get('method:toString'), 'to-text');
    assert.equal(typescript.library.get('method:constructor'), undefined);
  });
});
