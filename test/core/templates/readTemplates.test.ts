import assert from 'node:assert/strict';
import { mayHoldTemplates, readTemplates } from '../../../src/core/templates/index.ts';
import { isPromptPlace } from '../../../src/core/templates/promptPlaces.ts';

/** Generous: a hang is caught, a slow machine is not. */
const HANG_MILLISECONDS = 15_000;

describe('prompt places', () => {
  for (const path of [
    '/app/prompts/extract.txt',
    '/app/prompt/extract.md',
    '/app/agent_prompts/a.j2',
    '/app/prompt-templates/a.hbs',
    '/app/src/system_prompt.md',
    '/app/src/summary-prompt.txt',
    '/app/src/system_message.txt',
    '/app/src/prompt_v2.txt',
    '/app/src/answer.prompt.txt',
  ]) {
    it(`${path} is one`, () => assert.equal(isPromptPlace(path), true));
  }

  for (const path of [
    '/app/prompts/readme.md',
    '/app/docs/prompts/a.md',
    '/app/node_modules/x/prompts/a.txt',
    '/app/src/prompter.md',
    '/app/src/prompts.md',
    '/app/ansible/templates/nginx.conf.j2',
    '/app/requirements.txt',
    '/app/promptly/notes.txt',
  ]) {
    it(`${path} is none`, () => assert.equal(isPromptPlace(path), false));
  }
});

describe('readTemplates', () => {
  it('follows the configuration where it says what is a prompt', () => {
    const source = { uri: 'file:///app/config/tone.md', text: 'Be kind to {name}.' };
    assert.equal(readTemplates(source).length, 0);
    assert.equal(readTemplates(source, { isPromptFile: () => true }).length, 1);
    const prompt = { uri: 'file:///app/prompts/tone.md', text: 'Be kind.' };
    assert.equal(readTemplates(prompt, { isPromptFile: () => false }).length, 0);
    assert.equal(readTemplates(prompt, { isPromptFile: () => undefined }).length, 1);
  });

  it('opens only what its name allows', () => {
    const opened = [
      'a.prompt',
      'a.prompty',
      'x.json',
      'x.yaml',
      'prompts/x.txt',
      'prompts/x.j2',
      'x.hbs',
      'x.txt',
      'x.md',
      'x.prompt.md',
      'x.py',
    ];
    assert.deepEqual(
      opened.filter((path) => mayHoldTemplates(`file:///app/${path}`)),
      ['a.prompt', 'a.prompty', 'x.json', 'x.yaml', 'prompts/x.txt', 'prompts/x.j2', 'x.prompt.md'],
    );
  });

  it('says so of a file that is too long, and reads nothing of it', () => {
    const [template] = readTemplates({ uri: 'file:///a.prompt', text: `${'x'.repeat(1_000_001)} {{y}}` });
    assert.equal(template?.segments.length, 0);
    assert.match(template.problems[0]?.message ?? '', /million characters/);
  });

  it('takes names that tell of time or chance as such', () => {
    const text = '{{currentDate}} {{request_uuid}} {{update}} {{user_name}} {{timeout}}';
    const parts = readTemplates({ uri: 'file:///a.prompt', text })[0]?.segments[0]?.parts ?? [];
    assert.deepEqual(
      parts.flatMap((part) => (part.kind === 'placeholder' ? [part.volatility] : [])),
      ['time', 'random', 'input', 'input', 'input'],
    );
  });

  /** What takes the square of it is far above the guard. */
  const LENGTH = 200_000;
  const units = [
    '{',
    '{{',
    '{{{',
    '}',
    '}}',
    '{%',
    '{% if x %}',
    '{#',
    '{{x}}',
    '{x}',
    '${',
    '${a:',
    '$a$',
    '$abc$',
    '<<',
    '<<a',
    '{"',
    '{"\n',
    '{{!--',
    '{{#a}}',
    '{{/a}}',
    '\\{{',
    '```\n',
    '---\n',
    'system:\n',
    '# ',
    ' ',
    '\n',
    '\r\n',
    'a-',
    '{{ a-a',
    '{{"',
    '{a',
    '{a.',
    '\t\n',
    '[',
    '- ',
    '"',
    '&a ',
    '\\',
  ];
  for (const file of [
    'a.prompt',
    'a.prompty',
    'a.prompt.md',
    'a.prompt.yml',
    'prompts/a.j2',
    'prompts/a.hbs',
    'prompts/a.txt',
  ]) {
    it(`reads long runs of anything: ${file}`, function () {
      this.timeout(units.length * HANG_MILLISECONDS);
      for (const unit of units) {
        const text = unit.repeat(Math.floor(LENGTH / unit.length));
        const start = performance.now();
        readTemplates({ uri: `file:///${file}`, text });
        const milliseconds = performance.now() - start;
        assert.ok(milliseconds < HANG_MILLISECONDS, `${JSON.stringify(unit)} took ${milliseconds} ms`);
      }
    });
  }

  for (const [file, head] of [
    ['a.json', '{"messages": 1, "system": 1, "x": "'],
    ['a.yaml', '# AWS::Bedrock::Prompt\n'],
    ['a.prompt', '---\n'],
  ] as const) {
    it(`reads long runs of anything behind the mark of ${file}`, function () {
      this.timeout(units.length * HANG_MILLISECONDS);
      for (const unit of units) {
        const text = head + unit.repeat(Math.floor(LENGTH / unit.length));
        const start = performance.now();
        readTemplates({ uri: `file:///${file}`, text });
        const milliseconds = performance.now() - start;
        assert.ok(milliseconds < HANG_MILLISECONDS, `${JSON.stringify(unit)} took ${milliseconds} ms`);
      }
    });
  }
});
