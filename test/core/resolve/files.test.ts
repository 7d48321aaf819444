import assert from 'node:assert/strict';
import { evaluateShown, itShows, shown } from './evaluateShown.ts';

describe('values of other files', () => {
  describe('of Python', () => {
    itShows('src/app.py', [
      ['from a sibling', `from config import M\nshow(M)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      ['relatively', `from .config import M\nshow(M)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      ['from a folder above', `from ..config import M\nshow(M)`, '"x"', { files: { 'config.py': 'M = "x"' } }],
      ['as another name', `from config import M as N\nshow(N)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      ['through the module', `import config\nshow(config.M)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      [
        'through a module of a package',
        `from app import config\nshow(config.M)`,
        '"x"',
        { files: { 'src/app/config.py': 'M = "x"' } },
      ],
      ['from the root', `from src.config import M\nshow(M)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      ['from a package', `from models import M\nshow(M)`, '"x"', { files: { 'src/models/__init__.py': 'M = "x"' } }],
      [
        'passed on by a package',
        `from models import M\nshow(M)`,
        '"x"',
        { files: { 'src/models/__init__.py': 'from .ids import M', 'src/models/ids.py': 'M = "x"' } },
      ],
      [
        'over two files',
        `from b import B\nshow(B)`,
        '"x!"',
        { files: { 'src/b.py': 'from c import C\nB = C + "!"', 'src/c.py': 'C = "x"' } },
      ],
      ['by a star', `from config import *\nshow(M)`, '"x"', { files: { 'src/config.py': 'M = "x"' } }],
      [
        'by a star over two files',
        `from a import *\nshow(M)`,
        '"x"',
        { files: { 'src/a.py': 'from b import *', 'src/b.py': 'M = "x"' } },
      ],
      [
        'inside a function',
        `def f():\n    from config import M\n    show(M)`,
        '"x"',
        { files: { 'src/config.py': 'M = "x"' } },
      ],
      [
        'a class',
        `from config import Settings\nshow(Settings().model)`,
        '"x"',
        { files: { 'src/config.py': 'class Settings:\n    model: str = "x"' } },
      ],
      [
        'an instance',
        `from config import settings\nshow(settings.model)`,
        '"x"',
        { files: { 'src/config.py': 'class Settings:\n    model: str = "x"\nsettings = Settings()' } },
      ],
      [
        'an enum',
        `from ids import M\nshow(M.A.value)`,
        '"x"',
        { files: { 'src/ids.py': 'from enum import Enum\nclass M(Enum):\n    A = "x"' } },
      ],
      [
        'a function',
        `from util import make\nshow(make("q"))`,
        '{p: "q"}',
        { files: { 'src/util.py': 'def make(p):\n    return {"p": p}' } },
      ],
      [
        'a function that fills',
        `from util import fill\nd = {"a": 1}\nfill(d)\nshow(d)`,
        '{a: 1, b: 2}',
        { files: { 'src/util.py': 'def fill(d):\n    d["b"] = 2' } },
      ],
      [
        'a base class',
        `from base import Base\nclass C(Base):\n    def f(self):\n        show(self.model)`,
        '"x"',
        { files: { 'src/base.py': 'class Base:\n    model = "x"' } },
      ],
      [
        'a name that the module does not have',
        `from config import N\nshow(N)`,
        'symbol config#N',
        { files: { 'src/config.py': 'M = "x"' } },
      ],
      ['a module that is not there', `from nowhere import N\nshow(N)`, 'symbol nowhere#N'],
      [
        'two modules that import each other',
        `from a import A\nshow(A)`,
        '"x"',
        { files: { 'src/a.py': 'from b import B\nA = "x"', 'src/b.py': 'from a import A\nB = A' } },
      ],
      [
        'a circle of names',
        `from a import A\nshow(A)`,
        '?',
        { files: { 'src/a.py': 'from b import A', 'src/b.py': 'from a import A' } },
      ],
      [
        'the environment with a default',
        `from config import M\nshow(M)`,
        '"x"',
        { files: { 'src/config.py': 'import os\nM = os.getenv("M", "x")' } },
      ],
      [
        'a half-typed module',
        `from config import M\nshow(M)`,
        '"x"',
        { files: { 'src/config.py': 'M = "x"\ndef f(:\n  "' } },
      ],
    ]);
  });

  describe('of TypeScript', () => {
    itShows('src/app.ts', [
      [
        'a named export',
        `import { M } from "./config";\nshow(M);`,
        '"x"',
        { files: { 'src/config.ts': 'export const M = "x";' } },
      ],
      [
        'with an ending',
        `import { M } from "./config.js";\nshow(M);`,
        '"x"',
        { files: { 'src/config.ts': 'export const M = "x";' } },
      ],
      [
        'as another name',
        `import { M as N } from "./config";\nshow(N);`,
        '"x"',
        { files: { 'src/config.ts': 'export const M = "x";' } },
      ],
      [
        'an index file',
        `import { M } from "./models";\nshow(M);`,
        '"x"',
        { files: { 'src/models/index.ts': 'export const M = "x";' } },
      ],
      [
        'the default',
        `import config from "./config";\nshow(config.model);`,
        '"x"',
        { files: { 'src/config.ts': 'export default { model: "x" };' } },
      ],
      [
        'a default by name',
        `import config from "./config";\nshow(config.model);`,
        '"x"',
        { files: { 'src/config.ts': 'const config = { model: "x" };\nexport default config;' } },
      ],
      [
        'a namespace',
        `import * as config from "./config";\nshow(config.M);`,
        '"x"',
        { files: { 'src/config.ts': 'export const M = "x";' } },
      ],
      [
        'passed on',
        `import { M } from "./index";\nshow(M);`,
        '"x"',
        { files: { 'src/index.ts': 'export { M } from "./ids";', 'src/ids.ts': 'export const M = "x";' } },
      ],
      [
        'passed on under another name',
        `import { N } from "./index";\nshow(N);`,
        '"x"',
        { files: { 'src/index.ts': 'export { M as N } from "./ids";', 'src/ids.ts': 'export const M = "x";' } },
      ],
      [
        'passed on by a star',
        `import { M } from "./index";\nshow(M);`,
        '"x"',
        { files: { 'src/index.ts': 'export * from "./ids";', 'src/ids.ts': 'export const M = "x";' } },
      ],
      [
        'what is not exported',
        `import { M } from "./config";\nshow(M);`,
        'symbol ./config#M',
        { files: { 'src/config.ts': 'const M = "x";' } },
      ],
      [
        'required',
        `const { M } = require("./config");\nshow(M);`,
        '"x"',
        { files: { 'src/config.js': 'module.exports = { M: "x" };' } },
      ],
      [
        'required as a whole',
        `const config = require("./config");\nshow(config.M);`,
        '"x"',
        { files: { 'src/config.js': 'exports.M = "x";' } },
      ],
      [
        'imported dynamically',
        `async function f() { const { M } = await import("./config"); show(M); }`,
        '"x"',
        { files: { 'src/config.ts': 'export const M = "x";' } },
      ],
      [
        'a JSON file',
        `import config from "./config.json";\nshow(config.bedrock.model);`,
        '"x"',
        { files: { 'src/config.json': '{"bedrock": {"model": "x"}}' } },
      ],
      [
        'an enum',
        `import { M } from "./ids";\nshow(M.A);`,
        '"x"',
        { files: { 'src/ids.ts': 'export enum M { A = "x" }' } },
      ],
      [
        'a class',
        `import { C } from "./c";\nshow(new C().a);`,
        '"x"',
        { files: { 'src/c.ts': 'export class C { a = "x"; }' } },
      ],
      [
        'a circle',
        `import { A } from "./a";\nshow(A);`,
        'symbol ./a#A',
        { files: { 'src/a.ts': 'export { A } from "./b";', 'src/b.ts': 'export { A } from "./a";' } },
      ],
    ]);
  });

  describe('read as text', () => {
    itShows('src/app.py', [
      ['by open', `show(open("prompt.txt").read())`, '"Hi"', { files: { 'src/prompt.txt': 'Hi' } }],
      [
        'with',
        `with open("prompt.txt") as f:\n    p = f.read()\nshow(p)`,
        '"Hi"',
        { files: { 'src/prompt.txt': 'Hi' } },
      ],
      [
        'by a path',
        `from pathlib import Path\nshow(Path("prompts/a.md").read_text())`,
        '"Hi"',
        { files: { 'prompts/a.md': 'Hi' } },
      ],
      [
        'beside the file itself',
        `from pathlib import Path\nshow((Path(__file__).parent / "a.md").read_text())`,
        '"Hi"',
        { files: { 'src/a.md': 'Hi' } },
      ],
      [
        'filled',
        `t = open("a.txt").read()\nshow(t.format(name="Bo"))`,
        '"Hi Bo"',
        { files: { 'src/a.txt': 'Hi {name}' } },
      ],
      [
        'as JSON',
        `import json\nwith open("c.json") as f:\n    c = json.load(f)\nshow(c["m"])`,
        '"x"',
        { files: { 'src/c.json': '{"m": "x"}' } },
      ],
      [
        'as YAML',
        `import yaml\nc = yaml.safe_load(open("c.yaml"))\nshow(c["m"]["n"])`,
        '5',
        { files: { 'src/c.yaml': 'm:\n  n: 5\n' } },
      ],
      [
        'in a package',
        `from importlib import resources\nimport importlib.resources, pkgutil\nshow(importlib.resources.files("app.prompts").joinpath("a.md").read_text())\nshow(pkgutil.get_data("app.prompts", "a.md").decode())\nshow(resources.read_text("app.prompts", "a.md"))\nshow((resources.files(__package__) / "b.md").read_text())`,
        '"Hi"\n"Hi"\n"Hi"\n"Ho"',
        { files: { 'app/prompts/a.md': 'Hi', 'src/b.md': 'Ho' } },
      ],
      ['by a path that is not known', `show(open(p).read())`, '?input'],
      ['that is not there', `show(open("a.txt").read())`, '?'],
      ['that is no JSON', `import json\nshow(json.load(open("c.json")))`, '?', { files: { 'src/c.json': '{"m": ' } }],
    ]);
    itShows('src/app.ts', [
      [
        'readFileSync',
        `import { readFileSync } from "node:fs";\nshow(readFileSync("a.txt", "utf8"));`,
        '"Hi"',
        { files: { 'src/a.txt': 'Hi' } },
      ],
      [
        'readFile',
        `import fs from "fs/promises";\nasync function f() { show(await fs.readFile("./a.txt", "utf-8")); }`,
        '"Hi"',
        { files: { 'src/a.txt': 'Hi' } },
      ],
      [
        'joined',
        `import path from "path";\nimport fs from "fs";\nshow(fs.readFileSync(path.join(__dirname, "p", "a.txt")).toString());`,
        '"Hi"',
        { files: { 'src/p/a.txt': 'Hi' } },
      ],
      [
        'beside a module',
        `import path from "path";\nimport fs from "fs";\nimport { fileURLToPath } from "url";\nconst here = path.dirname(fileURLToPath(import.meta.url));\nshow(fs.readFileSync(path.resolve(here, "a.txt"), "utf8"));\nshow(fs.readFileSync(new URL("./a.txt", import.meta.url), "utf8"));`,
        '"Hi"\n"Hi"',
        { files: { 'src/a.txt': 'Hi' } },
      ],
    ]);
  });

  describe('outside the workspace', () => {
    const paths = [
      '/etc/passwd',
      '../../../../etc/passwd',
      '../../secret.txt',
      'file:///etc/passwd',
      '~/secret',
      'a/../../../../etc/passwd',
    ];
    for (const path of paths) {
      it(`does not read ${path}`, async () => {
        const { host } = await evaluateShown({
          path: 'src/app.py',
          text: `show(open(${JSON.stringify(path)}).read())`,
        });
        assert.deepEqual(
          host.reads.filter((uri) => !uri.startsWith('file:///workspace/')),
          [],
        );
        assert.ok(host.reads.every((uri) => !uri.includes('..')));
      });
    }

    it('does not import from there', async () => {
      assert.equal(await shown({ path: 'app.ts', text: 'import { M } from "../../x";\nshow(M);' }), 'symbol ../../x#M');
    });
  });

  it('reads each file once', async () => {
    const files = { 'config.py': 'import other\nM = other.M\nN = "y"', 'other.py': 'M = "x"' };
    const text = 'from config import M, N\nshow(M)\nshow(N)\nshow(M + N)';
    const { host } = await evaluateShown({ path: 'app.py', text, files });
    assert.deepEqual([...host.reads].sort(), ['file:///workspace/config.py', 'file:///workspace/other.py']);
  });
});
