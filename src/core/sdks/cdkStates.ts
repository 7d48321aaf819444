/** What CDK's constructs for state machines hand to a task: objects whose texts name paths of the input. */
import { optionsOf } from '../domain/value.ts';
import type { InstanceValue, ObjectField, ObjectValue, TextPart, Value } from '../domain/value.ts';
import { placeholder, staticText, unknownValue } from '../domain/valueOperations.ts';
import { lastName } from './matching.ts';

const MAXIMUM_DEPTH = 40;

/** `TaskInput.fromObject({…})` is the object, `JsonPath.format('… {} …', path)` a text with holes. */
export function stateBody(value: Value, depth = 0): Value {
  if (depth > MAXIMUM_DEPTH) return value;
  switch (value.kind) {
    case 'object':
      return objectOf(value, depth);
    case 'list':
      return { ...value, items: value.items.map((item) => stateBody(item, depth + 1)) };
    case 'choice':
      return { ...value, options: optionsOf(value).map((option) => stateBody(option, depth + 1)) };
    case 'instance':
      return ofInstance(value, depth);
    default:
      return value;
  }
}

/** `"prompt.$"` says that the text is a path or a function of the States Language. */
function objectOf(object: ObjectValue, depth: number): ObjectValue {
  const fields = new Map<string, ObjectField>();
  for (const [key, field] of object.fields) {
    const isComputed = key.endsWith('.$');
    const value = isComputed ? computed(field.value) : stateBody(field.value, depth + 1);
    fields.set(isComputed ? key.slice(0, -2) : key, { ...field, value });
  }
  return { ...object, fields };
}

function computed(value: Value): Value {
  const text = value.kind === 'text' ? value.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') : '';
  const format = /^States\.Format\(\s*'([\s\S]*)'\s*,/.exec(text)?.[1];
  const spot = 'origin' in value ? value.origin : { uri: '', range: { start: 0, end: 0 } };
  if (format !== undefined && value.kind === 'text') return { ...value, parts: holed(format, spot) };
  return unknownValue('it comes from the input of the state machine', spot, 'input');
}

function ofInstance(instance: InstanceValue, depth: number): Value {
  const name = lastName(instance.symbol).replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const first = instance.arguments.fields.get('0')?.value;
  if (/^from(?:Object|Text)$/.test(name) && first) return stateBody(first, depth + 1);
  if (!/JsonPath\b/.test(instance.symbol)) return instance;
  const format = name === 'format' && first ? staticText(first) : undefined;
  const { origin } = instance;
  if (format !== undefined) return { kind: 'text', parts: holed(format, origin), origin };
  return unknownValue('it comes from the input of the state machine', origin, 'input');
}

function holed(
  format: string,
  spot: { readonly uri: string; readonly range: ObjectField['range'] },
): readonly TextPart[] {
  return format.split('{}').flatMap((text, index): readonly TextPart[] => {
    const piece: readonly TextPart[] = text === '' ? [] : [{ kind: 'text', text, uri: spot.uri, range: spot.range }];
    return index === 0 ? piece : [placeholder('input', { uri: spot.uri, range: spot.range }, 'input'), ...piece];
  });
}
