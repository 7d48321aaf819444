import assert from 'node:assert/strict';
import { calleeRange, firstLine } from '../../../src/core/rules/headRange.ts';

const callee = (text: string): string => {
  const { start, end } = calleeRange(`x = ${text};`, { start: 4, end: 4 + text.length });
  return `x = ${text};`.slice(start, end);
};

describe('calleeRange', () => {
  it('is what is called, without its arguments', () => {
    assert.equal(callee('client.converse(modelId=m)'), 'client.converse');
    assert.equal(callee('new ConverseCommand({\n  modelId,\n})'), 'new ConverseCommand');
    assert.equal(callee('await_(f(1))'), 'await_');
  });

  it('keeps the calls and subscripts of receivers', () => {
    assert.equal(callee('boto3.client("bedrock(").converse(a=(1))'), 'boto3.client("bedrock(").converse');
    assert.equal(callee("clients['it\\'s'].converse(x)"), "clients['it\\'s'].converse");
  });

  it('ends with its line', () => {
    assert.equal(callee('openai.chat.completions  \n  .create({})'), 'openai.chat.completions');
    assert.equal(callee('client\r\n.converse()'), 'client');
  });

  it('takes the first line of what it cannot read', () => {
    assert.equal(callee('llm model: "a",\n  region: "b"'), 'llm model: "a",');
    assert.equal(callee("client.converse(text=f'it's'"), 'client.converse');
  });

  it('stays linear on many brackets', function () {
    this.timeout(5000);
    assert.equal(callee(`f${'('.repeat(50_000)}`), 'f');
    assert.equal(callee(`f${'(a)'.repeat(30_000)}`).length, 1 + 3 * 29_999);
  });
});

describe('firstLine', () => {
  it('leaves one line as it is', () => {
    assert.deepEqual(firstLine('ab cd', { start: 0, end: 5 }), { start: 0, end: 5 });
    assert.deepEqual(firstLine('ab  \ncd', { start: 0, end: 7 }), { start: 0, end: 2 });
    assert.deepEqual(firstLine('\ncd', { start: 0, end: 3 }), { start: 0, end: 3 });
  });
});
