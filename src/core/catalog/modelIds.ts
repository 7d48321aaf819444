import type { ModelData } from './catalogData.ts';
import type { Model } from './model.ts';
import { looksLikeRegion } from './regions.ts';

export type ModelReference = KnownModel | OpaqueModel | UnknownModel;

/** A model of the catalogue. */
export interface KnownModel {
  readonly kind: 'model';
  readonly model: Model;
  /** Prefix of an inference profile: `us`, `global`, … */
  readonly profile?: string;
  /** From the ARN: the source Region of the call. */
  readonly region?: string;
}

/** An id that surely is right, but says nothing about the model behind it. */
export interface OpaqueModel {
  readonly kind: 'opaque';
  readonly what: OpaqueKind;
  /** For a person, with what to do about it. */
  readonly reason: string;
  readonly region?: string;
}

export type OpaqueKind =
  | 'application-inference-profile'
  | 'provisioned-model'
  | 'imported-model'
  | 'custom-model'
  | 'prompt-router'
  | 'prompt'
  | 'endpoint'
  | 'other-resource';

export interface UnknownModel {
  readonly kind: 'unknown';
  /** Nearest id of the catalogue, with the profile prefix that was written: for "did you mean". */
  readonly closest?: string;
  /** Base model ids when a short name fits several. */
  readonly candidates?: readonly string[];
}

/** AWS limits a model identifier to this many characters. */
const MAXIMUM_ID_LENGTH = 2048;

/** Finds models by what is written in code; exact names only, never parts of names. */
export class ModelIds {
  readonly #models: ReadonlyMap<string, Model>;
  readonly #prefixes: ReadonlySet<string>;
  readonly #named: ReadonlyMap<string, Model>;
  #shortNames: ReadonlyMap<string, ShortName> | undefined;

  constructor(models: ReadonlyMap<string, Model>, data: readonly ModelData[], prefixes: Iterable<string>) {
    this.#models = models;
    this.#prefixes = new Set(prefixes);
    this.#named = indexNames(models, data);
  }

  resolve(id: string): ModelReference {
    if (id.length > MAXIMUM_ID_LENGTH) return { kind: 'unknown' };
    const name = withoutFrameworkPrefix(id.trim());
    return name.startsWith('arn:') ? this.#resolveArn(name) : this.#resolveName(name);
  }

  #resolveArn(arn: string): ModelReference {
    // The partition and the Region can be placeholders with colons of their own: `${AWS::Partition}`.
    const service = /^arn:[^/]{1,60}?:(bedrock|bedrock-agent|sagemaker):/.exec(arn);
    if (service === null) return { kind: 'unknown' };
    if (service[1] === 'sagemaker') return opaque('endpoint', undefined);
    const rest = arn.slice(service[0].length);
    const slash = rest.indexOf('/');
    const colon = rest.lastIndexOf(':', slash);
    if (slash < 0 || colon < 0) return { kind: 'unknown' };
    const place = rest.slice(0, colon);
    const type = rest.slice(colon + 1, slash);
    const resource = rest.slice(slash + 1);
    const regionText = place.split(':')[0] ?? '';
    const region = looksLikeRegion(regionText) ? regionText : undefined;
    if (type !== 'foundation-model' && type !== 'inference-profile') return opaque(opaqueKindOf(type), region);
    const reference = this.#resolveName(resource);
    return reference.kind === 'model' && region !== undefined ? { ...reference, region } : reference;
  }

  #resolveName(name: string): ModelReference {
    const whole = this.#find(name);
    if (whole !== undefined && 'model' in whole) return { kind: 'model', model: whole.model };

    const dot = name.indexOf('.');
    const profile = dot > 0 ? name.slice(0, dot) : '';
    if (!this.#prefixes.has(profile)) return this.#unknown(name, '', whole?.candidates);
    const base = name.slice(dot + 1);
    const found = this.#find(base);
    if (found !== undefined && 'model' in found) return { kind: 'model', model: found.model, profile };
    return this.#unknown(base, `${profile}.`, found?.candidates);
  }

  #find(name: string): { model: Model } | { candidates: readonly string[] } | undefined {
    const withoutContext = withoutContextSuffix(name);
    for (const spelling of new Set([name, withoutContext, withoutContext.replace(/:0$/, '')])) {
      const model = this.#named.get(spelling);
      if (model !== undefined) return { model };
      const short = this.#shortName(spelling);
      if (short === undefined) continue;
      const [only, ...others] = short.models;
      if (only !== undefined && others.length === 0) return { model: only };
      return { candidates: short.models.map((candidate) => candidate.id) };
    }
    return undefined;
  }

  #shortName(name: string): ShortName | undefined {
    this.#shortNames ??= indexShortNames(this.#models.values());
    return this.#shortNames.get(name);
  }

  *#suggestible(): Iterable<string> {
    for (const [id, model] of this.#models) if (!model.isIdUncertain) yield id;
  }

  #unknown(name: string, prefix: string, candidates: readonly string[] | undefined): UnknownModel {
    if (candidates !== undefined) return { kind: 'unknown', candidates: candidates.map((id) => prefix + id) };
    const closest = closestName(name.slice(0, 100), this.#suggestible());
    return closest === undefined ? { kind: 'unknown' } : { kind: 'unknown', closest: prefix + closest };
  }
}

interface ShortName {
  /** How much was left out of the id to get here; the name belongs to the models with the least. */
  readonly steps: number;
  readonly models: readonly Model[];
}

function indexNames(models: ReadonlyMap<string, Model>, data: readonly ModelData[]): ReadonlyMap<string, Model> {
  const named = new Map(models);
  for (const { id, aliases } of data) {
    const model = models.get(id);
    for (const alias of aliases ?? []) if (model !== undefined) named.set(alias, model);
  }
  return named;
}

function indexShortNames(models: Iterable<Model>): ReadonlyMap<string, ShortName> {
  const index = new Map<string, ShortName>();
  for (const model of models) {
    for (const [name, steps] of shortNamesOf(model.id)) {
      const known = index.get(name);
      if (known === undefined || steps < known.steps) index.set(name, { steps, models: [model] });
      else if (steps === known.steps) index.set(name, { steps, models: [...known.models, model] });
    }
  }
  return index;
}

/** Names under which frameworks know a model: without revision, version, date, provider, or as a constant. */
function shortNamesOf(id: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const add = (name: string, steps: number) => {
    if (!names.has(name)) names.set(name, steps);
  };
  const withoutRevision = id.replace(/:\d+$/, '');
  const withoutVersion = withoutRevision.replace(withoutRevision === id ? /-v\d+$/ : /-v?\d+$/, '');
  const withoutDate = withoutVersion.replace(/-\d{8}$/, '');
  const shortened = [id, withoutRevision, withoutVersion, withoutDate];
  shortened.forEach((name, steps) => {
    add(name, steps);
    const provider = name.indexOf('.');
    if (provider > 0) add(name.slice(provider + 1), steps + 1);
  });
  add(id.toUpperCase().replace(/[^A-Z0-9]/g, '_'), shortened.length + 1);
  return names;
}

/**
 * Provisioned variants name their context length: `anthropic.claude-3-haiku-20240307-v1:0:48k`. Claude Code asks for the
 * long context with `[1m]` behind the id.
 */
function withoutContextSuffix(name: string): string {
  return name.replace(/(?::(?:\d{1,4}k|\d{1,2}m|\d{3,4}|mm)|\[1m\])$/, '');
}

/** Providers' names in front of the id, as litellm, LangChain, Pydantic AI, the AI SDK, promptfoo, aisuite and others write them. */
function withoutFrameworkPrefix(id: string): string {
  const match =
    /^(?:amazon[-_]bedrock|aws[-_]bedrock|bedrock|bedrock_converse|bedrock_mantle|aws)[/:](?:(?:converse|converse_like|invoke|messages|completion)[/:])?/.exec(
      id,
    );
  if (match === null) return id;
  const rest = id.slice(match[0].length);
  const slash = rest.indexOf('/');
  return slash > 0 && looksLikeRegion(rest.slice(0, slash)) ? rest.slice(slash + 1) : rest;
}

function opaqueKindOf(arnType: string): OpaqueKind {
  switch (arnType) {
    case 'application-inference-profile':
    case 'imported-model':
    case 'prompt':
    case 'prompt-router':
      return arnType;
    case 'default-prompt-router':
      return 'prompt-router';
    case 'provisioned-model':
    case 'provisioned-model-throughput':
      return 'provisioned-model';
    case 'custom-model':
    case 'custom-model-deployment':
      return 'custom-model';
    case 'marketplace-model-endpoint':
      return 'endpoint';
    default:
      return 'other-resource';
  }
}

const OPAQUE_REASONS: Readonly<Record<OpaqueKind, string>> = {
  'application-inference-profile': 'an application inference profile does not say which model it calls',
  'provisioned-model': 'provisioned throughput is billed by the hour, not by tokens',
  'imported-model': 'an imported model is billed by its active minutes, not by tokens',
  'custom-model': 'a custom model is billed at rates of its own',
  'prompt-router': 'a prompt router picks the model at run time',
  prompt: 'a managed prompt names its model inside AWS',
  endpoint: 'a Marketplace endpoint is billed by its instance hours',
  'other-resource': 'this ARN does not name a model',
};

function opaque(what: OpaqueKind, region: string | undefined): OpaqueModel {
  const reason = OPAQUE_REASONS[what];
  return region === undefined ? { kind: 'opaque', what, reason } : { kind: 'opaque', what, reason, region };
}

/** Nearest name, if it is near enough that a slip of the pen explains it. */
function closestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.floor(name.length * 0.3) + 1;
  for (const candidate of names) {
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance; gives up with `limit` as soon as it cannot be smaller. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const value = Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      current.push(value);
      smallest = Math.min(smallest, value);
    }
    if (smallest >= limit) return limit;
    previous = current;
  }
  return previous[b.length] ?? limit;
}
