/** Microsoft's POML. Source: its documentation, "Template engine" and "Basic components": `{{ }}`, `for="x in xs"`, `<let>`. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import { readJinja } from '../dialects/jinja.ts';
import type { TemplateToken, TextToken } from '../dialects/templateToken.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const poml: TemplateFormatReader = {
  format: 'poml',
  extensions: ['.poml'],
  matches: ({ path }) => path.endsWith('.poml'),
  read,
};

function read(source: TemplateSource): readonly PromptTemplate[] {
  const { uri, text } = source;
  const body = verbatimText(text, { start: 0, end: text.length });
  return [promptTemplate(source, 'poml', { segments: readSegments(body, uri, readPoml, 'user') })];
}

/** Comments, styles and definitions are not sent. */
const UNSENT = /<!--[\s\S]*?-->|<stylesheet\b[\s\S]*?<\/stylesheet>|<let\b[^>]*\/>|<let\b[\s\S]*?<\/let>/gi;
const LOOP = /\bfor=(["'])\s*(\w+)\s+in\s+([\w.]+)\s*\1/g;

/** Names of loops are none that anybody fills in; what they go through is. */
function readPoml(text: string): readonly TemplateToken[] {
  const sent = text.replace(UNSENT, (unsent) => NOTHING.repeat(unsent.length));
  const own = new Set(['loop']);
  const filled = sent.replace(LOOP, (attribute: string, _: string, name: string, list: string) => {
    own.add(name);
    return `{{${list}}}`.padEnd(attribute.length, NOTHING);
  });
  return readJinja(filled).flatMap((token): readonly TemplateToken[] => {
    if (token.kind === 'value') return own.has(token.name.split(/[.[]/, 1)[0] ?? '') ? [] : [token];
    return token.kind === 'text' && token.text === undefined ? withoutUnsent(token, filled) : [token];
  });
}

/** Stands where something is left out, so that all else keeps its place. */
const NOTHING = '\uE010';

function withoutUnsent(token: TextToken, filled: string): readonly TextToken[] {
  const written = filled.slice(token.start, token.end);
  if (!written.includes(NOTHING)) return [token];
  const text = written.replaceAll(NOTHING, '');
  return text === '' ? [] : [{ ...token, text }];
}
