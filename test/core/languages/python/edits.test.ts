import assert from 'node:assert/strict';
import type { EditIntent, LiteralData, NodeReference } from '../../../../src/core/domain/edit.ts';
import { python } from '../../../../src/core/languages/python/python.ts';
import { loadGrammars } from '../../../../src/core/parsing/grammars.ts';
import { applyEdits } from '../../../../src/core/util/text.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

const URI = 'file:///app.py';

/** `‹` and `›` stand round the node that is edited. */
interface Case {
  readonly title: string;
  readonly before: string;
  readonly edit: Edit;
  /** Undefined when there is no place for the edit. */
  readonly after: string | undefined;
}

type Edit =
  | { readonly set: readonly string[]; readonly in: 'call' | 'object'; readonly to: LiteralData }
  | { readonly insert: LiteralData; readonly at: number }
  | { readonly replaceBy: LiteralData }
  | { readonly remove: true };

const CAP: Edit = { set: ['inferenceConfig', 'maxTokens'], in: 'call', to: 1024 };
const FIELD: Edit = { set: ['maxTokens'], in: 'object', to: 1024 };
const POINT: LiteralData = { cachePoint: { type: 'default' } };

const CASES: readonly Case[] = [
  {
    title: 'adds a named argument on one line',
    before: 'r = ‹c.converse(modelId="m", messages=[])›',
    edit: CAP,
    after: 'r = c.converse(modelId="m", messages=[], inferenceConfig={"maxTokens": 1024})',
  },
  {
    title: 'adds a named argument on a line of its own, with a comma as before',
    before: '‹c.converse(\n    modelId="m",\n    messages=[],\n)›\n',
    edit: CAP,
    after: 'c.converse(\n    modelId="m",\n    messages=[],\n    inferenceConfig={"maxTokens": 1024},\n)\n',
  },
  {
    title: 'adds no comma behind where there was none',
    before: '‹c.converse(\n  modelId="m",\n  messages=[]\n)›\n',
    edit: CAP,
    after: 'c.converse(\n  modelId="m",\n  messages=[],\n  inferenceConfig={"maxTokens": 1024}\n)\n',
  },
  {
    title: 'keeps arguments aligned under each other',
    before: '‹c.converse(modelId="m",\n           messages=[])›',
    edit: CAP,
    after: 'c.converse(modelId="m",\n           messages=[],\n           inferenceConfig={"maxTokens": 1024})',
  },
  {
    title: 'stays on the line of an argument that is spread over lines',
    before: '‹c.converse(**{\n    "modelId": "m"\n}, messages=m)›',
    edit: CAP,
    after: 'c.converse(inferenceConfig={"maxTokens": 1024}, **{\n    "modelId": "m"\n}, messages=m)',
  },
  {
    title: 'keeps the comment of the last argument on its line, and comments below it below',
    before: '‹c.converse(\n    modelId="m",\n    messages=[]  # all, really\n    # topP=1,\n)›',
    edit: CAP,
    after:
      'c.converse(\n    modelId="m",\n    messages=[],  # all, really\n    inferenceConfig={"maxTokens": 1024}\n    # topP=1,\n)',
  },
  {
    title: 'keeps the comment of the last argument behind its comma',
    before: '‹c.converse(\n    messages=[],  # all\n)›',
    edit: CAP,
    after: 'c.converse(\n    messages=[],  # all\n    inferenceConfig={"maxTokens": 1024},\n)',
  },
  {
    title: 'writes before a comment that ends a call of one line',
    before: '‹c.converse(messages=[]  # all\n)›',
    edit: CAP,
    after: 'c.converse(messages=[], inferenceConfig={"maxTokens": 1024}  # all\n)',
  },
  {
    title: 'adds the first argument',
    before: '‹ChatBedrock()›',
    edit: { set: ['max_tokens'], in: 'call', to: 512 },
    after: 'ChatBedrock(max_tokens=512)',
  },
  {
    title: 'adds the first argument of a call that is open over lines',
    before: 'def f():\n  x = ‹ChatBedrock(\n  )›\n',
    edit: { set: ['max_tokens'], in: 'call', to: 512 },
    after: 'def f():\n  x = ChatBedrock(\n    max_tokens=512\n  )\n',
  },
  {
    title: 'adds the first argument under a comment',
    before: 'x = ‹ChatBedrock(  # here\n    # model="m"\n)›\n',
    edit: { set: ['max_tokens'], in: 'call', to: 512 },
    after: 'x = ChatBedrock(  # here\n    # model="m"\n    max_tokens=512\n)\n',
  },
  {
    title: 'writes named arguments before an object of further ones',
    before: '‹c.converse(modelId=m, **request)›',
    edit: CAP,
    after: 'c.converse(modelId=m, inferenceConfig={"maxTokens": 1024}, **request)',
  },
  {
    title: 'writes named arguments on lines before an object of further ones',
    before: '‹c.converse(\n    modelId=m,  # id\n    # the rest\n    **request,\n)›',
    edit: CAP,
    after:
      'c.converse(\n    modelId=m,  # id\n    inferenceConfig={"maxTokens": 1024},\n    # the rest\n    **request,\n)',
  },
  {
    title: 'writes the only named argument before an object of further ones',
    before: '‹c.converse(**request)›',
    edit: CAP,
    after: 'c.converse(inferenceConfig={"maxTokens": 1024}, **request)',
  },
  {
    title: 'goes into objects that are there',
    before: '‹c.converse(inferenceConfig={"temperature": 0}, messages=m)›',
    edit: CAP,
    after: 'c.converse(inferenceConfig={"temperature": 0, "maxTokens": 1024}, messages=m)',
  },
  {
    title: 'changes a value that is there',
    before: '‹c.converse(inferenceConfig=({"maxTokens": limit}), messages=m)›',
    edit: CAP,
    after: 'c.converse(inferenceConfig=({"maxTokens": 1024}), messages=m)',
  },
  {
    title: 'does not go into a value that is no object',
    before: '‹c.converse(inferenceConfig=config)›',
    edit: CAP,
    after: undefined,
  },
  {
    title: 'does not add to a generator without parentheses',
    before: '‹total(x for x in y)›',
    edit: { set: ['start'], in: 'call', to: 1 },
    after: undefined,
  },
  {
    title: 'does not name an argument by what is no name',
    before: '‹f()›',
    edit: { set: ['anthropic-beta'], in: 'call', to: 'x' },
    after: undefined,
  },
  {
    title: 'does not name an argument by a keyword',
    before: '‹f()›',
    edit: { set: ['lambda'], in: 'call', to: 'x' },
    after: undefined,
  },
  {
    title: 'does not edit what is half typed',
    before: 'x = ‹{"a": 1 "b": 2}›',
    edit: FIELD,
    after: undefined,
  },
  {
    title: 'adds a field in the quotes of the others',
    before: 'x = ‹{\'temperature\': 0}›; y = "a" + "b" + "c"',
    edit: FIELD,
    after: 'x = {\'temperature\': 0, \'maxTokens\': 1024}; y = "a" + "b" + "c"',
  },
  {
    title: 'adds the first field in the quotes of the file',
    before: "x = ‹{}›; y = 'a'",
    edit: FIELD,
    after: "x = {'maxTokens': 1024}; y = 'a'",
  },
  {
    title: 'adds the first field of an object that is open over lines',
    before: 'x = ‹{\n}›',
    edit: FIELD,
    after: 'x = {\n    "maxTokens": 1024,\n}',
  },
  {
    title: 'adds a field behind a spread object, which it overrides',
    before: 'x = ‹{**base}›',
    edit: FIELD,
    after: 'x = {**base, "maxTokens": 1024}',
  },
  {
    title: 'adds a field to a call of dict',
    before: 'x = ‹dict(temperature=0)›',
    edit: FIELD,
    after: 'x = dict(temperature=0, maxTokens=1024)',
  },
  {
    title: 'keeps tabs',
    before: 'x = ‹{\n\t"a": 1,\n}›',
    edit: FIELD,
    after: 'x = {\n\t"a": 1,\n\t"maxTokens": 1024,\n}',
  },
  {
    title: 'keeps carriage returns',
    before: 'x = ‹{\r\n  "a": 1,  # one\r\n}›\r\n',
    edit: FIELD,
    after: 'x = {\r\n  "a": 1,  # one\r\n  "maxTokens": 1024,\r\n}\r\n',
  },
  {
    title: 'appends an item',
    before: 'system=‹[{"text": S}]›',
    edit: { insert: POINT, at: 1 },
    after: 'system=[{"text": S}, {"cachePoint": {"type": "default"}}]',
  },
  {
    title: 'appends an item behind a comma',
    before: 'x = ‹[1, 2,]›',
    edit: { insert: 3, at: 9 },
    after: 'x = [1, 2, 3,]',
  },
  {
    title: 'appends an item on a line of its own',
    before: 'x = ‹[\n    {"text": S},\n]›',
    edit: { insert: POINT, at: 1 },
    after: 'x = [\n    {"text": S},\n    {"cachePoint": {"type": "default"}},\n]',
  },
  {
    title: 'inserts an item on one line',
    before: 'x = ‹[{"text": S}, {"text": T}]›',
    edit: { insert: POINT, at: 1 },
    after: 'x = [{"text": S}, {"cachePoint": {"type": "default"}}, {"text": T}]',
  },
  {
    title: 'inserts an item on a line of its own, above the comment of the next',
    before: 'x = ‹[\n    {"text": S},  # fixed\n    # varies\n    {"text": T},\n]›',
    edit: { insert: POINT, at: 1 },
    after:
      'x = [\n    {"text": S},  # fixed\n    {"cachePoint": {"type": "default"}},\n    # varies\n    {"text": T},\n]',
  },
  {
    title: 'inserts the first item on a line of its own',
    before: 'x = ‹[  # prompts\n    {"text": S},\n]›',
    edit: { insert: POINT, at: 0 },
    after: 'x = [  # prompts\n    {"cachePoint": {"type": "default"}},\n    {"text": S},\n]',
  },
  {
    title: 'fills an empty list',
    before: 'x = ‹[]›',
    edit: { insert: 'a', at: 0 },
    after: 'x = ["a"]',
  },
  {
    title: 'adds to a tuple of one',
    before: 'x = ‹(1,)›',
    edit: { insert: true, at: 1 },
    after: 'x = (1, True,)',
  },
  {
    title: 'does not make a tuple of one',
    before: 'x = ‹()›',
    edit: { insert: true, at: 0 },
    after: undefined,
  },
  {
    title: 'replaces a value',
    before: 'f(limit=‹100_000›)',
    edit: { replaceBy: 8192 },
    after: 'f(limit=8192)',
  },
  {
    title: 'puts a value into a new one',
    before: 'f(system=‹SYSTEM›)',
    edit: { replaceBy: [{ text: { verbatim: true } }, POINT] },
    after: 'f(system=[{"text": SYSTEM}, {"cachePoint": {"type": "default"}}])',
  },
  {
    title: 'keeps what a value in parentheses is made of',
    before: 'f(system=(‹"a"  # one\n    "b"›))',
    edit: { replaceBy: [{ text: { verbatim: true } }] },
    after: 'f(system=([{"text": "a"  # one\n    "b"}]))',
  },
  {
    title: 'puts a bare tuple into parentheses',
    before: 'x = ‹a, b›',
    edit: { replaceBy: [{ verbatim: true }, 'c'] },
    after: 'x = [(a, b), "c"]',
  },
  {
    title: 'escapes text',
    before: 'x = ‹1›; y = "',
    edit: { replaceBy: 'a "b" \'c\' \\ \n \0' },
    after: 'x = "a \\"b\\" \'c\' \\\\ \\n \\u0000"; y = "',
  },
  {
    title: 'cuts a comment with its line',
    before: 'a = 1\n  ‹# gone›  \r\nb = 2\n',
    edit: { remove: true },
    after: 'a = 1\nb = 2\n',
  },
  {
    title: 'cuts a comment with the blanks before it',
    before: 'a = 1  ‹# gone›\nb = 2\n',
    edit: { remove: true },
    after: 'a = 1\nb = 2\n',
  },
];

describe('edits of Python', () => {
  before(() => loadGrammars(python.grammars, readAsset));

  for (const { title, before: marked, edit, after } of CASES) {
    it(title, () => {
      const { text, start, end } = unmark(marked);
      const intent = intentOf(edit, start, end);
      const edits = python.writeEdit({ uri: URI, text }, intent);
      const result = edits && applyEdits(text, edits);
      assert.equal(result, after);
      if (result === undefined) return;
      assert.ok(errorsOf(result) <= errorsOf(text), 'the edit broke the syntax');
      if (intent.kind !== 'set-field') return;
      const again = intentOf(edit, start, end + result.length - text.length);
      assert.deepEqual(python.writeEdit({ uri: URI, text: result }, again), [], 'a second time changes nothing');
    });
  }

  it('finds no node that is not there', () => {
    const text = 'f(a=1)';
    for (const kind of ['call', 'object', 'list', 'expression'] as const) {
      const reference: NodeReference = { uri: URI, kind, range: { start: 1, end: 4 } };
      const intents: readonly EditIntent[] = [
        { kind: 'set-field', container: reference, path: ['b'], value: 1 },
        { kind: 'insert-item', container: reference, index: 0, value: 1 },
        { kind: 'replace-value', target: reference, value: 1 },
      ];
      for (const intent of intents) assert.equal(python.writeEdit({ uri: URI, text }, intent), undefined);
    }
  });
});

function unmark(marked: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = marked.indexOf('‹');
  const end = marked.indexOf('›') - 1;
  assert.ok(start >= 0 && end > start, 'the node is not marked');
  return { text: marked.replace(/[‹›]/g, ''), start, end };
}

function intentOf(edit: Edit, start: number, end: number): EditIntent {
  const reference = { uri: URI, range: { start, end } };
  if ('set' in edit) {
    return { kind: 'set-field', container: { ...reference, kind: edit.in }, path: edit.set, value: edit.to };
  }
  if ('insert' in edit) {
    return { kind: 'insert-item', container: { ...reference, kind: 'list' }, index: edit.at, value: edit.insert };
  }
  if ('remove' in edit) return { kind: 'remove-text', ...reference };
  return { kind: 'replace-value', target: { ...reference, kind: 'expression' }, value: edit.replaceBy };
}

function errorsOf(text: string): number {
  return python.lower({ uri: URI, text }).syntaxErrors.length;
}
