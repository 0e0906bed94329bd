/** The tables of what is erased, of what is told to a restored database, and of copies that are fetched. */

/** A person of whom nothing is left. The subject's row stays with its random id, because records refer to it. */
export interface TombstoneTable {
  subject: string;
  site: string;
  at: number;
  /** The request that led to it; null where the time of everything was over. */
  request: string | null;
}

/** What a backup must not undo: erasures, withdrawals, objections. Append-only, copied out of the database. */
export interface LedgerTable {
  /** From 1, in the order of the commits. */
  number: number;
  id: string;
  site: string;
  kind: 'erasure' | 'end' | 'objection' | 'restriction';
  at: number;
  /** JSON; random ids and keyed hashes, no contact. */
  entry: string;
}

/** Whose data is kept and not used (Art. 18 GDPR, L-26). There only while it lasts. */
export interface RestrictionTable {
  subject: string;
  site: string;
  request: string;
  since: number;
}

/** What is deleted by hand in a store that is not ours. */
export interface ExternalTaskTable {
  id: string;
  site: string;
  request: string;
  /** Of the site's `externalStores`. */
  store: string;
  created_at: number;
  done_at: number | null;
  done_by: string | null;
}

/** A copy of somebody's data behind a link. Who has no link cannot read it: the link's token is its key. */
export interface CopyTable {
  token_hash: string;
  site: string;
  request: string;
  subject: string;
  made_at: number;
  expires_at: number;
  /** AES-256-GCM over the archive; null once it is over. */
  content: Uint8Array | null;
  /** Bytes of the archive. */
  size: number;
  downloads: number;
  /** Ids of records that it leaves out, a JSON list. */
  withheld: string;
}
