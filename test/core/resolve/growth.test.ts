/** How much is evaluated where many ways lead through a program. Counts, not times; the time limit only catches a hang. */
import assert from 'node:assert/strict';
import { Evaluator } from '../../../src/core/resolve/evaluator.ts';
import { evaluateShown } from './evaluateShown.ts';
import { showValue } from './showValue.ts';

const HANG = 20_000;

interface Counted {
  readonly evaluations: number;
  /** Of the last `show(…)`. */
  readonly value: string;
}

async function counted(text: string, files: Readonly<Record<string, string>> = {}): Promise<Counted> {
  const original = Evaluator.prototype.evaluate;
  let evaluations = 0;
  Evaluator.prototype.evaluate = function (...given): ReturnType<Evaluator['evaluate']> {
    evaluations++;
    return original.apply(this, given);
  };
  try {
    const { values } = await evaluateShown({ path: 'app.py', text, files });
    const last = values.at(-1);
    assert.ok(last);
    return { evaluations, value: showValue(last) };
  } finally {
    Evaluator.prototype.evaluate = original;
  }
}

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** Six functions, each of which calls the next one in four places. */
function ladder(parameters: string, passed: string): string {
  const steps = lines(
    5,
    (i) =>
      `def f${i}(${parameters}):\n    return ${Array(4)
        .fill(`f${i + 1}(${passed})`)
        .join(' + ')}`,
  );
  return `${steps}\ndef f5(${parameters}):\n    return "x"\n`;
}

describe('growth of evaluation', function () {
  this.timeout(HANG);

  it('works out once what a function without arguments gives back, however many ways lead to it', async () => {
    const { evaluations, value } = await counted(`${ladder('', '')}show(f0())`);
    assert.equal(value, `"${'x'.repeat(4 ** 5)}"`);
    assert.ok(evaluations < 300, String(evaluations));
  });

  it('works out once what does not hang on the arguments', async () => {
    const { evaluations, value } = await counted(`${ladder('user', 'user')}show(f0(input()))`);
    assert.equal(value, `"${'x'.repeat(4 ** 5)}"`);
    assert.ok(evaluations < 300, String(evaluations));
  });

  it('still tells calls with different arguments apart', async () => {
    const { value } = await counted(`def f(a, b):\n    return a + b\nshow(f("1", "2") + f("1", "3") + f("4", "2"))`);
    assert.equal(value, '"121342"');
  });

  it('works out once what a module makes, whoever asks', async () => {
    const users = lines(60, (i) => `def use${i}(x):\n    return TABLE["k${i}"] + x`);
    const table = `TABLE = {${lines(200, (i) => `"k${i}": "v" + "${i}",`)}}`;
    const all = Array.from({ length: 60 }, (_, i) => `use${i}("${i}")`).join(' + ');
    const { evaluations } = await counted(`${table}\n${users}\nshow(${all})`);
    assert.ok(evaluations < 2500, String(evaluations));
  });

  it('follows a function that calls itself in many places only a little', async () => {
    const arms = lines(8, (i) => `    if isinstance(value, T${i}):\n        return walk(value[${i}]) + "a"`);
    const { evaluations } = await counted(`def walk(value):\n${arms}\n    return "b"\nshow(walk(data))`);
    assert.ok(evaluations < 2000, String(evaluations));
  });

  it('ends circles within functions as soon as outside of them', async () => {
    const names = lines(
      12,
      (i) => `        m${i} = step(m${(i + 1) % 12}, m${(i + 5) % 12})\n        m${i}.append(m${(i + 7) % 12})`,
    );
    const start = lines(12, (i) => `    m${i} = []`);
    const text = `def step(a, b):\n    return [a, b]\n\ndef run(x):\n${start}\n    for turn in turns:\n${names}\n    return m0\nshow(run(1))`;
    const { evaluations } = await counted(text);
    assert.ok(evaluations < 15_000, String(evaluations));
  });
});
