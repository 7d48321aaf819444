/** The tokenizers that configurations name, each read when it is first needed. */
import type { Configuration, TokenizerSetting } from '../configuration/configuration.ts';
import type { CallTarget } from '../cost/callEstimate.ts';
import { readLocalTokenizer, withLocalTokenizer } from '../tokens/local/localTokenizer.ts';
import type { LocalTokenizer } from '../tokens/local/localTokenizer.ts';
import type { TokenEstimator } from '../tokens/tokenEstimator.ts';
import type { FileProblem } from '../report/fileAnalysis.ts';
import type { Workspace } from './host.ts';

/** The largest published ones have 33 MB. */
const MAXIMUM_TOKENIZER_BYTES = 40_000_000;
/** One takes up to some hundred megabytes of memory. */
const MOST_LOADED = 4;

export class LocalTokenizers {
  readonly #workspace: Workspace;
  /** By uri of the file, the one that was used last at the end. */
  readonly #loaded = new Map<string, Promise<ReadFile>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Uri of the file that the configuration names for the model; it may not be there. */
  fileOf(target: TokenizerTarget, configuration: Configuration): string | undefined {
    return settingFor(target, configuration)?.uri;
  }

  /** Undefined where the configuration names none for the model. Never rejects. */
  async of(target: TokenizerTarget, configuration: Configuration): Promise<LoadedTokenizer | undefined> {
    const setting = settingFor(target, configuration);
    return setting && { ...(await this.#load(setting.uri)), setting };
  }

  /** Counts as the model does, where the configuration names a tokenizer for it that can be used. Never rejects. */
  async counterOf(
    target: TokenizerTarget,
    configuration: Configuration,
    estimator: TokenEstimator,
  ): Promise<TokenEstimator | undefined> {
    const tokenizer = (await this.of(target, configuration))?.tokenizer;
    return tokenizer && withLocalTokenizer(estimator, tokenizer);
  }

  /** What is wrong with the tokenizers that one configuration file names, each at its place. */
  async problemsIn(configurationUri: string, { tokenizers }: Configuration): Promise<readonly FileProblem[]> {
    const problems: FileProblem[] = [];
    for (const { uri, namedIn, range } of tokenizers) {
      if (namedIn !== configurationUri) continue;
      const { problem } = await this.#load(uri);
      if (problem !== undefined) problems.push({ message: problem, severity: 'error', range });
    }
    return problems;
  }

  forget(uri: string): void {
    this.#loaded.delete(uri);
  }

  forgetAll(): void {
    this.#loaded.clear();
  }

  #load(uri: string): Promise<ReadFile> {
    const loaded = this.#loaded.get(uri) ?? this.#read(uri);
    this.#loaded.delete(uri);
    this.#loaded.set(uri, loaded);
    const [oldest] = this.#loaded.keys();
    if (this.#loaded.size > MOST_LOADED && oldest !== undefined) this.#loaded.delete(oldest);
    return loaded;
  }

  async #read(uri: string): Promise<ReadFile> {
    const content = await this.#workspace.read(uri, MAXIMUM_TOKENIZER_BYTES);
    if (content.kind === 'missing') return { problem: `There is no such file in the workspace. ${INSTEAD}` };
    if (content.kind === 'skipped') return { problem: `The file ${content.reason}. ${INSTEAD}` };
    const read = await readLocalTokenizer(content.text);
    return read.kind === 'tokenizer'
      ? { tokenizer: read.tokenizer }
      : { problem: `The file ${read.reason}. ${INSTEAD}` };
  }
}

/** A model: by the id that it is called by, and by its own. */
export type TokenizerTarget = Pick<CallTarget, 'modelId' | 'model'>;

export interface LoadedTokenizer extends ReadFile {
  readonly setting: TokenizerSetting;
}

interface ReadFile {
  /** Undefined when it cannot be used. */
  readonly tokenizer?: LocalTokenizer;
  /** Why not, in whole sentences. */
  readonly problem?: string;
}

/** The id that is called says more than the model's own. */
function settingFor({ modelId, model }: TokenizerTarget, configuration: Configuration): TokenizerSetting | undefined {
  if (configuration.tokenizers.length === 0) return undefined;
  return configuration.tokenizer([modelId, model?.id].filter((name) => name !== undefined));
}

const INSTEAD = 'Tokens are estimated instead.';
