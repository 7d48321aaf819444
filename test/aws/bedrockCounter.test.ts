import assert from 'node:assert/strict';
import type { CounterOptions } from '../../src/aws/bedrockCounter.ts';
import { BedrockCounter, CountError } from '../../src/aws/bedrockCounter.ts';
import type { CountTokensRequest } from '../../src/core/domain/countTokens.ts';
import { BedrockStandIn, KEYS } from '../support/bedrockStandIn.ts';
import type { StandInAnswer } from '../support/bedrockStandIn.ts';

const MODEL = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const REQUEST = { messages: [{ role: 'user', content: [{ text: 'Grüße' }] }] };
const CONVERSE: CountTokensRequest = {
  endpoint: 'bedrock-runtime',
  modelId: MODEL,
  input: { kind: 'converse', request: REQUEST },
};
const MANTLE: CountTokensRequest = {
  endpoint: 'bedrock-mantle',
  modelId: 'anthropic.claude-opus-5',
  input: { kind: 'messages', request: { messages: [{ role: 'user', content: 'Hello' }] } },
};

describe('BedrockCounter', () => {
  let bedrock: BedrockStandIn;
  beforeEach(async () => {
    bedrock = new BedrockStandIn();
    await bedrock.start();
  });
  afterEach(() => bedrock.stop());

  function counter(options: CounterOptions = {}): BedrockCounter {
    const environment = {
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      AWS_ENDPOINT_URL_BEDROCK_MANTLE: bedrock.url,
      ...options.environment,
    };
    return new BedrockCounter({
      credentials: () => Promise.resolve(KEYS),
      retryDelayMs: 1,
      ...options,
      environment,
    });
  }

  async function count(request: CountTokensRequest, options?: CounterOptions, signal?: AbortSignal): Promise<number> {
    const asking = counter(options);
    return asking.count(request, await asking.target(request.endpoint, 'eu-central-1'), signal);
  }

  async function errorOf(answers: readonly (StandInAnswer | 'silence')[], request = CONVERSE): Promise<CountError> {
    bedrock.answers.push(...answers);
    return caught(count(request, { timeoutMs: 200 }));
  }

  it('asks CountTokens for a Converse request, signed', async () => {
    assert.equal(await count(CONVERSE), 1234);
    const [received] = bedrock.received;
    assert.equal(received?.method, 'POST');
    assert.equal(received.path, `/model/${encodeURIComponent(MODEL)}/count-tokens`);
    assert.deepEqual(received.body, { input: { converse: REQUEST } });
    assert.equal(received.authorization, 'eu-central-1/bedrock');
  });

  it('sends a body of InvokeModel as Base64', async () => {
    await count({ ...CONVERSE, input: { kind: 'invokeModel', request: REQUEST } });
    const { input } = bedrock.received[0]?.body as {
      readonly input: { readonly invokeModel: { readonly body: string } };
    };
    assert.deepEqual(JSON.parse(Buffer.from(input.invokeModel.body, 'base64').toString('utf8')), REQUEST);
  });

  it('asks count_tokens of bedrock-mantle, signed for that service', async () => {
    assert.equal(await count(MANTLE), 1234);
    const [received] = bedrock.received;
    assert.equal(received?.path, '/anthropic/v1/messages/count_tokens');
    assert.equal(received.headers['anthropic-version'], '2023-06-01');
    assert.deepEqual(received.body, { model: 'anthropic.claude-opus-5', ...MANTLE.input.request });
    assert.equal(received.authorization, 'eu-central-1/bedrock-mantle');
  });

  it('takes a Bedrock API key from the environment, as the AWS SDKs do', async () => {
    const credentials = (): Promise<never> => Promise.reject(new Error('must not be asked'));
    await count(CONVERSE, { credentials, environment: { AWS_BEARER_TOKEN_BEDROCK: 'key' } });
    assert.equal(bedrock.received[0]?.authorization, 'bearer');
  });

  it('tries again when it is throttled, and not for ever', async () => {
    const throttled = {
      status: 429,
      headers: { 'x-amzn-errortype': 'ThrottlingException' },
      body: { message: 'Too many' },
    };
    bedrock.answers.push(throttled, { status: 503, body: '' });
    assert.equal(await count(CONVERSE), 1234);
    assert.equal(bedrock.received.length, 3);
    bedrock.received.length = 0;
    const error = await errorOf(Array.from({ length: 10 }, () => throttled));
    assert.equal(error.kind, 'throttled');
    assert.match(error.message, /throttling\. Wait a minute/);
    assert.equal(bedrock.received.length, 4);
  });

  it('takes the count from the refusal of a prompt that is too long to be counted', async () => {
    bedrock.answers.push({ status: 400, body: { message: 'prompt is too long: 300021 tokens > 200000 maximum' } });
    assert.equal(await count(CONVERSE), 300_021);
  });

  const refusals: readonly [string, StandInAnswer, CountTokensRequest, string, RegExp][] = [
    [
      'credentials that have expired',
      {
        status: 403,
        headers: { 'x-amzn-errortype': 'ExpiredTokenException' },
        body: { message: 'The security token included in the request is expired' },
      },
      CONVERSE,
      'expired-credentials',
      /have expired\. Sign in again, with `aws sso login`/,
    ],
    [
      'credentials that AWS does not know',
      {
        status: 403,
        headers: { 'x-amzn-errortype': 'UnrecognizedClientException:http://internal.amazon.com/' },
        body: { message: 'The security token included in the request is invalid.' },
      },
      CONVERSE,
      'refused-credentials',
      /does not accept the credentials\. Check the profile/,
    ],
    [
      'a missing permission',
      {
        status: 403,
        headers: { 'x-amzn-errortype': 'AccessDeniedException' },
        body: { message: 'User: x is not authorized to perform: bedrock:CountTokens' },
      },
      CONVERSE,
      'denied',
      /needs the action bedrock:CountTokens for anthropic\.claude-haiku/,
    ],
    [
      'a missing permission of bedrock-mantle',
      { status: 403, body: { type: 'error', error: { type: 'permission_error', message: 'denied' } } },
      MANTLE,
      'denied',
      /needs the action bedrock-mantle:CountTokens for anthropic\.claude-opus-5/,
    ],
    [
      'an account without access to the model',
      {
        status: 403,
        body: {
          type: 'error',
          error: { type: 'permission_error', message: 'anthropic.claude-opus-5 is not available for this account.' },
        },
      },
      MANTLE,
      'denied',
      /no access to anthropic\.claude-opus-5: request it/,
    ],
    [
      'a model that is not counted',
      {
        status: 400,
        headers: { 'x-amzn-errortype': 'ValidationException' },
        body: { message: "The provided model doesn't support counting tokens." },
      },
      CONVERSE,
      'not-counted',
      /in eu-central-1 does not count tokens of anthropic\.claude-haiku/,
    ],
    [
      'a model that is not in the Region',
      {
        status: 400,
        headers: { 'x-amzn-errortype': 'ValidationException' },
        body: { message: 'The provided model identifier is invalid.' },
      },
      CONVERSE,
      'not-there',
      /is not in eu-central-1, or is not counted there\. Ask in a Region that has it/,
    ],
    [
      'an unknown model on bedrock-mantle',
      { status: 404, body: { error: { type: 'not_found_error', message: 'no model' } } },
      MANTLE,
      'not-there',
      /Ask in a Region/,
    ],
    [
      'a request that is not valid',
      { status: 400, body: { message: 'messages: at least one\n message is required' } },
      CONVERSE,
      'invalid-request',
      /does not accept the request\. AWS says: messages: at least one message is required$/,
    ],
    ['a page of a proxy', { status: 200, body: '<html>' }, CONVERSE, 'service', /answers with status 502/],
  ];
  for (const [what, answer, request, kind, message] of refusals) {
    it(`says what to do about ${what}`, async () => {
      const error = await errorOf(
        Array.from({ length: 4 }, () => answer),
        request,
      );
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
    });
  }

  it('says what to do without credentials, and with a sign-in that has expired', async () => {
    const none = await caught(
      count(CONVERSE, {
        credentials: () => Promise.reject(new Error('Could not load credentials from any providers')),
      }),
    );
    assert.equal(none.kind, 'no-credentials');
    assert.match(none.message, /`aws sso login`.*AWS_PROFILE.*AWS_ACCESS_KEY_ID/);
    const expired = await caught(
      count(CONVERSE, {
        credentials: () => Promise.reject(new Error('The SSO session associated with this profile has expired.')),
      }),
    );
    assert.equal(expired.kind, 'expired-credentials');
    assert.equal(bedrock.received.length, 0);
  });

  it('ends when nobody answers, when it is cancelled, and when nobody is there', async () => {
    assert.equal((await errorOf(['silence'])).kind, 'timeout');

    bedrock.answers.push('silence');
    const controller = new AbortController();
    const counting = caught(count(CONVERSE, {}, controller.signal));
    while (bedrock.received.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    assert.equal((await counting).kind, 'cancelled');

    const asking = counter();
    const advising = counter({ proxyAdvice: 'Behind a proxy, ask.' });
    const target = await asking.target('bedrock-runtime', 'eu-central-1');
    bedrock.stop();
    const error = await caught(asking.count(CONVERSE, target));
    assert.equal(error.kind, 'network');
    assert.match(
      error.message,
      /cannot be reached \((?:ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)\)\. AWS_ENDPOINT_URL_BEDROCK_RUNTIME names it: change that/,
    );
    const { region, url } = target;
    assert.match(
      (await caught(advising.count(CONVERSE, { region, url }))).message,
      /cannot be reached \(\w+\)\. Check the network\. Behind a proxy, ask\.$/,
    );
  });

  it('follows no redirection', async () => {
    const other = new BedrockStandIn();
    await other.start();
    const error = await errorOf([{ status: 307, headers: { location: `${other.url}/model` }, body: '' }]);
    other.stop();
    assert.equal(error.kind, 'network');
    assert.equal(other.received.length, 0);
  });

  describe('target', () => {
    const bare = new BedrockCounter({
      environment: { AWS_REGION: 'ap-southeast-2' },
      credentials: () => Promise.resolve(KEYS),
    });
    const hostOf = async (endpoint: CountTokensRequest['endpoint'], region?: string): Promise<string> =>
      (await bare.target(endpoint, region)).url.href;

    it('is a host of AWS in the Region, which the environment names where nobody else does', async () => {
      assert.equal(await hostOf('bedrock-runtime', 'eu-west-1'), 'https://bedrock-runtime.eu-west-1.amazonaws.com/');
      assert.equal(await hostOf('bedrock-mantle', 'us-gov-west-1'), 'https://bedrock-mantle.us-gov-west-1.api.aws/');
      assert.equal(
        await hostOf('bedrock-runtime', 'cn-north-1'),
        'https://bedrock-runtime.cn-north-1.amazonaws.com.cn/',
      );
      assert.equal(await hostOf('bedrock-runtime'), 'https://bedrock-runtime.ap-southeast-2.amazonaws.com/');
    });

    it('is no other host, whatever is given as a Region', async () => {
      for (const region of ['evil.example/#', 'us-east-1.evil.example', 'us-east-1@evil.example', '', 'US-EAST-1']) {
        assert.equal((await caught(bare.target('bedrock-runtime', region))).kind, 'no-region', region);
      }
    });

    it('is no other host, whatever the environment says', async () => {
      const target = (url: string): Promise<unknown> =>
        counter({ environment: { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url } }).target('bedrock-runtime', 'us-east-1');
      for (const url of [
        'https://evil.example',
        'http://bedrock-runtime.us-east-1.amazonaws.com',
        'https://amazonaws.com.evil.example',
        'https://evilamazonaws.com',
        'https://user@bedrock-runtime.us-east-1.amazonaws.com',
        'http://127.0.0.1.evil.example',
        'file:///etc/passwd',
        'nonsense',
      ]) {
        assert.equal((await caught(target(url))).kind, 'endpoint', url);
      }
      await target('https://vpce-1.bedrock-runtime.us-east-1.vpce.amazonaws.com');
    });
  });
});

async function caught(promise: Promise<unknown>): Promise<CountError> {
  const error: unknown = await promise.then(
    () => 'nothing went wrong',
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CountError, String(error));
  return error;
}
