/** Asks AWS's price list for files: over https, of one host, without credentials, bounded in size and time. */
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** No setting, file or variable changes it; tests pass another one in code. */
export const PRICE_LIST_ORIGIN = 'https://pricing.us-east-1.amazonaws.com';

export interface PriceListClientOptions {
  readonly origin?: string;
  /** Url of a proxy; absent: as `HTTPS_PROXY` and `NO_PROXY` say. */
  readonly proxy?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  readonly fileBytes: number;
  /** Silence after which a connection is given up. */
  readonly idleMs: number;
  /** For one answer: who sends a byte a second is never silent. */
  readonly answerMs: number;
  readonly attempts: number;
  /** Before the second attempt; doubles with each further one. */
  readonly pauseMs: number;
}

const LIMITS: Limits = { fileBytes: 64_000_000, idleMs: 20_000, answerMs: 180_000, attempts: 4, pauseMs: 1_000 };

/** Says what is new since an earlier answer, for a conditional request. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Answer = { readonly kind: 'unchanged' } | ({ readonly kind: 'text'; readonly text: string } & Validators);

/** Why a file could not be had. For a person, with the address. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly status: number | undefined;
  /** A later attempt may go better. */
  readonly isPassing: boolean;

  constructor(message: string, { status, isPassing = false }: { status?: number; isPassing?: boolean } = {}) {
    super(message);
    this.status = status;
    this.isPassing = isPassing;
  }
}

export class PriceListClient {
  readonly #origin: string;
  readonly #proxy: string | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #limits: Limits;

  constructor({ origin = PRICE_LIST_ORIGIN, proxy, signal, limits }: PriceListClientOptions = {}) {
    this.#origin = origin;
    this.#proxy = proxy;
    this.#signal = signal;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** A small file, unless it is as it was. @throws {DownloadError} */
  read(path: string, known: Validators = {}): Promise<Answer> {
    return this.#retry(async () => {
      const response = await this.#ask(path, {
        ...(known.etag !== undefined && { 'if-none-match': known.etag }),
        ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
      });
      if (response.statusCode === 304) {
        response.resume();
        return { kind: 'unchanged' };
      }
      this.#expect(path, response, [200]);
      const chunks: Buffer[] = [];
      await this.#receive(path, response, 0, (chunk) => {
        chunks.push(chunk);
        return undefined;
      });
      return { kind: 'text', text: Buffer.concat(chunks).toString('utf8'), ...validatorsOf(response) };
    });
  }

  /**
   * Writes a file to `file`, going on where an earlier attempt stopped, also one of an earlier run.
   * @throws {DownloadError}
   */
  download(path: string, file: string): Promise<void> {
    return this.#retry(() => this.#downloadOnce(path, file));
  }

  async #downloadOnce(path: string, file: string): Promise<void> {
    const start = await resumptionOf(path, file);
    const response = await this.#ask(path, start && { range: `bytes=${start.bytes}-`, 'if-range': start.etag });
    if (response.statusCode === 416) {
      response.destroy();
      await removePart(file);
      throw new DownloadError(`${this.#name(path)} changed while it was downloaded`, { isPassing: true });
    }
    this.#expect(path, response, start === undefined ? [200] : [200, 206]);
    const from = response.statusCode === 206 ? (start?.bytes ?? 0) : 0;
    if (response.statusCode === 206 && !isRangeFrom(response, from)) {
      response.destroy();
      await removePart(file);
      throw new DownloadError(`${this.#name(path)}: the server sent another part than was asked for`, {
        isPassing: true,
      });
    }
    await writeFile(noteOf(file), JSON.stringify({ path, ...validatorsOf(response) }));
    const target = await open(file, from > 0 ? 'a' : 'w');
    try {
      await this.#receive(path, response, from, (chunk) => target.writeFile(chunk));
    } catch (error) {
      if (error instanceof DownloadError && !error.isPassing) await removePart(file);
      throw error;
    } finally {
      await target.close();
    }
  }

  /** The answer's head. */
  #ask(path: string, headers: http.OutgoingHttpHeaders = {}): Promise<IncomingMessage> {
    const url = new URL(path, this.#origin);
    if (url.origin !== new URL(this.#origin).origin)
      throw new DownloadError(`${url.href} is not on ${this.#origin}, and nothing else is asked`);
    const proxy = this.#proxyOf(url);
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const asked = request(
        url,
        {
          headers: {
            'user-agent': 'bedrock-cost-lint',
            accept: 'application/json',
            'accept-encoding': 'identity',
            ...headers,
          },
          timeout: this.#limits.idleMs,
          ...(proxy !== '' && { agent: new HttpsProxyAgent(proxy) }),
          ...(this.#signal && { signal: this.#signal }),
        },
        resolve,
      );
      asked.on('timeout', () => asked.destroy(new Error(`no answer for ${seconds(this.#limits.idleMs)}`)));
      asked.on('error', (error) => {
        reject(this.#failed(path, `${reasonOf(error)}${adviceOf(error, proxy !== '')}`));
      });
      asked.end();
    });
  }

  #expect(path: string, response: IncomingMessage, allowed: readonly number[]): void {
    const status = response.statusCode ?? 0;
    if (allowed.includes(status)) return;
    response.destroy();
    const isPassing = status >= 500 || status === 429;
    const advice = status === 407 ? ': the proxy wants a name and a password, which its address can hold' : '';
    throw new DownloadError(`${this.#name(path)} was answered with status ${status}${advice}`, { status, isPassing });
  }

  /**
   * @param from Bytes that are there already.
   * @param take Gets each piece; the next is read when it is done, and what it got is kept whatever comes later.
   */
  async #receive(
    path: string,
    response: IncomingMessage,
    from: number,
    take: (chunk: Buffer) => Promise<unknown> | undefined,
  ): Promise<void> {
    const { fileBytes, answerMs } = this.#limits;
    const announced = Number(response.headers['content-length'] ?? Number.NaN);
    let received = 0;
    const deadline = AbortSignal.timeout(answerMs);
    deadline.addEventListener('abort', () => response.destroy());
    try {
      if (from + (announced || 0) > fileBytes) throw this.#tooLarge(path);
      for await (const chunk of response as AsyncIterable<Buffer>) {
        received += chunk.length;
        if (from + received > fileBytes) throw this.#tooLarge(path);
        await take(chunk);
      }
    } catch (error) {
      if (error instanceof DownloadError) throw error;
      if (!deadline.aborted) throw this.#failed(path, reasonOf(error));
    } finally {
      response.destroy();
    }
    if (deadline.aborted) throw new DownloadError(`${this.#name(path)} took longer than ${seconds(answerMs)}`);
    if (!Number.isNaN(announced) && received !== announced)
      throw new DownloadError(`${this.#name(path)} was cut off`, { isPassing: true });
  }

  #tooLarge(path: string): DownloadError {
    return new DownloadError(`${this.#name(path)} is larger than ${this.#limits.fileBytes.toLocaleString('en')} bytes`);
  }

  async #retry<T>(attempt: () => Promise<T>): Promise<T> {
    const { attempts, pauseMs } = this.#limits;
    for (let made = 1; ; made++) {
      try {
        return await attempt();
      } catch (error) {
        const mayRetry = error instanceof DownloadError && error.isPassing && made < attempts;
        if (!mayRetry || this.#signal?.aborted === true) throw error;
        await sleep(pauseMs * 2 ** (made - 1), undefined, this.#signal && { signal: this.#signal });
      }
    }
  }

  #failed(path: string, reason: string): DownloadError {
    return new DownloadError(`${this.#name(path)} could not be read: ${reason}`, {
      isPassing: this.#signal?.aborted !== true,
    });
  }

  #name(path: string): string {
    const url = new URL(path, this.#origin);
    const proxy = this.#proxyOf(url);
    return proxy === '' ? url.href : `${url.href} (through the proxy ${withoutSecrets(proxy)})`;
  }

  /** Empty when the server is asked directly. */
  #proxyOf(url: URL): string {
    return url.protocol === 'https:' ? (this.#proxy ?? getProxyForUrl(url.href)) : '';
  }
}

interface Resumption {
  readonly bytes: number;
  readonly etag: string;
}

/** Undefined when there is nothing to go on with, or nothing that says whether the file is still the same. */
async function resumptionOf(path: string, file: string): Promise<Resumption | undefined> {
  try {
    const note = JSON.parse(await readFile(noteOf(file), 'utf8')) as Validators & { readonly path?: string };
    const { size } = await stat(file);
    const isStrong = note.etag !== undefined && !note.etag.startsWith('W/');
    return note.path === path && isStrong && size > 0 ? { bytes: size, etag: note.etag } : undefined;
  } catch {
    return undefined;
  }
}

/** Removes what a download left, finished or not. */
export async function removePart(file: string): Promise<void> {
  await Promise.all([rm(file, { force: true }), rm(noteOf(file), { force: true })]);
}

function noteOf(file: string): string {
  return `${file}.note`;
}

function isRangeFrom({ headers }: IncomingMessage, start: number): boolean {
  return headers['content-range']?.startsWith(`bytes ${start}-`) === true;
}

function validatorsOf({ headers }: IncomingMessage): Validators {
  const { etag, 'last-modified': lastModified } = headers;
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
}

/** A sentence, for when no connection came about; empty where there is nothing to say. */
function adviceOf({ code = '' }: NodeJS.ErrnoException, isProxied: boolean): string {
  if (/CERT|SIGNATURE|ISSUER/.test(code))
    return '. Behind a proxy that reads TLS, name its certificate in NODE_EXTRA_CA_CERTS';
  if (!UNREACHABLE.has(code)) return '';
  if (isProxied) return '. Check the network and the address of the proxy';
  return '. Check the network. Behind a proxy, set HTTPS_PROXY, or http.proxy in the settings of VS Code';
}

const UNREACHABLE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

/** A proxy's url can hold a password. */
function withoutSecrets(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : 'of the environment';
}
