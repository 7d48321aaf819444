import assert from 'node:assert/strict';
import { templateComments } from '../../../src/core/templates/templateComments.ts';

describe('comments of prompt files', () => {
  it('are lines of a front matter, and not of the prompt behind it', () => {
    assert.deepEqual(texts('a.prompty', '---\nname: x\n  # one\n---\n# Heading\n'), ['one']);
    assert.deepEqual(texts('a.prompt', '# Heading\n'), []);
  });

  it('are those of the template dialects', () => {
    assert.deepEqual(texts('a.j2', 'a {# one #} b'), ['one']);
    assert.deepEqual(texts('a.hbs', '{{!-- one {{x}} --}}{{! two }}'), ['one {{x}}', 'two']);
    assert.deepEqual(texts('a.md', '<!-- one -->\n'), ['one']);
  });

  it('stand where they are written', () => {
    const text = '---\n  # one\n---\n';
    const [comment] = templateComments({ uri: 'file:///a.prompty', text });
    assert.equal(comment && text.slice(comment.range.start, comment.range.end), '# one');
  });

  it('are none in JSON', () => {
    assert.deepEqual(texts('a.json', '{"a": "{# no #}"}'), []);
  });
});

function texts(path: string, text: string): readonly string[] {
  return templateComments({ uri: `file:///${path}`, text }).map((comment) => comment.text);
}
