import { readFileSync } from 'node:fs';
import vm from 'node:vm';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A bundle in a realm with what a web worker has and nothing of Node; its messages are copied as a worker's are. */
export class SandboxedWorker {
  readonly #answers = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #self: {
    onmessage?: (event: { data: unknown }) => void;
    postMessage(message: Message): void;
    addEventListener(): void;
  };
  /** Texts of the log. */
  readonly log: string[] = [];
  #nextId = 1;

  /** @param answer Result of a request of the worker. */
  constructor(bundle: string, answer: (method: string, params: unknown) => unknown) {
    this.#self = {
      addEventListener: () => undefined,
      postMessage: (message) => {
        const copied = structuredClone(message);
        setImmediate(() => {
          this.#receive(copied, answer);
        });
      },
    };
    const realm: Record<string, unknown> = {
      ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, performance },
      ...{ TextDecoder, TextEncoder, URL, atob, btoa, structuredClone },
      ...{ console, location: new URL('https://worker.example/server.browser.js') },
      WorkerGlobalScope: function WorkerGlobalScope() {
        // Parsers look for its name.
      },
      importScripts: () => undefined,
    };
    realm['self'] = Object.assign(this.#self, realm);
    vm.runInNewContext(readFileSync(bundle, 'utf8'), realm, { filename: bundle });
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.#nextId++;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    const data = structuredClone({ jsonrpc: '2.0', ...message });
    setImmediate(() => this.#self.onmessage?.({ data }));
  }

  #receive({ id, method, params, result, error }: Message, answer: (method: string, params: unknown) => unknown): void {
    if (method === 'window/logMessage') this.log.push((params as { message: string }).message);
    if (id === undefined) return;
    if (method !== undefined) {
      this.#send({ id, result: answer(method, params) });
      return;
    }
    const waiting = this.#answers.get(id);
    this.#answers.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }
}
