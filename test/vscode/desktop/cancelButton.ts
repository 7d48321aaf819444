import * as vscode from 'vscode';

/** The *Cancel* of all notifications with progress, which nobody can click in a VS Code under test; until it is disposed of. */
export class CancelButton implements vscode.Disposable {
  readonly #source = new vscode.CancellationTokenSource();
  readonly #own = Object.getOwnPropertyDescriptor(vscode.window, 'withProgress') ?? {};

  constructor() {
    const { withProgress } = vscode.window;
    const show: typeof withProgress = (options, task) =>
      withProgress(options, (progress) => task(progress, this.#source.token));
    Object.defineProperty(vscode.window, 'withProgress', { ...this.#own, value: show });
  }

  press(): void {
    this.#source.cancel();
  }

  dispose(): void {
    Object.defineProperty(vscode.window, 'withProgress', this.#own);
    this.#source.dispose();
  }
}
