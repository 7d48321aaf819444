/** Asks Amazon Bedrock how many tokens a request has: the only code that sends a prompt anywhere, and only when asked to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadConfig } from '@smithy/core/config';
import { HttpRequest } from '@smithy/core/protocols';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { CountEndpoint, CountTokensInput, CountTokensRequest } from '../core/domain/countTokens.ts';
import { allowedEndpoint, awsEndpoint, ENDPOINT_VARIABLES, isRegion } from './awsHosts.ts';
import type { Asked, Refusal } from './countError.ts';
import { CountError, errorOfCredentials, errorOfNetwork, errorOfRefusal, exactCountOfRefusal } from './countError.ts';

export { CountError } from './countError.ts';

/** Where a request would go. */
export interface CountTarget {
  readonly region: string;
  readonly url: URL;
  /** The environment variable that names the host; absent: it is AWS's own. */
  readonly variable?: string;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface CounterOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Instead of the AWS default chain: environment, profile, IAM Identity Center, process, container, instance. */
  readonly credentials?: () => Promise<AwsCredentials>;
  /** Before the second try; doubled with each further one. */
  readonly retryDelayMs?: number;
  /** Of one try. */
  readonly timeoutMs?: number;
  /** What to set behind a proxy, as a sentence: it depends on whose `fetch` sends. */
  readonly proxyAdvice?: string;
}

const MAXIMUM_TRIES = 4;
const DEFAULT_RETRY_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8000;
const DEFAULT_TIMEOUT_MS = 30_000;
const PROXY_ADVICE_OF_NODE =
  'Behind a proxy, set HTTPS_PROXY, and NODE_USE_ENV_PROXY=1 with Node 22.21 or 24 and later.';

export class BedrockCounter {
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #credentials: () => Promise<AwsCredentials>;
  readonly #retryDelayMs: number;
  readonly #timeoutMs: number;
  readonly #proxyAdvice: string;

  constructor({ environment = process.env, credentials, retryDelayMs, timeoutMs, proxyAdvice }: CounterOptions = {}) {
    this.#environment = environment;
    this.#credentials = credentials ?? defaultProvider();
    this.#retryDelayMs = retryDelayMs ?? DEFAULT_RETRY_DELAY_MS;
    this.#timeoutMs = timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#proxyAdvice = proxyAdvice ?? PROXY_ADVICE_OF_NODE;
  }

  /**
   * Where a request would be sent; nothing is sent yet.
   *
   * @param region Undefined: as the AWS SDKs find it, from AWS_REGION or the profile.
   * @throws {CountError} without a Region, or with an endpoint that is not AWS's.
   */
  async target(endpoint: CountEndpoint, region: string | undefined): Promise<CountTarget> {
    const known = region ?? (await this.#regionOfEnvironment());
    if (known === undefined) {
      throw new CountError(
        'no-region',
        'It is not known which Region to ask: name it in the configuration, in AWS_REGION, or in the AWS profile.',
      );
    }
    if (!isRegion(known)) throw new CountError('no-region', `${JSON.stringify(known)} is no AWS Region.`);
    const variable = ENDPOINT_VARIABLES[endpoint];
    const written = this.#environment[variable] ?? '';
    if (written === '') return { region: known, url: awsEndpoint(endpoint, known) };
    const url = allowedEndpoint(written);
    if (url === undefined) {
      throw new CountError(
        'endpoint',
        `${variable} names neither a host of AWS over https nor this machine: prompts are sent to no other.`,
      );
    }
    return { region: known, url, variable };
  }

  /**
   * The input tokens that would be billed.
   *
   * @throws {CountError} in words that say what to do.
   */
  async count(request: CountTokensRequest, target: CountTarget, signal?: AbortSignal): Promise<number> {
    const { region, url, variable } = target;
    const asked: Asked = { ...request, region, host: url.host, variable };
    const call = wireCall(request, url);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#send(await this.#authorized(call, request.endpoint, region), asked, signal);
      if (answer.kind === 'tokens') return answer.tokens;
      const exact = exactCountOfRefusal(answer);
      if (exact !== undefined) return exact;
      if (!isPassing(answer.status) || attempt === MAXIMUM_TRIES) throw errorOfRefusal(answer, asked);
      await this.#pause(attempt, answer.retryAfterMs, signal);
    }
  }

  async #regionOfEnvironment(): Promise<string | undefined> {
    const named = this.#environment['AWS_REGION'] || this.#environment['AWS_DEFAULT_REGION'];
    if (named) return named;
    try {
      return await loadConfig({
        environmentVariableSelector: () => undefined,
        configFileSelector: (profile) => profile['region'],
        default: '',
      })();
    } catch {
      return undefined;
    }
  }

  /** Signed anew for each try, since a signature holds the time. */
  async #authorized(call: HttpRequest, endpoint: CountEndpoint, region: string): Promise<HttpRequest> {
    const token = this.#environment['AWS_BEARER_TOKEN_BEDROCK'];
    if (token) {
      const request = HttpRequest.clone(call);
      request.headers['authorization'] = `Bearer ${token}`;
      return request;
    }
    const credentials = await this.#credentials().catch((error: unknown) => {
      throw errorOfCredentials(error);
    });
    const service = endpoint === 'bedrock-mantle' ? endpoint : 'bedrock';
    const signer = new SignatureV4({ credentials, region, service, sha256: Hash.bind(null, 'sha256') });
    return HttpRequest.clone(await signer.sign(call));
  }

  async #send(call: HttpRequest, asked: Asked, signal: AbortSignal | undefined): Promise<Answer> {
    const { host: _host, ...headers } = call.headers;
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const port = call.port === undefined ? '' : `:${call.port}`;
    try {
      const response = await fetch(`${call.protocol}//${call.hostname}${port}${call.path}`, {
        method: call.method,
        headers,
        body: String(call.body),
        redirect: 'error',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      return answerOf(response, await response.text());
    } catch (error) {
      if (signal?.aborted === true) throw new CountError('cancelled', 'Counting was cancelled.');
      if (timeout.aborted) {
        throw new CountError(
          'timeout',
          `${asked.host} did not answer within ${this.#timeoutMs / 1000} seconds. Repeat later.`,
        );
      }
      throw errorOfNetwork(error, asked, this.#proxyAdvice);
    }
  }

  async #pause(attempt: number, retryAfterMs: number | undefined, signal: AbortSignal | undefined): Promise<void> {
    const longest = this.#retryDelayMs * 2 ** (attempt - 1);
    // Spread, so that those who were refused together do not come back together.
    const delay = retryAfterMs ?? longest * (0.5 + Math.random() / 2);
    try {
      await sleep(Math.min(delay, LONGEST_DELAY_MS), undefined, { ...(signal && { signal }) });
    } catch {
      throw new CountError('cancelled', 'Counting was cancelled.');
    }
  }
}

type Answer =
  | { readonly kind: 'tokens'; readonly tokens: number }
  | ({ readonly kind: 'refusal'; readonly retryAfterMs: number | undefined } & Refusal);

/** Throttling, and trouble of the service. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** As AWS's API reference (`CountTokens`) and Anthropic's (`count_tokens`) have it. */
function wireCall({ endpoint, modelId, input }: CountTokensRequest, url: URL): HttpRequest {
  const isMantle = endpoint === 'bedrock-mantle';
  const path = isMantle ? '/anthropic/v1/messages/count_tokens' : `/model/${encodeURIComponent(modelId)}/count-tokens`;
  const body = isMantle ? { model: modelId, ...input.request } : { input: runtimeInput(input) };
  return new HttpRequest({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: url.pathname.replace(/\/$/, '') + path,
    headers: {
      host: url.host,
      'content-type': 'application/json',
      ...(isMantle && { 'anthropic-version': '2023-06-01' }),
    },
    body: JSON.stringify(body),
  });
}

function runtimeInput({ kind, request }: CountTokensInput): object {
  if (kind === 'converse') return { converse: request };
  return { invokeModel: { body: Buffer.from(JSON.stringify(request)).toString('base64') } };
}

function answerOf({ status, ok, headers }: Response, text: string): Answer {
  const data = parsed(text);
  const tokens = data['inputTokens'] ?? data['input_tokens'];
  if (ok && typeof tokens === 'number') return { kind: 'tokens', tokens };
  const error = objectOf(data['error']);
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return {
    kind: 'refusal',
    // A proxy's page that says 200 is no answer of Bedrock's.
    status: ok ? 502 : status,
    type: textOf(headers.get('x-amzn-errortype') ?? data['__type'] ?? error['type']),
    message: textOf(data['message'] ?? data['Message'] ?? error['message']),
    retryAfterMs: seconds >= 0 ? seconds * 1000 : undefined,
  };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function objectOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

function textOf(data: unknown): string {
  return typeof data === 'string' ? data : '';
}
