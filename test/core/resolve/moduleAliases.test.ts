/** Imports whose file is told by something else than their own text. */
import { itShows } from './evaluateShown.ts';

const MODEL = 'export const M = "x";';

describe('files of imports by another name', () => {
  describe('path aliases of TypeScript', () => {
    const code = 'import { M } from "#lib/ids";\nshow(M);';
    itShows('src/app.ts', [
      [
        'with a star, in a file with comments',
        code,
        '"x"',
        {
          files: {
            'tsconfig.json': '{ // aliases\n  "compilerOptions": { "paths": { "#lib/*": ["./source/*"], } } }',
            'source/ids.ts': MODEL,
          },
        },
      ],
      [
        'below a base',
        code,
        '"x"',
        {
          files: {
            'tsconfig.json': '{"compilerOptions": {"baseUrl": "code", "paths": {"#lib/ids": ["a/ids"]}}}',
            'code/a/ids.ts': MODEL,
          },
        },
      ],
      [
        'of the configuration that it extends',
        code,
        '"x"',
        {
          files: {
            'src/tsconfig.json': '{"extends": "../base"}',
            'base.json': '{"compilerOptions": {"paths": {"#lib/*": ["a/*"]}}}',
            'a/ids.ts': MODEL,
          },
        },
      ],
      [
        'by the base alone',
        'import { M } from "ids";\nshow(M);',
        '"x"',
        { files: { 'tsconfig.json': '{"compilerOptions": {"baseUrl": "code"}}', 'code/ids.ts': MODEL } },
      ],
      [
        'that lead nowhere',
        code,
        'symbol #lib/ids#M',
        { files: { 'tsconfig.json': '{"compilerOptions": {"paths": {"#lib/*": ["a/*"]}}}' } },
      ],
      ['of a broken configuration', code, 'symbol #lib/ids#M', { files: { 'tsconfig.json': '{"compilerOptions": [' } }],
      [
        'of a configuration that extends itself',
        code,
        'symbol #lib/ids#M',
        { files: { 'tsconfig.json': '{"extends": "./tsconfig.json"}' } },
      ],
    ]);
  });

  describe('packages of the same workspace', () => {
    const root = { 'package.json': '{"workspaces": ["packages/*"]}', 'packages/app/package.json': '{"name": "app"}' };
    const code = 'import { M } from "@acme/shared";\nshow(M);';
    itShows('packages/app/src/app.ts', [
      [
        'by their index',
        code,
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json': '{"name": "@acme/shared"}',
            'packages/shared/src/index.ts': MODEL,
          },
        },
      ],
      [
        'by what they are built of',
        code,
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json': '{"name": "@acme/shared", "main": "./dist/main.js"}',
            'packages/shared/src/main.ts': MODEL,
          },
        },
      ],
      [
        'by a path',
        'import { M } from "@acme/shared/ids";\nshow(M);',
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json':
              '{"name": "@acme/shared", "exports": {"./ids": {"import": "./dist/a/ids.js"}}}',
            'packages/shared/src/a/ids.ts': MODEL,
          },
        },
      ],
      [
        'by nested conditions, and a folder for each kind of module',
        code,
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json':
              '{"name": "@acme/shared", "exports": {".": {"import": {"types": "./dist/esm/all.d.ts", "default": "./dist/esm/all.mjs"}}}}',
            'packages/shared/src/all.ts': MODEL,
          },
        },
      ],
      [
        'by a pattern',
        'import { M } from "@acme/shared/deep/ids";\nshow(M);',
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json': '{"name": "@acme/shared", "exports": {"./*": "./build/*.js"}}',
            'packages/shared/src/deep/ids.ts': MODEL,
          },
        },
      ],
      [
        'by where the compiler writes and reads',
        code,
        '"x"',
        {
          files: {
            ...root,
            'packages/shared/package.json': '{"name": "@acme/shared", "exports": "./js/main.js"}',
            'packages/shared/tsconfig.json': '{"compilerOptions": {"outDir": "./js", "rootDir": "code"}}',
            'packages/shared/code/main.ts': MODEL,
          },
        },
      ],
      [
        'as pnpm lists them',
        code,
        '"x"',
        {
          files: {
            'package.json': '{}',
            'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
            'packages/shared/package.json': '{"name": "@acme/shared"}',
            'packages/shared/index.ts': MODEL,
          },
        },
      ],
      [
        'not by the folder alone',
        code,
        'symbol @acme/shared#M',
        {
          files: {
            ...root,
            'packages/shared/package.json': '{"name": "@other/shared"}',
            'packages/shared/index.ts': MODEL,
          },
        },
      ],
    ]);
  });

  describe('folders where Python looks for modules', () => {
    itShows('app/main.py', [
      [
        'the package of a src folder',
        'from pkg.ids import M\nshow(M)',
        '"x"',
        { files: { 'src/pkg/ids.py': 'M = "x"' } },
      ],
      [
        'a folder that the program adds',
        'import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))\nfrom ids import M\nshow(M)',
        '"x"',
        { files: { 'lib/ids.py': 'M = "x"' } },
      ],
      [
        'a folder that the program appends by its path',
        'import sys\nfrom pathlib import Path\nsys.path.append(str(Path(__file__).parent.parent / "lib"))\nfrom ids import M\nshow(M)',
        '"x"',
        { files: { 'lib/ids.py': 'M = "x"' } },
      ],
      [
        'a folder that is not known',
        'import sys\nsys.path.append(folder())\nfrom ids import M\nshow(M)',
        'symbol ids#M',
        { files: { 'lib/ids.py': 'M = "x"' } },
      ],
    ]);
  });

  describe('settings files', () => {
    const ini = { 'config.ini': '# ours\n[bedrock]\nModel = x\nmax_tokens: 5\n[empty]\n' };
    const parser = 'import configparser\np = configparser.ConfigParser()\np.read("config.ini")\n';
    const toml = {
      'config.toml': 'top = true\n[bedrock]\nmodel = "x" # ours\ncap = 1_000\n[bedrock.more]\na.b = \'y\'\n',
    };
    const load = 'import tomllib\nwith open("config.toml", "rb") as f:\n    t = tomllib.load(f)\n';
    itShows('app.py', [
      ['INI by section and key', `${parser}show(p["bedrock"]["model"])`, '"x"', { files: ini }],
      ['INI by get', `${parser}show(p.get("bedrock", "model"))`, '"x"', { files: ini }],
      ['INI by getint', `${parser}show(int(p.getint("bedrock", "max_tokens")))`, '5', { files: ini }],
      ['INI with a fallback', `${parser}show(p.get("bedrock", "none", fallback="z"))`, '"z"', { files: ini }],
      ['INI that is not there', `${parser}show(p["bedrock"]["model"])`, '?'],
      ['TOML', `${load}show(t["bedrock"]["model"])\nshow(t["bedrock"]["cap"])`, '"x"\n1000', { files: toml }],
      ['TOML with dots', `${load}show(t["bedrock"]["more"]["a"]["b"])`, '"y"', { files: toml }],
      ['TOML by its path', 'import toml\nshow(toml.load("config.toml")["top"])', 'true', { files: toml }],
      ['TOML that is not there', `${load}show(t["bedrock"]["model"])`, '?input'],
    ]);
  });

  describe('packages of Python that are installed', () => {
    const code = 'from acme.ids import M\nshow(M)';
    const layer = 'from ids import M\nshow(M)';
    itShows('services/api/app.py', [
      ['below another folder', code, '"x"', { files: { 'libs/core/src/acme/ids.py': 'M = "x"' } }],
      [
        'the nearest of two',
        code,
        '"x"',
        { files: { 'services/lib/acme/ids.py': 'M = "x"', 'other/acme/ids.py': 'M = "y"' } },
      ],
      [
        'two that are as near',
        code,
        'symbol acme.ids#M',
        { files: { 'one/acme/ids.py': 'M = "x"', 'two/acme/ids.py': 'M = "y"' } },
      ],
      [
        'within another package',
        code,
        'symbol acme.ids#M',
        { files: { 'one/big/acme/ids.py': 'M = "x"', 'one/big/__init__.py': '' } },
      ],
      ['in a layer', layer, '"x"', { files: { 'layers/common/python/ids.py': 'M = "x"' } }],
      ['a file somewhere', layer, 'symbol ids#M', { files: { 'other/ids.py': 'M = "x"' } }],
    ]);
  });
});
