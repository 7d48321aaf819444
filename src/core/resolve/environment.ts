import type { DeploymentReader } from '../domain/deployment.ts';
import type { LanguageId } from '../domain/languageId.ts';
import type { BuilderStyle, LibraryOperation, ModuleStyle, SettingFiles } from '../domain/language.ts';
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
  /** Source files of the workspace that may import a file, in the order of their uris. */
  importers(uri: string): readonly string[] | 'pending';
  readonly deployments: DeploymentFiles;
  /** True for a module that is surely a package and no file of the workspace. */
  isPackage(module: string, language: LanguageId): boolean;
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
}
