import assert from 'node:assert/strict';
import type { Comment } from '../../../src/core/domain/program.ts';
import type { Finding } from '../../../src/core/domain/finding.ts';
import { unusedSuppressionFindings } from '../../../src/core/rules/hygiene/no-unused-suppression/rule.ts';
import { parseSuppressions, suppressionText, SuppressionSet } from '../../../src/core/rules/suppressions.ts';
import { applyEdits } from '../../../src/core/util/text.ts';

const CAP = 'sizing/use-max-tokens';
const CACHE = 'caching/use-cache-checkpoint';

describe('suppressions', () => {
  it('read rules and the reason', () => {
    const [suppression] = parse(`# bedrock-cost-lint-ignore ${CAP}, ${CACHE}: short answers: see docs`);
    assert.deepEqual(
      suppression?.names.map(({ name }) => name),
      [CAP, CACHE],
    );
    assert.equal(suppression.reason, 'short answers: see docs');
    assert.equal(suppression.scope, 'line');
  });

  it('are what the code action writes', () => {
    const [suppression] = parse(`# ${suppressionText(CAP, 'why not')}`);
    assert.deepEqual([suppression?.names[0]?.name, suppression?.reason], [CAP, 'why not']);
  });

  it('silence the line below', () => {
    assert.equal(silences(`# bedrock-cost-lint-ignore ${CAP}: x\ncall()`), true);
    assert.equal(silences(`# bedrock-cost-lint-ignore ${CAP}: x\n\ncall()`), false);
    assert.equal(silences(`# bedrock-cost-lint-ignore ${CACHE}: x\ncall()`), false);
  });

  it('silence the first line of code below several comments', () => {
    const text = `  # bedrock-cost-lint-ignore ${CACHE}: x\r\n  # bedrock-cost-lint-ignore ${CAP}: y\r\n  # TODO\r\n  call()`;
    assert.equal(silences(text), true);
  });

  it('silence their own line from its end', () => {
    assert.equal(silences(`call()  # bedrock-cost-lint-ignore ${CAP}: x\nother()`), true);
    assert.equal(silences(`other()  # bedrock-cost-lint-ignore ${CAP}: x\ncall()`), false);
  });

  it('silence a whole file', () => {
    assert.equal(silences(`# bedrock-cost-lint-ignore-file ${CAP}: x\n\n\n\ncall()`), true);
    assert.equal(silences(`call()\n# bedrock-cost-lint-ignore-file ${CAP}: x`), true);
  });

  it('above a call silence what is found further down in it', () => {
    const text = `# bedrock-cost-lint-ignore ${CAP}: x\ncall(\n  cap=1,\n)`;
    const set = new SuppressionSet(text, commentsOf(text));
    const range = rangeOf(text, 'cap=1');
    assert.equal(set.silences({ rule: CAP, range }), false);
    assert.equal(set.silences({ rule: CAP, range }, rangeOf(text, 'call(')), true);
  });

  it('are not looked for inside other words or texts', () => {
    for (const text of [
      `# see bedrock-cost-lint-ignore ${CAP}`,
      `# bedrock-cost-lint-ignored ${CAP}: x`,
      `# bedrock-cost-lint-ignore-next ${CAP}: x`,
    ]) {
      assert.deepEqual(parse(text), [], text);
    }
  });

  it('take long lists and long lines in linear time', () => {
    const text = `# bedrock-cost-lint-ignore ${'a/'.repeat(100_000)} ${`${CAP} `.repeat(20_000)}`;
    const started = performance.now();
    assert.equal(parse(text)[0]?.names.length, 20_000);
    assert.ok(performance.now() - started < 5_000);
  });
});

describe('unused suppressions', () => {
  it('are removed, as a whole or name by name', () => {
    const cases: readonly (readonly [string, string])[] = [
      [CAP, ''],
      [`${CAP}, ${CACHE}: x`, ''],
      [`sizing/used: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
      [`sizing/used, ${CAP}: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
      [`${CAP}, sizing/used: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
      [`${CAP}, ${CACHE}, sizing/used: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
      [`${CAP}, sizing/used, ${CACHE}: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
      [`sizing/used, ${CAP}, ${CACHE}: x`, '# bedrock-cost-lint-ignore sizing/used: x'],
    ];
    for (const [list, fixed] of cases) {
      const text = `# bedrock-cost-lint-ignore ${list}`;
      assert.equal(fix(text), fixed, list);
    }
  });

  it('say what is wrong', () => {
    const messages = (text: string): readonly string[] => findings(text).map(({ message }) => message);
    assert.deepEqual(messages(`# bedrock-cost-lint-ignore ${CAP}: x`), [
      `${CAP} finds nothing there: remove the suppression.`,
    ]);
    assert.deepEqual(messages(`# bedrock-cost-lint-ignore use-max-tokens`), [
      'This suppression names no rule and silences nothing. Write "bedrock-cost-lint-ignore group/rule: reason".',
    ]);
    assert.deepEqual(messages(`# bedrock-cost-lint-ignore caching/use-max-tokens: x`), [
      `There is no rule caching/use-max-tokens, so this suppression silences nothing. Did you mean ${CAP}?`,
    ]);
    assert.deepEqual(messages('# nothing'), []);
  });

  it('stand at the names', () => {
    const text = `call()  # bedrock-cost-lint-ignore ${CACHE}, ${CAP}: x`;
    const [finding] = findings(text);
    assert.deepEqual(finding?.range, { start: text.indexOf(CACHE), end: text.indexOf(': x') });
  });
});

const RULE_NAMES = [CAP, CACHE, 'sizing/used'];

function findings(text: string): readonly Finding[] {
  const set = new SuppressionSet(text, commentsOf(text));
  const line = { start: text.length, end: text.length };
  // The rule `sizing/used` finds something wherever it is silenced.
  for (const { range } of set
    .unused()
    .flatMap(({ names }) => names)
    .filter(({ name }) => name === 'sizing/used')) {
    set.silences({ rule: 'sizing/used', range: line });
    assert.ok(range.start < range.end);
  }
  return unusedSuppressionFindings('file:///a.py', 'information', set.unused(), RULE_NAMES);
}

function fix(text: string): string {
  const withCode = `${text}\n`;
  const edits = findings(withCode)
    .flatMap(({ fixes }) => fixes)
    .flatMap(({ edits }) => edits);
  return applyEdits(
    withCode,
    edits.map((edit) => {
      assert.equal(edit.kind, 'remove-text');
      return { range: edit.range, newText: '' };
    }),
  ).trimEnd();
}

function parse(text: string): ReturnType<typeof parseSuppressions> {
  return parseSuppressions(text, commentsOf(text));
}

function silences(text: string): boolean {
  return new SuppressionSet(text, commentsOf(text)).silences({ rule: CAP, range: rangeOf(text, 'call()') });
}

function rangeOf(text: string, part: string): { start: number; end: number } {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

/** Comments as a language with `#` finds them. */
function commentsOf(text: string): readonly Comment[] {
  return [...text.matchAll(/#[^\r\n]*/g)].map((match) => ({
    range: { start: match.index, end: match.index + match[0].length },
    text: match[0].slice(1).trim(),
  }));
}
