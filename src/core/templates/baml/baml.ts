/** Functions of BAML. Source: BoundaryML's documentation, "Prompt syntax": Jinja between `#"` and `"#`, `_.role()` and `ctx`. */
import type { PromptTemplate } from '../../domain/promptTemplate.ts';
import type { Segment, SegmentRole } from '../../domain/segment.ts';
import type { TextRange } from '../../util/text.ts';
import { roleOfName } from '../dialects/handlebars.ts';
import { readJinja } from '../dialects/jinja.ts';
import { readSegments } from '../promptSegments.ts';
import { promptTemplate } from '../promptTemplate.ts';
import { verbatimText } from '../promptText.ts';
import type { TemplateFormatReader, TemplateSource } from '../templateFormat.ts';

export const baml: TemplateFormatReader = {
  format: 'baml',
  extensions: ['.baml'],
  matches: ({ path, text }) => path.endsWith('.baml') && FUNCTION.test(text),
  read,
};

const FUNCTION = /^[ \t]*function\s+\w+\s*\(/m;
const PROMPT =
  /^(?:function\s+(\w+)\s*\(|(?:class|enum|test|client(?:<\w+>)?|generator|template_string)\b)|^[ \t]*prompt\s+(?:(#+)"|")/gm;
const ROLE = /\{\{-?\s*_\.(?:role|chat)\(\s*["'](\w+)["'][^)]*\)\s*-?\}\}/g;

function read(source: TemplateSource): readonly PromptTemplate[] {
  const templates: PromptTemplate[] = [];
  let name: string | undefined;
  let done = 0;
  for (const match of source.text.matchAll(PROMPT)) {
    if (match.index < done) continue;
    const [head, declared, marks = ''] = match;
    if (!head.trimStart().startsWith('prompt')) name = declared;
    else if (name !== undefined) {
      const start = match.index + head.length;
      const found = source.text.indexOf(`"${marks}`, start);
      const end = found < 0 ? source.text.length : found;
      const range = { start, end };
      templates.push(promptTemplate(source, 'baml', { segments: segmentsOf(range, source), range, name }));
      done = end;
    }
  }
  return templates;
}

function segmentsOf({ start, end }: TextRange, { uri, text }: TemplateSource): readonly Segment[] {
  const segments: Segment[] = [];
  let role: SegmentRole = 'system';
  let from = start;
  const put = (until: number): void => {
    segments.push(...readSegments(verbatimText(text, { start: from, end: until }), uri, readJinja, role));
  };
  for (const match of text.slice(start, end).matchAll(ROLE)) {
    put(start + match.index);
    role = roleOfName(match[1] ?? 'user');
    from = start + match.index + match[0].length;
  }
  put(end);
  return segments;
}
