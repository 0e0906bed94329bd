/** Passkeys of whoever is signed in: made, shown, listed, taken away. The browser asks for the finger or the key. */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from '@simplewebauthn/browser';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Passkey, StaffSession } from '../../protocol/staff.schema.ts';
import type { StaffClient } from './staff-client.ts';

/** Nothing came of it: closed, waited too long, or this device has that passkey already. */
export class NoPasskey extends Error {
  readonly why: 'closed' | 'known' | 'unsupported';

  constructor(why: NoPasskey['why'], cause?: unknown) {
    super(why, { cause });
    this.name = 'NoPasskey';
    this.why = why;
  }
}

export interface Passkeys {
  list(): Promise<Passkey[]>;
  /** Rejects with NoPasskey or a StaffError; whoever made one has shown it. */
  make(name: string): Promise<void>;
  show(): Promise<void>;
  remove(credential: string): Promise<void>;
}

export function staffPasskeys(client: StaffClient): Passkeys {
  const post = async <T>(path: string, body?: unknown): Promise<T> =>
    client.ask<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }) });

  return {
    async list() {
      return (await client.ask<{ passkeys: Passkey[] }>('/passkeys')).passkeys;
    },
    async make(name) {
      const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>('/passkeys/options');
      const response = await asked(() => startRegistration({ optionsJSON }));
      await post('/passkeys', { name, response });
      await client.resume();
    },
    async show() {
      const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>(
        '/sessions/current/passkey/options',
      );
      const response = await asked(() => startAuthentication({ optionsJSON }));
      client.become(await post<StaffSession>('/sessions/current/passkey', { response }));
    },
    async remove(credential) {
      await client.ask(`/passkeys/${credential}`, { method: 'DELETE' });
      await client.resume();
    },
  };
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  if (!browserSupportsWebAuthn()) throw new NoPasskey('unsupported');
  try {
    return await ask();
  } catch (cause) {
    const isKnown =
      cause instanceof WebAuthnError && cause.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    throw new NoPasskey(isKnown ? 'known' : 'closed', cause);
  }
}
