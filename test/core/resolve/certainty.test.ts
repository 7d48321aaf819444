/** What is known for sure, and what only among others: a value is claimed alone only where nothing else can be. */
import { itShows } from './evaluateShown.ts';

const MAP = 'const map: Record<string, string> = { a: "x", b: "y" };\n';

describe('certainty', () => {
  describe('of a map that is asked for a key that is not known', () => {
    itShows('app.ts', [
      ['alone', `${MAP}function f(k: string) { show(map[k]); }`, '"x" | "y"'],
      ['with the key itself behind it', `${MAP}function f(k: string) { show(map[k] ?? k); }`, '"x" | "y" | ?input'],
      ['with a default behind it', `${MAP}function f(k: string) { show(map[k] || "z"); }`, '"x" | "y" | "z"'],
      ['of one entry', `const map = { a: "x" };\nfunction f(k) { show(map[k] ?? k); }`, '"x" | ?input'],
      [
        'in a variable',
        `${MAP}function f(k: string) {\n  const found = map[k];\n  show(found ?? k);\n}`,
        '"x" | "y" | ?input',
      ],
      ['asked first', `${MAP}function f(k: string) { show(map[k] !== undefined ? map[k] : k); }`, '"x" | "y" | ?input'],
      [
        'asked first, with an early return',
        `${MAP}function g(k: string) {\n  if (map[k]) return map[k];\n  return k;\n}\nfunction f(k: string) { show(g(k)); }`,
        '"x" | "y" | ?input',
      ],
      ['with a key that is known', `${MAP}show(map["a"] ?? "z");`, '"x"'],
    ]);
    itShows('app.py', [
      ['by get with the key itself', 'M = {"a": "x"}\ndef f(k):\n    show(M.get(k, k))', '"x" | ?input'],
      ['by get with a default', 'M = {"a": "x"}\ndef f(k):\n    show(M.get(k, "z"))', '"x" | "z"'],
      ['by get and or', 'M = {"a": "x"}\ndef f(k):\n    show(M.get(k) or k)', '"x" | ?input'],
      [
        'with an early return',
        'M = {"a": "x"}\ndef g(k):\n    if k in M:\n        return M[k]\n    return k\ndef f(k):\n    show(g(k))',
        '"x" | ?input',
      ],
    ]);
  });

  describe('of texts that are put into a prompt', () => {
    itShows('app.ts', [
      [
        'a fallback is one end',
        'function f(m) { show(`Read this: ${m.t || "unknown"}`); }',
        `"Read this: {m.t or 'unknown'~input}"`,
      ],
      [
        'nothing is one end',
        'function f(text) { show(`Read this: ${ok ? text : ""}`); }',
        `"Read this: {text or ''~input}"`,
      ],
      ['a piece that is there or not', 'show(`Read this${ok ? " all" : ""} now`)', '"Read this<0 1 1:  all> now"'],
      ['a piece that is not there first', 'show(`Read this${ok ? "" : " all"} now`)', '"Read this<0 0 1:  all> now"'],
      ['pieces of equal length', 'show(`Say ${ok ? "yes" : "hey"} now`)', '"Say yes now"'],
      [
        'pieces of other lengths',
        'show(`Say ${ok ? "yes" : "no good"} now`)',
        '"Say <1 1 2.3333333333333335: yes> now"',
      ],
      [
        'an environment variable with a default',
        'show(`In ${process.env.L ?? "English"}, please`)',
        '"In English, please"',
      ],
      [
        'a default keeps an id whole',
        'function f(g) { show(`${g || "us"}.anthropic.claude`); }',
        '"us.anthropic.claude"',
      ],
      [
        'options keep ids whole',
        'show(`${ok ? "us" : "eu"}.anthropic.claude`)',
        '"us.anthropic.claude" | "eu.anthropic.claude"',
      ],
    ]);
    itShows('app.py', [
      ['or', 'def f(m):\n    show(f"Read this: {m.title or \'none\'}")', `"Read this: {m.title or 'none'~input}"`],
      [
        'get with a default',
        "def f(m):\n    show(f\"Read this: {m.get('title', 'none')}\")",
        `"Read this: {m.title or 'none'~input}"`,
      ],
      [
        'get and or',
        "def f(m):\n    show(f\"Read this: {m.get('title') or 'none'}\")",
        `"Read this: {m.title or 'none'~input}"`,
      ],
      [
        'a conditional',
        `def f(text):\n    show(f"Read this: {text if ok else ''} now")`,
        `"Read this: {text or ''~input} now"`,
      ],
      [
        'what differs from turn to turn',
        'for x in ["English", "French"]:\n    show(f"Translate to {x} now")',
        '"Translate to {x~input} now"',
      ],
      [
        'a long default stands as it is, and something else at most',
        `D = "${'word '.repeat(50)}"\ndef f(p):\n    show("Do this: " + (p if p else D))`,
        `"Do this: ${'word '.repeat(50)}<0 0 1: {p~input}>"`,
      ],
    ]);
  });
});

describe('values that are made on the way', () => {
  itShows('app.py', [
    [
      'a default that a function makes',
      'import os\nfrom dataclasses import dataclass, field\n@dataclass\nclass C:\n    m: str = field(default_factory=lambda: os.getenv("M", "x"))\nshow(C().m)',
      '"x"',
    ],
    ['what is tried, in the handler', 'try:\n    b = "x"\n    f(b)\nexcept E:\n    show(b)', '"x"'],
    [
      'what is tried, beside what was before',
      'b = "a"\ntry:\n    b = "x"\n    f(b)\nexcept E:\n    show(b)',
      '"a" | "x"',
    ],
    ['what the handler makes itself', 'try:\n    b = "x"\nexcept E:\n    b = "y"\n    show(b)', '"y"'],
    ['not what a handler makes, in the tried', 'b = "a"\ntry:\n    show(b)\nexcept E:\n    b = "y"', '"a"'],
    ['what is written in the tried', 'b = {}\ntry:\n    b["m"] = 1\n    f(b)\nexcept E:\n    show(b)', '{m?: 1}'],
  ]);
});
