import assert from 'node:assert/strict';
import type { EditIntent, LiteralData, NodeReference } from '../../../../src/core/domain/edit.ts';
import { go } from '../../../../src/core/languages/go/go.ts';
import { loadGrammars } from '../../../../src/core/parsing/grammars.ts';
import { applyEdits } from '../../../../src/core/util/text.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

const URI = 'file:///app.go';

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

const HEAD =
  'package main\n\nimport (\n\t"example.com/ptr"\n\t"github.com/aws/aws-sdk-go-v2/aws"\n\ttt "example.com/x/types"\n)\n\n';
const NUMBER: LiteralData = { symbol: 'github.com/aws/aws-sdk-go-v2/aws#Int32', from: 1024 };
const CAP: Edit = { set: ['MaxTokens'], in: 'object', to: NUMBER };
const CONFIG: Edit = {
  set: ['InferenceConfig'],
  in: 'object',
  to: { symbol: 'example.com/x/types#Configuration', from: { MaxTokens: NUMBER }, isPointer: true },
};
const STRUCT = 'type Body struct {\n\tMax  int    `json:"max_tokens"`\n\tText string `json:"text"`\n}\n\n';

const CASES: readonly Case[] = [
  {
    title: 'adds a field to a struct literal on one line',
    before: 'var c = &‹tt.Configuration{TopP: aws.Float32(0.9)}›',
    edit: CAP,
    after: 'var c = &tt.Configuration{TopP: aws.Float32(0.9), MaxTokens: aws.Int32(1024)}',
  },
  {
    title: 'adds a field on a line of its own',
    before: 'var c = &‹tt.Configuration{\n\tTopP: aws.Float32(0.9), // high\n}›',
    edit: CAP,
    after: 'var c = &tt.Configuration{\n\tTopP: aws.Float32(0.9), // high\n\tMaxTokens: aws.Int32(1024),\n}',
  },
  {
    title: 'fills an empty struct literal',
    before: 'var c = &‹tt.Configuration{}›',
    edit: CAP,
    after: 'var c = &tt.Configuration{MaxTokens: aws.Int32(1024)}',
  },
  {
    title: 'makes an object of a named type, by the name that the file calls its package',
    before: 'var c = ‹tt.Input{Id: "x"}›',
    edit: CONFIG,
    after: 'var c = tt.Input{Id: "x", InferenceConfig: &tt.Configuration{MaxTokens: aws.Int32(1024)}}',
  },
  {
    title: 'goes into an object that is there',
    before: 'var c = ‹tt.Input{InferenceConfig: &tt.Configuration{}}›',
    edit: { set: ['InferenceConfig', 'MaxTokens'], in: 'object', to: NUMBER },
    after: 'var c = tt.Input{InferenceConfig: &tt.Configuration{MaxTokens: aws.Int32(1024)}}',
  },
  {
    title: 'has no place for a type whose package is not imported',
    before: 'var c = ‹tt.Input{}›',
    edit: { set: ['X'], in: 'object', to: { symbol: 'example.com/other#X', from: 1 } },
    after: undefined,
  },
  {
    title: 'has no place for an object without a type',
    before: 'var c = ‹tt.Input{}›',
    edit: { set: ['InferenceConfig'], in: 'object', to: { MaxTokens: 1 } },
    after: undefined,
  },
  {
    title: 'has no place for a field that is not exported in a struct of another package',
    before: 'var c = ‹tt.Input{}›',
    edit: { set: ['max_tokens'], in: 'object', to: 1 },
    after: undefined,
  },
  {
    title: 'calls a field of data by its Go name',
    before: `${STRUCT}var c = ‹Body{Text: "x"}›`,
    edit: { set: ['max_tokens'], in: 'object', to: 1024 },
    after: `${STRUCT}var c = Body{Text: "x", Max: 1024}`,
  },
  {
    title: 'has no place for a field that the struct does not have',
    before: `${STRUCT}var c = ‹Body{Text: "x"}›`,
    edit: { set: ['top_p'], in: 'object', to: 1 },
    after: undefined,
  },
  {
    title: 'adds a field to a map',
    before: 'var c = ‹map[string]any{"text": "x"}›',
    edit: { set: ['config', 'max_tokens'], in: 'object', to: 1024 },
    after: 'var c = map[string]any{"text": "x", "config": map[string]any{"max_tokens": 1024}}',
  },
  {
    title: 'adds to an instance of a struct of the file',
    before: 'type Service struct {\n\tname string\n}\n\nvar c = ‹Service{\n}›',
    edit: { set: ['name'], in: 'call', to: 'x' },
    after: 'type Service struct {\n\tname string\n}\n\nvar c = Service{\n\tname: "x",\n}',
  },
  {
    title: 'adds an item to a list of a named type',
    before: 'var c = ‹[]tt.Block{&tt.TextBlock{Value: "x"}}›',
    edit: { insert: { symbol: 'example.com/x/types#Point', from: { Kind: 'default' }, isPointer: true }, at: 1 },
    after: 'var c = []tt.Block{&tt.TextBlock{Value: "x"}, &tt.Point{Kind: "default"}}',
  },
  {
    title: 'replaces a number in a call that makes a pointer of it',
    before: 'var c = tt.Configuration{MaxTokens: aws.Int32(‹512›)}',
    edit: { replaceBy: NUMBER },
    after: 'var c = tt.Configuration{MaxTokens: aws.Int32(1024)}',
  },
  {
    title: 'replaces a pointer by another one',
    before: 'var c = tt.Configuration{MaxTokens: ‹ptr.Of(limit)›}',
    edit: { replaceBy: NUMBER },
    after: 'var c = tt.Configuration{MaxTokens: aws.Int32(1024)}',
  },
  {
    title: 'escapes text',
    before: 'var c = ‹"a"›',
    edit: { replaceBy: 'a "b" \\ \n \u0001' },
    after: 'var c = "a \\"b\\" \\\\ \\n \\u0001"',
  },
  {
    title: 'has no place in a broken literal',
    before: 'var c = ‹tt.Configuration{A: , B: 1}›',
    edit: CAP,
    after: undefined,
  },
  { title: 'cuts a comment', before: 'var c = 1 ‹// why›\n', edit: { remove: true }, after: 'var c = 1\n' },
];

describe('edits of Go', () => {
  before(() => loadGrammars(go.grammars, readAsset));

  for (const { title, before: marked, edit, after } of CASES) {
    it(title, () => {
      const { text, start, end } = unmark(HEAD + marked);
      const intent = intentOf(edit, start, end);
      const edits = go.writeEdit({ uri: URI, text }, intent);
      const result = edits && applyEdits(text, edits);
      assert.equal(result, after === undefined ? undefined : HEAD + after);
      if (result === undefined) return;
      assert.equal(go.lower({ uri: URI, text: result }).syntaxErrors.length, 0, 'the edit broke the syntax');
      if (intent.kind !== 'set-field') return;
      const again = intentOf(edit, start, end + result.length - text.length);
      assert.deepEqual(go.writeEdit({ uri: URI, text: result }, again), [], 'a second time changes nothing');
    });
  }

  it('finds no node that is not there', () => {
    const text = 'package main\n\nvar x = T{A: 1}\n';
    for (const kind of ['call', 'object', 'list', 'expression'] as const) {
      const reference: NodeReference = { uri: URI, kind, range: { start: 15, end: 20 } };
      const intents: readonly EditIntent[] = [
        { kind: 'set-field', container: reference, path: ['b'], value: 1 },
        { kind: 'insert-item', container: reference, index: 0, value: 1 },
        { kind: 'replace-value', target: reference, value: 1 },
      ];
      for (const intent of intents) assert.equal(go.writeEdit({ uri: URI, text }, intent), undefined);
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
