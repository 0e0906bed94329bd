/** The tables of links that take permissions back, and of who must not be written to again. */

/** A link in mails. Only the token's hash is kept; the token itself is made anew from a key each time. */
export interface PreferenceLinkTable {
  token_hash: string;
  site: string;
  subject: string;
  purpose: string;
  channel: string;
  created_at: number;
}

/** A contact point, as a keyed hash, that took a permission back at that moment (L-29). It survives erasure. */
export interface SuppressionTable {
  site: string;
  key: string;
  purpose: string;
  channel: string;
  at: number;
}
