import type { PromptTemplate, TemplateFormat } from '../domain/promptTemplate.ts';

export interface TemplateSource {
  readonly uri: string;
  readonly text: string;
}

/** A file as a format sees it when asked whether it is one of its own. */
export interface TemplateCandidate {
  /** Unescaped, with forward slashes, lower case. */
  readonly path: string;
  readonly text: string;
  /** True where prompts are kept, by the configuration or by the names of folder and file. */
  readonly isPromptPlace: boolean;
}

/** One form of prompt template file. */
export interface TemplateFormatReader {
  readonly format: TemplateFormat;
  /** Endings of file names with their dot, lower case; a file without one of them is not even opened for it. */
  readonly extensions: readonly string[];
  matches(candidate: TemplateCandidate): boolean;
  /** Never throws: what cannot be read is a problem of a template that holds the rest. */
  read(source: TemplateSource): readonly PromptTemplate[];
}
