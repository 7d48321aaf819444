import type { TextPart, Value } from '../../../src/core/domain/value.ts';

/**
 * A value in one line, as tables of expectations write it: `"text {hole}"`, `5`, `{a: 1, b?: 2}`, `[1, 2, …]`,
 * `1 | 2` for a choice, `each 1 | 2` for one that differs from turn to turn, `?` for what is not known. `…` says that an object
 * or a list can hold more. A hole that differs in every call carries why: `{now~time}`.
 * A hole in whose place a text can stand says which: `{title or 'unknown'}`. What is sent more or less often than once says how often, at the low end, likely and at the high end: `<0 1 1: text>`.
 */
export function showValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return `"${value.parts.map(showPart).join('')}"`;
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'object': {
      const fields = [...value.fields].map(
        ([key, field]) => `${key}${field.isOptional ? '?' : ''}: ${showValue(field.value)}`,
      );
      const shown = `{${[...fields, ...(value.isOpen ? ['…'] : [])].join(', ')}}`;
      return value.isSerialized ? `json ${shown}` : shown;
    }
    case 'list':
      return `[${[...value.items.map(showValue), ...(value.isOpen ? ['…'] : [])].join(', ')}]`;
    case 'instance':
      return `instance of ${value.symbol}`;
    case 'symbol':
      return `symbol ${value.symbol}`;
    case 'function':
      return `function ${value.function.name ?? ''}`.trimEnd();
    case 'class':
      return `class ${value.class.name}`;
    case 'choice':
      return `${value.isPerTurn ? 'each ' : ''}${value.options.map(showValue).join(' | ')}`;
    case 'unknown':
      return value.volatility === 'unknown' ? '?' : `?${value.volatility}`;
  }
}

function showPart(part: TextPart): string {
  if (part.repeat === undefined) return showOnce(part);
  const { low, likely, high } = part.repeat;
  return `<${[low, likely, high].join(' ')}: ${showOnce(part)}>`;
}

function showOnce(part: TextPart): string {
  if (part.kind === 'text') return part.text;
  const name = part.otherwise === undefined ? part.name : `${part.name} or '${part.otherwise}'`;
  return part.volatility === 'unknown' ? `{${name}}` : `{${name}~${part.volatility}}`;
}
