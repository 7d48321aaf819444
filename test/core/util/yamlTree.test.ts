import assert from 'node:assert/strict';
import { parseYaml, yamlAt, yamlData } from '../../../src/core/util/yamlTree.ts';

/** Generous: a hang is caught, a slow machine is not. */
const HANG_MILLISECONDS = 15_000;

function dataOf(text: string): unknown {
  const { root } = parseYaml(text);
  return root && yamlData(root);
}

describe('parseYaml', () => {
  it('reads JSON with tabs, and YAML with a byte order mark and carriage returns', () => {
    assert.deepEqual(dataOf('{\n\t"a": [1, true, null, "x\\n"]\n}'), { a: [1, true, null, 'x\n'] });
    assert.deepEqual(dataOf('\uFEFFa: 1\r\nb:\r\n  - c\r\n'), { a: 1, b: ['c'] });
  });

  it('tells the place of keys and values, shifted by the offset', () => {
    const text = '---\nmodel:\n  id: "x"\n';
    const { root } = parseYaml(text.slice(4), 4);
    const id = yamlAt(root, 'model', 'id');
    assert.equal(id && text.slice(id.range.start, id.range.end), '"x"');
    const model = yamlAt(root, 'model');
    assert.equal(model && text.slice(model.range.start, model.range.end), 'id: "x"');
  });

  it('follows aliases and merges, nearer keys first', () => {
    assert.deepEqual(dataOf('a: &a { x: 1, y: 1 }\nb: { <<: *a, y: 2 }'), { a: { x: 1, y: 1 }, b: { x: 1, y: 2 } });
  });

  it('keeps local tags and is not disturbed by them', () => {
    const { root, problems } = parseYaml('A: !Sub "x${y}"\nB: !Join ["", [a, !Ref c]]\nD: !If [a, !GetAtt b.c, d]');
    assert.deepEqual(problems, []);
    assert.equal(yamlAt(root, 'A')?.tag, '!Sub');
    assert.equal(yamlAt(root, 'B')?.tag, '!Join');
  });

  it('reads the first document only, without complaint', () => {
    assert.deepEqual(parseYaml('a: 1\n---\nb: 2\n').problems, []);
    assert.deepEqual(dataOf('a: 1\n---\nb: 2\n'), { a: 1 });
  });

  it('makes no prototype of a key', () => {
    const data = dataOf('__proto__: { polluted: true }') as object;
    assert.deepEqual(Object.keys(data), ['__proto__']);
    assert.equal(Object.getPrototypeOf(data), Object.prototype);
  });

  it('says of a self-reference nothing but null', () => assert.deepEqual(dataOf('a: &a [*a]'), { a: [null] }));

  const hostile: Readonly<Record<string, string>> = {
    'opening brackets': '['.repeat(500_000),
    'opening maps': '{a: '.repeat(200_000),
    'few opening brackets': '['.repeat(20_000),
    dashes: '- '.repeat(400_000),
    'question marks': '? '.repeat(300_000),
    'few question marks': '? '.repeat(25_000),
    quotes: '"'.repeat(990_000),
    'closing braces': '}'.repeat(900_000),
    anchors: '&a '.repeat(300_000),
    tags: '! '.repeat(400_000),
    'percent lines': '%a\n'.repeat(300_000),
    colons: ': '.repeat(400_000),
    'many keys': Array.from({ length: 90_000 }, (_, index) => `k${index}: x`).join('\n'),
    'many aliases of a list': `a: &a [${'x, '.repeat(1_000)}]\nb: [${'*a, '.repeat(10_000)}]`,
    'a chain of aliases': `a0: &a0 x\n${Array.from({ length: 8_000 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`).join('\n')}`,
    'more than a million characters': 'x'.repeat(1_000_001),
  };
  for (const [what, text] of Object.entries(hostile)) {
    it(`bounds ${what}`, () => {
      const start = performance.now();
      const { root, problems } = parseYaml(text);
      assert.ok(problems.length > 0 && problems.length <= 50, `${problems.length} problems`);
      for (const { range } of problems)
        assert.ok(0 <= range.start && range.start <= range.end && range.end <= text.length);
      if (root) JSON.stringify(yamlData(root));
      assert.ok(performance.now() - start < HANG_MILLISECONDS);
    });
  }
});
