import assert from 'node:assert/strict';
import type { Comment } from '../../../src/core/domain/program.ts';
import type { Finding } from '../../../src/core/domain/finding.ts';
import type { KnownFindings } from '../../../src/core/rules/hygiene/no-unused-suppression/rule.ts';
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
    const finding = { rule: CAP, range: rangeOf(text, 'cap=1') };
    assert.equal(set.silenced([{ finding }]).size, 0);
    assert.equal(set.silenced([{ finding, about: rangeOf(text, 'call(') }]).size, 1);
  });

  it('at the end of a call, or inside of it, are for the smallest call around them', () => {
    const text = `outer(\n  inner(\n    1,  # bedrock-cost-lint-ignore ${CAP}: x\n  ),\n)`;
    const [outer, inner] = [rangeOf(text, text), rangeOf(text, text.slice(8, -2))].map((about) => ({
      finding: { rule: CAP, range: about },
      about,
    }));
    assert.ok(outer && inner);
    assert.deepEqual([...new SuppressionSet(text, commentsOf(text)).silenced([outer, inner])], [inner]);
  });

  it('above a statement are for the calls in it, but not where one begins on that line', () => {
    const text = `# bedrock-cost-lint-ignore ${CAP}: x\nboth = [first(),\n second()]`;
    const statement = rangeOf(text, 'both = [first(),\n second()]');
    const [first, second] = ['first()', 'second()'].map((call) => {
      const about = rangeOf(text, call);
      return { finding: { rule: CAP, range: about }, about, statement };
    });
    assert.ok(first && second);
    const set = new SuppressionSet(text, commentsOf(text));
    assert.deepEqual([...set.silenced([first, second])], [first]);
    assert.deepEqual([...set.silenced([second])], [second]);
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
      `This suppression names no rule and silences nothing. Write "bedrock-cost-lint-ignore ${CAP}: reason".`,
    ]);
    assert.deepEqual(messages(`# bedrock-cost-lint-ignore max-tokens`), [
      'This suppression names no rule and silences nothing. Write "bedrock-cost-lint-ignore group/rule: reason".',
    ]);
    assert.deepEqual(messages(`# bedrock-cost-lint-ignore caching/use-max-tokens: x`), [
      `There is no rule caching/use-max-tokens, so this suppression silences nothing. Did you mean ${CAP}?`,
    ]);
    assert.deepEqual(messages('# nothing'), []);
  });

  it('are told where to stand, and stay, while their rule finds something', () => {
    const text = `# bedrock-cost-lint-ignore ${CAP}: x\ndef f():\n  call()`;
    const [finding] = findings(text, [{ rule: CAP, range: rangeOf(text, 'call()') }]);
    assert.equal(
      finding?.message,
      `${CAP} finds nothing here, but at \`call()\`, 2 lines below. Move the suppression to the line above that, or to its end.`,
    );
    assert.deepEqual(finding.fixes, []);
  });

  it('with a reason and a name that is no rule stay', () => {
    assert.deepEqual(findings(`# bedrock-cost-lint-ignore sizing/use-max-token: short answers`)[0]?.fixes, []);
    assert.equal(findings(`# bedrock-cost-lint-ignore sizing/use-max-token`)[0]?.fixes.length, 1);
  });

  it('stand at the names', () => {
    const text = `call()  # bedrock-cost-lint-ignore ${CACHE}, ${CAP}: x`;
    const [finding] = findings(text);
    assert.deepEqual(finding?.range, { start: text.indexOf(CACHE), end: text.indexOf(': x') });
  });
});

const RULE_NAMES = [CAP, CACHE, 'sizing/used'];

function findings(text: string, remaining: KnownFindings['remaining'] = []): readonly Finding[] {
  const set = new SuppressionSet(text, commentsOf(text));
  const line = { start: text.length, end: text.length };
  // The rule `sizing/used` finds something wherever it is silenced.
  for (const { range } of set
    .unused()
    .flatMap(({ names }) => names)
    .filter(({ name }) => name === 'sizing/used')) {
    set.silenced([{ finding: { rule: 'sizing/used', range: line }, about: { start: 0, end: text.length } }]);
    assert.ok(range.start < range.end);
  }
  return unusedSuppressionFindings({ uri: 'file:///a.py', text }, 'information', set.unused(), {
    rules: RULE_NAMES,
    remaining,
    standsAtCall: () => false,
  });
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
  const finding = { rule: CAP, range: rangeOf(text, 'call()') };
  return new SuppressionSet(text, commentsOf(text)).silenced([{ finding }]).size > 0;
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
