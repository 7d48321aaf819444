/** Requests of Bedrock's agents. Source: AWS API reference, Agents for Amazon Bedrock and Agents for Amazon Bedrock Runtime. */
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { ObjectValue, TextPart } from '../domain/value.ts';
import { jsonParts, placeholder, staticText, textParts } from '../domain/valueOperations.ts';
import { readCap } from './cap.ts';
import { joinContent, NO_CONTENT, readQuestion, readSystem } from './content.ts';
import type { RequestContent } from './content.ts';
import { requestReading } from './draft.ts';
import type { RequestReading } from './draft.ts';
import { asObject, fieldValue, isField, itemsOf, readField, readGuardrail, readModel, readPath } from './fields.ts';
import { partsWithHoles } from './promptHoles.ts';

/** `InvokeAgent`: an agent by its id, which has a model, instructions and tools of its own. */
export function readInvokeAgent(request: ObjectValue): RequestReading {
  const text = readField(request, 'inputText');
  return requestReading({
    model: unknown('the agent brings it, which is named here by its id only'),
    takesMaxTokens: false,
    content: { ...(isField(text) ? readQuestion(text) : NO_CONTENT), hasUnseenInput: true },
  });
}

/** `InvokeInlineAgent`: an agent that the request itself describes. Around it stands a prompt of the service that is not seen. */
export function readInlineAgent(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'foundationModel'),
    maxTokens: orchestrationCap(request),
    ...readGuardrail(request, 'guardrailConfiguration'),
    content: {
      ...joinContent(readActions(request), instructionsOf(request), readQuestion(readField(request, 'inputText'))),
      hasUnseenInput: true,
    },
  });
}

/** `CreateAgent`: what all calls of the agent will have. */
export function readCreateAgent(request: ObjectValue): RequestReading {
  return requestReading({
    model: readModel(request, 'foundationModel'),
    takesMaxTokens: false,
    content: instructionsOf(request),
    unpricedBecause: 'an agent costs nothing to create; each call of it is paid for',
  });
}

/** The same as a resource, with the cap of its orchestration where one is set. */
export function readAgentResource(request: ObjectValue): RequestReading {
  const maxTokens = orchestrationCap(request);
  const guardrail = readGuardrail(request, 'guardrailConfiguration');
  return { ...readCreateAgent(request), ...guardrail, maxTokens: maxTokens.state === 'known' ? maxTokens : ABSENT };
}

/** The prompt that is laid over the service's own for orchestration, with the instructions where it has them; else these alone. */
function instructionsOf(request: ObjectValue): RequestContent {
  const instructions = readSystem(readField(request, 'instruction'), 'none');
  const own = orchestrationOverride(request);
  const template = own && readField(own, 'basePromptTemplate');
  const mode = own && fieldValue(readField(own, 'promptCreationMode'));
  const isOverridden = mode === undefined || staticText(mode) !== 'DEFAULT';
  if (template === undefined || !isField(template) || !isOverridden) return instructions;
  const place = { uri: template.uri, range: template.range };
  const written = instructions.segments.flatMap(({ parts }) => parts);
  const holes = (name: string): readonly TextPart[] =>
    name === 'instruction' && written.length > 0 ? written : [placeholder(name, place, 'input')];
  const parts = partsWithHoles(textParts(template.value, 'prompt template', place), /\$(\w{1,60})\$/g, holes);
  return { ...NO_CONTENT, segments: [{ role: 'system', parts, place }] };
}

const OVERRIDES = ['promptOverrideConfiguration', 'promptConfigurations'] as const;

/** Agents have a cap without saying so: the one in the service's own settings. */
function orchestrationCap(request: ObjectValue): RequestReading['maxTokens'] {
  const own = orchestrationOverride(request);
  const maxTokens = own && readCap(own, ['inferenceConfiguration', 'maximumLength']).maxTokens;
  return maxTokens?.state === 'known' ? maxTokens : unknown("the cap is that of the service's settings for agents");
}

function orchestrationOverride(request: ObjectValue): ObjectValue | undefined {
  const overrides = itemsOf(readPath(request, OVERRIDES)).map((item) => asObject(item));
  return overrides.find((override) => {
    const type = fieldValue(readField(override, 'promptType'));
    return type !== undefined && staticText(type) === 'ORCHESTRATION';
  });
}

/** Functions that the agent may call, as the model is told of them. */
function readActions(request: ObjectValue): RequestContent {
  const groups = readField(request, 'actionGroups');
  if (!isField(groups)) return typeof groups === 'string' ? NO_CONTENT : { ...NO_CONTENT, hasUnseenInput: true };
  const items = itemsOf(groups);
  const place = { uri: groups.uri, range: groups.range };
  const functions = items.map(
    (group) => itemsOf(readPath(asObject(group), ['functionSchema', 'functions'])).length || 1,
  );
  const toolCount = functions.reduce((sum, count) => sum + count, 0);
  const parts = jsonParts(groups.value, 'action groups', place);
  return { ...NO_CONTENT, segments: [{ role: 'tools', parts, place }], toolCount };
}
