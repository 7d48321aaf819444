import type { FolderPackages } from '../domain/language.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type { Program } from '../domain/program.ts';
import { languageById } from '../languages/index.ts';
import { filesOfImport } from '../resolve/packages.ts';
import type { CancellationToken } from '../util/cancellation.ts';
import type { FileRequests } from './workspaceFiles.ts';

const MAXIMUM_LEVELS = 3;
const MAXIMUM_FILES = 120;

/** Files of the workspace that a program imports, and what these import, nearest first: its calls may go through theirs. */
export async function importedFiles(
  program: Program,
  requests: FileRequests,
  isPackage: (module: string, language: LanguageId) => boolean,
  token: CancellationToken,
): Promise<readonly string[]> {
  const found = new Set<string>();
  let level: readonly Program[] = [program];
  for (let depth = 0; depth < MAXIMUM_LEVELS && level.length > 0 && found.size < MAXIMUM_FILES; depth++) {
    const here = level;
    const uris = await answered(requests, token, () => here.flatMap((one) => filesOf(one, requests, isPackage)));
    const fresh = [...new Set(uris)].filter((uri) => uri !== program.uri && !found.has(uri));
    for (const uri of fresh.slice(0, MAXIMUM_FILES - found.size)) found.add(uri);
    level = await answered(requests, token, () =>
      fresh.flatMap((uri) => {
        const imported = requests.program(uri);
        return imported === undefined || imported === 'pending' ? [] : [imported];
      }),
    );
  }
  return [...found];
}

/** What `ask` gives once all that it asks for is loaded. */
async function answered<T>(requests: FileRequests, token: CancellationToken, ask: () => T): Promise<T> {
  for (;;) {
    const answer = ask();
    if (requests.wantedCount === 0) return answer;
    await requests.load(token);
  }
}

function filesOf(
  program: Program,
  requests: FileRequests,
  isPackage: (module: string, language: LanguageId) => boolean,
): readonly string[] {
  const { uri, body, language } = program;
  const { moduleCandidates, packages } = languageById(language) ?? {};
  if (moduleCandidates === undefined) return [];
  if (packages) return filesOfPackages(program, packages, requests, isPackage);
  const candidates = body.flatMap((statement) => {
    if (statement.kind !== 'import' || isPackage(statement.module, language)) return [];
    const { module, bindings } = statement;
    const separator = module.endsWith('.') ? '' : '.';
    const submodules = language === 'python' ? bindings.map(({ imported }) => `${module}${separator}${imported}`) : [];
    const [{ imported } = { imported: undefined }] = bindings;
    return [moduleCandidates(module, imported), ...submodules.map((submodule) => moduleCandidates(submodule))];
  });
  return [...new Map(candidates.map((paths) => [paths.join(), paths])).values()].flatMap((paths) => {
    const file = paths.length === 0 ? undefined : requests.find(paths, uri);
    return file === undefined || file === 'pending' ? [] : [file];
  });
}

/** The files of the packages that are imported, and of the program's own. */
function filesOfPackages(
  { uri, body, language }: Program,
  packages: FolderPackages,
  requests: FileRequests,
  isPackage: (module: string, language: LanguageId) => boolean,
): readonly string[] {
  const modules = body.flatMap((statement) =>
    statement.kind === 'import' && !isPackage(statement.module, language) ? [statement.module] : [],
  );
  return [
    requests.packageFiles([], uri, '*'),
    ...modules.map((module) => filesOfImport(requests, packages, module, uri, '*')),
  ].flatMap((files) => (files === undefined || files === 'pending' ? [] : files));
}
