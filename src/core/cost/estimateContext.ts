import type { Catalog } from '../catalog/catalog.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { CallTarget } from './callEstimate.ts';
import type { TokenEstimator } from '../tokens/tokenEstimator.ts';

export interface EstimateContext {
  readonly catalog: Catalog;
  readonly tokens: TokenCounter;
  /** Counts for a model in place of {@link tokens}, where the configuration names the model's tokenizer. */
  readonly ownTokens?: (target: CallTarget) => TokenCounter | undefined;
  readonly configuration: CostConfiguration;
  /** ISO date for which prices are wanted. */
  readonly date: string;
}

/** The part of the token layer that money needs. */
export type TokenCounter = Pick<TokenEstimator, 'estimateText' | 'estimateFrame' | 'estimateImage'> &
  Partial<Pick<TokenEstimator, 'correctionOf'>>;

/** The part of the configuration that money needs. */
export type CostConfiguration = Pick<
  Configuration,
  'region' | 'modelAlias' | 'resolveModelAlias' | 'placeholder' | 'workload' | 'prices'
>;
