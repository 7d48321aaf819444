import { FAMILY_CALIBRATIONS } from '../../core/tokens/families/familyCalibrations.ts';
import { correctionOf } from './fitCorrections.ts';
import type { FamilyFit } from './fitWeights.ts';
import { estimateRecorded, type Frames, type RecordedRequest } from './recordedUsage.ts';
import type { FitDocument } from './tokenFit.ts';

/** Relative errors of one group, as shares. */
export interface ErrorRow {
  readonly what: string;
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  /** Share of the true counts that are within the range; undefined where there is no range. */
  readonly covered?: number;
}

/** Of a fit on documents, by kind of text. */
export function errorsOfFit(
  { weights, corrections }: FamilyFit,
  documents: readonly FitDocument[],
  family: string,
): readonly ErrorRow[] {
  const known = documents.filter(
    ({ tokens, kinds }) => (tokens[family] ?? 0) > 0 && (corrections === undefined || kinds !== undefined),
  );
  return KINDS.flatMap(([name, pattern]) => {
    const errors = known
      .filter(({ kind }) => pattern.test(kind))
      .map((document) => {
        const byBins = document.bins.reduce((sum, [bin, occurrences]) => sum + occurrences * (weights[bin] ?? 1), 0);
        const estimate = byBins + (corrections === undefined ? 0 : correctionOf(document, family, corrections));
        return Math.abs(estimate / (document.tokens[family] ?? 1) - 1);
      });
    return errors.length === 0 ? [] : [rowOf(`${family}: ${name}`, errors)];
  });
}

/** Kinds of text, as the readme has them; the first is all but languages and tasks of collections. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['all but collections, paragraphs, capitals', /^(?!udhr|rosetta|multipl|short|caps)/],
  ['prose, Markdown, prompts', /^(?:prose|md|prompt|txt)$/],
  ['paragraphs', /^short$/],
  ['JSON of tools', /^tool$/],
  ['capital letters', /^caps$/],
  ['code', /^(?:py|ts|js|java|go|rs|cs|sh|sql|ipynb)$/],
  ['JSON, YAML, HTML, CSV', /^(?:json|yaml|html|csv)$/],
  ['Base64, hex, minified', /^(?:base64|hex|uuid|numcsv|minjs)$/],
  ['17 languages', /^(?:lang|seed)/],
  ['Thai', /^lang:th$/],
  ['Vietnamese', /^lang:vi$/],
  ['Chinese', /^lang:zh/],
  ['Japanese', /^lang:ja$/],
  ['500 languages', /^udhr/],
  ['code of Rosetta', /^(?:rosetta|multipl)/],
];

/**
 * Of whole requests, by family and by API.
 *
 * @param framesFor with which a request is estimated; those that ship without it
 */
export function errorsOfRequests(
  requests: readonly RecordedRequest[],
  framesFor: (request: RecordedRequest) => Frames = () => FAMILY_CALIBRATIONS,
): readonly ErrorRow[] {
  const requestRow = (what: string, some: readonly RecordedRequest[]): ErrorRow => rowOfRequests(what, some, framesFor);
  const bedrock = requests.filter(({ isBedrock }) => isBedrock);
  const families = [...new Set(requests.map(({ family }) => family))].sort();
  const apis = [...new Set(bedrock.map(({ shape }) => shape.api))].sort();
  return [
    requestRow('Amazon Bedrock', bedrock),
    requestRow(
      '– 100 tokens and more',
      bedrock.filter(({ inputTokens }) => inputTokens >= 100),
    ),
    requestRow(
      '– with tools',
      bedrock.filter(({ shape }) => shape.toolCount > 0),
    ),
    requestRow(
      '– Claude',
      bedrock.filter(({ family }) => family.startsWith('claude')),
    ),
    requestRow(
      '– Nova',
      bedrock.filter(({ family }) => family.startsWith('nova')),
    ),
    requestRow(
      '– others',
      bedrock.filter(({ family }) => !/^(?:claude|nova)/.test(family)),
    ),
    ...apis.map((api) =>
      requestRow(
        `– ${api}`,
        bedrock.filter(({ shape }) => shape.api === api),
      ),
    ),
    ...families.map((family) =>
      requestRow(
        `all APIs, ${family}`,
        requests.filter((request) => request.family === family),
      ),
    ),
  ].filter(({ count }) => count > 0);
}

function rowOfRequests(
  what: string,
  requests: readonly RecordedRequest[],
  framesFor: (request: RecordedRequest) => Frames,
): ErrorRow {
  const estimates = requests.map((request) => ({
    ...estimateRecorded(request, framesFor(request)),
    truth: request.inputTokens,
  }));
  const errors = estimates.map(({ likely, truth }) => Math.abs(likely / truth - 1));
  const covered = estimates.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
  return { ...rowOf(what, errors), covered: covered / Math.max(1, requests.length) };
}

function rowOf(what: string, errors: readonly number[]): ErrorRow {
  return { what, count: errors.length, median: quantile(errors, 0.5), p90: quantile(errors, 0.9) };
}

/** Between the two nearest values; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  return below + (place - Math.floor(place)) * ((sorted[Math.ceil(place)] ?? below) - below);
}
