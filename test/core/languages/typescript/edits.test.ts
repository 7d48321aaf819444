import assert from 'node:assert/strict';
import type { EditIntent, LiteralData, NodeReference } from '../../../../src/core/domain/edit.ts';
import { typescript } from '../../../../src/core/languages/typescript/typescript.ts';
import { loadGrammars } from '../../../../src/core/parsing/grammars.ts';
import { applyEdits } from '../../../../src/core/util/text.ts';
import { readAsset } from '../../../support/inMemoryHost.ts';

const URI = 'file:///app.ts';

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
  | { readonly replaceBy: LiteralData };

const CAP: Edit = { set: ['inferenceConfig', 'maxTokens'], in: 'call', to: 1024 };
const FIELD: Edit = { set: ['maxTokens'], in: 'object', to: 1024 };
const POINT: LiteralData = { cachePoint: { type: 'default' } };

const CASES: readonly Case[] = [
  {
    title: 'adds a field to the first object argument of a call',
    before: "const c = ‹new ConverseCommand({ modelId: 'm', messages })›;",
    edit: CAP,
    after: "const c = new ConverseCommand({ modelId: 'm', messages, inferenceConfig: { maxTokens: 1024 } });",
  },
  {
    title: 'finds the object behind other arguments and type assertions',
    before: "‹bedrock('m', ({ temperature: 0 } as Settings))›",
    edit: { set: ['maxTokens'], in: 'call', to: 5 },
    after: "bedrock('m', ({ temperature: 0, maxTokens: 5 } as Settings))",
  },
  {
    title: 'makes the object of a call without arguments',
    before: '‹new ChatBedrock()›',
    edit: { set: ['maxTokens'], in: 'call', to: 512 },
    after: 'new ChatBedrock({ maxTokens: 512 })',
  },
  {
    title: 'has no place in a call whose arguments are no objects',
    before: '‹new ConverseCommand(input)›',
    edit: CAP,
    after: undefined,
  },
  {
    title: 'has no place in a construction without parentheses',
    before: '‹new ChatBedrock›',
    edit: CAP,
    after: undefined,
  },
  {
    title: 'adds a line where fields stand on lines',
    before: 'f(‹{\n  modelId,\n  messages: [],\n}›);\n',
    edit: FIELD,
    after: 'f({\n  modelId,\n  messages: [],\n  maxTokens: 1024,\n});\n',
  },
  {
    title: 'keeps comments where they are',
    before: 'f(‹{\n  modelId, // the id\n  messages // all\n  // topP: 1,\n}›);\n',
    edit: FIELD,
    after: 'f({\n  modelId, // the id\n  messages, // all\n  maxTokens: 1024\n  // topP: 1,\n});\n',
  },
  {
    title: 'fills an empty object',
    before: 'f(‹{}›)',
    edit: FIELD,
    after: 'f({ maxTokens: 1024 })',
  },
  {
    title: 'goes into objects that are there',
    before: 'f(‹{ inferenceConfig: { temperature: 0 } as const, a }›)',
    edit: { set: ['inferenceConfig', 'maxTokens'], in: 'object', to: 1024 },
    after: 'f({ inferenceConfig: { temperature: 0, maxTokens: 1024 } as const, a })',
  },
  {
    title: 'has no place in an object that stands elsewhere',
    before: 'f(‹{ inferenceConfig }›)',
    edit: { set: ['inferenceConfig', 'maxTokens'], in: 'object', to: 1024 },
    after: undefined,
  },
  {
    title: 'replaces a value that is there, behind its parentheses',
    before: "f(‹{ 'maxTokens': (limit), a: 1 }›)",
    edit: FIELD,
    after: "f({ 'maxTokens': (1024), a: 1 })",
  },
  {
    title: 'writes the key of a shorthand out',
    before: 'f(‹{ maxTokens, a }›)',
    edit: FIELD,
    after: 'f({ maxTokens: 1024, a })',
  },
  {
    title: 'quotes keys as their siblings are quoted',
    before: "f('x', ‹{ \"modelId\": 'm' }›)",
    edit: { set: ['inferenceConfig', 'maxTokens'], in: 'object', to: 1024 },
    after: 'f(\'x\', { "modelId": \'m\', "inferenceConfig": { "maxTokens": 1024 } })',
  },
  {
    title: 'leaves keys bare beside bare ones, and quotes those that need it',
    before: "f(‹{ a: 1, 'b-c': 2, ...rest }›)",
    edit: { set: ['x-y', 'z'], in: 'object', to: true },
    after: "f({ a: 1, 'b-c': 2, ...rest, 'x-y': { z: true } })",
  },
  {
    title: 'takes the quotes of the file',
    before: 'f("a", "b", ‹{ c: 1 }›)',
    edit: { set: ['d'], in: 'object', to: 'text' },
    after: 'f("a", "b", { c: 1, d: "text" })',
  },
  {
    title: 'adds an item to a list',
    before: "x = ‹[{ text: 'a' }]›",
    edit: { insert: POINT, at: 1 },
    after: "x = [{ text: 'a' }, { cachePoint: { type: 'default' } }]",
  },
  {
    title: 'adds a first item on a line of its own',
    before: 'x = ‹[\n  first,\n]›',
    edit: { insert: POINT, at: 0 },
    after: "x = [\n  { cachePoint: { type: 'default' } },\n  first,\n]",
  },
  {
    title: 'replaces a value',
    before: 'f({ limit: ‹100_000› })',
    edit: { replaceBy: 8192 },
    after: 'f({ limit: 8192 })',
  },
  {
    title: 'puts a value into a new one',
    before: "f({ system: ‹SYSTEM› }, 'x')",
    edit: { replaceBy: [{ text: { verbatim: true } }, POINT] },
    after: "f({ system: [{ text: SYSTEM }, { cachePoint: { type: 'default' } }] }, 'x')",
  },
  {
    title: 'puts a shorthand into a new value',
    before: "f({ ‹system› }, 'x')",
    edit: { replaceBy: [{ text: { verbatim: true } }] },
    after: "f({ system: [{ text: system }] }, 'x')",
  },
  {
    title: 'puts a sequence into parentheses',
    before: 'x = (‹a, b›)',
    edit: { replaceBy: [{ verbatim: true }, 1] },
    after: 'x = ([(a, b), 1])',
  },
  {
    title: 'escapes text',
    before: "x = ‹1›; y = ''",
    edit: { replaceBy: 'a "b" \'c\' \\ \n \0' },
    after: "x = 'a \"b\" \\'c\\' \\\\ \\n \\u0000'; y = ''",
  },
  {
    title: 'has no place in a broken object',
    before: 'f(‹{ a: , b: 1 }›)',
    edit: FIELD,
    after: undefined,
  },
];

describe('edits of TypeScript', () => {
  before(() => loadGrammars(typescript.grammars, readAsset));

  for (const { title, before: marked, edit, after } of CASES) {
    it(title, () => {
      const { text, start, end } = unmark(marked);
      const intent = intentOf(edit, start, end);
      const edits = typescript.writeEdit({ uri: URI, text }, intent);
      const result = edits && applyEdits(text, edits);
      assert.equal(result, after);
      if (result === undefined) return;
      assert.equal(typescript.lower({ uri: URI, text: result }).syntaxErrors.length, 0, 'the edit broke the syntax');
      if (intent.kind !== 'set-field') return;
      const again = intentOf(edit, start, end + result.length - text.length);
      assert.deepEqual(typescript.writeEdit({ uri: URI, text: result }, again), [], 'a second time changes nothing');
    });
  }

  it('finds no node that is not there', () => {
    const text = 'f({ a: 1 })';
    for (const kind of ['call', 'object', 'list', 'expression'] as const) {
      const reference: NodeReference = { uri: URI, kind, range: { start: 1, end: 4 } };
      const intents: readonly EditIntent[] = [
        { kind: 'set-field', container: reference, path: ['b'], value: 1 },
        { kind: 'insert-item', container: reference, index: 0, value: 1 },
        { kind: 'replace-value', target: reference, value: 1 },
      ];
      for (const intent of intents) assert.equal(typescript.writeEdit({ uri: URI, text }, intent), undefined);
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
  return { kind: 'replace-value', target: { ...reference, kind: 'expression' }, value: edit.replaceBy };
}
