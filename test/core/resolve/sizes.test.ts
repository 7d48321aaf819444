import assert from 'node:assert/strict';
import type { TextPart, Value } from '../../../src/core/domain/value.ts';
import { optionsOf } from '../../../src/core/domain/value.ts';
import { textParts } from '../../../src/core/domain/valueOperations.ts';
import { evaluateShown } from './evaluateShown.ts';

/** `{rows ≤4000}` is cut, `{n: a number}` measured, `{items: ? × - {i.name}}` written once for each. */
function showParts(parts: readonly TextPart[]): string {
  return parts.map(showPart).join('');
}

function showPart(part: TextPart): string {
  if (part.kind === 'text') return part.text;
  const { name, size, content, isCountUnknown } = part;
  if (size?.isLimit) return `{${name} ≤${size.range.high}}`;
  if (size) return `{${name}: ${size.because}}`;
  if (content === undefined) return `{${name}}`;
  const [first] = content;
  const count = isCountUnknown ? '?' : `${first?.repeat?.low}–${first?.repeat?.high}`;
  return `{${name}: ${count} × ${showParts(content)}}`;
}

function show(value: Value): string {
  return optionsOf(value)
    .map((option) =>
      showParts(
        textParts(option, (option.kind === 'unknown' && option.name) || 'x', { uri: '', range: { start: 0, end: 0 } }),
      ),
    )
    .join(' | ');
}

type Row = readonly [python: string | undefined, typescript: string | undefined, go: string | undefined, is: string];

/** The same code in each language, and what it has to be in all. */
const ROWS: readonly Row[] = [
  ['rows[:4000]', 'rows.slice(0, 4000)', 'rows[:4000]', '{rows ≤4000}'],
  ['items[:5]', 'items.slice(0, 5)', 'items[:5]', '{items: 1–5 × {item}}'],
  ['rows[100:300]', 'rows.substring(100, 300)', 'rows[100:300]', '{rows ≤200}'],
  ['rows[-500:]', 'rows.slice(-500)', undefined, '{rows ≤500}'],
  [undefined, 'rows.substr(5, 70)', undefined, '{rows ≤70}'],
  ['rows[i:i + 90]', undefined, 'rows[i:i+90]', '{rows ≤90}'],
  ['textwrap.shorten(rows, width=80)', undefined, undefined, '{rows ≤80}'],
  ['len(rows)', 'rows.length', 'len(rows)', '{rows: a number}'],
  ['f"{n:.2f}"', '`${n.toFixed(2)}`', 'fmt.Sprintf("%.2f", n)', '{n: a number}'],
  ['"{:,}".format(x)', undefined, 'fmt.Sprintf("%d", x)', '{x: a number}'],
  ['f"{x > 4}"', '`${x > 4}`', undefined, '{x: true or false}'],
  ['f"{n - 1}"', '`${n - 1}`', undefined, '{n: a number}'],
  ['flag', 'flag', 'flag', '{flag: true or false}'],
  ['mode', 'mode', undefined, '{mode: one of 2 texts}'],
  ['json.dumps(x)', 'JSON.stringify(x)', undefined, '{x}'],
  ['", ".join(x)', 'x.join(", ")', 'strings.Join(x, ", ")', '{x}'],
  ['x.strip()', 'x.trim()', 'strings.TrimSpace(x)', '{x}'],
  ['"" + fetch_docs(x)', '"" + await fetch_docs(x)', '"" + fetch_docs(x)', '{fetch_docs}'],
  ['str(uuid.uuid4())', 'crypto.randomUUID()', 'uuid.NewString()', '{x: a random id}'],
  [
    '"".join(f"- {i.name}\\n" for i in x)',
    'x.map((i) => `- ${i.name}\\n`).join("")',
    undefined,
    '{x: ? × - {i.name}\n}',
  ],
  ['"".join(map(lambda i: f"- {i.name}", x))', undefined, undefined, '{x: ? × - {i.name}}'],
  ['"".join(f"<{s}>" for s in ["a", "b"])', '["a", "b"].map((s) => `<${s}>`).join("")', undefined, '<a><b>'],
  [
    'rows if len(rows) < 50 else rows[:50] + "…"',
    'rows.length < 50 ? rows : rows.slice(0, 50) + "…"',
    undefined,
    '{rows ≤50} | {rows ≤50}…',
  ],
];

const FRAMES = {
  python: (code: string) =>
    `import json, textwrap, uuid\nfrom typing import Literal\ndef f(rows, items, x, i, n: float, flag: bool, mode: Literal["on", "off"]):\n    show(${code})\n`,
  typescript: (code: string) =>
    `async function f(rows: string, items: any, x: any, i: any, n: number, flag: boolean, mode: 'on' | 'off') {\n  show(${code});\n}\n`,
  go: (code: string) =>
    `package main\nimport ("fmt"; "strings"; "github.com/google/uuid")\nfunc f(rows string, items []Item, x Item, i any, n float64, flag bool) {\n\tshow(${code})\n}\n`,
} as const;

const PATHS = { python: 'app.py', typescript: 'app.ts', go: 'app.go' } as const;

async function shownIn(language: keyof typeof PATHS, text: string): Promise<readonly string[]> {
  const { values } = await evaluateShown({ path: PATHS[language], text });
  return values.map(show);
}

describe('sizes that the code says', () => {
  for (const [python, typescript, go, expected] of ROWS) {
    it(`are the same in every language: ${python ?? typescript ?? ''}`, async () => {
      const codes = { python, typescript, go };
      for (const language of ['python', 'typescript', 'go'] as const) {
        const code = codes[language];
        if (code === undefined) continue;
        const [value = ''] = await shownIn(language, FRAMES[language](code));
        const isRandom = expected.startsWith('{x: a random');
        assert.equal(isRandom ? value.replace(/^\{[^:]+/, '{x') : value, expected, language);
      }
    });
  }

  it('come from loops that write a text', async () => {
    const expected = '{docs: ? × <{d.text}>}';
    const writing = {
      python: ['def f(docs):\n    t = ""\n    for d in docs:\n        t += f"<{d.text}>"\n    show(t)'],
      typescript: [
        'function f(docs: any) {\n let t = "";\n for (const d of docs) t += `<${d.text}>`;\n show(t);\n}',
        'function f(docs: any) {\n let t = "";\n docs.forEach((d) => { t += `<${d.text}>`; });\n show(t);\n}',
        'function f(docs: any) {\n show(docs.reduce((t, d) => t + `<${d.text}>`, ""));\n}',
        'function f(docs: any) {\n const l = [];\n for (const d of docs) l.push(`<${d.text}>`);\n show(l.join(""));\n}',
      ],
      go: [
        'package main\nimport "fmt"\nfunc f(docs []Doc) {\n\tt := ""\n\tfor _, d := range docs {\n\t\tt += fmt.Sprintf("<%s>", d.text)\n\t}\n\tshow(t)\n}',
      ],
    };
    for (const language of ['python', 'typescript', 'go'] as const) {
      for (const text of writing[language]) assert.deepEqual(await shownIn(language, text), [expected], text);
    }
  });

  it('come from the turns of a loop over what is known', async () => {
    const text = 'def f():\n    t = ""\n    for n, d in [("a", 1), ("b", 2)]:\n        t += f"{n}={d};"\n    show(t)';
    assert.deepEqual(await shownIn('python', text), ['a=1;b=2;']);
  });

  it('come from fields of declared types', async () => {
    const text =
      'from enum import Enum\nfrom pydantic import BaseModel, Field, constr, conint\nclass Kind(Enum):\n    A = "aa"\n    B = "bbb"\n' +
      'class Ask(BaseModel):\n    topic: str = Field(max_length=200)\n    age: int\n    tag: constr(max_length=30)\n    rank: conint(ge=1)\n' +
      'def f(ask: Ask, kind: Kind):\n    show(ask.topic)\n    show(ask.age)\n    show(kind.value)\n    show(ask.tag)\n    show(ask.rank)\n';
    assert.deepEqual(await shownIn('python', text), [
      '{ask.topic ≤200}',
      '{ask.age: a number}',
      '{kind.value: one of 2 texts}',
      '{ask.tag ≤30}',
      '{ask.rank: a number}',
    ]);
  });

  it('come from annotations', async () => {
    const text =
      'from typing import Annotated, Literal\nfrom pydantic import BaseModel, Field, StringConstraints\nfrom fastapi import Query\n' +
      'class Ask(BaseModel):\n    topic: Annotated[str, Field(max_length=200)]\n    bio: Annotated[str, StringConstraints(max_length=90)]\n' +
      '    mode: Annotated[Literal["a", "bb"], Field(description="m")]\n    rank: Annotated[int, Field(ge=1)]\n' +
      'def f(ask: Ask, q: Annotated[str, Query(max_length=50)], n: Annotated[int, "a number"]):\n' +
      '    show(ask.topic)\n    show(ask.bio)\n    show(ask.mode)\n    show(ask.rank)\n    show(q)\n    show(n)\n';
    assert.deepEqual(await shownIn('python', text), [
      '{ask.topic ≤200}',
      '{ask.bio ≤90}',
      '{ask.mode: one of 2 texts}',
      '{ask.rank: a number}',
      '{q ≤50}',
      '{n: a number}',
    ]);
  });

  it('come from schemas of zod', async () => {
    const schema =
      "import { z } from 'zod';\n" +
      "export const Body = z.object({ topic: z.string().trim().max(200), age: z.number().int(), mode: z.enum(['a', 'bb']),\n" +
      "  tags: z.array(z.string().max(9)).max(4), id: z.string().uuid(), model: z.string().default('m') });\n";
    const uses =
      'show(`${a.topic} ${a.age}`);\n show(`${a.mode} ${a.id}`);\n show(`${a.tags.map((tag) => `- ${tag}`).join(" ")}`);\n show(a.model);\n';
    const expected = [
      '{a.topic ≤200} {a.age: a number}',
      '{a.mode: one of 2 texts} {a.id: a random id}',
      '{a.tags: 1–4 × - {tag ≤9} }',
      'm',
    ];
    const ways = [
      `${schema}function f(body: unknown) {\n const a = Body.parse(body);\n ${uses}}`,
      `${schema}async function f(body: unknown) {\n const { data: a } = await Body.safeParseAsync(body);\n ${uses}}`,
      `${schema}function f(a: z.infer<typeof Body>) {\n ${uses}}`,
      `${schema}type Ask = z.infer<typeof Body>;\nfunction f(a: Ask) {\n ${uses}}`,
      `${schema}type Body = z.infer<typeof Body>;\nfunction f(a: Body) {\n ${uses}}`,
    ];
    for (const text of ways) assert.deepEqual(await shownIn('typescript', text), expected, text);
    const imported = await evaluateShown({
      path: 'app.ts',
      text: `import type { Ask } from './schema';\nfunction f(a: Ask) {\n ${uses}}`,
      files: { 'schema.ts': `${schema}export type Ask = z.infer<typeof Body>;\n` },
    });
    assert.deepEqual(imported.values.map(show), expected);
  });

  it('come from fields of structs', async () => {
    const text =
      'package main\nimport "fmt"\ntype Row struct {\n\tAge int `json:"age"`\n\tOn bool\n}\ntype Page struct {\n\tRow Row\n\tTotal float64\n}\n' +
      'func f(row Row, page *Page) {\n\tshow(fmt.Sprint(row.Age))\n\tshow(fmt.Sprint(page.Total))\n\tshow(fmt.Sprint(page.Row.On))\n}\n';
    assert.deepEqual(await shownIn('go', text), [
      '{row.age: a number}',
      '{page.Total: a number}',
      '{page.Row.On: true or false}',
    ]);
  });

  it('are no sizes of their parts', async () => {
    const text = 'def f(rows):\n    show(f"{rows[:50].title} {rows[:50][0]}")\n';
    assert.deepEqual(await shownIn('python', text), ['{rows.title} {rows.0}']);
  });

  it('come from how a text is split', async () => {
    const python =
      'from langchain_text_splitters import RecursiveCharacterTextSplitter, TokenTextSplitter\n' +
      'def f(text, docs):\n    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=50)\n' +
      '    for piece in splitter.split_text(text):\n        show(f"{piece}")\n' +
      '    pages = splitter.split_documents(docs)\n    show(f"{pages[0].page_content}")\n' +
      '    parts = TokenTextSplitter(chunk_size=200).split_text(text)\n    show(f"{parts[0]}")\n';
    assert.deepEqual(await shownIn('python', python), [
      '{piece ≤1000}',
      '{pages.0.page_content ≤1000}',
      '{parts.0 ≤200}',
    ]);
    const typescript =
      "import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';\n" +
      'async function f(text: string) {\n const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 900 });\n' +
      ' for (const piece of await splitter.splitText(text)) show(`${piece}`);\n}';
    assert.deepEqual(await shownIn('typescript', typescript), ['{piece ≤900}']);
  });

  describe('of what is looked up', () => {
    const SPLIT =
      'from langchain.text_splitter import RecursiveCharacterTextSplitter\n' +
      'def load(docs):\n    return RecursiveCharacterTextSplitter(chunk_size=1000).split_documents(docs)\n';
    const JOIN = '    show("".join(d.page_content for d in docs))\n';
    const EACH = '{docs: 1–5 × {d.page_content ≤1000}}';
    const ROWS: readonly (readonly [title: string, code: string, is: string])[] = [
      ['a search', `${SPLIT}def f(store, q):\n    docs = store.similarity_search(q, k=5)\n${JOIN}`, EACH],
      ['a position', `${SPLIT}def f(store, q):\n    docs = store.similarity_search(q, 5)\n${JOIN}`, EACH],
      [
        'a retriever',
        `${SPLIT}def f(store, q):\n    docs = store.as_retriever(search_kwargs={"k": 5}).invoke(q)\n${JOIN}`,
        EACH,
      ],
      [
        'a store that is made here',
        `${SPLIT}from langchain_community.vectorstores import FAISS\ndef f(q, e):\n    store = FAISS.from_documents(load([]), e)\n` +
          `    r = store.as_retriever(search_type="mmr", search_kwargs={"k": 5, "fetch_k": 50})\n    docs = r.get_relevant_documents(q)\n${JOIN}`,
        EACH,
      ],
      [
        'scores',
        `${SPLIT}def f(store, q):\n    docs = store.similarity_search_with_score(q, k=3)\n    show("".join(f"{d.page_content} {s}" for d, s in docs))\n`,
        '{docs: 1–3 × {d.page_content ≤1000} {s: a number}}',
      ],
      [
        'no number',
        `${SPLIT}def f(store, q):\n    docs = store.similarity_search(q)\n${JOIN}`,
        '{docs: ? × {d.page_content ≤1000}}',
      ],
      [
        'no splitter',
        `def f(store, q):\n    docs = store.similarity_search(q, k=5)\n${JOIN}`,
        '{docs: 1–5 × {d.page_content}}',
      ],
      [
        'a splitter that does not say its size',
        `${SPLIT}def other(docs):\n    return RecursiveCharacterTextSplitter().split_documents(docs)\n` +
          `def f(store, q):\n    docs = store.similarity_search(q, k=5)\n${JOIN}`,
        '{docs: 1–5 × {d.page_content}}',
      ],
      [
        'a number that can be more',
        `${SPLIT}def f(store, q, n):\n    docs = store.similarity_search(q, k=n)\n${JOIN}`,
        '{docs: ? × {d.page_content ≤1000}}',
      ],
    ];
    for (const [title, code, expected] of ROWS) {
      it(title, async () => assert.deepEqual(await shownIn('python', code), [expected]));
    }

    it('with a splitter of a file that is imported', async () => {
      const text = `from ingest import load\ndef f(store, q):\n    docs = store.similarity_search(q, k=5)\n${JOIN}`;
      const { values } = await evaluateShown({ path: 'app.py', text, files: { 'ingest.py': SPLIT } });
      assert.deepEqual(values.map(show), [EACH]);
    });

    it('in TypeScript', async () => {
      const text =
        "import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';\n" +
        'const splitter = new RecursiveCharacterTextSplitter({ chunkSize: 1000 });\n' +
        'async function f(store: Store, q: string) {\n const docs = await store.asRetriever(5).invoke(q);\n' +
        ' show(docs.map((d) => d.pageContent).join(""));\n' +
        ' const rows = await store.similaritySearch(q, 4);\n show(rows.map((d) => d.pageContent).join(""));\n' +
        ' const most = await store.asRetriever({ k: 6 }).invoke(q);\n show(most.map((d) => d.pageContent).join(""));\n}';
      assert.deepEqual(await shownIn('typescript', text), [
        '{docs: 1–5 × {d.pageContent ≤1000}}',
        '{rows: 1–4 × {d.pageContent ≤1000}}',
        '{most: 1–6 × {d.pageContent ≤1000}}',
      ]);
    });
  });
});
