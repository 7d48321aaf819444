import assert from 'node:assert/strict';
import type { EditableText } from '../../../../src/core/service/features/textEdits.ts';
import { lineEndOf, withoutConflicts } from '../../../../src/core/service/features/textEdits.ts';
import type { TextEdit } from '../../../../src/core/util/text.ts';

describe('putting edits together', () => {
  const file: EditableText = { uri: 'file:///a.py', text: 'abcdef', view: { text: 'abcdef' } };
  const other: EditableText = { ...file, uri: 'file:///b.py' };
  const change = (name: string, of: EditableText, ...edits: readonly TextEdit[]) => ({
    name,
    edits: [{ file: of, edits }],
  });
  const edit = (start: number, end: number, newText: string): TextEdit => ({ range: { start, end }, newText });

  function applied(...changes: readonly ReturnType<typeof change>[]): readonly string[] {
    return withoutConflicts(changes).applied.map(({ name }) => name);
  }

  it('leaves out what touches an earlier change', () => {
    const first = change('first', file, edit(1, 3, 'x'));
    assert.deepEqual(applied(first, change('apart', file, edit(4, 5, 'y'))), ['first', 'apart']);
    assert.deepEqual(applied(first, change('inside', file, edit(2, 2, 'y'))), ['first']);
    assert.deepEqual(applied(first, change('beside', file, edit(3, 3, 'y'))), ['first']);
    assert.deepEqual(applied(first, change('elsewhere', other, edit(2, 2, 'y'))), ['first', 'elsewhere']);
  });

  it('leaves out a change whole', () => {
    const second = change('second', file, edit(5, 5, 'y'), edit(1, 1, 'z'));
    assert.deepEqual(withoutConflicts([change('first', file, edit(1, 3, 'x')), second]).edits, [
      { file, edits: [edit(1, 3, 'x')] },
    ]);
  });

  it('writes the same edit once', () => {
    const { applied: both, edits } = withoutConflicts([
      change('first', file, edit(2, 2, 'x')),
      change('again', file, edit(2, 2, 'x')),
    ]);
    assert.equal(both.length, 2);
    assert.deepEqual(edits, [{ file, edits: [edit(2, 2, 'x')] }]);
  });

  it('knows the line ends of a text', () => {
    assert.equal(lineEndOf('a\r\nb\n'), '\r\n');
    assert.equal(lineEndOf('a\nb\r\n'), '\n');
    assert.equal(lineEndOf('a'), '\n');
  });
});
