import { itShows } from './evaluateShown.ts';

describe('values of TypeScript', () => {
  describe('constants and branches', () => {
    itShows('app.ts', [
      ['a constant', `const a = "x";\nshow(a);`, '"x"'],
      ['as const', `const a = "x" as const;\nshow(a);`, '"x"'],
      ['satisfies', `const a = { m: "x" } satisfies Settings;\nshow(a.m);`, '"x"'],
      ['let, assigned again', `let a = "x";\na = "y";\nshow(a);`, '"y"'],
      ['assigned in both branches', `let a: string;\nif (c) { a = "x"; } else { a = "y"; }\nshow(a);`, '"x" | "y"'],
      ['assigned in one branch', `let a = "x";\nif (c) a = "y";\nshow(a);`, '"x" | "y"'],
      ['switch', `let a = "";\nswitch (c) { case 1: a = "x"; break; default: a = "y"; }\nshow(a);`, '"x" | "y"'],
      ['a ternary', `const a = c ? "x" : "y";\nshow(a);`, '"x" | "y"'],
      ['??', `show(options.model ?? "x");\nshow(null ?? "x");`, 'symbol #options.model | "x"\n"x"'],
      ['||', `function f(o: O) { show(o.model || "x"); }`, '"x"'],
      ['??=', `let a: string | undefined;\na ??= "x";\nshow(a);`, '"x"'],
      ['a local of the same name', `const a = "x";\nfunction f() { const a = "y"; show(a); }\nshow(a);`, '"y"\n"x"'],
      ['numbers', `const a = 1024;\nshow(a + 1);\nshow(4_096);`, '1025\n4096'],
      ['a number that is not followed', `show(Math.max(512, n));`, '?'],
      ['the least of numbers', `show(Math.min(512, 100));\nshow(Math.min(n, 512));`, '100\n512 | ?'],
    ]);
  });

  describe('texts', () => {
    itShows('app.ts', [
      ['a template', 'const a = "x";\nshow(`<${a}> ${b} ${1 + 1}`);', '"<x> {b} 2"'],
      ['concatenation', `show("a " + b + " c" + 5);`, '"a {b} c5"'],
      ['+=', `let a = "x";\na += "y";\nshow(a);`, '"xy"'],
      ['+= in a loop', `let a = "x";\nfor (const p of ["y"]) { a += p; }\nshow(a);`, '"xy"'],
      ['replace', `show("a {{x}}".replace("{{x}}", "b"));`, '"a b"'],
      ['replace with a pattern', `show("a b".replace(/a/g, "c"));`, '"a b{expression}"'],
      ['join', `show(["a", "b"].join("\\n"));`, '"a\nb"'],
      ['join of what was pushed', `const p = ["a"];\np.push("b");\nshow(p.join(" "));`, '"a b"'],
      [
        'join of what is there',
        `show(["a", x].filter(Boolean).join("-"));\nshow(["a", "", null, "b"].filter(Boolean).join("-"));`,
        '"a-{x}"\n"a-b"',
      ],
      ['join of a filtered list', `show(["a", "b"].filter((t) => keep(t)).join("-"));`, '"a-b"'],
      [
        'flat, concat, Set, Array.from',
        `show([...new Set(Array.from([["a"], "b"].flat().concat(["c"])))].join("-"));`,
        '"a-b-c"',
      ],
      ['map and join', `show(docs.map((d) => d.text).join("\\n"));`, '"{docs~input}"'],
      ['a text and a reduced list', `show("a " + xs.reduce((s, x) => s + x, ""));`, '"a {xs~input}"'],
      ['trim', `show("  a ".trim());`, '"a"'],
      ['repeat', `const n = 3; show("-".repeat(n) + "a".repeat(0));`, '"---"'],
      ['repeat without an end', `show("a".repeat(1e12)); show("a".repeat(m));`, '?\n?'],
      ['lower case', `show("A".toLowerCase());`, '"a"'],
      ['a tagged template is not followed', 'show(tag`a ${b}`);', 'instance of #tag'],
      ['dedent', 'import dedent from "dedent";\nshow(dedent`\n  a\n    b\n`);', '"\na\n  b\n"'],
      [
        'the time',
        'show(`now ${new Date().toISOString()}`);\nshow(`now ${Date.now()}`);',
        '"now {Date~time}"\n"now {Date.now~time}"',
      ],
      ['random', 'import { randomUUID } from "node:crypto";\nshow(`id ${randomUUID()}`);', '"id {randomUUID~random}"'],
      ['slice', `show("us.a".slice(3));`, '"a"'],
      ['String', `show(String(5) + "x");`, '"5x"'],
      ['Number', `show(Number("512"));\nshow(parseInt("512", 10));`, '512\n512'],
    ]);
  });

  describe('objects and lists', () => {
    itShows('app.ts', [
      [
        'a member and an element',
        `const M = { a: "x", b: "y" };\nshow(M.a);\nshow(M["b"]);\nshow(M[k]);`,
        '"x"\n"y"\n"x" | "y"',
      ],
      ['a key that is not there', `const M = { a: "x" };\nshow(M.c);`, '?'],
      ['a shorthand', `const a = 1;\nshow({ a });`, '{a: 1}'],
      ['a computed key', `const k = "a";\nshow({ [k]: 1, [x]: 2 });`, '{a: 1, …}'],
      [
        'spread',
        `const a = { x: 1, y: 1 };\nshow({ ...a, y: 2 });\nshow({ y: 2, ...a });`,
        '{x: 1, y: 2}\n{y: 1, x: 1}',
      ],
      ['spread of what is not known', `show({ x: 1, ...o });`, '{x: 1 | ?, …}'],
      ['spread under &&', `show({ x: 1, ...(c && { y: 2 }) });`, '{x: 1, y?: 2}'],
      ['spread of one of two', `show({ ...(c ? { x: 1 } : { y: 2 }) });`, '{x?: 1, y?: 2}'],
      ['undefined for a value', `show({ x: c ? 1 : undefined });`, '{x: 1 | null}'],
      ['Object.assign', `show(Object.assign({}, { a: 1 }, { b: 2 }));`, '{a: 1, b: 2}'],
      ['Object.assign into', `const o = { a: 1 };\nObject.assign(o, { b: 2 });\nshow(o);`, '{a: 1, b: 2}'],
      ['Object.freeze', `const M = Object.freeze({ a: "x" });\nshow(M.a);`, '"x"'],
      ['destructured', `const { a, b: { c } } = { a: 1, b: { c: 2 } };\nshow(a);\nshow(c);`, '1\n2'],
      ['destructured with a default', `const { a = 5 } = o;\nshow(a);`, 'symbol #o.a | 5'],
      ['destructured from a call', `function f() { return { a: 1, b: 2 }; }\nconst { a, b } = f();\nshow(b);`, '2'],
      ['an array destructured', `const [a, b] = ["x", "y"];\nshow(b);`, '"y"'],
      ['a write', `const o: any = {};\no.a = 1;\no["b"] = { c: 2 };\nshow(o);`, '{a: 1, b: {c: 2}}'],
      ['a write under if', `const o: any = { a: 1 };\nif (c) { o.b = 2; }\nshow(o);`, '{a: 1, b?: 2}'],
      ['push', `const l = [1];\nl.push(2, 3);\nshow(l);`, '[1, 2, 3]'],
      ['unshift', `const l = [1];\nl.unshift(0);\nshow(l);`, '[0, 1]'],
      ['pop', `const l = [1, 2];\nl.pop();\nshow(l);`, '[1]'],
      ['concat makes a new one', `const l = [1];\nconst m = l.concat([2]);\nshow(l);\nshow(m);`, '[1]\n[1, 2]'],
      ['push in a callback', `const l = [1];\nxs.forEach((x) => l.push(x));\nshow(l);`, '[1, ?input, …]'],
      ['push in a callback with a block', `const l = [1];\nxs.forEach((x) => { l.push(2); });\nshow(l);`, '[1, 2, …]'],
      ['push in a loop, used in the loop', `const l = ["a"];\nwhile (c) { show(l); l.push("b"); }`, '["a", "b", …]'],
      ['made anew in every turn', `while (c) { const l = ["a"]; show(l); l.push("b"); }`, '["a"]'],
      [
        'filled by a function',
        `function fill(o: any) { o.b = 2; }\nconst o: any = { a: 1 };\nfill(o);\nshow(o);`,
        '{a: 1, b: 2}',
      ],
      ['for of', `for (const m of ["a", "b"]) show(m);`, 'each "a" | "b"'],
      [
        'for of entries',
        `const M = { x: "a", y: "b" };\nfor (const [k, v] of Object.entries(M)) show(v);`,
        'each "a" | "b"',
      ],
      ['map', `["a", "b"].map((m) => show(m));`, 'each "a" | "b"'],
      ['values', `const M = { x: "a", y: "b" };\nObject.values(M).forEach((m) => show(m));`, 'each "a" | "b"'],
      ['JSON', `show(JSON.stringify({ a: 1 }));\nshow(JSON.parse('{"a": 5}').a);`, 'json {a: 1}\n5'],
      [
        'encoded JSON',
        `show(new TextEncoder().encode(JSON.stringify({ a: 1 })));\nshow(Buffer.from(JSON.stringify({ a: 1 })));`,
        'json {a: 1}\njson {a: 1}',
      ],
    ]);
  });

  describe('functions', () => {
    itShows('app.ts', [
      ['a default', `function f(a = "x") { show(a); }`, '"x"'],
      ['an optional parameter', `function f(a?: string) { show(a ?? "x"); }`, '"x"'],
      ['a caller', `function f(a: string) { show(a); }\nf("x");\nf("y");`, '"x" | "y"'],
      ['an arrow function and its caller', `const f = (a: string) => { show(a); };\nf("x");`, '"x"'],
      ['fields with a default', `function f({ a = "x", b }: O) { show(a); show(b); }\nf({ b: 5 });`, '"x"\n5'],
      ['a field renamed', `function f({ a: b = "x" }: O) { show(b); }\nf({ a: "y" });`, '"y"'],
      ['an options object', `function f(o: O) { show(o.a ?? 5); }\nf({ a: 7 });`, '7'],
      ['what it gives back', 'const f = (a: string) => `<${a}>`;\nshow(f("x"));\nshow(f(f("y")));', '"<x>"\n"<<y>>"'],
      [
        'an asynchronous function',
        `async function f() { return "x"; }\nasync function g() { show(await f()); }`,
        '"x"',
      ],
      ['an immediately called function', `show((() => "x")());`, '"x"'],
      ['a callback parameter of an unknown function', `call("x", (a) => show(a));`, '?input'],
      ['hoisted', `show(f());\nfunction f() { return "x"; }`, '"x"'],
      ['recursion', `function f(n: number): number { return f(n - 1); }\nshow(f(1));`, '?'],
    ]);
  });

  describe('classes', () => {
    itShows('app.ts', [
      ['a field', `class C { a = "x"; f() { show(this.a); } }`, '"x"'],
      ['a private field', `class C { #a = "x"; f() { show(this.#a); } }`, '"x"'],
      ['a static field', `class C { static A = "x"; f() { show(C.A); } }\nshow(C.A);`, '"x"\n"x"'],
      [
        'set in the constructor',
        `class C { private a: string; constructor(o: O) { this.a = o.a || "x"; } f() { show(this.a); } }`,
        '"x"',
      ],
      ['a parameter property', `class C { constructor(private readonly a = "x") {} f() { show(this.a); } }`, '"x"'],
      [
        'set by another method',
        `class C { a = "x"; set(a: string) { this.a = a; } f() { show(this.a); } }`,
        '"x" | ?input',
      ],
      ['a getter', `class C { get a() { return "x"; } f() { show(this.a); } }`, '"x"'],
      ['inherited', `class B { a = "x"; }\nclass C extends B { f() { show(this.a); } }`, '"x"'],
      ['in a callback', `class C { a = "x"; f() { xs.map(() => show(this.a)); } }`, '"x"'],
      [
        'history pushed by the method',
        `class C { m: M[] = []; f(q: string) { this.m.push(q); show(this.m); } }`,
        '[?input, …]',
      ],
      ['an enum', `enum M { A = "x", B = "y" }\nshow(M.A);\nshow(M[k]);`, '"x"\n?'],
    ]);
  });

  describe('the environment', () => {
    itShows('app.ts', [
      ['??', `show(process.env.M ?? "x");`, '"x"'],
      ['||', `show(process.env["M"] || "x");`, '"x"'],
      ['without a default', `show(process.env.M);`, '?'],
      ['asserted', `show(process.env.M!);`, '?'],
      ['destructured', `const { M = "x" } = process.env;\nshow(M);`, '"x"'],
      ['a number', `show(Number(process.env.N ?? "512"));\nshow(parseInt(process.env.N || "256", 10));`, '512\n256'],
      ['written by the program', `process.env.M = "y";\nshow(process.env.M);`, '"y"'],
      ['configured', `show(process.env.M ?? "x");`, '"c"', { configured: { M: 'c' } }],
    ]);
  });
});
