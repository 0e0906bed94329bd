/** A copy at rest: only the token of its link opens it, and only the token's hash is kept (H-21). */
import { base64url } from 'jose';

const NONCE_BYTES = 12;

/** AES-256-GCM under a key made of the token; the nonce stands before. */
export async function seal(token: string, content: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await keyOf(token),
    Uint8Array.from(content),
  );
  const bytes = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  bytes.set(iv);
  bytes.set(new Uint8Array(sealed), NONCE_BYTES);
  return bytes;
}

/** Rejects where the token is another one, or the content was changed. */
export async function unseal(token: string, sealed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(sealed);
  const iv = bytes.slice(0, NONCE_BYTES);
  const opened = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv },
    await keyOf(token),
    bytes.slice(NONCE_BYTES),
  );
  return new Uint8Array(opened);
}

/** The token is 256 random bits: it needs no stretching, only to be a key of its own. */
async function keyOf(token: string): Promise<Awaited<ReturnType<typeof crypto.subtle.deriveKey>>> {
  const material = await crypto.subtle.importKey(
    'raw',
    Uint8Array.from(base64url.decode(token)),
    'HKDF',
    false,
    ['deriveKey'],
  );
  const info = new TextEncoder().encode('smartxpo-consent copy');
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}
