/**
 * An authenticator in software (WebAuthn level 2): a key pair of its own for each passkey, ES256, attestation
 * 'none'. It does as it is told, so that tests can have it answer for another place, or count backwards.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { PUBLIC_URL } from './backend.ts';

/** Where and how it answers; by default as a browser on the server's own page does, with the person verified. */
export interface Ceremony {
  origin?: string;
  rpId?: string;
  /** Whether the person showed that it is them, by a finger or a PIN. */
  isVerified?: boolean;
}

export interface Authenticator {
  id: string;
  register: (challenge: string, ceremony?: Ceremony) => RegistrationResponseJSON;
  /** `uses`: what it says of itself, how often it was used. */
  show: (challenge: string, ceremony?: Ceremony & { uses?: number }) => AuthenticationResponseJSON;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const NEW_CREDENTIAL = 0x40;

export function newAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(16);
  const id = credential.toString('base64url');
  const base = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;
  let used = 0;
  return {
    id,
    register: (challenge, ceremony = {}) => {
      const attested = [Buffer.alloc(16), uint(credential.length, 2), credential, coseKey(publicKey)];
      const authData = Buffer.concat([...stateOf(ceremony, NEW_CREDENTIAL, used), ...attested]);
      const attestation = cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]])); // prettier-ignore
      return {
        ...base,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, ceremony).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    show: (challenge, { uses = (used += 1), ...ceremony } = {}) => {
      const data = clientData('webauthn.get', challenge, ceremony);
      const authData = Buffer.concat(stateOf(ceremony, 0, uses));
      const signed = Buffer.concat([authData, sha256(data)]);
      return {
        ...base,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      };
    },
  };
}

/** How authenticator data begins: for whom, with whom, how often. */
function stateOf({ rpId, isVerified = true }: Ceremony, flags: number, uses: number): Buffer[] {
  const all = flags | PRESENT | (isVerified ? VERIFIED : 0);
  return [sha256(rpId ?? new URL(PUBLIC_URL).hostname), uint(all, 1), uint(uses, 4)];
}

function clientData(type: string, challenge: string, { origin = PUBLIC_URL }: Ceremony): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** An EC2 key on P-256, for ES256 (RFC 9053). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

/** As much of CBOR (RFC 8949) as is needed here: small integers, texts, bytes, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)].flatMap(([key, inner]) => [cbor(key), cbor(inner)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  throw new Error(`CBOR of ${typeof value} is not written here`);
}

function head(type: number, length: number): Buffer {
  if (length < 24) return uint((type << 5) | length, 1);
  return length < 256
    ? Buffer.concat([uint((type << 5) | 24, 1), uint(length, 1)])
    : Buffer.concat([uint((type << 5) | 25, 1), uint(length, 2)]);
}

function uint(value: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
