import type { HoledSettings } from '../domain/callSite.ts';
import { dataWithHoles } from '../domain/holes.ts';
import { isJsonObject } from '../domain/requestBody.ts';
import type { ObjectValue, TextPart } from '../domain/value.ts';
import { readRequestSettings } from './readRequestBody.ts';
import type { BodyApi } from './readRequestBody.ts';

/** What of a request decides about tokens besides its content. */
export function readSettings(request: ObjectValue, form: BodyApi): HoledSettings {
  const fields = new Map([...request.fields].filter(([key]) => SETTINGS.has(key)));
  const { isSerialized: _, ...settings } = request;
  const holes: TextPart[] = [];
  const data = dataWithHoles({ ...settings, fields, isOpen: false }, 'settings', request.origin, holes);
  return { ...readRequestSettings(isJsonObject(data) ? data : {}, form), holes };
}

/** The fields that `readRequestSettings` looks at; a long history need not be copied for them. */
const SETTINGS: ReadonlySet<string> = new Set([
  'additionalModelRequestFields',
  'outputConfig',
  'output_config',
  'output_format',
  'response_format',
  'text',
  'thinking',
  'toolConfig',
  'tool_choice',
]);
