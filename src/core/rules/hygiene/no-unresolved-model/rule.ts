import * as z from 'zod';
import type { OpaqueModel } from '../../../catalog/modelIds.ts';
import { CONFIGURATION_FILE } from '../../../cost/assumptions.ts';
import { knownValues } from '../../../domain/resolved.ts';
import { defineRule } from '../../rule.ts';
import type { RuleContext } from '../../rule.ts';
import type { Place, RuleSubject } from '../../ruleSubject.ts';
import { placeOfValue } from '../../ruleSubject.ts';

interface UnresolvedModel {
  readonly reason: string;
  /** The environment variable or ARN that stands in place of a model id, when there is one. */
  readonly written: string | undefined;
  readonly place: Place;
}

const options = z.strictObject({
  fromCallers: z
    .boolean()
    .default(false)
    .describe('Also report calls whose model comes from a caller or from settings, as in a library.'),
});
type Options = z.infer<typeof options>;

export const noUnresolvedModel = defineRule<Options, UnresolvedModel>({
  meta: {
    name: 'hygiene/no-unresolved-model',
    summary: 'The model is decided at run time and not declared, so the call has no price.',
    since: '0.1.0',
    judges: 'settings',
    fix: 'none',
    options,
  },
  check(subject, context) {
    const { model } = subject.request;
    if (subject.kind !== 'call') return undefined;
    if (model.state === 'unknown') {
      // What callers pass in is theirs to say, and a library has no price of its own.
      if (model.environmentVariable === undefined && !context.options.fromCallers) return undefined;
      return { reason: model.reason, written: model.environmentVariable, place: placeOfValue(subject, model) };
    }
    return undeclaredResource(subject, context);
  },
  place: ({ place }) => place,
  fact: ({ written, reason }) => written ?? reason,
  message({ reason, written }) {
    const what = `This call has no price, since its model is not known: ${reason}.`;
    if (written === undefined) {
      return `${what} Give it a default in the code, or declare the expression under "models" in ${CONFIGURATION_FILE}.`;
    }
    const key = /^[A-Za-z_][\w-]*$/.test(written) ? written : JSON.stringify(written);
    return `${what} Declare the model in ${CONFIGURATION_FILE}: models: { ${key}: <model id> }.`;
  },
});

/** An ARN whose model AWS alone knows, and that has a price per token once the model is known. */
function undeclaredResource(
  subject: RuleSubject,
  { catalog, configuration }: RuleContext<Options>,
): UnresolvedModel | undefined {
  const { model } = subject.request;
  const opaque = knownValues(model).map((written) => {
    const reference = catalog.resolve(configuration.modelAlias(written) ?? written);
    return reference.kind === 'opaque' && isDeclarable(reference) ? { written, reason: reference.reason } : undefined;
  });
  const [first] = opaque;
  if (first === undefined || opaque.includes(undefined) || model.state !== 'known') return undefined;
  return { ...first, place: placeOfValue(subject, model) };
}

function isDeclarable({ what }: OpaqueModel): boolean {
  return what === 'application-inference-profile' || what === 'prompt-router' || what === 'prompt';
}
