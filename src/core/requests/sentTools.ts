import { dataWithHoles, textWithMarks } from '../domain/holes.ts';
import { isJsonObject } from '../domain/requestBody.ts';
import type { BodyTool } from '../domain/requestBody.ts';
import type { SentContent } from '../domain/segment.ts';
import { optionsOf } from '../domain/value.ts';
import type { ListValue, TextPart, Value } from '../domain/value.ts';
import { placeholder } from '../domain/valueOperations.ts';
import type { Spot } from '../domain/valueOperations.ts';
import { asObject } from './fields.ts';
import { readBodyTool } from './readRequestBody.ts';

/** Tools as far as they can be seen. */
export function sentTools({ items, isOpen }: ListValue, place: Spot): SentContent {
  const holes: TextPart[] = [];
  const tools = items.flatMap((item, index) => sentTool(item, `tools[${index}]`, place, holes));
  if (isOpen) tools.push(unseenTool('further tools', place, holes));
  return { tools, blocks: [], holes };
}

function sentTool(item: Value, name: string, spot: Spot, holes: TextPart[]): readonly BodyTool[] {
  const data = dataWithHoles(item, name, spot, holes);
  const [tool] = readBodyTool(data);
  if (tool === undefined) return isJsonObject(data) && !isOpenTool(item) ? [] : [unseenTool(name, spot, holes)];
  if (tool.schema !== undefined || !isOpenTool(item)) return [tool];
  return [{ ...tool, schema: textWithMarks([placeholder('schema', spot, 'unknown')], holes) }];
}

/** As long as its description is. */
function unseenTool(name: string, spot: Spot, holes: TextPart[]): BodyTool {
  return { name: '', description: textWithMarks([placeholder(name, spot, 'unknown')], holes), schema: {} };
}

function isOpenTool(item: Value): boolean {
  const object = optionsOf(item)[0];
  if (object?.kind !== 'object') return false;
  return (
    object.isOpen || ['toolSpec', 'function'].some((key) => asObject(object.fields.get(key)?.value ?? object).isOpen)
  );
}
