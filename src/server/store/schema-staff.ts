/** The tables of the people who run a site, and of what they did. */

/** A key of one of the people who run a site. Only its hash is kept. */
export interface StaffKeyTable {
  key_hash: string;
  site: string;
  person: string;
  created_at: number;
  /** What it may be used for, JSON; see protocol/staff.schema.ts. */
  roles: string;
}

/** One of the people who run a site. They are removed by a mark: what they did names them. */
export interface StaffPersonTable {
  id: string;
  site: string;
  /** Lower case. */
  email: string;
  name: string;
  /** JSON. */
  roles: string;
  /** Counts changes, from 1. */
  revision: number;
  added_at: number;
  added_by: string;
  removed_at: number | null;
}

/** A mailed link, for the person with that address. Only the token's hash is kept. */
export interface StaffLinkTable {
  token_hash: string;
  site: string;
  email: string;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface StaffSessionTable {
  token_hash: string;
  person: string;
  created_at: number;
  last_used_at: number;
  /** When a passkey was shown in it. */
  passkey_at: number | null;
  /** What the next passkey answer must have signed, once. */
  challenge: string | null;
  challenge_until: number | null;
}

/** A WebAuthn credential. */
export interface StaffPasskeyTable {
  /** Its id, base64url. */
  credential: string;
  person: string;
  name: string;
  /** COSE. */
  public_key: Uint8Array;
  /** The counter that a copied one would show; 0 where the device keeps none. */
  uses: number;
  /** JSON. */
  transports: string;
  added_at: number;
  last_used_at: number | null;
}

/** Who did what: a chain for each site, in which no link can be changed or left out unseen. */
export interface AuditEntryTable {
  site: string;
  /** From 1, without gaps. */
  number: number;
  at: number;
  person: string;
  action: string;
  /** What it was done to, for example a form. */
  object: string;
  /** JSON; no personal data but that of staff. */
  details: string;
  /** The hash of the entry before; of the first, the site's id. */
  previous: string;
  hash: string;
}
