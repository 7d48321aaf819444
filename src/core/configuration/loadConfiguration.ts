import type { TextRange } from '../util/text.ts';
import { joinUri, normalizeUri, parentUri } from '../util/uris.ts';
import { mergeConfigurations, namedFileUri } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { parseConfiguration } from './parseConfiguration.ts';
import type {
  ConfigurationFile,
  ConfigurationProblem,
  ParsedConfiguration,
  ParseOptions,
} from './parseConfiguration.ts';

/** What loading needs from outside. */
export interface ConfigurationReader {
  /** Undefined when the file is not there, must not be read (outside the workspace), or is too large. */
  read(uri: string): Promise<string | undefined>;
}

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Problems of each file that was read, by uri. */
  readonly problems: ReadonlyMap<string, readonly ConfigurationProblem[]>;
  /** Everything that it depends on, also what is missing: configuration files, samples, tokenizers. */
  readonly dependencies: readonly string[];
  /** True when the nearest file is no YAML or no map: who has an earlier version had better keep it. */
  readonly isBroken: boolean;
}

/** Longer samples tell no more. */
const MAXIMUM_SAMPLE_LENGTH = 1_000_000;
const MAXIMUM_FILES = 20;

/** Reads a configuration file, the files that it extends, and the samples that they name. Never rejects of its own. */
export async function loadConfiguration(
  uri: string,
  reader: ConfigurationReader,
  options: ParseOptions,
): Promise<LoadedConfiguration> {
  const loader = new ConfigurationLoader(reader, options);
  return loader.load(normalizeUri(uri));
}

class ConfigurationLoader {
  readonly #reader: ConfigurationReader;
  readonly #options: ParseOptions;
  readonly #problems = new Map<string, ConfigurationProblem[]>();
  readonly #dependencies = new Set<string>();
  /** A file that is reached twice counts where it is nearest. */
  readonly #included = new Set<string>();
  readonly #parsed = new Map<string, ParsedConfiguration | undefined>();

  constructor(reader: ConfigurationReader, options: ParseOptions) {
    this.#reader = reader;
    this.#options = options;
  }

  async load(uri: string): Promise<LoadedConfiguration> {
    const files = await this.#chain(uri, []);
    const samples = await this.#samples(files);
    const configuration = mergeConfigurations(files, samples);
    for (const { uri: tokenizer } of configuration.tokenizers) this.#dependencies.add(tokenizer);
    return {
      configuration,
      problems: this.#problems,
      dependencies: [...this.#dependencies],
      isBroken: this.#parsed.get(uri)?.isBroken ?? false,
    };
  }

  /** The file and what it extends, nearest first. */
  async #chain(uri: string, trail: readonly string[]): Promise<readonly ConfigurationFile[]> {
    const file = (await this.#parse(uri))?.file;
    if (file === undefined || this.#included.has(uri)) return [];
    this.#included.add(uri);
    const files = [file];
    for (const { uri: base, range } of extendedBy(file).toReversed()) {
      const problem = await this.#extendsProblem(base, [...trail, uri]);
      if (problem === undefined) files.push(...(await this.#chain(base, [...trail, uri])));
      else this.#report(uri, problem, range);
    }
    return files;
  }

  async #extendsProblem(base: string, trail: readonly string[]): Promise<string | undefined> {
    if (trail.includes(base)) return 'This configuration extends itself; the circle is not followed.';
    if (this.#dependencies.size >= MAXIMUM_FILES)
      return `Not followed: more than ${MAXIMUM_FILES} configuration files.`;
    if ((await this.#parse(base)) === undefined) return 'There is no such file in the workspace.';
    return undefined;
  }

  async #parse(uri: string): Promise<ParsedConfiguration | undefined> {
    if (this.#parsed.has(uri)) return this.#parsed.get(uri);
    this.#dependencies.add(uri);
    const text = await this.#reader.read(uri);
    const parsed = text === undefined ? undefined : parseConfiguration(text, uri, this.#options);
    this.#parsed.set(uri, parsed);
    if (parsed) this.#problems.set(uri, [...parsed.problems]);
    return parsed;
  }

  async #samples(files: readonly ConfigurationFile[]): Promise<ReadonlyMap<string, string>> {
    const samples = new Map<string, string>();
    for (const file of files) {
      for (const [name, size] of Object.entries(file.settings.placeholders ?? {})) {
        if (typeof size !== 'object' || !('sample' in size)) continue;
        const uri = namedFileUri(file.uri, size.sample);
        this.#dependencies.add(uri);
        const text = await this.#reader.read(uri);
        if (text !== undefined) samples.set(uri, text.slice(0, MAXIMUM_SAMPLE_LENGTH));
        else this.#report(file.uri, 'There is no such file in the workspace.', placeOfSample(file, name));
      }
    }
    return samples;
  }

  #report(uri: string, message: string, range: TextRange): void {
    this.#problems.get(uri)?.push({ message, range, severity: 'error' });
  }
}

/** The files that a configuration file builds on, in the order written, each with its place. */
function extendedBy(file: ConfigurationFile): readonly { readonly uri: string; readonly range: TextRange }[] {
  const { extends: paths = [] } = file.settings;
  const isList = typeof paths !== 'string';
  return (isList ? paths : [paths]).map((path, index) => ({
    uri: joinUri(parentUri(file.uri), path),
    range: file.placeOf(isList ? ['extends', index] : ['extends']) ?? { start: 0, end: 0 },
  }));
}

function placeOfSample(file: ConfigurationFile, name: string): TextRange {
  return file.placeOf(['placeholders', name, 'sample']) ?? { start: 0, end: 0 };
}
