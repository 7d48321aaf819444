/** A certificate that nobody but a test trusts (RFC 5280, in DER), with its key. Both in PEM. */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

export interface SelfSignedCertificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

export function selfSignedCertificate(hostName: string): SelfSignedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(hostName)))));
  const validity = sequence(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS));
  const hostNames = sequence(tagged(0x82, Buffer.from(hostName)));
  const extensions = tagged(0xa3, sequence(sequence(SUBJECT_ALTERNATIVE_NAME, tagged(0x04, hostNames))));
  const version3 = tagged(0xa0, integer(Buffer.of(2)));
  const serialNumber = integer(Buffer.concat([Buffer.of(1), randomBytes(8)]));
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' });
  const content = sequence(version3, serialNumber, ECDSA_WITH_SHA256, name, validity, name, subjectKey, extensions);
  const signature = tagged(0x03, Buffer.of(0), sign('sha256', content, privateKey));
  const certificate = new X509Certificate(sequence(content, ECDSA_WITH_SHA256, signature));
  return {
    cert: certificate.toString(),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const COMMON_NAME = objectIdentifier('550403');
const SUBJECT_ALTERNATIVE_NAME = objectIdentifier('551d11');
const ECDSA_WITH_SHA256 = sequence(objectIdentifier('2a8648ce3d040302'));

function sequence(...items: readonly Buffer[]): Buffer {
  return tagged(0x30, ...items);
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function objectIdentifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

/** `YYMMDDHHMMSSZ`. */
function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function tagged(tag: number, ...items: readonly Buffer[]): Buffer {
  const content = Buffer.concat(items);
  return Buffer.concat([Buffer.of(tag, ...lengthBytes(content.length)), content]);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
