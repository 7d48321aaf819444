/**
 * A server on this machine that counts as Bedrock does: `CountTokens` of `bedrock-runtime` (AWS API reference, recorded answers in
 * github.com/agentgateway/agentgateway/pull/3254) and Anthropic's `count_tokens` on `bedrock-mantle`. It checks signatures.
 */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LocalServer } from './localServer.ts';

export const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' };

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
  /** `us-east-1/bedrock` of a signature that is right, `bearer`, or what is wrong. */
  readonly authorization: string;
}

export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string;
}

export class BedrockStandIn extends LocalServer {
  readonly received: Received[] = [];
  /** Answers of the next calls; after them, counts. */
  readonly answers: (StandInAnswer | 'silence')[] = [];
  /** What is counted for any request. */
  tokens = 1234;

  constructor() {
    super();
    this.server.on('request', (request, response) => void this.#receive(request, response));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url: path = '', headers } = request;
    this.received.push({
      method,
      path,
      headers,
      body: JSON.parse(text),
      authorization: authorizationOf(request, text),
    });
    const answer = this.answers.shift() ?? { status: 200, body: this.#count(path) };
    if (answer === 'silence') return;
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  }

  #count(path: string): object {
    return path.endsWith('/count_tokens') ? { input_tokens: this.tokens } : { inputTokens: this.tokens };
  }
}

/** AWS's `aws-sigv4` by its documentation, apart from the library that signs. */
function authorizationOf({ method = '', url = '', headers }: IncomingMessage, body: string): string {
  const written = headers.authorization ?? '';
  if (written.startsWith('Bearer ')) return 'bearer';
  const match = /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
    written,
  );
  if (match === null) return `no signature: ${written}`;
  const [, scope = '', signed = '', signature] = match;
  const [date = '', region = '', service = ''] = scope.split('/');
  const canonical = [
    method,
    url.split('/').map(encodeURIComponent).join('/'),
    '',
    ...signed.split(';').map((name) => `${name}:${String(headers[name] ?? '')}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${KEYS.secretAccessKey}`);
  return hmac(key, toSign).toString('hex') === signature ? `${region}/${service}` : 'wrong signature';
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
