/** What is bundled, and how. One entry file a host: nothing asks at run time where it runs. */
import path from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { ROOT } from './processes.mjs';

export const DIST = path.join(ROOT, 'dist');

export type Bundle = Pick<BuildOptions, 'banner' | 'platform' | 'format' | 'target' | 'external' | 'mainFields'> & {
  readonly entry: string;
  /** Inside `dist`. */
  readonly output: string;
};

const NODE = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
} satisfies Partial<Bundle>;
const BROWSER = { platform: 'browser', target: 'es2022' } satisfies Partial<Bundle>;

export const BUNDLES: readonly Bundle[] = [
  { ...NODE, entry: 'src/client/extension.node.ts', output: 'extension.node.js', external: ['vscode'] },
  // Loaded by the one before. A web worker's extension host loads one file only, so that the browser's holds all.
  { ...NODE, entry: 'src/client/languageClient.node.ts', output: 'languageClient.node.js', external: ['vscode'] },
  {
    ...BROWSER,
    format: 'cjs',
    entry: 'src/client/extension.browser.ts',
    output: 'extension.browser.js',
    external: ['vscode'],
  },
  { ...NODE, entry: 'src/server/main.node.ts', output: 'server.node.js' },
  { ...BROWSER, format: 'iife', entry: 'src/server/main.browser.ts', output: 'server.browser.js' },
  // Loaded when somebody asks for an exact count: nothing else needs AWS's code.
  { ...NODE, entry: 'src/aws/bedrockCounter.ts', output: 'bedrockCounter.js' },
  { ...NODE, entry: 'src/cli/main.ts', output: 'cli.js', banner: { js: '#!/usr/bin/env node' } },
];

export function esbuildOptions({ entry, output, ...bundle }: Bundle): BuildOptions & { metafile: true } {
  return {
    ...bundle,
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: path.join(DIST, output),
    bundle: true,
    minify: true,
    keepNames: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    alias: {
      // The ES module asks for `import.meta.url`, which a CommonJS bundle does not have.
      'web-tree-sitter': path.join(ROOT, 'node_modules/web-tree-sitter/web-tree-sitter.cjs'),
    },
    plugins: [bundleOfItsOwn],
    supported: { 'dynamic-import': false },
    logOverride: { 'import-is-undefined': 'error' },
  };
}

/** Their bundles lie beside the one that imports them. */
const bundleOfItsOwn: Plugin = {
  name: 'bundle of its own',
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:languageClient\.node|bedrockCounter)\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: `./${path.basename(file, '.ts')}.js`, external: true } : undefined,
    );
  },
};
