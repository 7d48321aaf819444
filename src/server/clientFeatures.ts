import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol.ts';

/** What the client can do, asked once. */
export interface ClientFeatures {
  /** It pulls diagnostics; else they are pushed. */
  readonly pullsDiagnostics: boolean;
  readonly canRefreshDiagnostics: boolean;
  readonly canRefreshLenses: boolean;
  readonly canRefreshHints: boolean;
  readonly hasConfiguration: boolean;
  readonly canWatchFiles: boolean;
  readonly canChangeFolders: boolean;
  readonly canRegisterConfiguration: boolean;
  readonly hasVersionedEdits: boolean;
  readonly hasSnippetEdits: boolean;
  readonly canCreateFiles: boolean;
  readonly canShowDocuments: boolean;
  readonly hasMarkdownHover: boolean;
  readonly hasDiagnosticData: boolean;
  readonly options: InitializationOptions;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
  const { workspace, textDocument, window } = capabilities;
  const { workspaceEdit } = workspace ?? {};
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    canRefreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    canRefreshLenses: workspace?.codeLens?.refreshSupport === true,
    canRefreshHints: workspace?.inlayHint?.refreshSupport === true,
    hasConfiguration: workspace?.configuration === true,
    canWatchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    canChangeFolders: workspace?.workspaceFolders === true,
    canRegisterConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasVersionedEdits: workspaceEdit?.documentChanges === true,
    hasSnippetEdits: workspaceEdit?.documentChanges === true && workspaceEdit.snippetEditSupport === true,
    canCreateFiles:
      workspaceEdit?.documentChanges === true && workspaceEdit.resourceOperations?.includes('create') === true,
    canShowDocuments: window?.showDocument?.support === true,
    hasMarkdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    hasDiagnosticData: textDocument?.publishDiagnostics?.dataSupport === true,
    options: isRecord(initializationOptions) ? initializationOptions : {},
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
