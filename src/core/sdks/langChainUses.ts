import type { CallDraft, MatchContext, ModelObjectUses, UseDraft, UseRequest } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import type { Spot } from '../domain/valueOperations.ts';
import type { HoledSettings, StepLoop } from '../domain/callSite.ts';
import { asObject } from '../requests/fields.ts';
import { readSettings } from '../requests/settings.ts';
import { firstOf, passedInput, pathsOf } from './langChainRunnables.ts';
import type { IsModel, Path } from './langChainRunnables.ts';
import { splitSymbol } from './matching.ts';
import { executorSteps, graphSteps } from './stepLimits.ts';
import { objectOf, textValue } from '../domain/writtenValues.ts';
import { contentOf, requestThrough } from './modelObjects.ts';
import { schemaOf } from '../domain/jsonSchema.ts';
import { toolOf, toolsOf } from './toolValues.ts';

/** Methods of models, chains and agents that send, and whether they stream. */
const SENDING: ReadonlyMap<string, 'whole' | 'streamed' | 'batch'> = new Map([
  ...['invoke', 'ainvoke', 'predict', 'apredict', 'predict_messages', 'run', 'arun', 'call', 'acall', '__call__'].map(
    (name) => [name, 'whole'] as const,
  ),
  ...['stream', 'astream', 'astream_events', 'streamEvents', 'astream_log'].map((name) => [name, 'streamed'] as const),
  ...['embed_query', 'aembed_query', 'embedQuery'].map((name) => [name, 'whole'] as const),
  ...['embed_documents', 'aembed_documents', 'embedDocuments'].map((name) => [name, 'batch'] as const),
  ...['batch', 'abatch', 'generate', 'agenerate', 'apply', 'batch_as_completed'].map(
    (name) => [name, 'batch'] as const,
  ),
]);

/** Methods that make a chain, some of which texts and lists have too. */
const MAKING = ['pipe', 'from', 'then', 'bind', 'assign'];

/** What is sent through LangChain's models: by their own methods, through chains, or by agents. */
export function langChainUses(
  isModel: (object: InstanceValue, context: MatchContext) => boolean,
  draftOf: (model: InstanceValue, bound: ObjectValue | undefined, context: MatchContext) => CallDraft | undefined,
): ModelObjectUses {
  const uses = (value: Value, input: Value | undefined, streams: boolean, spot: Spot, context: MatchContext) => {
    const known: IsModel = (object) => isModel(object, context);
    const paths = pathsOf(value, known, context);
    const requests = paths.flatMap((path) => requestOf(path, input, streams, spot, context));
    return { requests, through: paths.flatMap((path) => path.through) };
  };

  const requestOf = (
    path: Path,
    input: Value | undefined,
    streams: boolean,
    spot: Spot,
    context: MatchContext,
  ): readonly UseRequest[] => {
    const draft = draftOf(path.model, path.bound, context);
    if (draft === undefined) return [];
    const { origin } = path.model;
    const content = contentOf(path.messages(input), toolsOfPath(path), spot);
    const request = requestThrough(draft, content, streams);
    const isForced = path.schema !== undefined && path.tools === undefined && request.settings?.isThinking !== true;
    const settings = isForced ? { settings: withForcedTool(request.settings, spot) } : {};
    return [{ madeAt: { uri: origin.uri, range: origin.range }, request: { ...request, ...settings } }];
  };

  return {
    names: new Set(['()', ...SENDING.keys(), ...MAKING]),
    match(call, context): UseDraft | undefined {
      const spot = { uri: context.uri, range: call.range };
      const { callee } = call;
      const how = callee.kind === 'member' ? SENDING.get(callee.property) : undefined;
      const sender = how && callee.kind === 'member' ? context.evaluate(callee.object) : undefined;
      if (how && sender && optionsOf(sender).some(isObject)) {
        const input = passedInput(asObject(context.evaluateArguments(call)), spot);
        const first = how === 'batch' ? firstOf(input, spot) : input;
        const found = uses(sender, first, how === 'streamed', spot, context);
        const steps = stepsOf(sender, asObject(context.evaluateArguments(call)));
        if (found.requests.length > 0) return steps === undefined ? found : withSteps(found, steps);
      }
      const called = context.evaluate(callee);
      if (optionsOf(called).some(isObject)) {
        const input = passedInput(asObject(context.evaluateArguments(call)), spot);
        const found = uses(called, input, false, spot, context);
        if (found.requests.length > 0) return found;
      }
      if (!optionsOf(called).some(isMaker)) return undefined;
      const made = uses(context.evaluate(call), undefined, false, spot, context);
      return made.through.length > 0 ? made : undefined;
    },
  };
}

/** Of a graph, or of an executor of LangChain before it. */
function stepsOf(sender: Value, passed: ObjectValue): StepLoop | undefined {
  const executor = optionsOf(sender).find((option) => option.kind === 'instance' && EXECUTOR.test(option.symbol));
  return (
    (executor?.kind === 'instance' ? executorSteps(executor.arguments).steps : undefined) ?? graphSteps(passed).steps
  );
}

const EXECUTOR = /[#.](?:AgentExecutor|initialize_agent|initializeAgentExecutorWithOptions)\b/;

function withSteps(draft: UseDraft, steps: StepLoop): UseDraft {
  return {
    ...draft,
    requests: draft.requests.map(({ request, ...use }) => ({ ...use, request: { ...request, steps } })),
  };
}

/**
 * An answer with a schema is asked for as a call of a tool. Source: `with_structured_output` of `ChatBedrockConverse` and of
 * `ChatBedrock`, which bind the schema as the only tool and choose it; with thinking they leave the choice to the model.
 */
function withForcedTool(settings: HoledSettings | undefined, spot: Spot): HoledSettings {
  return { ...(settings ?? readSettings(objectOf({}, spot), 'ChatCompletions')), toolChoice: 'tool' };
}

function isObject({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'object';
}

const MAKERS = /^(?:langchain|langgraph|@langchain)/;

/** What can make a chain or an agent, which stands for its use where nothing is seen to be sent through it. */
function isMaker(value: Value): boolean {
  return value.kind === 'symbol' && (value.symbol === '#|' || MAKERS.test(splitSymbol(value.symbol)[0]));
}

function toolsOfPath({ tools, schema }: Path): Value | undefined {
  if (tools) return toolsOf(tools);
  if (schema === undefined) return undefined;
  const tool = answerTool(schema);
  const origin = 'origin' in tool ? tool.origin : { from: 'literal' as const, uri: '', range: { start: 0, end: 0 } };
  return { kind: 'list', items: [tool], isOpen: false, origin };
}

/** Of a class, a zod object, a JSON schema, or a function as Chat Completions has them. */
function answerTool(schema: Value): Value {
  const written = schema.kind === 'instance' || schema.kind === 'object' ? schemaOf(schema) : schema;
  if (written.kind !== 'object' || !written.fields.has('properties')) return toolOf(written);
  const name = written.fields.get('title')?.value ?? textValue('extract', written.origin);
  return objectOf({ name, input_schema: written }, written.origin);
}
