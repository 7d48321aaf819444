/** What went wrong with a count, in words that say what to do. */
import type { CountEndpoint, CountTokensRequest } from '../core/domain/countTokens.ts';

export type CountErrorKind =
  | 'no-region'
  | 'no-credentials'
  | 'expired-credentials'
  | 'refused-credentials'
  | 'denied'
  | 'throttled'
  | 'not-there'
  | 'not-counted'
  | 'invalid-request'
  | 'service'
  | 'network'
  | 'endpoint'
  | 'timeout'
  | 'cancelled';

export class CountError extends Error {
  readonly kind: CountErrorKind;

  constructor(kind: CountErrorKind, message: string) {
    super(message);
    this.name = 'CountError';
    this.kind = kind;
  }
}

/** Whom was asked, for the words of an error. */
export interface Asked extends Pick<CountTokensRequest, 'endpoint' | 'modelId'> {
  readonly region: string;
  readonly host: string;
  /** The environment variable that names the host; undefined: it is AWS's own. */
  readonly variable: string | undefined;
}

/** An answer that is no count. */
export interface Refusal {
  readonly status: number;
  /** `AccessDeniedException` of AWS, `permission_error` of Anthropic's form; empty when none was given. */
  readonly type: string;
  readonly message: string;
}

/** What each endpoint asks to be allowed (AWS service authorization reference). */
const ACTIONS: Readonly<Record<CountEndpoint, string>> = {
  'bedrock-runtime': 'bedrock:CountTokens',
  'bedrock-mantle': 'bedrock-mantle:CountTokens',
};

const SIGN_IN = 'Sign in again, with `aws sso login` or as you do for the AWS CLI, and repeat.';

export function errorOfRefusal({ status, type, message }: Refusal, asked: Asked): CountError {
  const { modelId, region, host } = asked;
  const said = message === '' ? '' : ` AWS says: ${shortened(message)}`;
  if (/expired/i.test(`${type} ${message}`))
    return new CountError('expired-credentials', `The AWS credentials have expired. ${SIGN_IN}`);
  if (REFUSED_CREDENTIALS.test(type) || status === 401) {
    return new CountError(
      'refused-credentials',
      `AWS does not accept the credentials. Check the profile (AWS_PROFILE), the keys and this machine's clock.${said}`,
    );
  }
  if (status === 403 && /not available for this account|access to the model/i.test(message)) {
    return new CountError(
      'denied',
      `This AWS account has no access to ${modelId}: request it in the Amazon Bedrock console.${said}`,
    );
  }
  if (status === 403) {
    return new CountError(
      'denied',
      `Not allowed to count tokens: the IAM identity needs the action ${ACTIONS[asked.endpoint]} for ${modelId}.${said}`,
    );
  }
  if (status === 429) {
    return new CountError(
      'throttled',
      `Bedrock in ${region} is throttling. Wait a minute and repeat, or use another Region.${said}`,
    );
  }
  if (/support counting|not support(?:ed)? (?:for )?token count/i.test(message)) {
    return new CountError(
      'not-counted',
      `Bedrock in ${region} does not count tokens of ${modelId}. Try another Region, or take the estimate.${said}`,
    );
  }
  if (status === 404 || /model identifier is invalid|model not found/i.test(message)) {
    return new CountError(
      'not-there',
      `${modelId} is not in ${region}, or is not counted there. Ask in a Region that has it.${said}`,
    );
  }
  if (status < 500) return new CountError('invalid-request', `Bedrock does not accept the request.${said}`);
  return new CountError('service', `${host} answers with status ${status}. Repeat later.${said}`);
}

/**
 * The count that a refusal names: `CountTokens` refuses prompts of more than 200,000 tokens, also for models that take more
 * (github.com/boto/botocore/issues/3707).
 */
export function exactCountOfRefusal({ message }: Refusal): number | undefined {
  const tokens = /prompt is too long: (\d{1,9}) tokens/.exec(message)?.[1];
  return tokens === undefined ? undefined : Number(tokens);
}

const REFUSED_CREDENTIALS =
  /^(?:UnrecognizedClient|InvalidSignature|IncompleteSignature|InvalidClientTokenId|MissingAuthenticationToken)/;

/** From the credential chain, which has tried everything that the AWS CLI would. */
export function errorOfCredentials(error: unknown): CountError {
  const message = messageOf(error);
  if (/expired|sso login|reauthenticate/i.test(message)) {
    return new CountError(
      'expired-credentials',
      `The AWS sign-in has expired. ${SIGN_IN} AWS says: ${shortened(message)}`,
    );
  }
  return new CountError(
    'no-credentials',
    `No AWS credentials. Sign in with \`aws sso login\`, or name a profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. AWS says: ${shortened(message)}`,
  );
}

/** @param proxyAdvice What to set behind a proxy, as a sentence. */
export function errorOfNetwork(error: unknown, { host, region, variable }: Asked, proxyAdvice: string): CountError {
  const code = codeOf(error);
  const why = code || shortened(messageOf(error));
  if (/CERT|SIGNATURE|ISSUER/.test(code)) {
    return new CountError(
      'network',
      `The certificate of ${host} is not trusted (${code}). Behind a proxy that reads TLS, name its certificate in NODE_EXTRA_CA_CERTS.`,
    );
  }
  if (variable !== undefined) {
    return new CountError(
      'network',
      `${host} cannot be reached (${why}). ${variable} names it: change that, or start what should answer there.`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new CountError(
      'network',
      `${host} is not found: there is no network, or ${region} does not have this endpoint. ${proxyAdvice}`,
    );
  }
  return new CountError('network', `${host} cannot be reached (${why}). Check the network. ${proxyAdvice}`);
}

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line: what a server or a library says can be long. */
function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
