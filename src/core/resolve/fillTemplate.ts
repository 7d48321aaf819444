import type { LibraryOperation } from '../domain/language.ts';
import { optionsOf } from '../domain/value.ts';
import type { ObjectValue, Origin, StaticTextPart, TextPart, TextValue, Value } from '../domain/value.ts';
import { mapOptions, mergeInto, textParts, unknownValue } from '../domain/valueOperations.ts';
import { readHandlebars } from '../templates/dialects/handlebars.ts';
import { readJinja } from '../templates/dialects/jinja.ts';
import type { Dialect, TemplateToken } from '../templates/dialects/templateToken.ts';
import { partsOf } from '../templates/promptSegments.ts';
import { verbatimText } from '../templates/promptText.ts';

/** Operations that fill the text of a template, by the language that it is written in. */
export const TEMPLATE_DIALECTS = {
  'fill-jinja': readJinja,
  'fill-handlebars': readHandlebars,
  'fill-dollars': readDollars,
} as const satisfies Readonly<Partial<Record<LibraryOperation, Dialect>>>;

/**
 * The text that a template becomes: values where they are known, placeholders where not. Loops and conditions stay what
 * they are in a template file, texts that are sent more or less often.
 */
export function fillTemplate(template: Value, passed: ObjectValue, dialect: Dialect, origin: Origin): Value {
  const values = namedValues(passed);
  return mapOptions(
    template,
    (option) =>
      option.kind === 'text' ? filled(option, values, dialect) : unknownValue('a template that is not known', origin),
    origin,
  );
}

/** Values come by name, or as one object. */
function namedValues(passed: ObjectValue): ObjectValue {
  const object = passed.fields.get('0')?.value;
  return object === undefined ? passed : mergeInto(passed, object);
}

function filled(template: TextValue, values: ObjectValue, dialect: Dialect): Value {
  const parts = template.parts.flatMap((part) => (part.kind === 'text' ? fill(part, values, dialect) : [part]));
  return { ...template, parts };
}

function fill(part: StaticTextPart, values: ObjectValue, dialect: Dialect): readonly TextPart[] {
  const { text, uri, range } = part;
  const written = partsOf(verbatimText(text, { start: 0, end: text.length }), uri, dialect);
  return written.flatMap((piece): readonly TextPart[] => {
    const given = piece.kind === 'placeholder' ? values.fields.get(piece.name)?.value : undefined;
    if (given === undefined || optionsOf(given)[0]?.kind === 'null') return [{ ...piece, range }];
    const { repeat } = piece;
    return textParts(given, nameOf(piece), { uri, range }).map((value) => ({ ...value, ...(repeat && { repeat }) }));
  });
}

function nameOf(part: TextPart): string {
  return part.kind === 'placeholder' ? part.name : '';
}

/** `$name` and `${name}`; `$$` is one dollar sign. */
function readDollars(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  for (const match of text.matchAll(/\$(?:\$|\{(?<braced>[A-Za-z_]\w{0,80})\}|(?<bare>[A-Za-z_]\w{0,80}))/g)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start > at) tokens.push({ kind: 'text', start: at, end: start });
    const name = match.groups?.['braced'] ?? match.groups?.['bare'];
    tokens.push(name === undefined ? { kind: 'text', start, end, text: '$' } : { kind: 'value', name, start, end });
    at = end;
  }
  if (at < text.length) tokens.push({ kind: 'text', start: at, end: text.length });
  return tokens;
}
