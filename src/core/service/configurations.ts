import { CONFIGURATION_FILE_NAMES, DEFAULT_CONFIGURATION } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { loadConfiguration } from '../configuration/loadConfiguration.ts';
import type { LoadedConfiguration } from '../configuration/loadConfiguration.ts';
import { RULE_OPTIONS } from '../rules/index.ts';
import { fileName, parentUri } from '../util/uris.ts';
import type { FileProblem } from '../report/fileAnalysis.ts';
import { DependencyCache } from './dependencyCache.ts';
import type { Workspace } from './host.ts';
import type { LocalTokenizers } from './localTokenizers.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

export function isConfigurationFile(uri: string): boolean {
  return CONFIGURATION_FILE_NAMES.includes(fileName(uri));
}

export interface FoundConfiguration {
  readonly configuration: Configuration;
  /** Every file that decides on it, also those that are not there. */
  readonly dependencies: readonly string[];
}

/** Uri of the configuration that the user names for a file; undefined for the nearest one upwards. */
export type NamedConfiguration = (uri: string) => string | undefined;

/** The configuration of each file: the nearest one upwards, or the one that the user names. */
export class Configurations {
  readonly #workspace: Workspace;
  readonly #files: WorkspaceFiles;
  readonly #tokenizers: LocalTokenizers;
  readonly #named: NamedConfiguration;
  readonly #byFolder = new DependencyCache<FoundConfiguration>();
  readonly #loaded = new DependencyCache<LoadedConfiguration>();
  /** What was in force before a file was broken, so that half a key does not lose the rest. */
  readonly #lastGood = new Map<string, Configuration>();

  constructor(
    workspace: Workspace,
    files: WorkspaceFiles,
    tokenizers: LocalTokenizers,
    named: NamedConfiguration = () => undefined,
  ) {
    this.#workspace = workspace;
    this.#files = files;
    this.#tokenizers = tokenizers;
    this.#named = named;
  }

  async of(uri: string): Promise<Configuration> {
    return (await this.find(uri)).configuration;
  }

  find(uri: string): Promise<FoundConfiguration> {
    return this.#byFolder.get(parentUri(uri), () => this.#find(uri));
  }

  /** Mistakes in a configuration file, each at its line. */
  async problemsOf(uri: string): Promise<readonly FileProblem[]> {
    const { problems, configuration } = await this.#load(uri);
    return [...(problems.get(uri) ?? []), ...(await this.#tokenizers.problemsIn(uri, configuration))];
  }

  /** A file changed, came or went. */
  forget(uri: string): void {
    this.#loaded.forget(uri);
    this.#byFolder.forget(uri);
  }

  /** Other folders are open, or the user names another configuration. */
  forgetAll(): void {
    this.#loaded.clear();
    this.#byFolder.clear();
  }

  async #find(uri: string): Promise<FoundConfiguration> {
    const named = this.#named(uri);
    if (named !== undefined) return this.#effective(named, []);
    const candidates = this.#files
      .foldersAbove(uri)
      .flatMap((folder) => CONFIGURATION_FILE_NAMES.map((name) => `${folder}/${name}`));
    const exist = await this.#workspace.exist(candidates);
    const nearest = candidates.find((_, index) => exist[index]);
    if (nearest === undefined) return { configuration: DEFAULT_CONFIGURATION, dependencies: candidates };
    return this.#effective(nearest, candidates);
  }

  async #effective(uri: string, candidates: readonly string[]): Promise<FoundConfiguration> {
    const { configuration, isBroken, dependencies } = await this.#load(uri);
    const all = [...candidates, ...dependencies];
    if (isBroken) return { configuration: this.#lastGood.get(uri) ?? configuration, dependencies: all };
    this.#lastGood.set(uri, configuration);
    return { configuration, dependencies: all };
  }

  #load(uri: string): Promise<LoadedConfiguration> {
    const reader = { read: (file: string) => this.#read(file) };
    return this.#loaded.get(uri, () => loadConfiguration(uri, reader, { ruleOptions: RULE_OPTIONS }));
  }

  async #read(uri: string): Promise<string | undefined> {
    const content = await this.#workspace.read(uri);
    return content.kind === 'text' ? content.text : undefined;
  }
}
