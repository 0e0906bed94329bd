/**
 * The conflict rule (DESIGN, section 7.3) and the permission it yields. A permission is never a
 * stored flag: it is this fold over the consent events of one subject, purpose and channel. The
 * outcome depends on the set of events alone, not on the order in which they arrived.
 */

import { uuidTime } from './uuid.ts';

/** Consent states in the words of the W3C Data Privacy Vocabulary. */
export const CONSENT_STATES = [
  'ConsentUnknown',
  'ConsentRequested',
  'ConsentGiven',
  'ConsentRefused',
  'ConsentRequestDeferred',
  'ConsentWithdrawn',
  'ConsentExpired',
  /** What the purpose is about has changed since: it has to be given again (L-12). */
  'ConsentInvalidated',
] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

interface Act {
  /** Id of the operation that caused the event. */
  operation: string;
  /** The device that made it and its act number; null where no device was involved. */
  device: { number: string; act: number } | null;
  /** Milliseconds since the epoch by the server's clock when the operation was received. */
  receivedAt: number;
}

/** A ticked box. */
export interface Grant extends Act {
  type: 'grant';
  /** Milliseconds from the act to its receipt, as the device said. */
  age: number;
  /** Whether the age could be believed when it arrived; judged once, by the limit of that day. */
  timely: boolean;
  /** True when the address was proved when the grant was made (a signed-in subject). */
  proved: boolean;
  /** False only where the site turned double opt-in off for this channel. */
  needsProof: boolean;
  /** When the grant expires, milliseconds since the epoch (L-13). */
  validUntil: number;
}

/** A box that was shown and left. Evidence; it ends nothing (S-14: no choice changes another). */
export interface Refusal extends Act {
  type: 'refuse';
}

/** The link in the confirmation mail was used for the grant of that operation. */
export interface Confirmation extends Act {
  type: 'confirm';
  of: string;
}

/** A withdrawal, objection or erasure. With `only`, it undoes that operation's grant and no other. */
export interface End extends Act {
  type: 'end';
  only: string | null;
  /** Milliseconds from the act to its receipt, as the device said. */
  age: number;
}

export type ConsentEvent = Grant | Refusal | Confirmation | End;

export interface FoldOptions {
  /** The moment asked about, milliseconds since the epoch. */
  at: number;
  /** Moments from which on a grant made before them has to be given again (L-12), ms since the epoch. */
  renewals?: readonly number[];
}

export interface Permission {
  state: ConsentState;
  permitted: boolean;
  /** When this state began, milliseconds since the epoch; undefined when nothing ever happened. */
  since: number | undefined;
  /** The operation the state rests on. */
  operation: string | undefined;
}

/** The moment a grant was made: the server's receipt time less the operation's age (P-13). */
export function grantMoment(grant: Grant): number {
  return grant.receivedAt - grant.age;
}

/**
 * Whether a grant's age can be believed: not negative, and not older than `grantMaxAge` milliseconds
 * (72 h by default). One that cannot is recorded and has no effect; the visitor is asked again.
 */
export function isTimely(age: number, grantMaxAge: number): boolean {
  return age >= 0 && age <= grantMaxAge;
}

/**
 * How long a request may be under way, ms. A grant's moment is counted back from its receipt, so it
 * seems to be this much later at most than it was.
 */
const UNDER_WAY = 5 * 60_000;

/** Whether `end` ends `grant`. Doubt goes to the withdrawal: every tie does. */
export function ends(end: End, grant: Grant): boolean {
  if (end.only !== null) return end.only === grant.operation;
  const madeAt = end.receivedAt - Math.max(0, end.age);
  if (end.device !== null && grant.device !== null && end.device.number === grant.device.number) {
    // A restored profile counts its acts again from an old number, and one that stores nothing for a
    // while counts beside itself; what was there before the withdrawal is ended all the same.
    const isKnownBefore = grant.receivedAt <= madeAt || seemsBefore(grant, madeAt, uuidTime(end.operation));
    return end.device.act >= grant.device.act || isKnownBefore;
  }
  const clock = Math.max(end.receivedAt, uuidTime(end.operation) ?? 0);
  return grantMoment(grant) <= end.receivedAt || seemsBefore(grant, end.receivedAt, clock);
}

/**
 * Whether both of the clocks that nobody vouches for say that a grant came first: its age, as far as a
 * request that was long under way allows, and the wall clock that made its id.
 */
function seemsBefore(grant: Grant, moment: number, clock: number | undefined): boolean {
  const made = uuidTime(grant.operation);
  if (made === undefined || clock === undefined || made > clock) return false;
  return grantMoment(grant) <= moment + UNDER_WAY;
}

/** May this subject be contacted for this purpose by this channel, and why. */
export function permission(events: readonly ConsentEvent[], { at, renewals = [] }: FoldOptions): Permission {
  const grants = events.filter((event) => event.type === 'grant');
  const refusals = events.filter((event) => event.type === 'refuse');
  const confirmations = events.filter((event) => event.type === 'confirm');
  const endings = events.filter((event) => event.type === 'end');

  const timely = grants.filter((grant) => grant.timely);
  const standing = timely.filter((grant) => !endings.some((end) => ends(end, grant)));
  // After any withdrawal only a proved address grants again: anyone can type anyone's address.
  const everEnded = endings.length > 0;
  const confirmationOf = (grant: Grant): Confirmation | undefined =>
    earliest(confirmations.filter((confirmation) => confirmation.of === grant.operation));
  const isProved = (grant: Grant): boolean =>
    grant.proved || confirmationOf(grant) !== undefined || (!grant.needsProof && !everEnded);

  const isCurrent = (grant: Grant): boolean =>
    grant.validUntil > at && !renewals.some((moment) => moment <= at && grantMoment(grant) < moment);
  const proved = standing.filter(isProved);
  const effective = latestGrant(proved.filter(isCurrent));
  if (effective !== undefined) {
    const confirmation = effective.proved ? undefined : confirmationOf(effective);
    const since = Math.max(grantMoment(effective), confirmation?.receivedAt ?? 0);
    return { state: 'ConsentGiven', permitted: true, since, operation: effective.operation };
  }

  const requested = latestGrant(standing.filter((grant) => !isProved(grant) && isCurrent(grant)));
  if (requested !== undefined) return ended('ConsentRequested', grantMoment(requested), requested);

  const outdated = latestGrant(proved.filter((grant) => grant.validUntil > at));
  if (outdated !== undefined) {
    const since = Math.min(...renewals.filter((moment) => grantMoment(outdated) < moment));
    return ended('ConsentInvalidated', since, outdated);
  }

  const expired = latestGrant(proved);
  if (expired !== undefined) return ended('ConsentExpired', expired.validUntil, expired);

  const end = latest(endings);
  if (end !== undefined) return ended('ConsentWithdrawn', end.receivedAt, end);

  const deferred = latest(grants.filter((grant) => !grant.timely));
  if (deferred !== undefined) return ended('ConsentRequestDeferred', deferred.receivedAt, deferred);

  const refusal = latest(refusals);
  if (refusal !== undefined) return ended('ConsentRefused', refusal.receivedAt, refusal);
  return { state: 'ConsentUnknown', permitted: false, since: undefined, operation: undefined };
}

function ended(state: ConsentState, since: number, act: Act): Permission {
  return { state, permitted: false, since, operation: act.operation };
}

/** The last to be received; ties by operation id, so that arrival order never shows. */
function latest<T extends Act>(acts: readonly T[]): T | undefined {
  return acts.toSorted((a, b) => b.receivedAt - a.receivedAt || (a.operation < b.operation ? 1 : -1))[0];
}

function earliest<T extends Act>(acts: readonly T[]): T | undefined {
  return acts.toSorted((a, b) => a.receivedAt - b.receivedAt || (a.operation < b.operation ? -1 : 1))[0];
}

function latestGrant(grants: readonly Grant[]): Grant | undefined {
  return grants.toSorted(
    (a, b) => grantMoment(b) - grantMoment(a) || (a.operation < b.operation ? 1 : -1),
  )[0];
}
