/** The installation's own keys, made at the first start and kept in the database. */
import { exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import type { Store } from '../store/store.ts';
import { hashOf } from './hash.ts';

export interface Keys {
  /** Signs receipts (Ed25519); `publicKey` is published so that anyone can check them. */
  signing: Awaited<ReturnType<typeof importJWK>>;
  publicKey: JWK;
  /** Keys the capabilities that receipts carry. */
  capability: string;
  /** Keys the hashes under which contacts are looked up. */
  contact: string;
  /** Keys the tokens of links in mails that take permissions back. */
  unsubscribe: string;
  /** Keys what pages of staff sessions prove themselves with. */
  staff: string;
}

export async function loadKeys(store: Store, randomToken: () => string): Promise<Keys> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const stored = await store.keys.secret('signing', JSON.stringify(await exportJWK(pair.privateKey)));
  const privateKey = JSON.parse(stored) as JWK;
  const { d: _secret, ...open } = privateKey;
  const publicKey = { ...open, alg: 'EdDSA', use: 'sig', kid: hashOf(open.x ?? '').slice(7, 23) };
  return {
    signing: await importJWK(privateKey, 'EdDSA'),
    publicKey,
    capability: await store.keys.secret('capability', randomToken()),
    contact: await store.keys.secret('contact', randomToken()),
    unsubscribe: await store.keys.secret('unsubscribe', randomToken()),
    staff: await store.keys.secret('staff', randomToken()),
  };
}
