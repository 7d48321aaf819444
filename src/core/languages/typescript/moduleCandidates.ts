/** Endings of files that an import without one can mean, likeliest first. */
const ENDINGS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs', '.json'];

/** Endings that TypeScript imports are written with, and those of the files that they are made from. */
const SOURCES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
]);

/** Files that an import can mean; `@/` and `~/` stand for the source folder, as most `tsconfig.json` have it. */
export function moduleCandidates(specifier: string): readonly string[] {
  const [path = ''] = specifier.split(/[?#]/, 1);
  if (path === '.' || path === '..' || path.startsWith('./') || path.startsWith('../')) return filesOf(path);
  if (path.startsWith('@/') || path.startsWith('~/')) {
    return [...filesOf(`src/${path.slice(2)}`), ...filesOf(path.slice(2))];
  }
  return path.startsWith('src/') ? filesOf(path) : [];
}

function filesOf(path: string): readonly string[] {
  const isFolder = path.endsWith('/') || /(?:^|\/)\.{1,2}$/.test(path);
  if (isFolder) return indexesOf(path.replace(/\/$/, ''));
  const ending = /\.[^./]+$/.exec(path)?.[0] ?? '';
  const sources = SOURCES_OF.get(ending);
  if (sources) return sources.map((source) => path.slice(0, -ending.length) + source);
  if (ENDINGS.includes(ending)) return [path];
  const named = ENDINGS.map((candidate) => path + candidate);
  return [...named, ...indexesOf(path), ...(ending === '' ? [] : [path])];
}

function indexesOf(folder: string): readonly string[] {
  return ENDINGS.map((ending) => `${folder}/index${ending}`);
}
