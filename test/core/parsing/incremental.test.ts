import assert from 'node:assert/strict';
import { loadGrammars, parse, parseCount } from '../../../src/core/parsing/grammars.ts';
import type { SyntaxNode } from '../../../src/core/parsing/syntaxNode.ts';
import { pythonProgram, typescriptProgram } from '../../bench/programs.ts';
import { readAsset } from '../../support/inMemoryHost.ts';

const PYTHON = 'tree-sitter-python.wasm';
const TYPESCRIPT = 'tree-sitter-typescript.wasm';

describe('parsing what changed', () => {
  before(() => loadGrammars([PYTHON, TYPESCRIPT], readAsset));

  it('does not parse the same text again', () => {
    const text = pythonProgram(300);
    const first = parse(PYTHON, text);
    const count = parseCount();
    assert.equal(parse(PYTHON, text), first);
    assert.equal(parseCount(), count);
  });

  it('shares the unchanged statements in front of a change', () => {
    const text = pythonProgram(400);
    const earlier = parse(PYTHON, text);
    const at = text.lastIndexOf('total = 0.0');
    const later = parse(PYTHON, `${text.slice(0, at)}grand_${text.slice(at)}`);
    assert.equal(later?.children[3], earlier?.children[3]);
    assert.notDeepEqual(dump(later), dump(earlier));
  });

  for (const [grammar, program] of [
    [PYTHON, pythonProgram(500)],
    [TYPESCRIPT, typescriptProgram(500)],
  ] as const) {
    it(`gives the tree of a fresh parse after each of many edits, ${grammar}`, () => {
      const random = randomNumbers(11);
      let text = program;
      for (let edit = 0; edit < 60; edit++) {
        text = edit % 15 === 14 ? program : edited(text, random);
        const tree = dump(parse(grammar, text));
        forgetTrees();
        assert.deepEqual(tree, dump(parse(grammar, text)), `after edit ${edit}`);
      }
    }).timeout(60_000);
  }

  it('takes characters of two units apart nowhere', () => {
    const text = pythonProgram(300).replace('You answer', '😀');
    parse(PYTHON, text);
    const changed = text.replace('😀', '😁');
    const tree = dump(parse(PYTHON, changed));
    forgetTrees();
    assert.deepEqual(tree, dump(parse(PYTHON, changed)));
  });
});

/** Insertions and cuts in whole words, so that most states are ones that a person types. */
function edited(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  const pieces = ['x', '\n', ' = 1', 'ask(', ')', ', ', '# note\n', 'total'];
  return text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(4));
}

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** Parses other documents until none of the trees before is kept. */
function forgetTrees(): void {
  for (let index = 0; index < 5; index++) parse(PYTHON, `# ${String(index).repeat(9_000)}\n`);
}

function dump(root: SyntaxNode | undefined): readonly string[] {
  const lines: string[] = [];
  const open = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    lines.push(`${node.start}-${node.end} ${node.type} ${node.field ?? ''} ${node.isNamed} ${node.isMissing}`);
    open.push(...node.children.toReversed());
  }
  return lines;
}
