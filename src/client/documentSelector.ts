import type * as vscode from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient';

/**
 * Documents that the server is told of. It decides by their names and texts whether they hold something: any JSON can
 * define a Bedrock prompt, and the configuration can say that any text is one.
 */
export function documentSelector(schemes: readonly string[], languages: readonly string[]): DocumentSelector {
  return schemes.flatMap((scheme) => [
    ...[...languages, ...TEXT_LANGUAGES].map((language) => ({ scheme, language })),
    { scheme, pattern: TEMPLATE_FILES },
  ]);
}

/** Schemes of what a user can edit, not of what is shown in a comparison or a terminal. */
export function editableSchemes(folders: readonly vscode.WorkspaceFolder[] = []): readonly string[] {
  return [...new Set(['file', 'untitled', 'vscode-notebook-cell', ...folders.map(({ uri }) => uri.scheme)])];
}

/** Languages that the extension is activated for: the manifest is the only place that names them. */
export function activationLanguages({ packageJSON }: vscode.Extension<unknown>): readonly string[] {
  const { activationEvents = [] } = packageJSON as { readonly activationEvents?: readonly string[] };
  return activationEvents.flatMap((event) => (event.startsWith(ON_LANGUAGE) ? [event.slice(ON_LANGUAGE.length)] : []));
}

const ON_LANGUAGE = 'onLanguage:';

const TEXT_LANGUAGES = ['json', 'plaintext'];

/** Whatever language other extensions give to them. */
const TEMPLATE_FILES =
  '**/{bedrock-cost-lint.{yaml,yml},*.{prompt,prompty,j2,jinja,jinja2,hbs,handlebars,mustache,liquid,st,poml,baml,asl,template,tf,tfvars},*.prompt.{md,yaml,yml}}';
