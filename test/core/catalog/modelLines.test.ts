import assert from 'node:assert/strict';
import type { Model } from '../../../src/core/catalog/model.ts';
import { compareGenerations, lineOf, sizeOf } from '../../../src/core/catalog/modelLines.ts';

describe('lines of models', () => {
  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ['Claude Sonnet 4.6', 'Claude Sonnet', [4, 6]],
    ['Claude 3.5 Sonnet v2', 'Claude Sonnet', [3, 5, 2]],
    ['Claude Opus 4', 'Claude Opus', [4]],
    ['Nova Lite', 'Nova Lite', [1]],
    ['Nova 2 Lite', 'Nova Lite', [2]],
    ['Llama 3.1 70B Instruct', 'Llama 70B', [3, 1]],
    ['Llama 3 70B Instruct', 'Llama 70B', [3]],
    ['Mistral Large (24.02)', 'Mistral Large', [0, 24, 2]],
    ['Mistral Large 3', 'Mistral Large', [3]],
    ['GPT-5.6 Luna', 'GPT Luna', [5, 6]],
    ['GPT-6 Luna', 'GPT Luna', [6]],
    ['GLM-4.7 Flash', 'GLM Flash', [4, 7]],
    ['Grok 4.6', 'Grok', [4, 6]],
  ];
  for (const [name, line, generation] of cases) {
    it(name, () => {
      assert.deepEqual(lineOf(named(name)), { name: line, generation });
    });
  }

  it('are not told of previews and of names without a generation', () => {
    for (const name of ['Nova 2 Pro (preview)', 'Claude Mythos Preview', 'Claude 3.7 Sonnet (20240620)', 'Command R']) {
      assert.equal(lineOf(named(name)), undefined, name);
    }
  });

  it('are in order', () => {
    const order = [
      'Claude 3 Sonnet',
      'Claude 3.5 Sonnet',
      'Claude 3.5 Sonnet v2',
      'Claude Sonnet 4',
      'Claude Sonnet 4.6',
    ];
    const lines = order.flatMap((name) => lineOf(named(name)) ?? []);
    assert.deepEqual([...lines].sort(compareGenerations), lines);
    const mistral = ['Mistral Large (24.02)', 'Mistral Large (24.07)', 'Mistral Large 3'].flatMap(
      (name) => lineOf(named(name)) ?? [],
    );
    assert.deepEqual([...mistral].sort(compareGenerations), mistral);
  });

  it('have sizes', () => {
    assert.deepEqual(
      ['Claude Opus 4.6', 'Claude Sonnet 4.6', 'Claude Haiku 4.5', 'Nova Pro', 'Llama 3.3 70B Instruct', 'GLM-5'].map(
        (name) => sizeOf(named(name)),
      ),
      ['large', 'middle', 'small', 'middle', 'large', undefined],
    );
  });
});

function named(name: string): Model {
  return { name } as Model;
}
