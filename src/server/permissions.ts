/** The permission of a subject, folded from the stored consent events. */
import { permission } from '../protocol/consent.ts';
import type { ConsentEvent, End, Permission } from '../protocol/consent.ts';
import type { Renewals } from './policies/renewals.ts';
import type { ConsentEventRow } from './store/consents.ts';

/** A stored row as the conflict rule reads it. */
export function eventOf(row: ConsentEventRow): ConsentEvent {
  const act = {
    operation: row.operation,
    device: row.device === null || row.act === null ? null : { number: row.device, act: row.act },
    receivedAt: row.received_at,
  };
  switch (row.type) {
    case 'grant':
      return {
        ...act,
        type: 'grant',
        age: row.age,
        timely: row.timely === 1,
        proved: row.proved === 1,
        needsProof: row.needs_proof === 1,
        validUntil: row.valid_until ?? 0,
      };
    case 'confirm':
      return { ...act, type: 'confirm', of: row.refers_to ?? '' };
    case 'end':
      return { ...act, type: 'end', only: row.refers_to, age: row.age };
    default:
      return { ...act, type: 'refuse' };
  }
}

export interface Moment {
  now: number;
  renewals: Renewals;
  suppressedAt?: number | undefined;
  ends?: readonly ConsentEvent[];
}

/**
 * The rows are those of one subject, purpose and channel. `suppressedAt`: when the contact point took this back, ms since the
 * epoch; it counts where the rows do not know of it themselves, because they were erased since (L-29). `ends`: what
 * else ends it, a switch that is on (S-30).
 */
export function permissionOf(
  rows: readonly ConsentEventRow[],
  { now, renewals, suppressedAt, ends = [] }: Moment,
): Permission {
  const purpose = rows[0]?.purpose ?? '';
  const events = rows.map(eventOf);
  const isKnown = events.some(({ type, receivedAt }) => type === 'end' && receivedAt >= (suppressedAt ?? 0));
  if (suppressedAt !== undefined && !isKnown) events.push(erasedEnd(suppressedAt));
  events.push(...ends);
  return permission(events, { at: now, renewals: renewals.get(purpose) ?? [] });
}

/** What an erasure, or a withdrawal that was erased since, ends. */
export function erasedEnd(at: number): End {
  return { type: 'end', operation: '', device: null, receivedAt: at, age: 0, only: null };
}
