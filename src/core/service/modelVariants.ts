/** A call with several possible models, looked at once for each: body, cap and prompt that the code chooses by the model. */
import type { CallVariant } from '../domain/callSite.ts';
import { ABSENT, knownValues } from '../domain/resolved.ts';
import type { Known, Resolved } from '../domain/resolved.ts';
import type { CallDraft } from '../domain/sdk.ts';
import type { Evaluator } from '../resolve/evaluator.ts';
import type { View } from '../resolve/evaluation.ts';

/** Tables with more models hardly choose more by them than a cap. */
const MAXIMUM_VARIANTS = 12;

/**
 * What matches the call, and with it what the code chooses by the model. Models with which the call is never reached are
 * none of its own.
 */
export function matchByModel(
  match: (evaluator: Evaluator) => CallDraft | undefined,
  view: View,
  evaluator: Evaluator,
): CallDraft | undefined {
  const draft = match(evaluator);
  if (draft === undefined || !mayVary(draft, evaluator)) return draft;
  const variants = knownValues(draft.model).flatMap((modelId): Assumed[] => {
    const assuming = evaluator.assuming(modelId);
    if (assuming === undefined) return [{ modelId, draft }];
    if (!assuming.mayRunAt(view)) return [];
    return [{ modelId, draft: match(assuming) ?? draft }];
  });
  return variants.length === 0 ? draft : joined(draft, variants);
}

interface Assumed {
  readonly modelId: string;
  readonly draft: CallDraft;
}

function mayVary({ model, maxTokens }: CallDraft, evaluator: Evaluator): boolean {
  const count = knownValues(model).length;
  const isSure = maxTokens.state === 'known' && maxTokens.alternatives === undefined && !maxTokens.isOpen;
  if (count === 0 || count > MAXIMUM_VARIANTS) return false;
  return evaluator.asksForModel ? count > 1 || !isSure : count > 1 && !isSure;
}

function joined(draft: CallDraft, variants: readonly Assumed[]): CallDraft {
  const [first] = variants;
  if (first === undefined) return draft;
  const model = withValues(
    draft.model,
    variants.map(({ modelId }) => modelId),
  );
  const isOpen = model.state === 'known' && model.isOpen === true;
  const drafts = variants.map((variant) => variant.draft);
  // What the call is with a model that is not known is only in what it can be with any.
  const maxTokens = anyOf([...drafts, ...(isOpen ? [draft] : [])].map((each) => each.maxTokens));
  const all = { ...first.draft, model, maxTokens };
  const key = JSON.stringify(partOf(first));
  const isSame = variants.every((variant) => JSON.stringify({ ...partOf(variant), modelId: first.modelId }) === key);
  return isSame ? all : { ...all, variants: variants.map(partOf) };
}

function partOf({ modelId, draft }: Assumed): CallVariant {
  const { maxTokens, setMaxTokens, takesMaxTokens, libraryMaxTokens, thinkingTokens } = draft;
  const { segments, messageCount, toolCount, settings, hasUnseenInput } = draft;
  return {
    modelId,
    maxTokens,
    takesMaxTokens,
    segments,
    messageCount,
    toolCount,
    hasUnseenInput,
    ...(setMaxTokens && { setMaxTokens }),
    ...(libraryMaxTokens !== undefined && { libraryMaxTokens }),
    ...(thinkingTokens !== undefined && { thinkingTokens }),
    ...(settings && { settings }),
  };
}

function withValues(model: Resolved<string>, ids: readonly string[]): Resolved<string> {
  const [first] = ids;
  if (model.state !== 'known' || first === undefined) return model;
  const { alternatives: _, ...rest } = model;
  return { ...rest, value: first, ...(ids.length > 1 && { alternatives: ids }) };
}

/** What holds for one of several: absent only where it is for all. */
function anyOf<T>(all: readonly Resolved<T>[]): Resolved<T> {
  const known = all.filter((resolved): resolved is Known<T> => resolved.state === 'known');
  const [first] = known;
  if (first === undefined) return all.find(({ state }) => state === 'unknown') ?? ABSENT;
  const values = [...new Set(known.flatMap(knownValues))];
  const isOpen = known.length < all.length || known.some((resolved) => resolved.isOpen === true);
  const { alternatives: _, isOpen: __, ...rest } = first;
  return { ...rest, ...(values.length > 1 && { alternatives: values }), ...(isOpen && { isOpen: true }) };
}
