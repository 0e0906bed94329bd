/** The permission of a subject, folded from the stored consent events. */
import { permission } from '../protocol/consent.ts';
import type { ConsentEvent, Permission } from '../protocol/consent.ts';
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

/** The rows are those of one subject, purpose and channel. */
export function permissionOf(
  rows: readonly ConsentEventRow[],
  { now, renewals }: { now: number; renewals: Renewals },
): Permission {
  const purpose = rows[0]?.purpose ?? '';
  return permission(rows.map(eventOf), { at: now, renewals: renewals.get(purpose) ?? [] });
}
