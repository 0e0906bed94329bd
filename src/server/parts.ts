/** What the server is made of; tests replace the clock, the ids and the randomness. */
import { base64url } from 'jose';
import { uuidv7 } from '../protocol/uuid.ts';
import type { Keys } from './proof/keys.ts';
import type { Store } from './store/store.ts';

export interface Parts {
  store: Store;
  keys: Keys;
  /** Milliseconds since the epoch. */
  now: () => number;
  newId: () => string;
  /** 256 random bits, base64url. */
  newToken: () => string;
  publicUrl: string;
  /** Whether mail is shown on the local mailbox page instead of being sent. */
  localMailbox: boolean;
  /** Origins that may always call, besides those of the site documents. */
  ownOrigins: string[];
  /**
   * Whether a solution of the site's challenge is good. Absent: forms that ask for one are refused
   * with 503 until there is something to check it with.
   */
  verifyChallenge?:
    ((solution: string, about: { site: string; operation: string }) => Promise<boolean>) | undefined;
  /** Who becomes the first privacy-admin of a site that has none, by address; lower case. */
  firstAdmin?: string | undefined;
  /** Whether staff have to show a passkey before they see anything about visitors. */
  staffPasskeys: 'required' | 'off';
  /** Whether a day is a public holiday by a calendar such as `GB-ENG`. */
  isHoliday: (calendar: string, day: string) => boolean;
  /** Called after work was queued for the jobs: mail, webhooks. */
  workQueued: () => void;
}

function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}

/** 256 random bits, base64url. */
export function newToken(): string {
  return base64url.encode(randomBytes(32));
}

export function newId(now: () => number): string {
  return uuidv7(now(), randomBytes);
}
