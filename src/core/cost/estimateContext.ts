import type { Catalog } from '../catalog/catalog.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { TokenEstimator } from '../tokens/tokenEstimator.ts';

export interface EstimateContext {
  readonly catalog: Catalog;
  readonly tokens: TokenCounter;
  readonly configuration: CostConfiguration;
  /** ISO date for which prices are wanted. */
  readonly date: string;
}

/** The part of the token layer that money needs. */
export type TokenCounter = Pick<TokenEstimator, 'estimateText' | 'estimateFrame' | 'estimateImage'>;

/** The part of the configuration that money needs. */
export type CostConfiguration = Pick<
  Configuration,
  'region' | 'modelAlias' | 'resolveModelAlias' | 'placeholder' | 'workload' | 'prices'
>;
