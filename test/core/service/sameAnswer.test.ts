/** What is found does not hang on when files arrive: analyses one by one, and many at once over slow files. */
import assert from 'node:assert/strict';
import { renderInventoryJson } from '../../../src/core/report/render/inventoryJson.ts';
import type { FileAnalysis } from '../../../src/core/report/fileAnalysis.ts';
import { Analyzer } from '../../../src/core/service/analyzer.ts';
import { diagnosticsOf } from '../../../src/core/service/features/diagnostics.ts';
import { createLanguageService } from '../../../src/core/service/languageService.ts';
import type { LanguageService } from '../../../src/core/service/languageService.ts';
import type { InMemoryHost } from '../../support/inMemoryHost.ts';
import { inMemoryHost, WORKSPACE } from '../../support/inMemoryHost.ts';
import type { Files } from '../../support/sharedModules.ts';
import { SHARED_MODULES } from '../../support/sharedModules.ts';
import { randomPause, seededRandom, slowWorkspace } from '../../support/slowWorkspace.ts';

const SEEDS = 6;

describe('the answer about a workspace', function () {
  this.timeout(60_000);
  for (const [what, files] of Object.entries(SHARED_MODULES)) {
    describe(what, () => {
      let expected: string;
      before(async () => {
        expected = written(await oneByOne(files));
      });

      it('prices its calls', () => {
        assert.doesNotMatch(expected, /still being read/);
        assert.match(expected, /"callSites": \[\s*\{/);
      });

      it('is the same whichever file comes first, and for each file alone', async () => {
        assert.equal(written(await oneByOne(files, { order: 'reverse' })), expected);
        assert.equal(written(await oneByOne(files, { order: 'each alone' })), expected);
      });

      it('is the same in an editor whose files come late and in any order', async () => {
        for (let seed = 1; seed <= SEEDS; seed++) {
          assert.equal(written(await allAtOnce(slowService(files, seed))), expected, `seed ${seed}`);
        }
      });

      it('is the same when documents are asked for while the workspace is looked at', async () => {
        for (let seed = 1; seed <= SEEDS; seed++) {
          const service = slowService(files, seed);
          const open = Object.entries(files).filter(([path, text]) => path.endsWith('.py') && !text.includes('\0'));
          for (const [path, text] of open) {
            service.setDocument({ uri: `${WORKSPACE}/${path}`, version: 1, languageId: 'python', text });
          }
          const asked = open.map(([path]) => service.diagnostics(`${WORKSPACE}/${path}`));
          const [analyses] = await Promise.all([allAtOnce(service), ...asked]);
          assert.equal(written(analyses), expected, `seed ${seed}`);
        }
      });

      it('is the same when files change while they are read', async () => {
        for (let seed = 1; seed <= SEEDS; seed++) {
          const host = inMemoryHost(files);
          const service = slowService(files, seed, host);
          const running = allAtOnce(service);
          const random = seededRandom(-seed);
          for (const uri of host.files.keys()) {
            const text = host.files.get(uri) ?? '';
            host.files.set(uri, text.replaceAll('300', '301').replaceAll('short', 'long'));
            service.filesChanged([uri]);
            await randomPause(random, 3);
            host.files.set(uri, text);
            service.filesChanged([uri]);
          }
          await running;
          assert.equal(written(await allAtOnce(service)), expected, `seed ${seed}`);
        }
      });
    });
  }
});

interface Way {
  readonly order: 'reverse' | 'each alone';
}

/** As the command line does. */
async function oneByOne(files: Files, way?: Way): Promise<readonly FileAnalysis[]> {
  const sourceFiles = (): Promise<readonly string[]> => Promise.resolve(urisOf(files));
  const host = { ...hostOf(inMemoryHost(files)), sourceFiles };
  let analyzer = new Analyzer(host);
  const analyses: FileAnalysis[] = [];
  const paths = pathsOf(files);
  for (const path of way?.order === 'reverse' ? paths.reverse() : paths) {
    if (way?.order === 'each alone') analyzer = new Analyzer(host);
    analyses.push(await analyzer.analyze(`${WORKSPACE}/${path}`, files[path] ?? ''));
  }
  return analyses.filter(holdsSomething).sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

function slowService(files: Files, seed: number, host: InMemoryHost = inMemoryHost(files)): LanguageService {
  const random = seededRandom(seed);
  return createLanguageService({
    ...hostOf(host),
    workspace: slowWorkspace(hostOf(host).workspace, random),
    findFiles: () => randomPause(random).then(() => ({ uris: urisOf(files), skipped: [] })),
    pause: () => randomPause(random),
  });
}

async function allAtOnce(service: LanguageService): Promise<readonly FileAnalysis[]> {
  return (await service.workspace()).analyses;
}

/** Binary files are there, but have no text. */
function hostOf(host: InMemoryHost): InMemoryHost {
  const { workspace } = host;
  return {
    ...host,
    workspace: {
      ...workspace,
      async read(uri) {
        const content = await workspace.read(uri);
        return content.kind === 'text' && content.text.includes('\0')
          ? { kind: 'skipped', reason: 'is binary' }
          : content;
      },
    },
  };
}

function urisOf(files: Files): readonly string[] {
  return pathsOf(files).map((path) => `${WORKSPACE}/${path}`);
}

/** Without what Git ignores in them. */
function pathsOf(files: Files): string[] {
  return Object.keys(files)
    .filter((path) => !path.startsWith('out/') && !(files[path] ?? '').includes('\0'))
    .sort();
}

function holdsSomething({ callSites, templates, findings, problems }: FileAnalysis): boolean {
  return callSites.length > 0 || templates.length > 0 || findings.length > 0 || problems.length > 0;
}

/** All that anybody is told. */
function written(analyses: readonly FileAnalysis[]): string {
  const context = { version: '0', pricesAsOf: '2026-01-01', pathOf: (uri: string) => uri.slice(WORKSPACE.length + 1) };
  const inventory = renderInventoryJson(analyses, [], context);
  return (
    inventory +
    JSON.stringify(
      analyses.map((analysis) => [analysis.uri, diagnosticsOf(analysis, (place) => ({ ...place, text: '' }))]),
    )
  );
}
