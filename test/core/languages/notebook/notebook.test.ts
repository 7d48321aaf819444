import assert from 'node:assert/strict';
import { cellOffsetAt, readNotebook, writeNotebookEdits } from '../../../../src/core/languages/notebook/notebook.ts';
import type { Notebook } from '../../../../src/core/languages/notebook/notebook.ts';
import { applyEdits } from '../../../../src/core/util/text.ts';

const MARKDOWN = { cell_type: 'markdown', metadata: {}, source: ['# Title'] };

interface Cell {
  readonly cell_type: string;
  readonly [key: string]: unknown;
}

function code(source: unknown, more: object = {}): Cell {
  return { cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source, ...more };
}

function notebookOf(cells: readonly Cell[], metadata: object = {}): object {
  return { cells, metadata, nbformat: 4, nbformat_minor: 5 };
}

function read(value: object): Notebook {
  const notebook = readNotebook(JSON.stringify(value, undefined, 1));
  assert.ok(notebook);
  return notebook;
}

/** Applies one replacement of the notebook's text to its file, and reads the file again. */
function edit(json: string, from: string, to: string): { readonly json: string; readonly notebook: Notebook } {
  const notebook = readNotebook(json);
  assert.ok(notebook);
  const start = notebook.text.indexOf(from);
  assert.ok(start >= 0);
  const edits = writeNotebookEdits(json, notebook, [{ range: { start, end: start + from.length }, newText: to }]);
  assert.ok(edits);
  const edited = applyEdits(json, edits);
  const again = readNotebook(edited);
  assert.ok(again);
  assert.equal(again.text, notebook.text.replace(from, to));
  return { json: edited, notebook: again };
}

describe('notebook', () => {
  it('joins its code cells, and knows where each stands', () => {
    const value = notebookOf([code(['a = 1\n', 'b = "é"']), MARKDOWN, code('c = a')]);
    const json = JSON.stringify(value, undefined, 1);
    const notebook = readNotebook(json);
    assert.ok(notebook);
    assert.equal(notebook.text, 'a = 1\nb = "é"\nc = a\n');
    assert.deepEqual(
      notebook.cells.map(({ index, range }) => [index, notebook.text.slice(range.start, range.end)]),
      [
        [0, 'a = 1\nb = "é"'],
        [2, 'c = a'],
      ],
    );
    const sources = notebook.cells.map(({ sourceRange: { start, end } }): unknown =>
      JSON.parse(json.slice(start, end)),
    );
    assert.deepEqual(sources, [['a = 1\n', 'b = "é"'], 'c = a']);
    assert.deepEqual(cellOffsetAt(notebook, notebook.text.indexOf('c =')), { cell: notebook.cells[1], offset: 0 });
    assert.equal(cellOffsetAt(notebook, 1_000), undefined);
  });

  it('reads the third version of the format', () => {
    const cells = [{ cell_type: 'code', language: 'python', input: ['a = 1'], outputs: [] }];
    assert.equal(read({ metadata: {}, nbformat: 3, worksheets: [{ cells }, { cells }] }).text, 'a = 1\na = 1\n');
  });

  it('counts only Python', () => {
    const cells = [code('a = 1')];
    const metadata = (name: string): object => ({ kernelspec: { name }, language_info: { name } });
    for (const name of ['python', 'ipython', 'conda_python3', 'Python_Glue_Session']) {
      assert.ok(readNotebook(JSON.stringify(notebookOf(cells, metadata(name)))), name);
    }
    for (const name of ['R', 'scala', 'javascript', 'julia', 'bash', 'C#']) {
      assert.equal(readNotebook(JSON.stringify(notebookOf(cells, metadata(name)))), undefined, name);
    }
    const mixed = notebookOf([code('const a = 1;', { metadata: { vscode: { languageId: 'javascript' } } }), ...cells]);
    assert.equal(read(mixed).text, 'a = 1\n');
  });

  it('takes what is there when parts are missing or of another kind', () => {
    const odd = [
      { cell_type: 'code' },
      { source: 'x' },
      code(7),
      code(null),
      code(['a', 1, 'b']),
      { cell_type: 'code', source: 'c' },
    ];
    assert.equal(read({ cells: odd as Cell[] }).text, 'ab\nc\n');
    for (const json of ['', '[]', '7', '{}', '{"a": 1}', 'import boto3', '{"metadata": {"kernelspec": 1}}']) {
      assert.equal(readNotebook(json), undefined, json);
    }
    assert.equal(readNotebook('{"cells": 1}')?.text, '');
  });

  it('keeps the cells before the place where its JSON breaks', () => {
    const json = JSON.stringify(notebookOf([code('a = 1'), code('b = 2')]));
    const whole = readNotebook(json)?.text ?? '';
    for (let end = 0; end < json.length; end++) {
      const notebook = readNotebook(json.slice(0, end));
      if (notebook) assert.ok(whole.startsWith(notebook.text) && notebook.brokenAt !== undefined);
    }
    assert.equal(readNotebook(json.slice(0, json.indexOf('b = 2')))?.text, 'a = 1\n');
  });

  it('closes behind a cell what it leaves open', () => {
    const notebook = read(notebookOf([code('f({"a": [1, "'), code('s = """it'), code('g()')]));
    assert.equal(notebook.text, 'f({"a": [1, "\n]})\ns = """it\n"""\ng()\n');
    assert.deepEqual(
      notebook.cells.map(({ range }) => notebook.text.slice(range.start, range.end)),
      ['f({"a": [1, "', 's = """it', 'g()'],
    );
  });

  it('passes over outputs, however large or broken within their brackets', () => {
    const image = 'iVBORw0KGgo'.repeat(400_000);
    const outputs = [{ data: { 'image/png': image, 'text/plain': ['\\"]}{['] }, output_type: 'display_data' }];
    const started = performance.now();
    assert.equal(read(notebookOf([code('a = 1', { outputs }), code('b = 2')])).text, 'a = 1\nb = 2\n');
    assert.ok(performance.now() - started < 5_000);
    const odd = '{"cells": [{"cell_type": "code", "outputs": [nothing, {1: 2,}], "source": "a"}]}';
    assert.equal(readNotebook(odd)?.text, 'a\n');
    const deep = `{"cells": [{"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "cell_type": "code", "source": "a"}]}`;
    assert.equal(readNotebook(deep)?.text, 'a\n');
  });

  describe('without what only IPython understands', () => {
    const cases: readonly (readonly [source: string, text: string])[] = [
      ['%pip install boto3\nimport boto3', '                  \nimport boto3'],
      ['!ls \\\n  -l\na = 1', '     \n    \na = 1'],
      ['pip install -q boto3\nimport boto3', '                    \nimport boto3'],
      ['%%bash\naws bedrock-runtime converse', '      \n                            '],
      ['\n%%javascript\nlet a = 1;', '\n            \n          '],
      ['%%time\nr = ask()', '      \nr = ask()'],
      ['%%writefile app.py\nimport boto3', '                  \nimport boto3'],
      ['%%writefile requirements.txt\nboto3', '                            \n     '],
      ['%time r = ask()', '0;    r = ask()'],
      ['%timeit -n 3 ask()', '                  '],
      ['client?\n??ask\nask()', '       \n     \nask()'],
      ['if a:\n    !pip install x\nelse:\n    %time b()', 'if a:\n    0             \nelse:\n    0;    b()'],
      ['files = !ls *.txt\nx = %sql select', 'files = ...      \nx = ...        '],
      [
        's = """\n%d percent\n!\n"""\nt = (a\n  % b)\nu = a \\\n  % b',
        's = """\n%d percent\n!\n"""\nt = (a\n  % b)\nu = a \\\n  % b',
      ],
      ["a = '''it's\n!no'''\n!yes", "a = '''it's\n!no'''\n    "],
      ['a = "\\"("  # (\n!ls', 'a = "\\"("  # (\n   '],
      ['a = 7 % 2\nb = a != 1\r\n!ls\r\n', 'a = 7 % 2\nb = a != 1\r\n   \r\n'],
    ];
    for (const [source, text] of cases) {
      it(JSON.stringify(source), () => assert.equal(read(notebookOf([code(source)])).text, `${text}\n`));
    }
  });

  describe('edited', () => {
    it('keeps all lines but the changed one as they are in the file', () => {
      const json =
        '{\n "cells": [\n  {"cell_type": "code", "source": [\n    "a = \\u00e9\\n",\n    "b = 2\\n",\n    "c = 3"\n   ]}\n ]\n}\n';
      const edited = edit(json, 'b = 2', 'b = "é"').json;
      assert.equal(edited, json.replace('b = 2', 'b = \\"\\u00e9\\"'));
    });

    it('adds lines in the layout of the others', () => {
      const json = JSON.stringify(notebookOf([code(['a(\n', '    b=1,\n', ')'])]), undefined, 1);
      const edited = edit(json, 'b=1,\n', 'b=1,\n    c=2,\n').json;
      assert.equal(edited, json.replace('"    b=1,\\n",', '"    b=1,\\n",\n    "    c=2,\\n",'));
      const short = JSON.stringify(notebookOf([code(['a = 1'])]));
      assert.equal(edit(short, 'a = 1', 'a = 1\nb = 2').json, short.replace('"a = 1"', '"a = 1\\n", "b = 2"'));
    });

    it('keeps a source that is one string, and characters beyond ASCII where the file has some', () => {
      const json = JSON.stringify(notebookOf([code('a = "é"\nb = 2')]));
      assert.equal(edit(json, 'b = 2', 'b = "ü"').json, json.replace('b = 2', 'b = \\"ü\\"'));
    });

    it('writes magics back that were blanked out', () => {
      const json = JSON.stringify(notebookOf([code(['!ls\n', 'a = 1'])]));
      assert.ok(edit(json, 'a = 1', 'a = 2').json.includes('"!ls\\n","a = 2"'));
    });

    it('writes into several cells', () => {
      const json = JSON.stringify(notebookOf([code('a = 1'), code('b = 2')]));
      const notebook = readNotebook(json);
      assert.ok(notebook);
      const edits = writeNotebookEdits(json, notebook, [
        { range: { start: 10, end: 11 }, newText: '20' },
        { range: { start: 4, end: 5 }, newText: '10' },
        { range: { start: 0, end: 0 }, newText: 'x = ' },
      ]);
      assert.equal(readNotebook(applyEdits(json, edits ?? []))?.text, 'x = a = 10\nb = 20\n');
    });

    it('refuses what is not within one cell', () => {
      const json = JSON.stringify(notebookOf([code('a = 1'), code('b = 2')]));
      const notebook = readNotebook(json);
      assert.ok(notebook);
      assert.equal(writeNotebookEdits(json, notebook, [{ range: { start: 4, end: 8 }, newText: '' }]), undefined);
    });
  });

  it('leaves out prose that stands in a cell of code, and nothing else', () => {
    const prose = "This notebook shows how to use Nova's tools with LangChain.\n- The model can run code on its own.\n";
    const own = 'from a import b as c\nprint("one two three four five")\nx = """\nOne two three four five.\n"""\n';
    const { text } = read(notebookOf([code(`# Title\n\n${prose}`), code(own)]));
    assert.ok(!text.includes('notebook shows'));
    assert.ok(!text.includes('can run code'));
    assert.ok(text.includes('# Title'));
    assert.ok(text.includes(own));
  });
});
