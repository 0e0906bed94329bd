/** The people who run a site: their roles, and what the staff API says of them. */
import * as v from 'valibot';
import { identifier, languageTag } from './parts.schema.ts';
import { ROLES } from './terms.ts';
import type { Role } from './terms.ts';

const LONGEST_NAME = 120;

const roles = v.pipe(
  v.array(v.picklist(ROLES)),
  v.minLength(1),
  v.transform((chosen) => ROLES.filter((role) => chosen.includes(role))),
);
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LONGEST_NAME));

/** Somebody who is to work on a site. */
export const newPersonSchema = v.strictObject({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254)),
  name,
  roles,
});
export type NewPerson = v.InferOutput<typeof newPersonSchema>;

export const personChangeSchema = v.strictObject({ name, roles });
export type PersonChange = v.InferOutput<typeof personChangeSchema>;

export interface Person {
  id: string;
  email: string;
  name: string;
  roles: Role[];
  /** For `If-Match`. */
  revision: number;
  addedAt: string;
  addedBy: string;
  /** How many passkeys there are. */
  passkeys: number;
}

/** A WebAuthn credential of somebody. */
export interface Passkey {
  credential: string;
  name: string;
  addedAt: string;
  usedAt?: string;
}

const base64url = v.pipe(v.string(), v.regex(/^[\w-]+$/, 'base64url'), v.maxLength(20_000));
const credential = {
  id: base64url,
  rawId: base64url,
  type: v.literal('public-key'),
  authenticatorAttachment: v.exactOptional(v.picklist(['platform', 'cross-platform'])),
  clientExtensionResults: v.object({}),
};

/** What `navigator.credentials.create()` gives, as JSON (WebAuthn, section 5.1.8). */
export const newPasskeySchema = v.strictObject({
  name,
  response: v.object({
    ...credential,
    response: v.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(10))),
    }),
  }),
});

/** What `navigator.credentials.get()` gives, as JSON. */
export const shownPasskeySchema = v.strictObject({
  response: v.object({
    ...credential,
    response: v.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: v.exactOptional(base64url),
    }),
  }),
});

export const staffLinkSchema = v.strictObject({
  site: identifier,
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(3), v.maxLength(254)),
  language: v.optional(languageTag, 'en'),
});

export const staffSessionSchema = v.strictObject({
  site: identifier,
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(200)),
});

/** Who is signed in, and how. */
export interface StaffSession {
  site: string;
  person: { id: string; email: string; name: string };
  roles: Role[];
  /** Sent back as `X-CSRF-Token` with everything that changes something. */
  csrf: string;
  /**
   * 'shown': a passkey was shown in this session. 'needed': there is one to be shown, 'missing': one has to be
   * made, before anything about visitors is read. 'off': the installation asks for none.
   */
  passkey: 'shown' | 'needed' | 'missing' | 'off';
  /** When it ends if nothing is done. */
  expiresAt: string;
}

/** One thing that somebody did. */
export interface AuditEntry {
  number: number;
  at: string;
  person: string;
  action: string;
  object: string;
  details: Record<string, unknown>;
  previous: string;
  hash: string;
}
