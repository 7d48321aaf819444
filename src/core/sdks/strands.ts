import { unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft, MatchContext, Sdk } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue } from '../domain/value.ts';
import { staticText } from '../domain/valueOperations.ts';
import { readCap, readThinking } from '../requests/cap.ts';
import { NO_CONTENT, readSystem } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';
import { callDraft, requestReading } from '../requests/draft.ts';
import { asObject, fieldValue, isField, readBoolean, readField, readModel, readText } from '../requests/fields.ts';
import { calledSymbols, instancesOf, lastName, regionOf, splitSymbol } from './matching.ts';

const PACKAGE = 'strands';

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
};

function calledClass(call: CallExpression, context: MatchContext): 'Agent' | 'BedrockModel' | undefined {
  for (const symbol of calledSymbols(context.evaluate(call.callee))) {
    const [module, path] = splitSymbol(symbol);
    if ((module !== PACKAGE && !module.startsWith(`${PACKAGE}.`)) || path.includes('()')) continue;
    const name = lastName(symbol);
    if (name === 'Agent' || name === 'BedrockModel') return name;
  }
  return undefined;
}

function matchModel(settings: ObjectValue): CallDraft {
  const streaming = readBoolean(readField(settings, 'streaming'));
  const isStreaming = streaming.state !== 'known' || streaming.value;
  const reading = requestReading({
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
  const reading = requestReading({ model: modelOr(passed, 'model', '0'), content: agentContent(passed) });
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
