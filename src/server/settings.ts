import type { Connection } from 'vscode-languageserver';
import type { Settings } from './protocol.ts';
import { DEFAULT_SETTINGS } from './protocol.ts';

const SECTION = 'bedrockCostLint';

/** Settings of each resource, asked of the client once until they change. Never a global: folders can differ. */
export class ResourceSettings {
  readonly #connection: Connection;
  readonly #canAsk: boolean;
  readonly #byUri = new Map<string, Promise<Settings>>();
  /** For a client that cannot be asked: as it told. */
  #told: Settings;

  constructor(connection: Connection, canAsk: boolean, initial: unknown) {
    this.#connection = connection;
    this.#canAsk = canAsk;
    this.#told = parseSettings(initial);
  }

  /** Never rejects: without an answer the defaults count. */
  of(uri: string): Promise<Settings> {
    if (!this.#canAsk) return Promise.resolve(this.#told);
    let settings = this.#byUri.get(uri);
    if (settings === undefined) {
      settings = this.#ask(uri);
      this.#byUri.set(uri, settings);
    }
    return settings;
  }

  /** @param told What a client sends with its notice; one that can be asked often sends nothing. */
  changed(told: unknown): void {
    this.#byUri.clear();
    if (isRecord(told) && isRecord(told[SECTION])) this.#told = parseSettings(told[SECTION]);
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  async #ask(uri: string): Promise<Settings> {
    try {
      return parseSettings(await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }));
    } catch (error) {
      this.#connection.console.warn(`The client did not tell its settings: ${String(error)}`);
      return this.#told;
    }
  }
}

/** What is missing or of another type has its default. */
export function parseSettings(written: unknown): Settings {
  const settings = isRecord(written) ? written : {};
  return {
    enable: flag(settings['enable'], DEFAULT_SETTINGS.enable),
    codeLens: { enable: nestedFlag(settings['codeLens'], DEFAULT_SETTINGS.codeLens.enable) },
    inlayHints: { enable: nestedFlag(settings['inlayHints'], DEFAULT_SETTINGS.inlayHints.enable) },
    statusBar: { enable: nestedFlag(settings['statusBar'], DEFAULT_SETTINGS.statusBar.enable) },
    configurationFile: typeof settings['configurationFile'] === 'string' ? settings['configurationFile'].trim() : '',
  };
}

function nestedFlag(value: unknown, otherwise: boolean): boolean {
  return isRecord(value) ? flag(value['enable'], otherwise) : otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
