import type { FolderPackages } from '../../domain/language.ts';
import { isStandard, tailsOf } from './importPaths.ts';

/** Names of the language itself. */
const PREDECLARED: ReadonlySet<string> = new Set(
  'any append bool byte cap clear close comparable complex complex128 complex64 copy delete error false float32 float64 imag int int16 int32 int64 int8 iota len make max min new nil panic print println real recover rune string true uint uint16 uint32 uint64 uint8 uintptr _ []'.split(
    ' ',
  ),
);

export const packages: FolderPackages = {
  manifest: 'go.mod',
  folderBy(manifest, specifier) {
    return [...modulesOf(manifest)].flatMap(([path, folder]) => below(path, folder, specifier) ?? [])[0];
  },
  folders(specifier, manifest) {
    if (isStandard(specifier)) return [];
    const own = manifest === undefined ? undefined : moduleOf(manifest);
    // A module of somebody else's is no folder of this workspace, whatever its last steps are called.
    return own !== undefined && ownerOf(own) !== ownerOf(specifier) ? [] : tailsOf(specifier);
  },
  isPart: (path) => !path.endsWith('_test.go'),
  declaredIn,
  predeclared: PREDECLARED,
};

function moduleOf(manifest: string): string | undefined {
  return /^module[ \t]+"?([^\s"]{1,300})/m.exec(manifest)?.[1];
}

/** Modules with their folders, those that are named in more steps first: the manifest's own, and what it replaces by a folder. */
function modulesOf(manifest: string): readonly (readonly [path: string, folder: string])[] {
  const own = moduleOf(manifest);
  const replaced = [
    ...manifest.matchAll(/^[ \t]*(?:replace[ \t]+)?(\S{1,300})(?:[ \t]+v\S{1,100})?[ \t]+=>[ \t]+(\.\S{0,300})/gm),
  ];
  const modules = [
    ...(own === undefined ? [] : [[own, './'] as const]),
    ...replaced.map(([, path = '', folder = '']) => [path, folder] as const),
  ];
  return modules.sort(([a], [b]) => b.length - a.length);
}

function below(path: string, folder: string, specifier: string): string | undefined {
  if (specifier === path) return folder;
  return specifier.startsWith(`${path}/`) ? `${folder.replace(/\/$/, '')}${specifier.slice(path.length)}` : undefined;
}

/** Host and account of a hosted module, or the first step of another. */
function ownerOf(path: string): string {
  const [host = '', account = ''] = path.split('/');
  return host.includes('.') ? `${host}/${account}` : host;
}

const DECLARATION = /^(?:func|type|var|const)[ \t]+([A-Za-z_]\w{0,200})/;
const METHOD = /^func[ \t]*\([ \t]*(?:\w{1,200}[ \t]+)?(?:\*[ \t]*)?([A-Za-z_]\w{0,200})/;
const GROUP = /^(?:type|var|const)[ \t]*\([ \t]*(?:\/\/.*)?$/;
const IN_GROUP = /^[ \t]+([A-Za-z_]\w{0,200}(?:[ \t]*,[ \t]*[A-Za-z_]\w{0,200}){0,20})(?=[ \t=]|\r?$)/;

function declaredIn(text: string): readonly string[] {
  const names = new Set<string>();
  let isInGroup = false;
  for (const line of text.split('\n')) {
    if (line.startsWith(')')) isInGroup = false;
    else if (GROUP.test(line.trimEnd())) isInGroup = true;
    const listed = isInGroup ? IN_GROUP.exec(line)?.[1] : (DECLARATION.exec(line)?.[1] ?? METHOD.exec(line)?.[1]);
    for (const name of listed?.split(',') ?? []) names.add(name.trim());
  }
  return [...names];
}
