/** Where AWS listens. Requests with prompts in them go to no other host. */
import type { CountEndpoint } from '../core/domain/countTokens.ts';

/** Environment variables by which AWS's own tools are sent to another endpoint: a VPC's, or a stand-in on this machine. */
export const ENDPOINT_VARIABLES: Readonly<Record<CountEndpoint, string>> = {
  'bedrock-runtime': 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
  'bedrock-mantle': 'AWS_ENDPOINT_URL_BEDROCK_MANTLE',
};

/** A Region's id becomes part of a host name, so that nothing else may be in it. */
const REGION = /^[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

export function isRegion(text: string): boolean {
  return REGION.test(text);
}

/** Of the endpoint in a Region; partitions have domains of their own (AWS SDK's partitions). */
export function awsEndpoint(endpoint: CountEndpoint, region: string): URL {
  const domain = endpoint === 'bedrock-mantle' ? 'api.aws' : domainOf(region);
  return new URL(`https://${endpoint}.${region}.${domain}`);
}

function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  if (region.startsWith('eusc-')) return 'amazonaws.eu';
  return 'amazonaws.com';
}

/** Domains that only AWS can name hosts in. */
const AWS_DOMAINS = ['.amazonaws.com', '.amazonaws.com.cn', '.amazonaws.eu', '.api.aws'];
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Undefined for a URL that is neither AWS over TLS nor this machine. */
export function allowedEndpoint(written: string): URL | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  const isBare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const isAws = url.protocol === 'https:' && AWS_DOMAINS.some((domain) => url.hostname.endsWith(domain));
  const isHere = /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname);
  return isBare && (isAws || isHere) ? url : undefined;
}
