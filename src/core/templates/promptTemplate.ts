import type { EditIntent } from '../domain/edit.ts';
import type { PromptTemplate, TemplateFormat, TemplateProblem } from '../domain/promptTemplate.ts';
import { ABSENT } from '../domain/resolved.ts';
import type { Resolved } from '../domain/resolved.ts';
import type { Segment } from '../domain/segment.ts';
import type { TextRange } from '../util/text.ts';
import { placeholdersOf } from './promptSegments.ts';
import type { TemplateSource } from './templateFormat.ts';

/** What a format read; the rest follows from it. */
export interface TemplateParts {
  readonly segments: readonly Segment[];
  readonly range?: TextRange;
  readonly name?: string;
  readonly model?: Resolved<string>;
  readonly maxTokens?: Resolved<number>;
  readonly setMaxTokens?: ((maxTokens: number) => readonly EditIntent[]) | undefined;
  readonly problems?: readonly TemplateProblem[];
}

export function promptTemplate(source: TemplateSource, format: TemplateFormat, parts: TemplateParts): PromptTemplate {
  const { segments, range = { start: 0, end: source.text.length }, name, setMaxTokens } = parts;
  return {
    uri: source.uri,
    format,
    range,
    ...(name !== undefined && { name }),
    placeholders: placeholdersOf(segments),
    segments,
    model: parts.model ?? ABSENT,
    maxTokens: parts.maxTokens ?? ABSENT,
    ...(setMaxTokens && { setMaxTokens }),
    problems: parts.problems ?? [],
  };
}
