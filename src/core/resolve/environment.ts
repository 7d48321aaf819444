import type { DeploymentReader } from '../domain/deployment.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type {
  BuilderStyle,
  FolderPackages,
  LibraryOperation,
  ModuleStyle,
  SettingFiles,
  TextualImports,
} from '../domain/language.ts';
import type { Program } from '../domain/program.ts';

/** What evaluation needs from outside. Everything is answered at once; what is not loaded yet is `pending`. */
export interface EvaluationEnvironment {
  language(id: LanguageId): LanguageKnowledge;
  /** The program of a source file of the workspace. */
  program(uri: string): Program | 'pending' | undefined;
  /** The text of a file of the workspace; undefined outside it, and for binary and huge files. */
  text(uri: string): (string & {}) | 'pending' | undefined;
  /** First file that exists among `paths`, looked for in the folder of `from`, then in each folder above it in the workspace. */
  find(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined;
  /** True when {@link find} looked for `paths` within the workspace and none is there; false also where it did not look. */
  isMissing(paths: readonly string[], from: string): boolean;
  /**
   * Source files of the workspace that may import a file, in the order of their uris; with a method also those that may call it
   * through a contract of another package.
   */
  importers(uri: string, method?: string): readonly string[] | 'pending';
  /**
   * Source files that may declare a name, of a package that is a folder: the first of some folders that has any, looked for as
   * {@link find} does, or the folder of `from` itself where none are given. Empty when there is none; undefined where the host
   * does not list files.
   */
  packageFiles(folders: readonly string[], from: string, name: string): readonly string[] | 'pending' | undefined;
  /** The file that an import means whose path begins at a folder which is installed; undefined where none or several can be. */
  importedFile(paths: readonly string[], from: string): (string & {}) | 'pending' | undefined;
  /** True when no other package of the workspace has all methods of a contract, which classes of the file's package keep. */
  isOnlyKeeper(uri: string, methods: readonly string[]): boolean;
  /** Files that declare a name for all others, those nearest to `from` first; empty in languages whose files say what they import. */
  declaring(name: string, from: string): readonly string[] | 'pending';
  readonly deployments: DeploymentFiles;
  /** True for a module that is surely a package and no file of the workspace. */
  isPackage(module: string, language: LanguageId): boolean;
  /** True while lists that are made once for all files are awaited, and no file: all is looked at anew when they are there. */
  awaitsLists(): boolean;
  /** What the configuration says an environment variable or name holds. */
  configured(name: string): string | undefined;
}

/** Files of the workspace that may say what environment variables hold. */
export interface DeploymentFiles {
  /** Those with a variable's name in them, and where there are few, all, which may take it from elsewhere; in the order of their uris. */
  filesWith(variable: string, program: string): readonly string[] | 'pending';
  readersOf(uri: string): readonly DeploymentReader[];
}

export interface LanguageKnowledge {
  readonly library: ReadonlyMap<string, LibraryOperation>;
  readonly builders?: BuilderStyle;
  readonly settingFiles?: SettingFiles;
  readonly callsReadFields?: true;
  readonly modules?: ModuleStyle;
  moduleCandidates(specifier: string, name?: string): readonly string[];
  packageFiles?(name: string): readonly string[];
  readonly packages?: FolderPackages;
  readonly imports?: TextualImports;
  readonly hasBareTypes?: true;
}
