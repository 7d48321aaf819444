import type { BodyTool, JsonData } from '../domain/requestBody.ts';

/**
 * How a family's tools are written into the prompt: `anthropic` as `{"name", "description", "input_schema"}`, `function`
 * as in Chat Completions, `plain` as `{"name", "description", "inputSchema"}`.
 */
const TOOL_FORMS = ['anthropic', 'function', 'plain'] as const;
export type ToolForm = (typeof TOOL_FORMS)[number];

/** A form as a data file names it; `plain` for a family that names none. */
export function toToolForm(name: string | undefined): ToolForm {
  return TOOL_FORMS.find((form) => form === name) ?? 'plain';
}

export function serializeTool({ name, description, schema }: BodyTool, form: ToolForm): string {
  const head: Record<string, JsonData> = { name, ...(description !== undefined && { description }) };
  const input = schema ?? {};
  switch (form) {
    case 'anthropic':
      return serializeJson({ ...head, input_schema: input });
    case 'function':
      return serializeJson({ type: 'function', function: { ...head, parameters: input } });
    case 'plain':
      return serializeJson({ ...head, inputSchema: input });
  }
}

/** JSON with a blank behind every comma and colon, as services write it. */
export function serializeJson(data: JsonData): string {
  if (Array.isArray(data)) return `[${data.map((item: JsonData) => serializeJson(item)).join(', ')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  const fields = Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}: ${serializeJson(value)}`);
  return `{${fields.join(', ')}}`;
}
