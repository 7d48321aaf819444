import type { Configuration } from '../configuration/configuration.ts';
import type { Sdk } from '../domain/sdk.ts';
import { declaredCalls } from '../sdks/configured.ts';
import { sdks } from '../sdks/index.ts';

const declared = new WeakMap<Configuration, readonly Sdk[]>();

/** The functions that a configuration declares, as client libraries; empty for most. */
export function declaredSdks(configuration: Configuration): readonly Sdk[] {
  const known = declared.get(configuration);
  if (known) return known;
  const made = [declaredCalls(configuration.callSites, (name) => configuration.modelAlias(name)) ?? []].flat();
  declared.set(configuration, made);
  return made;
}

/** Every client library, and behind them what the configuration declares: what a library knows, it knows better. */
export function knownSdks(configuration: Configuration): readonly Sdk[] {
  return [...sdks, ...declaredSdks(configuration)];
}
