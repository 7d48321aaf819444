/** A stand-in for AWS's price list on this machine, which can misbehave. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { legacy, marketplace, offerFile } from '../support/priceListFiles.ts';

export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

export class PriceListServer {
  readonly files = new Map<string, string>();
  /** `GET path` of each request, with `(conditional)` and `(range …)`. */
  readonly requests: string[] = [];
  /** By path: what to do instead of answering, once for each entry. */
  readonly misbehaviours = new Map<string, Misbehaviour[]>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response);
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Puts a version of all offers there, with one Region. */
  publish(version: string, novaOutput = '0.0030'): void {
    const options = { version, publicationDate: '2026-09-25T09:39:35Z' };
    this.publishOffer(
      'AmazonBedrock',
      version,
      offerFile(
        [
          legacy('Nova Test', 'input-tokens', '0.0008'),
          legacy('Nova Test', 'output-tokens', novaOutput),
          legacy('Nova Test', 'input-tokens-turbo', '0.0008'),
          legacy('Nova Next', 'input-tokens', '0.0008'),
          legacy('Llama Test 8B Instruct', 'input-tokens', '0.00022'),
        ],
        { ...options, offer: 'AmazonBedrock' },
      ),
    );
    this.publishOffer(
      'AmazonBedrockFoundationModels',
      version,
      offerFile(
        [
          marketplace('Claude Test 1', 'InputTokenCount', '3.3'),
          marketplace('Claude Test 1', 'OutputTokenCount', '16.5'),
        ],
        { ...options, offer: 'AmazonBedrockFoundationModels' },
      ),
    );
  }

  /** @param text Of its file for one Region. */
  publishOffer(offer: string, version: string, text: string): void {
    const currentVersionUrl = filePath(offer, version);
    this.files.set(currentVersionUrl, text);
    const index = { regions: { 'us-east-1': { regionCode: 'us-east-1', currentVersionUrl } } };
    this.files.set(indexPath(offer), JSON.stringify(index));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    const { range, 'if-none-match': ifNoneMatch, 'if-range': ifRange } = request.headers;
    const notes = [ifNoneMatch !== undefined && ' (conditional)', range !== undefined && ` (${range})`];
    this.requests.push(`${path}${notes.filter((note) => note !== false).join('')}`);
    const text = this.files.get(path);
    const body = Buffer.from(text ?? '');
    const misbehaviour = this.misbehaviours.get(path)?.shift();
    if (misbehaviour !== undefined) {
      misbehaviour(request, response, body);
      return;
    }
    if (text === undefined) {
      response.writeHead(404).end();
      return;
    }
    const etag = etagOf(body);
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    if (ifNoneMatch === etag) response.writeHead(304, { etag }).end();
    else if (start > 0 && ifRange === etag) {
      const headers = { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` };
      response.writeHead(206, { ...headers, 'content-length': body.length - start, etag }).end(body.subarray(start));
    } else response.writeHead(200, { 'content-length': body.length, etag }).end(body);
  }
}

export function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

export function indexPath(offer: string): string {
  return `/offers/v1.0/aws/${offer}/current/region_index.json`;
}

export function filePath(offer: string, version: string): string {
  return `/offers/v1.0/aws/${offer}/${version}/us-east-1/index.json`;
}
