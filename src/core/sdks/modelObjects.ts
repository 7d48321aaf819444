/** What the SDKs share whose calls are model objects: messages and prompts as values, and what is sent with them. */
import { ABSENT, unknown } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import { readField, readText } from '../requests/fields.ts';
import type { CallRequest } from '../domain/callSite.ts';
import type { CallExpression } from '../domain/program.ts';
import type { CallDraft } from '../domain/sdk.ts';
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ListValue, ObjectValue, Value } from '../domain/value.ts';
import { textOf } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { fieldOf, listOf, objectOf } from '../domain/writtenValues.ts';
import { joinContent, NO_CONTENT, readMessages, readTools } from '../requests/content.ts';
import type { RequestContent } from '../requests/content.ts';

/** The objects of packages that a value can be, also those of a workspace's class that is derived from a package's. */
export function objectsOf(value: Value): readonly InstanceValue[] {
  return optionsOf(value).filter((option) => option.kind === 'instance');
}

/** `{role, content}`, as the requests have it. */
export function messageOf(role: string, content: Value, spot: Spot): ObjectValue {
  return objectOf({ role: textOf(role, { from: 'literal', ...spot }), content }, spot);
}

/** Messages and tools of a request, tools first, as the model reads them. */
export function contentOf(messages: ListValue, tools: Value | undefined, spot: Spot): RequestContent {
  const readable = tools?.kind === 'list' ? fieldOf(tools, spot) : 'absent';
  const inTools = readTools(readable, 'none');
  return joinContent(
    { ...inTools, hasUnseenInput: inTools.hasUnseenInput || (tools !== undefined && tools.kind !== 'list') },
    messages.items.length === 0 && !messages.isOpen ? NO_CONTENT : readMessages(fieldOf(messages, spot), 'none'),
  );
}

/** What a model object's settings say, with what is sent through it. */
export function requestThrough(settings: CallDraft, content: RequestContent, isStreaming: boolean): CallRequest {
  const { sdk: _, ...request } = settings;
  // A system prompt among the settings stands before all that is sent.
  const system = request.segments.filter(({ role }) => role === 'system');
  const { messageCount, toolCount, hasUnseenInput } = content;
  const segments = [...system, ...content.segments];
  return {
    ...request,
    segments,
    messageCount,
    toolCount,
    hasUnseenInput,
    isStreaming: request.isStreaming || isStreaming,
  };
}

/** Several fields, one after the other; a field that is a list counts as its items. */
export function fieldsTogether(settings: ObjectValue, ...names: readonly string[]): Value | undefined {
  const fields = names.flatMap((name) => settings.fields.get(name) ?? []).filter(({ value }) => value.kind !== 'null');
  const [first, second] = fields;
  if (first === undefined || second === undefined) return first?.value;
  const items = fields.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
  const isOpen = fields.some(({ value }) => value.kind === 'list' && value.isOpen);
  return listOf(items, { uri: first.uri, range: first.valueRange }, isOpen);
}

/** The Region that a client of boto3 or of Anthropic was made for, which stands in a field. */
export function regionOfClient(client: Value | undefined): Resolved<string> {
  const [object] = client ? objectsOf(client) : [];
  if (object === undefined) return client ? unknown('the client is made where it cannot be followed') : ABSENT;
  return readText(readField(object.arguments, 'region_name', 'aws_region'));
}

/** True where the call itself makes an object, as opposed to giving back one that is made elsewhere. */
export function isMadeBy({ origin }: InstanceValue, call: CallExpression): boolean {
  return origin.range.start === call.range.start && origin.range.end === call.range.end;
}
