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
});
