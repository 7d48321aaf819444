import { itShows } from './evaluateShown.ts';

describe('values of Python', () => {
  describe('constants', () => {
    itShows('app.py', [
      ['a literal', `show("a")`, '"a"'],
      ['a name', `A = "a"\nshow(A)`, '"a"'],
      ['a name of a name', `A = "a"\nB = A\nshow(B)`, '"a"'],
      ['the last assignment above', `A = "a"\nA = "b"\nshow(A)\nA = "c"`, '"b"'],
      ['made of its old value', `A = "a"\nA = A + "b"\nshow(A)`, '"ab"'],
      ['numbers', `A = 1024\nB = 2 * A\nshow(A + 24)\nshow(2048 * 2)`, '1048\n4096'],
      ['true, false and none', `show([True, False, None])`, '[true, false, null]'],
      ['a walrus', `if (a := "x"):\n    show(a)`, '"x"'],
      ['several targets', `a = b = "x"\nshow(a)\nshow(b)`, '"x"\n"x"'],
      ['a tuple taken apart', `a, (b, c) = "x", ("y", "z")\nshow([a, b, c])`, '["x", "y", "z"]'],
      ['a starred tuple', `first, *rest = ["x", "y", "z"]\nshow(first)`, '"x"'],
      ['a name that nothing binds', `show(undefined_name)`, 'symbol #undefined_name'],
      ['a module constant inside a function', `A = "a"\ndef f():\n    show(A)`, '"a"'],
      ['a module constant below the function', `def f():\n    show(A)\nA = "a"`, '"a"'],
      ['a local hides the constant', `A = "a"\ndef f():\n    A = "b"\n    show(A)\nshow(A)`, '"b"\n"a"'],
      ['a local of another function', `def f():\n    secret = "a"\ndef g():\n    show(secret)`, 'symbol #secret'],
      ['a parameter does not leak', `def f(x="a"):\n    pass\nshow(x)`, 'symbol #x'],
      ['a global that a function writes', `A = "a"\ndef f():\n    global A\n    A = "b"\nf()\nshow(A)`, '"a" | "b"'],
      [
        'a global that a function makes of its own names',
        `A = None\ndef f():\n    global A\n    if A is None:\n        b = "x"\n        A = b + "y"\n    return A\nshow(f())`,
        'null | "xy"',
      ],
      [
        'a nonlocal',
        `def f():\n    a = "a"\n    def g():\n        nonlocal a\n        a = "b"\n    g()\n    show(a)`,
        '"a" | "b"',
      ],
      ['typing.Final', `A: Final[str] = "a"\nshow(A)`, '"a"'],
    ]);
  });

  describe('branches', () => {
    itShows('app.py', [
      ['both arms', `if c:\n    a = 1\nelse:\n    a = 2\nshow(a)`, '1 | 2'],
      ['default and override', `a = 1\nif c:\n    a = 2\nshow(a)`, '1 | 2'],
      ['nothing and override', `a = ""\nif c:\n    a = "b"\nshow(a)`, '"b" | ""'],
      ['elif', `if c:\n    a = 1\nelif d:\n    a = 2\nelse:\n    a = 3\nshow(a)`, '1 | 2 | 3'],
      ['all arms hide the default', `a = 0\nif c:\n    a = 1\nelse:\n    a = 2\nshow(a)`, '1 | 2'],
      ['inside one arm', `if c:\n    a = 1\n    show(a)\nelse:\n    a = 2\n    show(a)`, '1\n2'],
      ['an arm that does not set it', `if c:\n    a = 1\nelif d:\n    pass\nelse:\n    a = 3\nshow(a)`, '1 | 3'],
      ['nested', `a = 0\nif c:\n    if d:\n        a = 1\nshow(a)`, '0 | 1'],
      ['a conditional expression', `show("a" if c else "b")`, '"a" | "b"'],
      ['equal arms are one value', `show("a" if c else "a")`, '"a"'],
      ['match', `match c:\n    case 1:\n        a = "x"\n    case _:\n        a = "y"\nshow(a)`, '"x" | "y"'],
      ['try and except', `try:\n    a = 1\nexcept E:\n    a = 2\nshow(a)`, '1 | 2'],
      ['with', `with open("x") as f:\n    a = 1\nshow(a)`, '1'],
      ['while', `a = 1\nwhile c:\n    a = 2\nshow(a)`, '1 | 2'],
      ['or', `show(x or "a")`, 'symbol #x | "a"'],
      ['an empty text or', `show("" or "a")`, '"a"'],
      ['an attribute of an argument or', `def f(e):\n    show(e.x or "a")`, '"a"'],
      [
        'an empty text for what is not known',
        `def f(e):\n    show(e.x or "")\n    show("us." + (e.x or ""))`,
        `?input\n"us.{e.x or ''~input}"`,
      ],
      [
        'an empty list for what is not known',
        `def f(h=None):\n    m = h or []\n    m.append("a")\n    show(m)`,
        '["a", …]',
      ],
      ['an empty dict for what is not known', `def f(o=None):\n    show({"a": 1, **(o or {})})`, '{a: 1 | ?, …}'],
      ['none or', `A = None\nshow(A or "a")`, '"a"'],
      ['a text or', `A = "b"\nshow(A or "a")`, '"b"'],
      ['zero or', `show(0 or 5)`, '5'],
    ]);
  });

  describe('loops', () => {
    itShows('app.py', [
      ['elements of a list', `for m in ["a", "b"]:\n    show(m)`, 'each "a" | "b"'],
      ['one element', `for m in ["a"]:\n    show(m)`, '"a"'],
      ['an unknown list', `for m in ms:\n    show(m)`, '?input'],
      ['elements of an open list', `ms = ["a"]\nms.append(x)\nfor m in ms:\n    show(m)`, 'each "a" | symbol #x'],
      ['items of a dict', `M = {"x": "a", "y": "b"}\nfor k, v in M.items():\n    show(v)`, 'each "a" | "b"'],
      ['keys of a dict', `for k in {"x": 1, "y": 2}:\n    show(k)`, 'each "x" | "y"'],
      ['values of a dict', `for v in {"x": 1, "y": 2}.values():\n    show(v)`, 'each 1 | 2'],
      ['pairs', `for n, m in [("x", "a"), ("y", "b")]:\n    show(m)`, 'each "a" | "b"'],
      ['enumerate', `for i, m in enumerate(["a", "b"]):\n    show(m)`, 'each "a" | "b"'],
      ['texts made of elements', `for m in ["a", "b"]:\n    show(f"us.{m}")`, 'each "us.a" | "us.b"'],
      ['a comprehension around the use', `[show(m) for m in ["a", "b"]]`, 'each "a" | "b"'],
      ['what a comprehension makes', `M = ["a", "b"]\nshow([m for m in M])`, '["a", "b"]'],
      ['after the loop', `for m in ["a", "b"]:\n    pass\nshow(m)`, 'each "a" | "b"'],
      ['assigned late in a turn', `a = 1\nfor x in xs:\n    show(a)\n    a = 2`, '1 | 2'],
    ]);
  });

  describe('texts', () => {
    itShows('app.py', [
      ['an f-string', `n = "x"\nshow(f"a {n} b {m} c {1 + 1}")`, '"a x b {m} c 2"'],
      ['a format spec', `show(f"{x!r} {y:>10} {z=}")`, '"{x} {y} z={z}"'],
      ['braces in an f-string', `show(f"{{x}} {{{n}}}")`, '"{x} {{n}}"'],
      ['concatenation', `n = "x"\nshow("a " + n + " b " + m)`, '"a x b {m}"'],
      ['adjacent literals', `show("a" "b"\n     f"{c}")`, '"ab{c}"'],
      ['append', `a = "a"\na += "b"\na += c\nshow(a)`, '"ab{c}"'],
      ['append under if', `a = "a"\nif c:\n    a += "b"\nshow(a)`, '"ab" | "a"'],
      ['append in a loop', `a = "a"\nfor x in ["p"]:\n    a += x\nshow(a)`, '"ap"'],
      ['format by place', `show("{} and {}".format("a", b))`, '"a and {value 1}"'],
      ['format by number', `show("{1} {0}".format("a", "b"))`, '"b a"'],
      ['format by name', `T = "Hi {name}, {{x}}"\nshow(T.format(name="Bo"))`, '"Hi Bo, {x}"'],
      ['format by name, not known', `show("Hi {name}".format(name=who))`, '"Hi {name}"'],
      ['format with a dict', `show("Hi {name}".format(**{"name": "Bo"}))`, '"Hi Bo"'],
      ['format with an unknown dict', `show("Hi {name}".format(**values))`, '"Hi {name}"'],
      ['format of an attribute', `show("Hi {user.name}".format(user=u))`, '"Hi {user.name}"'],
      ['format of an element', `show("Hi {user[name]}".format(user={"name": "Bo", "age": 5}))`, '"Hi {user[name]}"'],
      ['format of one of two', `T = "{}-a"\nr = "us" if c else "eu"\nshow(T.format(r))`, '"us-a" | "eu-a"'],
      ['one of two templates', `T = "{}-a" if c else "{}-b"\nshow(T.format("x"))`, '"x-a" | "x-b"'],
      ['a text many times', `show("-" * 5 + "a" + 2 * "b")\nshow("a" * -1)`, '"-----abb"\n""'],
      ['a text too many times', `show("a" * 1000000000000)`, '?'],
      ['percent, one value', `show("Hi %s" % "Bo")`, '"Hi Bo"'],
      ['percent, a tuple', `show("%s is %d%%, {x}" % ("a", 5))`, '"a is 5%, {x}"'],
      ['percent, a dict', `show("Hi %(name)s" % {"name": "Bo"})`, '"Hi Bo"'],
      ['percent, not known', `show("Hi %s and %.2f" % (who, n))`, '"Hi {value 0} and {value 1}"'],
      ['replace', `show("a {{x}} b".replace("{{x}}", "y"))`, '"a y b"'],
      ['replace with what is not known', `show("a {{x}} b".replace("{{x}}", y))`, '"a {y} b"'],
      ['replace in one of two', `A = "us.a" if c else "us.b"\nshow(A.replace("us.", "eu."))`, '"eu.a" | "eu.b"'],
      ['replace something that is not known', `show("us.a".replace(p, ""))`, '"us.a{p}"'],
      ['join', `show("\\n".join(["a", "b", c]))`, '"a\nb\n{c}"'],
      [
        'join of what is there, of chained and of reversed lists',
        `from itertools import chain\nshow("-".join(filter(None, ["a", b])))\nshow("-".join(chain(["a"], ["b"])))\nshow("-".join(reversed(["a", "b"])))`,
        '"a-{b}"\n"a-b"\n"a-b"',
      ],
      ['join of an open list', `p = ["a"]\nfor x in xs:\n    p.append(x)\nshow(" ".join(p))`, '"a {x~input}{p}"'],
      ['join of what is not known', `show(" ".join(xs))`, '"{xs}"'],
      ['dedent', `show(textwrap.dedent("""\\\n    a\n      b\n"""))`.replace(/^/, 'import textwrap\n'), '"a\n  b\n"'],
      [
        'dedent with a hole',
        `import textwrap\nshow(textwrap.dedent(f"""\\\n    a {x} b\n    c\n    """))`,
        '"a {x} b\nc\n"',
      ],
      ['strip', `show("  a\\n".strip())`, '"a"'],
      ['strip of characters is not followed', `show("xax".strip("x"))`, '?'],
      ['lower', `show("A".lower())`, '"a"'],
      ['upper', `show("a".upper())`, '"A"'],
      ['str of a number', `show("n " + str(5))`, '"n 5"'],
      ['int of a text', `show(int("512"))`, '512'],
      ['int of what is not known', `show(int(x))`, '?'],
      ['encode', `show("a".encode("utf-8"))`, '"a"'],
      ['slice', `show("us.a"[3:])`, '"a"'],
      ['split', `show("a/b".split("/")[0])`, '"a"'],
      ['the time', `import datetime\nshow(f"now {datetime.datetime.now()}")`, '"now {datetime.datetime.now~time}"'],
      ['random', `import uuid\nshow(f"id {uuid.uuid4()}")`, '"id {uuid.uuid4~random}"'],
      ['input', `show("q " + input())`, '"q {input~input}"'],
    ]);
  });

  describe('JSON', () => {
    itShows('app.py', [
      ['dumps', `import json\nshow(json.dumps({"a": 1, "b": x}))`, 'json {a: 1, b: symbol #x}'],
      ['dumps and encode', `import json\nshow(json.dumps({"a": 1}).encode("utf-8"))`, 'json {a: 1}'],
      ['dumps inside a text', `import json\nshow("x " + json.dumps({"a": [1, "q"]}))`, '"x {"a": [1, "q"]}"'],
      ['loads of a literal', `import json\nshow(json.loads('{"a": {"b": 5}}')["a"]["b"])`, '5'],
      ['loads of what was dumped', `import json\nb = json.dumps({"a": 1})\nshow(json.loads(b)["a"])`, '1'],
      ['loads of what is not known', `import json\nshow(json.loads(event["body"]))`, '?input'],
      ['loads of what is no JSON', `import json\nshow(json.loads("{"))`, '?'],
    ]);
  });

  describe('the environment', () => {
    itShows('app.py', [
      ['with a default', `import os\nshow(os.environ.get("M", "a"))`, '"a"'],
      ['getenv', `import os\nshow(os.getenv("M", "a"))`, '"a"'],
      ['or', `import os\nshow(os.environ.get("M") or "a")`, '"a"'],
      ['an empty default or', `import os\nshow(os.environ.get("M", "") or "a")`, '"a"'],
      ['without a default', `import os\nshow(os.environ["M"])`, '?'],
      ['from os import environ', `from os import environ\nshow(environ.get("M", "a"))`, '"a"'],
      ['written by the program', `import os\nos.environ["M"] = "b"\nshow(os.environ["M"])`, '"b"'],
      ['setdefault', `import os\nshow(os.environ.setdefault("M", "a"))`, '"a"'],
      ['configured', `import os\nshow(os.environ.get("M", "a"))`, '"c"', { configured: { M: 'c' } }],
      ['a number', `import os\nshow(int(os.environ.get("N", "512")))`, '512'],
    ]);
  });

  describe('parameters', () => {
    itShows('app.py', [
      ['a default', `def f(a="x"):\n    show(a)`, '"x"'],
      ['a default that is a constant', `A = "x"\ndef f(a=A):\n    show(a)`, '"x"'],
      ['no default, no caller', `def f(a):\n    show(a)`, '?input'],
      ['one caller', `def f(a):\n    show(a)\nf("x")`, '"x"'],
      ['two callers', `def f(a):\n    show(a)\nf("x")\nf("y")`, '"x" | "y"'],
      ['a caller that says nothing', `def f(a="x"):\n    show(a)\nf()\nf("y")`, '"x" | "y"'],
      ['every caller hides the default', `def f(a="x"):\n    show(a)\nf("y")`, '"y"'],
      ['a caller that is not known', `def f(a):\n    show(a)\nf("x")\nf(event["a"])`, '"x" | ?'],
      ['named', `def f(a, b):\n    show(b)\nf(b="x", a="y")`, '"x"'],
      ['keyword only', `def f(*, b):\n    show(b)\nf(b="x")`, '"x"'],
      ['behind a list that is spread', `def f(a, b):\n    show(b)\nf(*args)`, '?input'],
      ['none as the default', `A = "x"\ndef f(a=None):\n    a = a or A\n    show(a)`, '"x"'],
      ['none, then if', `def f(a=None):\n    if a is None:\n        a = "x"\n    show(a)`, '?input | "x"'],
      ['a method and its caller', `class C:\n    def f(self, a):\n        show(a)\nC().f("x")`, '"x"'],
      [
        'a method of the same name elsewhere',
        `import os\nclass C:\n    def get(self, a):\n        show(a)\nos.environ.get("HOME")\n{}.get("k")`,
        '?input',
      ],
      [
        'a function of the same name elsewhere',
        `def f(a):\n    show(a)\ndef g():\n    def f(a):\n        pass\n    f("x")`,
        '?input',
      ],
      [
        'a method of the same name in another class',
        `class C:\n    def f(self, a):\n        show(a)\nclass D:\n    def f(self, a):\n        pass\nD().f("x")`,
        '?input',
      ],
      ['recursion', `def f(a, n=1):\n    show(a)\n    f(a, n + 1)\nf("x")`, '"x"'],
      [
        'many callers',
        `def f(a):\n    show(a)\n${Array.from({ length: 12 }, (_, i) => `f(${i})`).join('\n')}`,
        '0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | ?',
      ],
      ['a lambda', `f = lambda a="x": show(a)`, '"x"'],
      ['a keyword rest', `def f(**kw):\n    show(kw)\nf(a=1)`, '{a: 1, …}'],
      ['a click option', `@click.option("--model", default="x")\ndef main(model):\n    show(model)`, '"x"'],
      [
        'an option of argparse is not followed',
        `import argparse\np = argparse.ArgumentParser()\np.add_argument("--model", default="x")\nargs = p.parse_args()\nshow(args.model)`,
        'symbol argparse#ArgumentParser().parse_args().model',
      ],
    ]);
  });

  describe('what functions give back', () => {
    itShows('app.py', [
      ['a literal', `def f():\n    return "x"\nshow(f())`, '"x"'],
      ['its argument', `def f(a):\n    return f"<{a}>"\nshow(f("x"))\nshow(f(y))`, '"<x>"\n"<{a}>"'],
      ['its default', `def f(a="d"):\n    return a\nshow(f())\nshow(f("x"))`, '"d"\n"x"'],
      ['one of two', `def f():\n    if c:\n        return "x"\n    return "y"\nshow(f())`, '"x" | "y"'],
      ['none or a text', `def f():\n    if c:\n        return None\n    return "y"\nshow(f())`, '"y" | null'],
      [
        'a dict that it fills',
        `def f(m):\n    r = {"a": m}\n    r["b"] = 2\n    return r\nshow(f("x"))`,
        '{a: "x", b: 2}',
      ],
      [
        'two calls do not share',
        `def f(a):\n    return {"a": a}\nx = f(1)\ny = f(2)\nshow(x)\nshow(y)`,
        '{a: 1}\n{a: 2}',
      ],
      ['a tuple', `def f():\n    return "x", 5\na, b = f()\nshow(b)`, '5'],
      ['nested calls', `def f(a):\n    return "<" + a + ">"\nshow(f(f("x")))`, '"<<x>>"'],
      ['mutual recursion', `def f(a):\n    return g(a)\ndef g(a):\n    return f(a)\nshow(f("x"))`, '?'],
      ['nothing', `def f():\n    pass\nshow(f())`, '?'],
      ['a method', `class C:\n    def f(self, a):\n        return "<" + a + ">"\nshow(C().f("x"))`, '"<x>"'],
      [
        'a method through self',
        `class C:\n    def f(self):\n        return "x"\n    def g(self):\n        show(self.f())`,
        '"x"',
      ],
      ['a static method', `class C:\n    @staticmethod\n    def f(a):\n        return a\nshow(C.f("x"))`, '"x"'],
      ['a class method', `class C:\n    @classmethod\n    def f(cls, a):\n        return a\nshow(C.f("x"))`, '"x"'],
      ['a lambda', `f = lambda a: a + "!"\nshow(f("x"))`, '"x!"'],
      ['an asynchronous function', `async def f():\n    return "x"\nasync def g():\n    show(await f())`, '"x"'],
    ]);
  });

  describe('classes', () => {
    itShows('app.py', [
      [
        'set in the constructor',
        `class C:\n    def __init__(self):\n        self.a = "x"\n    def f(self):\n        show(self.a)`,
        '"x"',
      ],
      [
        'from a parameter with a default',
        `class C:\n    def __init__(self, a="x"):\n        self.a = a\n    def f(self):\n        show(self.a)`,
        '"x"',
      ],
      [
        'from the only caller',
        `class C:\n    def __init__(self, a):\n        self.a = a\n    def f(self):\n        show(self.a)\nC("x")`,
        '"x"',
      ],
      [
        'parameter or constant',
        `A = "x"\nclass C:\n    def __init__(self, a=None):\n        self.a = a or A\n    def f(self):\n        show(self.a)`,
        '"x"',
      ],
      [
        'written later from outside',
        `class C:\n    def __init__(self):\n        self.a = "x"\nc = C()\nc.a = "y"\nshow(c.a)`,
        '"y"',
      ],
      [
        'written in the same method',
        `class C:\n    def __init__(self):\n        self.a = "x"\n    def f(self):\n        self.a = "y"\n        show(self.a)`,
        '"y"',
      ],
      [
        'written in another method',
        `class C:\n    def __init__(self):\n        self.a = "x"\n    def set(self):\n        self.a = "y"\n    def f(self):\n        show(self.a)`,
        '"x" | "y"',
      ],
      [
        'none, then set in another method',
        `class C:\n    def __init__(self):\n        self.a = None\n    def set(self, a):\n        self.a = a\n    def f(self):\n        show(self.a)`,
        'null | ?input',
      ],
      [
        'only set in another method',
        `class C:\n    def set(self):\n        self.a = "y"\n    def f(self):\n        show(self.a)`,
        '"y"',
      ],
      [
        'a class attribute',
        `class C:\n    A = "x"\n    def f(self):\n        show(self.A)\nshow(C.A)\nshow(C().A)`,
        '"x"\n"x"\n"x"',
      ],
      [
        'a class attribute that the constructor hides',
        `class C:\n    a = "x"\n    def __init__(self):\n        self.a = "y"\n    def f(self):\n        show(self.a)`,
        '"y"',
      ],
      [
        'of an instance by its arguments',
        `class C:\n    def __init__(self, a):\n        self.a = a\nx = C("x")\ny = C("y")\nshow(x.a)\nshow(y.a)`,
        '"x"\n"y"',
      ],
      [
        'a getter',
        `class C:\n    def __init__(self):\n        self._a = "x"\n    @property\n    def a(self):\n        return self._a\n    def f(self):\n        show(self.a)\nshow(C().a)`,
        '"x"\n"x"',
      ],
      [
        'a getter with its setter',
        `class C:\n    def __init__(self):\n        self._a = "x"\n    @property\n    def a(self):\n        return self._a\n    @a.setter\n    def a(self, v):\n        pass\nshow(C().a)`,
        '"x"',
      ],
      [
        'inherited',
        `class B:\n    A = "x"\n    def f(self):\n        return "y"\nclass C(B):\n    pass\nshow(C.A)\nshow(C().f())`,
        '"x"\n"y"',
      ],
      ['inherited and hidden', `class B:\n    A = "x"\nclass C(B):\n    A = "y"\nshow(C.A)`, '"y"'],
      [
        'inherited and seen in the base',
        `class B:\n    A = "x"\n    def f(self):\n        show(self.A)\nclass C(B):\n    A = "y"`,
        '"x"',
      ],
      ['inherited from itself', `class C(C):\n    pass\nshow(C.A)`, '?'],
      ['two bases in a circle', `class A(B):\n    pass\nclass B(A):\n    pass\nshow(A.x)`, '?'],
      [
        'an enum',
        `from enum import Enum\nclass M(str, Enum):\n    A = "x"\n    B = "y"\nshow(M.A)\nshow(M.A.value)\nshow(M["B"])`,
        '"x"\n"x"\n"y"',
      ],
      [
        'a dataclass',
        `from dataclasses import dataclass\n@dataclass\nclass C:\n    a: str = "x"\n    b: int = 5\nshow(C().a)\nshow(C(a="y").a)\nshow(C("z", 6).b)`,
        '"x"\n"y"\n6',
      ],
      [
        'a field with a default',
        `from dataclasses import dataclass, field\n@dataclass\nclass C:\n    a: str = field(default="x")\nshow(C().a)`,
        '"x"',
      ],
      [
        'a pydantic field',
        `from pydantic import BaseModel, Field\nclass C(BaseModel):\n    a: str = Field("x", description="d")\nshow(C().a)`,
        '"x"',
      ],
      ['a declared parameter of a class', `class C:\n    a = "x"\ndef f(c: C):\n    show(c.a)`, '"x"'],
      [
        'a dict of the constructor, filled by it',
        `class C:\n    def __init__(self):\n        self.p = {"a": 1}\n        self.p["b"] = 2\n    def f(self):\n        show(self.p)`,
        '{a: 1, b: 2}',
      ],
      [
        'a dict of the constructor, filled by another method',
        `class C:\n    def __init__(self):\n        self.p = {"a": 1}\n    def set(self):\n        self.p["b"] = 2\n    def f(self):\n        show(self.p)`,
        '{a: 1, b?: 2}',
      ],
      ['a nested class', `class C:\n    class D:\n        A = "x"\nshow(C.D.A)`, '"x"'],
    ]);
  });

  describe('objects and lists', () => {
    itShows('app.py', [
      ['a subscript', `D = {"a": "x"}\nshow(D["a"])`, '"x"'],
      ['a key that is not there', `D = {"a": "x"}\nshow(D["b"])`, '?'],
      ['a key that is not known', `D = {"a": "x", "b": "y"}\nshow(D[k])`, '"x" | "y"'],
      ['a number as the key', `D = {1: "x", 2: "y"}\nshow(D[2])`, '"y"'],
      ['get', `D = {"a": "x"}\nshow(D.get("a"))\nshow(D.get("b"))\nshow(D.get("b", "z"))`, '"x"\nnull\n"z"'],
      ['get with a key that is not known', `D = {"a": "x", "b": "y"}\nshow(D.get(k, "z"))`, '"x" | "y" | "z"'],
      ['get of what is set under if', `D = {}\nif c:\n    D["a"] = "x"\nshow(D.get("a", "z"))`, '"x" | "z"'],
      ['get of what comes from outside', `def f(event):\n    show(event.get("m", "z"))`, '"z"'],
      ['nested', `D = {"a": {"b": ["x", "y"]}}\nshow(D["a"]["b"][1])\nshow(D["a"]["b"][-1])`, '"y"\n"y"'],
      ['the last of an open list', `L = ["x"]\nfor i in xs:\n    L.append(i)\nshow(L[-1])`, '"x" | ?input | ?'],
      ['an index that is not known', `L = ["x", "y"]\nshow(L[i])`, '"x" | "y"'],
      ['dict()', `show(dict(a=1, b=2))`, '{a: 1, b: 2}'],
      ['dict of a dict', `D = {"a": 1}\nshow(dict(D, b=2))`, '{a: 1, b: 2}'],
      ['spread', `D = {"a": 1, "b": 1}\nshow({**D, "b": 2})\nshow({"b": 2, **D})`, '{a: 1, b: 2}\n{b: 1, a: 1}'],
      ['spread of what is not known', `show({"a": 1, **kw})`, '{a: 1 | ?, …}'],
      ['spread below what is not known', `show({**kw, "a": 1})`, '{a: 1, …}'],
      ['spread under a condition', `show({"a": 1, **({"b": 2} if c else {})})`, '{a: 1, b?: 2}'],
      ['spread of one or none', `d = {"b": 2} if c else None\nshow({"a": 1, **(d or {})})`, '{a: 1, b?: 2}'],
      ['merge by bar', `show({"a": 1} | {"b": 2})`, '{a: 1, b: 2}'],
      ['a key of a constant', `K = "a"\nshow({K: 1})`, '{a: 1}'],
      ['a key that is not known opens', `show({k: 1, "b": 2})`, '{b: 2, …}'],
      ['list spread', `A = [1, 2]\nshow([0, *A, *b])`, '[0, 1, 2, …]'],
      ['list sum', `show([1] + [2] + b)`, '[1, 2, …]'],
    ]);
  });

  describe('writes into objects and lists', () => {
    itShows('app.py', [
      ['a field', `d = {"a": 1}\nd["b"] = 2\nshow(d)`, '{a: 1, b: 2}'],
      ['a field again', `d = {"a": 1}\nd["a"] = 2\nshow(d)`, '{a: 2}'],
      ['below the use', `d = {"a": 1}\nshow(d)\nd["b"] = 2`, '{a: 1}'],
      ['under if', `d = {"a": 1}\nif c:\n    d["b"] = 2\nshow(d)`, '{a: 1, b?: 2}'],
      ['again under if', `d = {"a": 1}\nif c:\n    d["a"] = 2\nshow(d)`, '{a: 1 | 2}'],
      ['in both arms', `d = {}\nif c:\n    d["a"] = 1\nelse:\n    d["a"] = 2\nshow(d)`, '{a: 1 | 2}'],
      ['in the arm of the use', `d = {}\nif c:\n    d["a"] = 1\n    show(d)`, '{a: 1}'],
      ['in the other arm', `d = {}\nif c:\n    d["a"] = 1\nelse:\n    show(d)`, '{}'],
      ['at a path', `d = {}\nd["a"] = {}\nd["a"]["b"] = 2\nshow(d)`, '{a: {b: 2}}'],
      ['at a path under if', `d = {"a": {"x": 1}}\nif c:\n    d["a"]["b"] = 2\nshow(d)`, '{a: {x: 1, b?: 2}}'],
      ['a key that is not known', `d = {"a": 1}\nd[k] = 2\nshow(d)`, '{a: 1, …}'],
      ['update', `d = {"a": 1}\nd.update({"b": 2}, c=3)\nshow(d)`, '{a: 1, b: 2, c: 3}'],
      ['update under if', `d = {"a": 1}\nif c:\n    d.update({"a": 2, "b": 2})\nshow(d)`, '{a: 1 | 2, b?: 2}'],
      ['update with what is not known', `d = {"a": 1}\nd.update(x)\nshow(d)`, '{a: 1 | ?, …}'],
      ['bar equals', `d = {"a": 1}\nd |= {"b": 2}\nshow(d)`, '{a: 1, b: 2}'],
      ['setdefault', `d = {"a": 1}\nd.setdefault("b", 2)\nd.setdefault("a", 3)\nshow(d)`, '{a: 1, b: 2}'],
      ['pop', `d = {"a": 1, "b": 2}\nd.pop("a")\nshow(d)`, '{b: 2}'],
      ['pop under if', `d = {"a": 1, "b": 2}\nif c:\n    d.pop("a", None)\nshow(d)`, '{a?: 1, b: 2}'],
      ['a new object hides older writes', `d = {"a": 1}\nd["b"] = 2\nd = {"c": 3}\nshow(d)`, '{c: 3}'],
      [
        'a new object under if',
        `d = {"a": 1}\nif c:\n    d = {"b": 2}\nd["x"] = 3\nshow(d)`,
        '{a: 1, x: 3} | {b: 2, x: 3}',
      ],
      ['append', `l = ["a"]\nl.append("b")\nshow(l)`, '["a", "b"]'],
      ['append under if', `l = ["a"]\nif c:\n    l.append("b")\nshow(l)`, '["a", "b", …]'],
      ['append in a loop', `l = ["a"]\nfor x in ["p", "q"]:\n    l.append(x)\nshow(l)`, '["a", "p", "q"]'],
      ['extend', `l = ["a"]\nl.extend(["b", "c"])\nl += ["d"]\nshow(l)`, '["a", "b", "c", "d"]'],
      ['insert', `l = ["a"]\nl.insert(0, "b")\nshow(l)`, '["b", "a"]'],
      ['append to a list in a dict', `d = {"l": [1]}\nd["l"].append(2)\nshow(d)`, '{l: [1, 2]}'],
      ['append to a list in a list', `m = [{"c": [1]}]\nm[0]["c"].append(2)\nshow(m)`, '[{c: [1, 2]}]'],
      ['an element', `l = [{"a": 1}]\nl[0]["a"] = 2\nshow(l)`, '[{a: 2}]'],
      ['the last element', `l = [{"a": 1}, {"a": 2}]\nl[-1]["b"] = 3\nshow(l)`, '[{a: 1}, {a: 2, b: 3}]'],
      [
        'by a function that it is passed to',
        `def fill(d):\n    d["b"] = 2\nd = {"a": 1}\nfill(d)\nshow(d)`,
        '{a: 1, b: 2}',
      ],
      [
        'by a function, under if',
        `def fill(d):\n    if c:\n        d["b"] = 2\nd = {"a": 1}\nfill(d)\nshow(d)`,
        '{a: 1, b?: 2}',
      ],
      [
        'by a function under if',
        `def fill(d):\n    d["b"] = 2\nd = {"a": 1}\nif c:\n    fill(d)\nshow(d)`,
        '{a: 1, b?: 2}',
      ],
      [
        'by a method of the class',
        `class C:\n    def fill(self, d):\n        d["b"] = 2\n    def f(self):\n        d = {"a": 1}\n        self.fill(d)\n        show(d)`,
        '{a: 1, b: 2}',
      ],
      [
        'by a function with its own arguments',
        `def fill(d, n):\n    d["b"] = n\nd = {"a": 1}\nfill(d, 7)\nshow(d)`,
        '{a: 1, b: 7}',
      ],
      ['a copy is not written into', `a = {"x": 1}\nb = dict(a)\nb["y"] = 2\nshow(a)\nshow(b)`, '{x: 1}\n{x: 1, y: 2}'],
      ['a global in a function', `D = {"a": 1}\ndef set():\n    D["b"] = 2\nshow(D)`, '{a: 1, b?: 2}'],
      ['a module dict seen in a function', `D = {"a": 1}\nD["b"] = 2\ndef f():\n    show(D)`, '{a: 1, b: 2}'],
      ['in order', `d = {"a": 1}\nd.update({"a": 2})\nd["a"] = 3\nd.update(a=4)\nshow(d)`, '{a: 4}'],
    ]);
  });
});
