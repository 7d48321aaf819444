/** Code that would take for ever to follow to its end, or that leads in circles. The time limits only catch a hang. */
import assert from 'node:assert/strict';
import { MAXIMUM_OPTIONS, optionsOf } from '../../../src/core/domain/value.ts';
import type { Value } from '../../../src/core/domain/value.ts';
import { evaluateShown, shown } from './evaluateShown.ts';

const HANG = 20_000;

async function lastOf(text: string, path = 'app.py'): Promise<Value> {
  const { values } = await evaluateShown({ path, text });
  const last = values.at(-1);
  assert.ok(last);
  return last;
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

describe('bounds of evaluation', function () {
  this.timeout(HANG);

  it('doubles a text thirty times without an end in sight', async () => {
    const text = `a0 = "x"\n${lines(30, (i) => `a${i + 1} = a${i} + a${i}`)}\nshow(a4)\nshow(a30)`;
    const { values } = await evaluateShown({ path: 'app.py', text: text.replace('show(a30)', '') });
    assert.equal(values.length, 1);
    assert.equal(await shown({ path: 'app.py', text: text.replace('\nshow(a30)', '') }), `"${'x'.repeat(16)}"`);
  });

  it('gives up on a chain of ten thousand names', async () => {
    const text = `a0 = "x"\n${lines(10_000, (i) => `a${i + 1} = a${i}`)}\nshow(a10000)`;
    assert.equal((await lastOf(text)).kind, 'unknown');
  });

  it('follows a short chain beside a long one', async () => {
    const text = `a0 = "x"\n${lines(5000, (i) => `a${i + 1} = a${i}`)}\nshow(a5000)\nshow(a20)`;
    assert.equal((await lastOf(text)).kind, 'text');
  });

  it('keeps all options of a table of fifty models, also where each is an object', async () => {
    const plain = await lastOf(`D = {${lines(50, (i) => `"k${i}": "v${i}",`)}}\nshow(D[k])`);
    const rows = await lastOf(`D = {${lines(50, (i) => `"k${i}": {"id": "v${i}", "cap": ${i}},`)}}\nshow(D[k]["id"])`);
    for (const value of [plain, rows]) {
      assert.equal(optionsOf(value).length, 50);
      assert.ok(optionsOf(value).every(({ kind }) => kind === 'text'));
    }
  });

  it('keeps fewer options that are large, and says that there are more', async () => {
    const value = await lastOf(`D = {${lines(50, (i) => `"k${i}": "${'x'.repeat(300)}${i}",`)}}\nshow(D[k])`);
    assert.equal(optionsOf(value).length, 17);
    assert.equal(optionsOf(value).at(-1)?.kind, 'unknown');
  });

  it('keeps so many options and no more, and says that there are more', async () => {
    const value = await lastOf(`D = {${lines(100, (i) => `"k${i}": "v${i}",`)}}\nshow(D[k])`);
    assert.equal(optionsOf(value).length, MAXIMUM_OPTIONS);
    assert.equal(optionsOf(value).at(-1)?.kind, 'unknown');
  });

  it('does not multiply nested choices', async () => {
    const text = `${lines(24, (i) => `a${i} = "x" if c else "y"`)}\nshow(${lines(24, (i) => `a${i} +`).replaceAll('\n', ' ')} "")`;
    assert.ok(optionsOf(await lastOf(text)).length <= MAXIMUM_OPTIONS);
  });

  it('follows a ternary nested two hundred times', async () => {
    const text = `show(${lines(200, (i) => `c == ${i} ? "v${i % 20}" :`)} "z");`;
    assert.ok(optionsOf(await lastOf(text, 'app.ts')).length <= MAXIMUM_OPTIONS);
  });

  it('assigns one name two thousand times', async () => {
    const value = await lastOf(`${lines(2000, (i) => `a = "v${i}"`)}\nshow(a)`);
    assert.equal(value.kind, 'text');
  });

  it('assigns one name two thousand times in a loop, each time of itself', async () => {
    const value = await lastOf(`a = ""\nfor x in xs:\n${lines(2000, () => '    a = a + "v"')}\n    show(a)`);
    assert.ok(['unknown', 'choice', 'text'].includes(value.kind));
  });

  it('appends two thousand times to one text', async () => {
    const value = await lastOf(`a = ""\n${lines(2000, () => 'a += "v"')}\nshow(a)`);
    assert.equal(value.kind === 'text' && value.parts.length, 2001);
  });

  it('writes five hundred fields, and asks after each', async () => {
    const { values } = await evaluateShown({
      path: 'app.py',
      text: `d = {}\n${lines(500, (i) => `d["k${i}"] = ${i}\nshow(d["k${i}"])`)}\nshow(d)`,
    });
    const last = values.at(-1);
    assert.equal(last?.kind === 'object' && last.fields.size, 500);
    assert.ok(values.slice(0, -1).every(({ kind }) => kind === 'number'));
  });

  it('writes five hundred fields, each made of the object', async () => {
    const value = await lastOf(`d = {}\n${lines(500, (i) => `d["k${i}"] = len(d)`)}\nshow(d)`);
    assert.ok(value.kind === 'object' && (value.isOpen || value.fields.size === 500));
  });

  it('looks at few of a thousand callers', async () => {
    const value = await lastOf(`def f(a):\n    show(a)\n${lines(1000, (i) => `f("v${i}")`)}`);
    const options = optionsOf(value);
    assert.ok(options.length <= MAXIMUM_OPTIONS);
    assert.equal(options.at(-1)?.kind, 'unknown');
  });

  it('ends in functions that call one another in every way', async () => {
    const names = ['f', 'g', 'h', 'i', 'j'];
    const functions = names.map(
      (name) => `def ${name}(a, b):\n    return ${names.map((other) => `${other}(b, a)`).join(' + ')}`,
    );
    assert.ok(await lastOf(`${functions.join('\n')}\nshow(f("x", "y"))`));
  });

  it('ends in parameters that are handed round in a circle', async () => {
    const names = ['f', 'g', 'h', 'i', 'j', 'k'];
    const functions = names.map(
      (name) => `def ${name}(a, b):\n${names.map((other) => `    ${other}(b, a + "x")`).join('\n')}\n    show(a)`,
    );
    const { values } = await evaluateShown({ path: 'app.py', text: `${functions.join('\n')}\nf("p", "q")` });
    assert.equal(values.length, names.length);
  });

  it('ends in functions that call the next one twice, forty deep', async () => {
    const text = `def f40(a):\n    return a\n${lines(40, (i) => `def f${39 - i}(a):\n    return f${40 - i}(a) + f${40 - i}(a)`)}\nshow(f0("x"))`;
    assert.ok(await lastOf(text));
  });

  it('ends in a class whose attributes are made of one another', async () => {
    const text = `class C:\n    def __init__(self):\n${lines(60, (i) => `        self.a${i} = self.a${(i + 1) % 60} + self.a${(i + 7) % 60}`)}\n    def f(self):\n        show(self.a0)`;
    assert.ok(await lastOf(text));
  });

  it('ends in a hundred calls that each lead through the same object', async () => {
    const text = `app = App()\n${lines(100, (i) => `app.a${i} = make(app.a${Math.max(0, i - 1)}, app)`)}\nshow(app)\nshow(app.a99)`;
    assert.ok(await lastOf(text));
  });

  it('ends in a function that is passed what it writes into, over and over', async () => {
    const text = `def fill(d):\n    d["a"] = 1\n    fill(d)\n    more(d)\ndef more(d):\n    d["b"] = 2\n    fill(d)\nd = {}\nfill(d)\nshow(d)`;
    assert.equal(await shown({ path: 'app.py', text }), '{a: 1, b: 2}');
  });

  it('ends in an object that holds itself', async () => {
    assert.ok(await lastOf(`d = {}\nd["d"] = d\nd["d"]["d"] = d\nshow(d)\nimport json\nshow(json.dumps(d))`));
  });

  it('ends in deeply nested lists, calls, texts and JSON', async () => {
    for (const code of [
      `show(${'['.repeat(400)}${']'.repeat(400)})`,
      `show(${'f('.repeat(400)}${')'.repeat(400)})`,
      `show(${'("a" + '.repeat(400)}"b"${')'.repeat(400)})`,
      `import json\nshow(json.loads('${'['.repeat(5000)}'))`,
      `import json\nshow(json.loads('${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}'))`,
      `import yaml\nshow(yaml.safe_load('${'- '.repeat(5000)}'))`,
      `show("${'{'.repeat(20_000)}".format(a=1))`,
      `show("${'{a}'.repeat(20_000)}".format(a=1))`,
      `show("${'%s'.repeat(20_000)}" % a)`,
    ]) {
      assert.ok(await lastOf(code), code.slice(0, 40));
    }
  });
});

describe('values of half-typed code', () => {
  it('are the same below a broken line', async () => {
    for (const broken of [
      'x = ',
      'foo(',
      'd = {"a": ',
      'if c',
      's = "abc',
      'def f(',
      '@',
      'class',
      'return',
      'x = [1,',
    ]) {
      const text = `A = "x"\n${broken}\n\nB = "y"\nshow(A)\n`;
      const { values } = await evaluateShown({ path: 'app.py', text });
      for (const value of values) assert.ok(['text', 'unknown', 'symbol'].includes(value.kind), broken);
    }
  });
});
