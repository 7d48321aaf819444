import type { AmountRange } from '../domain/estimates.ts';
import { point } from '../domain/estimates.ts';
import type { Severity } from '../domain/finding.ts';
import type { TextRange } from '../util/text.ts';
import { joinUri, normalizeUri, parentUri, relativePath } from '../util/uris.ts';
import { PRESET_CALLS_PER_MONTH } from './configurationSchema.ts';
import type {
  BudgetSettings,
  Currency,
  DeclaredCallSettings,
  ModelAlias,
  PlaceholderSize,
  PriceDiscount,
  PrivateRate,
  RulePreset,
  RuleSetting,
  WorkloadSettings,
} from './configurationSchema.ts';
import { compileGlobs, compileNameGlob, isGlob } from './globs.ts';
import type { PathMatcher } from './globs.ts';
import type { ConfigurationFile } from './parseConfiguration.ts';

/** Names that a configuration file can have. */
export const CONFIGURATION_FILE_NAMES: readonly string[] = ['bedrock-cost-lint.yaml', 'bedrock-cost-lint.yml'];

/** What is known of a workspace beyond its code. Later entries override earlier ones, figure by figure. */
export interface Configuration {
  /** The file nearest to the code; undefined for the defaults. */
  readonly uri: string | undefined;
  /** All files that it was made of, nearest first. */
  readonly sources: readonly string[];
  readonly region: string | undefined;
  /** What an id, ARN, environment variable or expression of the code stands for, with its profile's prefix. */
  modelAlias(written: string): string | undefined;
  /** The same with everything that the alias says, and its place. */
  resolveModelAlias(written: string): ResolvedModelAlias | undefined;
  /** Every tokenizer that is named, the nearest file's first. */
  readonly tokenizers: readonly TokenizerSetting[];
  /** The tokenizer of a model by the names that it has, such as the id of its profile and its own; the first one counts most. */
  tokenizer(modelNames: readonly string[]): TokenizerSetting | undefined;
  placeholder(name: string, uri: string): PlaceholderSetting | undefined;
  /** How a call site, or a template, is used; undefined when nothing is said of it. */
  workload(subject: UsageSubject): Workload | undefined;
  budget(subject: UsageSubject): Budget | undefined;
  /** For a file; undefined where the configuration says nothing. A rule's own entry wins over its group's. */
  ruleSeverity(rule: string, uri: string): Severity | 'off' | undefined;
  /** For a file, as written, without the severity; undefined where the configuration says nothing. */
  ruleOptions(rule: string, uri: string): unknown;
  /** The nearest file's; undefined where none names one. */
  readonly preset: RulePreset | undefined;
  /** Functions that ask a model, the nearest file's first. */
  readonly callSites: readonly DeclaredCallSettings[];
  readonly prices: PriceSettings;
  /** The limits of whole months, farthest file first; each covers what its files cost together. */
  readonly monthlyBudgets: readonly MonthlyBudget[];
  isIgnored(uri: string): boolean;
  /** Whether a file holds a prompt; undefined where the configuration does not say where prompts are kept. */
  isPromptFile(uri: string): boolean | undefined;
}

export interface UsageSubject {
  readonly uri: string;
  /** Of the call site; a template has none. */
  readonly id?: string | undefined;
}

export interface ResolvedModelAlias {
  readonly model: string;
  readonly region?: string;
  readonly uri: string;
  readonly range: TextRange;
}

export interface TokenizerSetting {
  /** The `tokenizer.json`. */
  readonly uri: string;
  /** The configuration file that names it, and where. */
  readonly namedIn: string;
  readonly range: TextRange;
}

export type PlaceholderSetting =
  | { readonly kind: 'tokens'; readonly tokens: AmountRange }
  /** The text of a sample file. */
  | { readonly kind: 'sample'; readonly text: string };

export interface Workload {
  readonly callsPerMonth?: number;
  readonly outputTokens?: AmountRange;
  /** Written before the answer, and billed as output. */
  readonly reasoningTokens?: AmountRange;
  /** Share of calls that find the prefix in the cache, 0 to 1. */
  readonly cacheHitRate?: number;
  /** False when nobody waits for the answer. */
  readonly isInteractive?: boolean;
}

/** What somebody pays where that is not the listed price. The nearest file's entries stand first. */
export interface PriceSettings {
  readonly discounts: readonly PriceDiscount[];
  readonly rates: readonly PrivateRate[];
  /** Undefined: US dollars. */
  readonly currency: Currency | undefined;
}

export const LISTED_PRICES: PriceSettings = { discounts: [], rates: [], currency: undefined };

export interface Budget {
  readonly inputTokens?: number;
  /** Of the model's context window, 0 to 1. */
  readonly shareOfContextWindow?: number;
  readonly usdPerCall?: number;
  readonly usdPerMonth?: number;
}

export interface MonthlyBudget {
  readonly usdPerMonth: number;
  /** As written; empty for the whole workspace. */
  readonly files: readonly string[];
  covers(uri: string): boolean;
}

/** Text of a sample file by its uri. */
export type SampleTexts = ReadonlyMap<string, string>;

/**
 * One configuration of several files, nearest first: what a nearer one says wins. Globs are relative to the folder of
 * the nearest.
 */
export function mergeConfigurations(
  files: readonly ConfigurationFile[],
  samples: SampleTexts = new Map(),
): Configuration {
  return new MergedConfiguration(files, samples);
}

class MergedConfiguration implements Configuration {
  readonly uri: string | undefined;
  readonly sources: readonly string[];
  readonly region: string | undefined;
  readonly callSites: readonly DeclaredCallSettings[];
  readonly prices: PriceSettings;
  readonly monthlyBudgets: readonly MonthlyBudget[];
  readonly preset: RulePreset | undefined;
  readonly #files: readonly ConfigurationFile[];
  readonly #folder: string | undefined;
  readonly tokenizers: readonly TokenizerSetting[];
  readonly #placeholders: readonly NameTable<PlaceholderSetting>[];
  readonly #tokenizers: readonly NameTable<TokenizerSetting>[];
  readonly #workloads: readonly ForFiles<WorkloadSettings>[];
  readonly #budgets: readonly ForFiles<BudgetSettings>[];
  /** Nearest first; what some files have before what all have. */
  readonly #rules: readonly ForFiles<RuleTable>[];
  readonly #isIgnored: PathMatcher;
  readonly #isPrompt: PathMatcher | undefined;

  constructor(files: readonly ConfigurationFile[], samples: SampleTexts) {
    const nearest = files[0];
    const farthestFirst = files.toReversed();
    this.#files = files;
    this.uri = nearest?.uri;
    this.sources = files.map((file) => file.uri);
    this.#folder = nearest && parentUri(normalizeUri(nearest.uri));
    this.region = files.find((file) => file.settings.region !== undefined)?.settings.region;
    this.callSites = files.flatMap((file) => file.settings.callSites ?? []);
    this.prices = {
      discounts: files.flatMap((file) => file.settings.prices?.discounts ?? []),
      rates: files.flatMap((file) => file.settings.prices?.rates ?? []),
      currency: files.find((file) => file.settings.prices?.currency !== undefined)?.settings.prices?.currency,
    };
    this.#placeholders = files.map((file) => placeholderTable(file, samples));
    const tokenizers = files.map(tokenizersOf);
    this.tokenizers = tokenizers.flatMap((entries) => entries.map(([, setting]) => setting));
    this.#tokenizers = tokenizers.map((entries) => new NameTable(entries));
    this.#workloads = farthestFirst.flatMap(({ settings }) =>
      (settings.workloads ?? []).map((value) => forFiles(value, value.files ?? [], value.callSite)),
    );
    this.#budgets = farthestFirst.flatMap(({ settings: { budgets } }) => [
      ...(budgets ? [forFiles<BudgetSettings>(budgets, [])] : []),
      ...(budgets?.overrides ?? []).map((value) => forFiles<BudgetSettings>(value, value.files)),
    ]);
    this.monthlyBudgets = this.#budgets.flatMap(({ value: { usdPerMonth }, globs, fits }) =>
      usdPerMonth === undefined ? [] : [{ usdPerMonth, files: globs, covers: (uri) => this.#matches(fits, uri) }],
    );
    this.preset = files.find((file) => file.settings.preset !== undefined)?.settings.preset;
    this.#rules = files.flatMap(({ settings: { overrides = [], rules } }) => [
      ...overrides.map((entry) => forFiles(entry.rules, entry.files)).toReversed(),
      ...(rules === undefined ? [] : [forFiles(rules, [])]),
    ]);
    this.#isIgnored = compileGlobs(files.flatMap((file) => file.settings.ignore ?? []));
    const prompts = files.find((file) => file.settings.prompts !== undefined)?.settings.prompts;
    this.#isPrompt = prompts && compileGlobs(prompts);
  }

  modelAlias(written: string): string | undefined {
    return this.resolveModelAlias(written)?.model;
  }

  resolveModelAlias(written: string): ResolvedModelAlias | undefined {
    let found: ResolvedModelAlias | undefined;
    let name = written.trim();
    const seen = new Set<string>();
    while (!seen.has(name)) {
      seen.add(name);
      const next = this.#ownAlias(name);
      if (next === undefined) break;
      found = { ...next, ...(next.region === undefined && found?.region !== undefined && { region: found.region }) };
      name = next.model;
    }
    return found;
  }

  tokenizer(modelNames: readonly string[]): TokenizerSetting | undefined {
    for (const table of this.#tokenizers) {
      for (const name of modelNames) {
        const setting = table.find(name);
        if (setting) return setting;
      }
    }
    return undefined;
  }

  placeholder(name: string): PlaceholderSetting | undefined {
    for (const table of this.#placeholders) {
      const setting = table.find(name);
      if (setting) return setting;
    }
    return undefined;
  }

  workload(subject: UsageSubject): Workload | undefined {
    const settings = this.#overlay(this.#workloads, subject);
    if (settings === undefined) return undefined;
    const { preset, outputTokens, reasoningTokens, cacheHitRate, interactive } = settings;
    const callsPerMonth = settings.callsPerMonth ?? (preset && PRESET_CALLS_PER_MONTH[preset]);
    return {
      ...(callsPerMonth !== undefined && { callsPerMonth }),
      ...(outputTokens !== undefined && { outputTokens: amountOf(outputTokens) }),
      ...(reasoningTokens !== undefined && { reasoningTokens: amountOf(reasoningTokens) }),
      ...(cacheHitRate !== undefined && { cacheHitRate }),
      ...(interactive !== undefined && { isInteractive: interactive }),
    };
  }

  budget(subject: UsageSubject): Budget | undefined {
    const settings = this.#overlay(this.#budgets, subject);
    if (settings === undefined) return undefined;
    const { inputTokens, shareOfContextWindow, usdPerCall, usdPerMonth } = settings;
    return {
      ...(inputTokens !== undefined && { inputTokens }),
      ...(shareOfContextWindow !== undefined && { shareOfContextWindow }),
      ...(usdPerCall !== undefined && { usdPerCall }),
      ...(usdPerMonth !== undefined && { usdPerMonth }),
    };
  }

  ruleSeverity(rule: string, uri: string): Severity | 'off' | undefined {
    const group = `${rule.slice(0, rule.indexOf('/'))}/*`;
    for (const { value: rules, fits } of this.#rules) {
      const own = rules[rule];
      const ofGroup = rules[group];
      const word =
        (typeof own === 'object' ? own.severity : own) ?? (typeof ofGroup === 'string' ? ofGroup : undefined);
      if (word !== undefined && this.#matches(fits, uri)) return word;
    }
    return undefined;
  }

  ruleOptions(rule: string, uri: string): unknown {
    let options: Record<string, unknown> | undefined;
    for (const { value: rules, fits } of this.#rules.toReversed()) {
      const own = rules[rule];
      if (typeof own !== 'object' || !this.#matches(fits, uri)) continue;
      const { severity: _, ...written } = own;
      options = { ...options, ...written };
    }
    return options;
  }

  isIgnored(uri: string): boolean {
    return this.#matches(this.#isIgnored, uri);
  }

  isPromptFile(uri: string): boolean | undefined {
    return this.#isPrompt && this.#matches(this.#isPrompt, uri);
  }

  #ownAlias(name: string): ResolvedModelAlias | undefined {
    for (const file of this.#files) {
      const models = file.settings.models ?? {};
      if (!Object.hasOwn(models, name)) continue;
      const alias = models[name];
      if (alias === undefined) continue;
      const range = file.placeOf(['models', name]) ?? { start: 0, end: 0 };
      const region = typeof alias === 'object' ? alias.region : undefined;
      return { model: modelOf(alias), ...(region !== undefined && { region }), uri: file.uri, range };
    }
    return undefined;
  }

  #overlay<T extends object>(entries: readonly ForFiles<T>[], subject: UsageSubject): Partial<T> | undefined {
    const path = this.#pathOf(subject.uri);
    const fitting = entries.filter(
      (entry) => entry.fits(path) || (subject.id !== undefined && entry.callSite === subject.id),
    );
    return fitting.length === 0
      ? undefined
      : fitting.reduce<Partial<T>>((sum, { value }) => ({ ...sum, ...value }), {});
  }

  #matches(matcher: PathMatcher, uri: string): boolean {
    return matcher(this.#pathOf(uri));
  }

  #pathOf(uri: string): string {
    const normal = normalizeUri(uri);
    const path = this.#folder === undefined ? relativePath('file:///', normal) : relativePath(this.#folder, normal);
    return path.replace(/^\//, '');
  }
}

/** What one file says by name: a whole name first, then the last glob that fits. */
class NameTable<Setting> {
  readonly #exact = new Map<string, Setting>();
  readonly #globs: { readonly fits: PathMatcher; readonly setting: Setting }[] = [];

  constructor(entries: readonly (readonly [name: string, setting: Setting])[]) {
    for (const [name, setting] of entries) {
      this.#exact.set(name, setting);
      if (isGlob(name)) this.#globs.unshift({ fits: compileNameGlob(name), setting });
    }
  }

  find(name: string): Setting | undefined {
    return this.#exact.get(name) ?? this.#globs.find(({ fits }) => fits(name))?.setting;
  }
}

function placeholderTable(file: ConfigurationFile, samples: SampleTexts): NameTable<PlaceholderSetting> {
  return new NameTable(
    Object.entries(file.settings.placeholders ?? {}).flatMap(([name, size]) => {
      const setting = settingOf(size, file.uri, samples);
      return setting === undefined ? [] : [[name, setting] as const];
    }),
  );
}

function tokenizersOf(file: ConfigurationFile): readonly (readonly [name: string, setting: TokenizerSetting])[] {
  return Object.entries(file.settings.tokenizers ?? {}).map(([name, path]) => {
    const range = file.placeOf(['tokenizers', name]) ?? { start: 0, end: 0 };
    return [name, { uri: namedFileUri(file.uri, path), namedIn: file.uri, range }] as const;
  });
}

type RuleTable = Readonly<Record<string, RuleSetting | undefined>>;

interface ForFiles<T> {
  readonly value: T;
  /** As written; empty when it is not about files, or about all. */
  readonly globs: readonly string[];
  readonly fits: PathMatcher;
  readonly callSite: string | undefined;
}

function forFiles<T>(value: T, files: string | readonly string[], callSite?: string): ForFiles<T> {
  const globs = typeof files === 'string' ? [files] : files;
  return {
    value,
    globs,
    fits: globs.length === 0 && callSite === undefined ? () => true : compileGlobs(globs),
    callSite,
  };
}

function settingOf(size: PlaceholderSize, uri: string, samples: SampleTexts): PlaceholderSetting | undefined {
  if (typeof size === 'object' && 'sample' in size) {
    const text = samples.get(namedFileUri(uri, size.sample));
    return text === undefined ? undefined : { kind: 'sample', text };
  }
  if (typeof size === 'object' && 'topK' in size)
    return { kind: 'tokens', tokens: point(size.topK * size.chunkTokens) };
  return { kind: 'tokens', tokens: amountOf(size) };
}

function amountOf(amount: number | AmountRange): AmountRange {
  return typeof amount === 'number' ? point(amount) : amount;
}

/** A profile's prefix is put before an id that has none; `in` stands for calling the model in its own Region. */
function modelOf(alias: ModelAlias): string {
  if (typeof alias === 'string') return alias;
  const { model, profile } = alias;
  if (profile === undefined || profile === 'in' || model.startsWith('arn:')) return model;
  return model.startsWith(`${profile}.`) ? model : `${profile}.${model}`;
}

/** The file that a path of a configuration file means. */
export function namedFileUri(configurationUri: string, path: string): string {
  return joinUri(parentUri(configurationUri), path);
}

/** Where no configuration file is found. */
export const DEFAULT_CONFIGURATION: Configuration = mergeConfigurations([]);
