/** The workload report as data: what every one of its forms shows. */
import type { Configuration } from '../configuration/configuration.ts';
import type { Currency } from '../configuration/configurationSchema.ts';
import type { CachingState, CallEstimate, OutputBasis, SeenInput } from '../cost/callEstimate.ts';
import type { HeadlineSubject } from '../cost/headline.ts';
import type { AmountRange, TokenEstimate } from '../domain/estimates.ts';
import type { Savings, Severity } from '../domain/finding.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { FileAnalysis } from './fileAnalysis.ts';
import type { MoneySum } from './moneySum.ts';
import type { SourcePlace } from './positions.ts';
import type { SkippedFile } from './render/renderContext.ts';

/** A file with the configuration that holds for it. */
export interface ConfiguredAnalysis {
  readonly analysis: FileAnalysis;
  readonly configuration: Configuration;
}

export interface WorkloadReport {
  readonly version: string;
  /** ISO date of the newest price. */
  readonly pricesAsOf: string;
  /** In which money is shown, if all files agree on one; all of it here is in US dollars. Undefined: those. */
  readonly currency: Currency | undefined;
  readonly totals: MoneySum;
  /** Each dearest first. */
  readonly byModel: readonly WorkloadGroup[];
  readonly byFile: readonly WorkloadGroup[];
  /** Empty when no call names the project that it is billed to. */
  readonly byProject: readonly WorkloadGroup[];
  /** Dearest first; those without a price last. */
  readonly calls: readonly ReportedCall[];
  /** Not in the totals: the calls that send them are. */
  readonly templates: readonly ReportedTemplate[];
  /** Those that save most first. */
  readonly findings: readonly ReportedFinding[];
  readonly budgets: readonly ReportedBudget[];
  /** Each once, with the number of calls that it is made for; commonest first. */
  readonly assumptions: readonly ReportedAssumption[];
  /** What the configuration could say to make the figures narrower or whole. */
  readonly missing: readonly MissingFact[];
  readonly skipped: readonly SkippedFile[];
}

export interface WorkloadGroup {
  readonly name: string;
  readonly sum: MoneySum;
}

export interface ReportedPlace {
  readonly uri: string;
  readonly path: string;
  readonly place: SourcePlace;
}

export interface ReportedCall extends ReportedPlace, ReportedEstimate {
  readonly id: string;
  readonly operation: string;
  readonly sdk: string;
  /** Bedrock project or application inference profile; undefined when the call names none. */
  readonly project: string | undefined;
  readonly cap: Resolved<number>;
  readonly takesCap: boolean;
  readonly isInLoop: boolean;
  readonly isInHandler: boolean;
  readonly isStreaming: boolean;
  readonly callsPerMonth: number | undefined;
  readonly usdPerMonth: AmountRange | undefined;
}

export interface ReportedTemplate extends ReportedPlace, ReportedEstimate {
  readonly name: string | undefined;
  readonly format: string;
  readonly placeholders: readonly string[];
  /** Ids of the call sites that read it. */
  readonly usedBy: readonly string[];
}

export interface ReportedEstimate extends Required<HeadlineSubject>, Pick<CallEstimate, 'usdCeilingPerCall'> {
  readonly model: ReportedModel;
  readonly inputTokens: TokenEstimate;
  readonly seenInput: SeenInput;
  readonly outputTokens: AmountRange;
  readonly outputBasis: OutputBasis;
  readonly caching: CachingState | undefined;
  /** `$0.84 in, $3.36 out per million tokens`; undefined without prices. */
  readonly rates: string | undefined;
  readonly assumptions: readonly string[];
}

export interface ReportedModel {
  /** "Claude Sonnet 4.5", or as written when it is not in the catalogue; undefined when not known. */
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Further models that the call can have. */
  readonly others: number;
}

export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly callSite: string | undefined;
  readonly savings: Savings | undefined;
  readonly fixTitles: readonly string[];
}

export interface ReportedAssumption {
  readonly text: string;
  readonly calls: number;
}

export interface ReportedBudget {
  /** As written; empty for the whole workspace. */
  readonly files: readonly string[];
  readonly usdPerMonth: number;
  /** Of the calls with price and volume. */
  readonly spentUsdPerMonth: AmountRange;
  /** `over`: likely above the limit; `at-risk`: only the high money is; `unknown`: no call that it covers has a month. */
  readonly state: 'over' | 'at-risk' | 'under' | 'unknown';
  /** Calls that it covers but that have no price or no volume: what is spent can be more. */
  readonly uncountedCalls: number;
  /** Calls that it counts and that cost more than is counted, since something of them has no known size. */
  readonly partlyCountedCalls: number;
}

/** Something that `bedrock-cost-lint.yaml` could say, and that would make figures narrower or known at all. */
export interface MissingFact {
  readonly section: 'region' | 'models' | 'placeholders' | 'workloads';
  /** The key, glob or value that it is about: name of an environment variable, of a placeholder, a file. */
  readonly about: string;
  /** Lines of YAML below the section, `…` where the user's figure belongs. */
  readonly lines: readonly string[];
  /** Why it is asked for, for a person. */
  readonly why: string;
  readonly calls: number;
}
