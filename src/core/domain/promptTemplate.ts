import type { TextRange } from '../util/text.ts';
import type { EditIntent } from './edit.ts';
import type { Resolved } from './resolved.ts';
import type { NamedInput, Segment } from './segment.ts';

export type TemplateFormat =
  | 'prompty'
  | 'dotprompt'
  | 'prompt-md'
  | 'github-models'
  | 'jinja'
  | 'handlebars'
  | 'mustache'
  | 'converse-request'
  | 'bedrock-prompt'
  | 'text'
  | (string & {});

/** A prompt in a file of its own. */
export interface PromptTemplate {
  readonly uri: string;
  readonly format: TemplateFormat;
  /** The template within its file: the whole file, or one resource of a CloudFormation template. */
  readonly range: TextRange;
  /** Name within the file, when the file holds several. */
  readonly name?: string;
  /** What it is filled with, also where that only decides what is sent. */
  readonly placeholders: readonly TemplatePlaceholder[];
  readonly segments: readonly Segment[];
  /** `absent` when the template does not say; the code that uses it does. */
  readonly model: Resolved<string>;
  readonly maxTokens: Resolved<number>;
  readonly setMaxTokens?: (maxTokens: number) => readonly EditIntent[];
  readonly problems: readonly TemplateProblem[];
}

export type TemplatePlaceholder = NamedInput;

/** Something in the file that could not be read, at its place. */
export interface TemplateProblem {
  readonly message: string;
  readonly range: TextRange;
}
