import assert from 'node:assert/strict';
import type { Expression, LiteralExpression, Program } from '../../../../src/core/domain/program.ts';
import { moduleCandidates } from '../../../../src/core/languages/python/moduleCandidates.ts';
import { python } from '../../../../src/core/languages/python/python.ts';
import { loadGrammars } from '../../../../src/core/parsing/grammars.ts';
import { dumpProgram } from '../../../support/dumpProgram.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

function lower(text: string): Program {
  return python.lower({ uri: 'file:///app.py', text });
}

/** The value of `x = …`. */
function valueOf(source: string): Expression {
  const statement = lower(`x = ${source}`).body[0];
  assert.equal(statement?.kind, 'assign');
  return statement.value;
}

describe('lowering of Python', () => {
  before(() => loadGrammars(python.grammars, readAsset));

  it('tells where the content of a string stands', () => {
    for (const opening of ['"', "'", '"""', "r'", 'Rb"', 'f"', 'u"""']) {
      const closing = opening.replace(/^\w+/, '');
      const literal = valueOf(`${opening}a b${closing}`) as LiteralExpression;
      assert.equal(literal.value, 'a b');
      assert.deepEqual(literal.contentRange, { start: 4 + opening.length, end: 7 + opening.length }, opening);
    }
  });

  it('tells where the parts of an f-string stand', () => {
    const source = 'f"é {name!r:>{width}}\\n{{x}} {n = }"';
    const text = `x = ${source}`;
    const template = valueOf(source);
    assert.equal(template.kind, 'template');
    assert.deepEqual(
      template.parts.map((part) => [
        part.kind === 'text' ? part.text : undefined,
        text.slice(part.range.start, part.range.end),
      ]),
      [
        ['é ', 'é '],
        [undefined, '{name!r:>{width}}'],
        ['\n{x} ', '\\n{{x}} '],
        ['n = ', 'n = '],
        [undefined, '{n = }'],
      ],
    );
  });

  it('finds the calls in every kind of place', () => {
    const places = [
      'f"{call()}"',
      '"%s" % call()',
      'a[call()]',
      'a[call():]',
      'a if call() else b',
      'a and not call()',
      'a < call()',
      '-call()',
      '[*call()]',
      '{**call()}',
      '{call(): 1}',
      'lambda: call()',
      'lambda a=call(): a',
      '[a for b in c if call()]',
      'f(*call(), **d)',
      'f(a for a in call())',
      'await call()',
      '(yield call())',
      '(b := call())',
      'call().a.b',
    ];
    for (const place of places) assert.match(dumpProgram(lower(`x = ${place}\n`)), /\bcall\(\)/, place);
    const statements = [
      'assert call()',
      'raise call()',
      'del a[call()]',
      'return call()',
      'with call(): pass',
      'while call(): pass',
      'for a in call(): pass',
      'a[call()] = 1',
      'a += call()',
      'if a: pass\nelif call(): pass',
      'match call():\n  case 1: pass',
      'match a:\n  case 1 if call(): pass',
      '@call()\ndef f(): pass',
      '@call()\nclass A: pass',
      'def f(a=call()): pass',
      'class A(call()): pass',
      'a: int = call()',
      'try:\n  pass\nexcept A:\n  call()',
      'try:\n  pass\nfinally:\n  call()',
      'print >>a, call()',
    ];
    for (const statement of statements) assert.match(dumpProgram(lower(`${statement}\n`)), /\bcall\(\)/, statement);
  });

  it('writes each call once', () => {
    const dump = dumpProgram(lower('a = b = call()\nc, d = call()\ne = f, g = call()\nself.a = b.c = call()\n'));
    assert.equal(dump.match(/call\(\)/g)?.length, 4, dump);
  });

  it('survives nesting and repetition beyond all reason', () => {
    const many = 20_000;
    const sources = [
      '('.repeat(many),
      '['.repeat(many) + ']'.repeat(many),
      '{1:'.repeat(many),
      'f('.repeat(many),
      'f(a='.repeat(many),
      `x: ${'A['.repeat(many)}A${']'.repeat(many)}`,
      `x = ${'a + '.repeat(many)}a`,
      `x = ${'a or '.repeat(many)}a`,
      `x = a${'.b()'.repeat(many)}`,
      `x = ${'a if b else '.repeat(many)}a`,
      `x = ${'lambda: '.repeat(many)}a`,
      `if a: pass\n${'elif a: pass\n'.repeat(many)}`,
      Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n'),
      `f"${'{f"'.repeat(many)}`,
      `"${'\\N{'.repeat(many)}"`,
      `${'a = '.repeat(many)}b`,
      `${'('.repeat(many)}a${',)'.repeat(many)} = f()`,
    ];
    for (const source of sources) assert.ok(dumpProgram(lower(source)).length >= 0, source.slice(0, 40));
  });

  it('names the files that a module can be', () => {
    assert.deepEqual(moduleCandidates('.config'), ['./config.py', './config/__init__.py']);
    assert.deepEqual(moduleCandidates('..a.b'), ['../a/b.py', '../a/b/__init__.py']);
    assert.deepEqual(moduleCandidates('...a'), ['../../a.py', '../../a/__init__.py']);
    assert.deepEqual(moduleCandidates('.'), ['./__init__.py']);
    assert.deepEqual(moduleCandidates('..'), ['../__init__.py']);
    const ofName = ['a/b.py', 'a/b/__init__.py', 'src/a/b.py', 'src/a/b/__init__.py'];
    assert.deepEqual(moduleCandidates('a.b'), ofName);
    for (const odd of ['', '/etc/passwd', 'a/../b', 'a b']) assert.deepEqual(moduleCandidates(odd), [], odd);
  });
});
