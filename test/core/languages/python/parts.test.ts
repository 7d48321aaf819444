import assert from 'node:assert/strict';
import { languageById } from '../../../../src/core/languages/index.ts';
import { topLevelParts } from '../../../../src/core/languages/python/topLevelParts.ts';
import { loadGrammars, parseCount } from '../../../../src/core/parsing/grammars.ts';
import type { Program } from '../../../../src/core/domain/program.ts';
import { pythonProgram } from '../../../bench/programs.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

const python = languageById('python') ?? assert.fail();

describe('parts of a Python module', () => {
  before(() => loadGrammars(python.grammars, readAsset));

  const cut: Readonly<Record<string, readonly string[]>> = {
    'begin with functions and classes': [
      'import a\n',
      'def f():\n  pass\nf()\n',
      'async def g(): pass\n',
      'class A: pass',
    ],
    'begin with decorators': ['x = 1\n', '@a\n@b(\n  1\n)\ndef f(): pass\n', '@c\nclass A: pass\n'],
    'are not cut in a method': ['class A:\n  def f(self): pass\n  @a\n  def g(self): pass\n'],
    'are not cut in a long string': ['A = """\ndef f(): it\'s\n"""\n', "def g(): '''\nclass B\n'''\n"],
    'are not cut behind an escaped quote': ['A = """a\\"""\ndef f()\n"""\n', "def g(): return '\\''\n", 'def h(): 1'],
    'are cut behind a string that is left open': ["a = f('x\n", 'def g(): pass\n'],
    'are cut behind a bracket that is left open': ['a = f(b[\n', 'def g(): pass\n'],
    'are cut behind quotes in a comment': ['# it\'s """\n', 'def g(): pass\n'],
    'are not cut at other words': ['definition = 1\nclassify(a)\ndefault = 2\n'],
  };
  for (const [title, parts] of Object.entries(cut)) {
    it(title, () => {
      const text = parts.join('');
      const starts = topLevelParts(text);
      assert.deepEqual(
        starts.map((start, index) => text.slice(start, starts[index + 1])),
        parts,
      );
    });
  }

  it('are parsed anew only where they changed', () => {
    const text = pythonProgram(400);
    lower(text);
    const before = parseCount();
    const changed = text.replace('    rates = rates or {}', '    rates = ask(\n');
    assert.notEqual(changed, text);
    lower(changed);
    assert.equal(parseCount(), before + 1);
  });

  it('are lowered once for each file', () => {
    const text = pythonProgram(400);
    const { body } = lower(text);
    const last = text.lastIndexOf('    rates = rates or {}');
    const changed = `${text.slice(0, last)}${text.slice(last).replace('    rates = rates or {}', '    rates = {}')}`;
    assert.equal(lower(changed).body[5], body[5]);
    assert.notEqual(lower(changed).body.at(-1), body.at(-1));
    assert.notEqual(lower(text, 'file:///b.py').body[5], body[5]);
  });

  it('have their places in the whole text, also when they move', () => {
    const text = pythonProgram(400);
    lower(text);
    const longer = `import os\n${text}`;
    const functions = lower(longer).body.filter(({ kind }) => kind === 'function');
    assert.ok(functions.length > 30);
    for (const { range } of functions) assert.match(longer.slice(range.start, range.end), /^def [^]*[^\s]$/);
  });

  it('tell a character by its name from blanks', () => {
    const assignment = (text: string): unknown =>
      lower(`BULLET = "${text}"\n${pythonProgram(400)}`).body.find(({ kind }) => kind === 'assign');
    const blanks = assignment('          ');
    assert.notDeepEqual(assignment('\\N{BULLET}'), blanks);
    assert.deepEqual(assignment('          '), blanks);
  });

  it('keep what is broken to themselves', () => {
    const text = pythonProgram(400);
    const broken = text.replace('    rates = rates or {}', '    rates = client.converse(modelId="');
    assert.ok(lower(broken).syntaxErrors.length > 0);
    assert.equal(functionCount(lower(broken)), functionCount(lower(text)));
  });
});

function lower(text: string, uri = 'file:///a.py'): Program {
  return python.lower({ uri, text });
}

function functionCount({ body }: Program): number {
  return body.filter(({ kind }) => kind === 'function').length;
}
