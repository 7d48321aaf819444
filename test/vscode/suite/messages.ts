/** What the extension says to the user and asks: a VS Code under test refuses dialogs, and clicks no notification. */
import * as vscode from 'vscode';

export interface Message {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  /** What a dialog says below its question; empty for a notification. */
  readonly detail: string;
  readonly isModal: boolean;
  readonly choices: readonly string[];
}

const METHODS = {
  showInformationMessage: 'information',
  showWarningMessage: 'warning',
  showErrorMessage: 'error',
} as const;

type Show = (text: string, ...rest: readonly unknown[]) => Promise<string | undefined>;

/** Stands in for the three methods of `vscode.window` until it is disposed of; the extension shares that object with a suite in its folder. */
export class Messages implements vscode.Disposable {
  /** Since the last {@link take}. */
  #shown: Message[] = [];
  /** The choice that dialogs get; undefined dismisses them. */
  choice: string | undefined;
  readonly #restore: readonly (() => void)[];

  constructor() {
    this.#restore = Object.entries(METHODS).map(([name, severity]) => {
      const own = Object.getOwnPropertyDescriptor(vscode.window, name) ?? {};
      const show: Show = (text, ...rest) => this.#show(severity, text, rest);
      Object.defineProperty(vscode.window, name, { ...own, value: show });
      return () => {
        Object.defineProperty(vscode.window, name, own);
      };
    });
  }

  take(): readonly Message[] {
    const shown = this.#shown;
    this.#shown = [];
    return shown;
  }

  dispose(): void {
    for (const restore of this.#restore) restore();
  }

  #show(severity: Message['severity'], text: string, rest: readonly unknown[]): Promise<string | undefined> {
    const choices = rest.filter((item) => typeof item === 'string');
    const options = rest.find((item) => typeof item === 'object' && item !== null) ?? {};
    const isModal = 'modal' in options && options.modal === true;
    const detail = 'detail' in options && typeof options.detail === 'string' ? options.detail : '';
    this.#shown.push({ severity, text, detail, isModal, choices });
    return Promise.resolve(isModal ? choices.find((choice) => choice === this.choice) : undefined);
  }
}
