import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallExpression } from '../domain/program.ts';
import type { Segment } from '../domain/segment.ts';
import type { CallDraft, MatchContext, Sdk, UseDraft, UseRequest } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectValue, Value } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { NO_CONTENT, readSystem } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, fieldValue, isField, readBoolean, readField, readModel, readText } from '../requests/fields.ts';
import {
  classSymbols,
  instancesOf,
  lastName,
  mayMakeObject,
  regionOf,
  splitSymbol,
  symbolsOfObject,
} from './matching.ts';
import { unlimitedSteps } from './stepLimits.ts';
import { argumentOf, listOf } from '../domain/writtenValues.ts';
import { contentOf, messageOf, objectsOf, requestThrough } from './modelObjects.ts';
import { toolOf, toolsOf } from './toolValues.ts';

const PACKAGE = 'strands';

/** Methods of an agent that send, beside a call of the agent itself. */
const SENDING = new Set(['invoke_async', 'stream_async', 'structured_output', 'structured_output_async']);

/**
 * Strands Agents: settings stand in `BedrockModel(…)`, or the model's id in `Agent(model="…")`, which makes such a model
 * of it, as it does of no model at all. It streams unless told otherwise. Source: `strands/models/bedrock.py` and
 * `strands/agent/agent.py` of strands-agents 1.x.
 */
export const strands: Sdk = {
  id: 'strands',
  languages: ['python'],
  marks: [`from ${PACKAGE}`, `import ${PACKAGE}`],
  packages: [PACKAGE],
  match(call, context) {
    const name = calledClass(call, context);
    if (name === undefined) return undefined;
    const passed = asObject(context.evaluateArguments(call));
    return name === 'Agent' ? matchAgent(passed) : matchModel(passed);
  },
  uses: { names: new Set(['()', ...SENDING]), match: matchUse },
};

type StrandsClass = 'Agent' | 'BedrockModel' | 'group';

function calledClass(call: CallExpression, context: MatchContext): 'Agent' | 'BedrockModel' | undefined {
  if (!mayMakeObject(call)) return undefined;
  const [found] = classesOf(classSymbols(context.evaluate(call.callee), context));
  return found === 'group' ? undefined : found;
}

function classesOf(symbols: readonly string[]): readonly StrandsClass[] {
  return symbols.flatMap((symbol): readonly StrandsClass[] => {
    const [module, path] = splitSymbol(symbol);
    if ((module !== PACKAGE && !module.startsWith(`${PACKAGE}.`)) || path.includes('()')) return [];
    const name = lastName(symbol);
    if (name === 'Agent' || name === 'BedrockModel') return [name];
    return GROUPS.has(name) ? ['group'] : [];
  });
}

/** What asks several agents in turn: `Swarm([a, b])`; of a graph the builder's calls say which. */
const GROUPS = new Set(['Swarm', 'Graph', 'GraphBuilder']);

/** `agent("…")`, a method that asks it, or a group that it is in; an agent that nobody is seen to ask stands for its use. */
function matchUse(call: CallExpression, context: MatchContext): UseDraft | undefined {
  const spot = { uri: context.uri, range: call.range };
  const { callee } = call;
  const isMethod = callee.kind === 'member' && SENDING.has(callee.property);
  const asked = context.evaluate(isMethod ? callee.object : callee);
  const agents = agentsOf(asked, context, 0);
  if (agents.length > 0) return useOf(agents, asObject(context.evaluateArguments(call)), spot, context);
  const isMaker = optionsOf(asked).some(
    (option) =>
      (option.kind === 'symbol' && option.symbol.startsWith(PACKAGE)) ||
      (option.kind === 'class' && context.packageBase(option)?.startsWith(PACKAGE) === true),
  );
  if (!isMaker) return undefined;
  const made = agentsOf(context.evaluate(call), context, 0);
  return made.length === 0 ? undefined : useOf(made, undefined, spot, context);
}

interface AskedAgent {
  readonly agent: InstanceValue;
  readonly through: readonly Spot[];
}

const MAXIMUM_DEPTH = 6;

/** The agents that an object asks. */
function agentsOf(value: Value, context: MatchContext, depth: number): readonly AskedAgent[] {
  if (depth > MAXIMUM_DEPTH) return [];
  return objectsOf(value).flatMap((object): readonly AskedAgent[] => {
    const [kind] = classesOf(symbolsOfObject(object, context));
    const own: Spot = { uri: object.origin.uri, range: object.origin.range };
    if (kind === 'Agent') return [{ agent: object, through: [own] }];
    if (kind !== 'group') return [];
    const inner = [...object.arguments.fields.values()]
      .map((field) => field.value)
      .flatMap((item) => (item.kind === 'list' ? item.items : [item]));
    const agents = inner.flatMap((item) => agentsOf(item, context, depth + 1));
    return agents.map(({ agent, through }) => ({ agent, through: [...through, own] }));
  });
}

function useOf(
  agents: readonly AskedAgent[],
  passed: ObjectValue | undefined,
  spot: Spot,
  context: MatchContext,
): UseDraft | undefined {
  const requests = agents.flatMap(({ agent }) => requestOf(agent, passed, spot, context));
  return requests.length === 0 ? undefined : { requests, through: agents.flatMap(({ through }) => through) };
}

function requestOf(
  agent: InstanceValue,
  passed: ObjectValue | undefined,
  spot: Spot,
  context: MatchContext,
): readonly UseRequest[] {
  const settings = context.baseArguments(agent);
  const model = argumentOf(settings, 'model', '0');
  const models = model === undefined ? [] : objectsOf(model).filter((object) => isModelObject(object, context));
  const system = argumentOf(settings, 'system_prompt', '2');
  const tools = argumentOf(settings, 'tools');
  // `structured_output(Schema, "…")` has the prompt second.
  const first = passed && argumentOf(passed, '0');
  const prompt =
    passed && (argumentOf(passed, 'prompt') ?? (first?.kind === 'class' ? argumentOf(passed, '1') : first));
  const messages = [
    ...(system && system.kind !== 'null' ? [messageOf('system', system, spot)] : []),
    ...(prompt === undefined ? [] : prompt.kind === 'list' ? prompt.items : [messageOf('user', prompt, spot)]),
  ];
  const schema =
    first?.kind === 'class' ? first : ((passed && argumentOf(passed, ...SCHEMAS)) ?? argumentOf(settings, ...SCHEMAS));
  const content = contentOf(listOf(messages, spot, prompt === undefined), withAnswerTool(tools, schema, spot), spot);
  const whole = { ...content, hasUnseenInput: true };
  if (models.length === 0) {
    const own = matchAgent(settings);
    return own ? [{ madeAt: agent.origin, request: requestThrough(withoutSegments(own), whole, own.isStreaming) }] : [];
  }
  return models.map((object) => {
    const ofModel = context.baseArguments(object);
    const draft = matchModel(ofModel);
    return { madeAt: object.origin, request: requestThrough(draft, cachedBy(ofModel, whole), draft.isStreaming) };
  });
}

/** `cache_tools="default"` puts a checkpoint behind the tools, `cache_prompt` behind the system prompt. */
function cachedBy(settings: ObjectValue, content: RequestContent): RequestContent {
  const behindTools = checkpointBy(settings, 'cache_tools');
  const behindSystem = checkpointBy(settings, 'cache_prompt');
  const lastOf = (role: Segment['role']): number => content.segments.findLastIndex((segment) => segment.role === role);
  const [tools, system] = [lastOf('tools'), lastOf('system')];
  const segments = content.segments.map((segment, index): Segment => {
    const checkpoint = index === tools ? behindTools : index === system ? behindSystem : undefined;
    return checkpoint === undefined || segment.checkpoint !== undefined ? segment : { ...segment, checkpoint };
  });
  return { ...content, segments };
}

function checkpointBy({ fields }: ObjectValue, name: string): Segment['checkpoint'] {
  const field = fields.get(name);
  const options = field === undefined ? [] : optionsOf(field.value);
  if (field === undefined || options.every(({ kind }) => kind === 'null')) return undefined;
  const isSure = options.every(({ kind }) => kind === 'text') && field.isOptional !== true;
  return { uri: field.uri, range: field.range, ...(!isSure && { isConditional: true as const }) };
}

/** The system prompt is among the messages. */
function withoutSegments(own: CallDraft): CallDraft {
  return { ...own, segments: [] };
}

/** The answer's schema, which is sent as one more tool. */
const SCHEMAS = ['structured_output_model', 'output_model'];

function withAnswerTool(tools: Value | undefined, schema: Value | undefined, spot: Spot): Value | undefined {
  const own = tools && toolsOf(tools);
  const [answer] = schema ? optionsOf(schema) : [];
  if (answer?.kind !== 'class') return own;
  const last = toolOf(answer);
  return own?.kind === 'list' ? { ...own, items: [...own.items, last] } : (own ?? listOf([last], spot, false));
}

function isModelObject(object: InstanceValue, context: MatchContext): boolean {
  return classesOf(symbolsOfObject(object, context)).includes('BedrockModel');
}

function matchModel(settings: ObjectValue): CallDraft {
  const streaming = readBoolean(readField(settings, 'streaming'));
  const isStreaming = streaming.state !== 'known' || streaming.value;
  const reading = requestReading({
    ...unlimitedSteps(settings.origin),
    model: modelOr(settings, 'model_id'),
    ...readCap(settings, ['max_tokens']),
    ...readThinking(settings, ['additional_request_fields']),
    serviceTier: readText(readField(settings, 'service_tier')),
    content: { ...NO_CONTENT, hasUnseenInput: true },
  });
  return callDraft(reading, { ...sender(isStreaming), region: regionOfModel(settings) });
}

/** Undefined for an agent that is given a model object: that object's constructor is the call. */
function matchAgent(passed: ObjectValue): CallDraft | undefined {
  const field = passed.fields.get('model') ?? passed.fields.get('0');
  if (field === undefined && passed.isOpen) return undefined;
  const isModel = field === undefined || optionsOf(field.value).every(isModelId);
  if (!isModel) return undefined;
  const reading = requestReading({
    ...unlimitedSteps(passed.origin),
    model: modelOr(passed, 'model', '0'),
    content: agentContent(passed),
  });
  return callDraft(reading, { ...sender(true), region: { state: 'absent' } });
}

function isModelId(value: ReturnType<MatchContext['evaluate']>): boolean {
  return value.kind === 'null' || staticText(value) !== undefined;
}

function agentContent(passed: ObjectValue): RequestContent {
  const tools = fieldValue(readField(passed, 'tools'));
  const toolCount = tools?.kind === 'list' ? tools.items.length : 0;
  const system = readSystem(readField(passed, 'system_prompt'), 'none');
  return { ...system, toolCount, hasUnseenInput: true };
}

function sender(isStreaming: boolean): Pick<CallDraft, 'sdk' | 'operation' | 'isStreaming'> {
  return { sdk: 'strands', operation: isStreaming ? 'ConverseStream' : 'Converse', isStreaming };
}

/** The default of Strands differs from version to version and from Region to Region. */
function modelOr(settings: ObjectValue, ...keys: readonly string[]): Resolved<string> {
  const model = readModel(settings, ...keys);
  return model.state === 'absent'
    ? unknown('it is left to Strands, whose default model changes between versions')
    : model;
}

function regionOfModel(settings: ObjectValue): CallDraft['region'] {
  const session = readField(settings, 'boto_session');
  const [instance] = isField(session) ? instancesOf(session.value) : [];
  return regionOf(instance && !settings.fields.has('region_name') ? instance.arguments : settings, 'region_name');
}
