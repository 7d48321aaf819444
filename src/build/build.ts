/** `npm run build`: bundles and assets into `dist`. With `--watch`, again at every change. */
import { watch } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildFailure, type BuildOptions, build, context, formatMessages, type Message } from 'esbuild';
import { writeAssets } from './assets.ts';
import { BUNDLES, DIST, esbuildOptions } from './bundles.ts';
import { ROOT } from './processes.mjs';

/** What an extension host loads to activate us. */
const CLIENT_LIMIT_BYTES = 150 * 1024;
/**
 * In a browser that is everything, and nearly all of it is `vscode-languageclient`, whose code alone is more than the limit: there
 * it counts as it comes over the network, compressed.
 */
const CLIENT_BUNDLES = [
  { name: 'extension.node.js', sizeOf: (code: Buffer) => code.length },
  { name: 'extension.browser.js', sizeOf: (code: Buffer) => gzipSync(code).length },
];

if (process.argv.includes('--watch')) await watchAll();
else await buildAll();

async function buildAll(): Promise<void> {
  const started = performance.now();
  await mkdir(DIST, { recursive: true });
  await removeOthers();
  try {
    await Promise.all([writeAssets(), ...BUNDLES.map((bundle) => build(esbuildOptions(bundle)))]);
  } catch (error) {
    await report((error as Partial<BuildFailure>).errors ?? [], 'error');
    throw error;
  }
  await chmod(path.join(DIST, 'cli.js'), 0o755);
  await assertSizes();
  // `prepare.mjs` compares the sources with it.
  await writeFile(path.join(DIST, '.built'), '');
  console.error(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function watchAll(): Promise<void> {
  await mkdir(DIST, { recursive: true });
  await writeAssets();
  for (const bundle of BUNDLES) await (await context(withReport(esbuildOptions(bundle)))).watch();
  let timer: NodeJS.Timeout | undefined;
  watch(path.join(ROOT, 'src/core'), { recursive: true }, (_event, file) => {
    if (file?.endsWith('.ts') !== false) return;
    clearTimeout(timer);
    timer = setTimeout(() => void writeAssets().catch(console.error), 200);
  });
  console.error('Watching. Stop with Ctrl+C.');
}

function withReport(options: BuildOptions): BuildOptions {
  return {
    ...options,
    minify: false,
    sourcemap: true,
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'report',
        setup(pluginBuild) {
          pluginBuild.onEnd(async ({ errors }) => {
            await report(errors, 'error');
            console.error(`${options.outfile ?? ''}: ${errors.length === 0 ? 'built' : 'failed'}`);
          });
        },
      },
    ],
  };
}

async function report(messages: readonly Message[], kind: 'error' | 'warning'): Promise<void> {
  const texts = await formatMessages([...messages], { kind, color: process.stderr.isTTY });
  for (const text of texts) console.error(text);
}

async function removeOthers(): Promise<void> {
  const wanted = new Set(['assets', ...BUNDLES.map((bundle) => bundle.output)]);
  const stale = (await readdir(DIST)).filter((name) => !wanted.has(name));
  await Promise.all(stale.map((name) => rm(path.join(DIST, name), { recursive: true })));
}

async function assertSizes(): Promise<void> {
  for (const { name, sizeOf } of CLIENT_BUNDLES) {
    const bytes = sizeOf(await readFile(path.join(DIST, name)));
    if (bytes > CLIENT_LIMIT_BYTES) throw new Error(`dist/${name} has ${bytes} bytes, more than ${CLIENT_LIMIT_BYTES}`);
  }
}
