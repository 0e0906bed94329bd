/**
 * The two switches of a person (S-30): no marketing, no passing on. Doubt goes to the objection as it goes to the
 * withdrawal of a permission, so it is the same rule: switching off is judged like a grant, switching on like an end.
 */
import { permission } from './consent.ts';
import type { End } from './consent.ts';

/** The switch was used. */
export interface ObjectionEvent extends Omit<End, 'type' | 'only'> {
  /** True: it was switched on. */
  objects: boolean;
  /** Whether the age could be believed when it arrived. */
  timely: boolean;
}

export interface ObjectionState {
  objects: boolean;
  /** When it became so, milliseconds since the epoch; undefined where the switch was never used. */
  since: number | undefined;
  /**
   * What it ends while it stands. A permission that is given and proved later stands beside it: who asks for one thing
   * after having refused everything means that thing.
   */
  ends: End[];
}

/** `events` are those of one person and switch. */
export function objection(events: readonly ObjectionEvent[], at: number): ObjectionState {
  const ends = events
    .filter(({ objects }) => objects)
    .map(({ operation, device, receivedAt, age }): End => ({ operation, device, receivedAt, age, type: 'end', only: null })); // prettier-ignore
  const lifts = events
    .filter(({ objects }) => !objects)
    .map(({ operation, device, receivedAt, age, timely }) => ({
      ...{ operation, device, receivedAt, age, timely },
      ...{ type: 'grant' as const, proved: true, needsProof: false, validUntil: Number.POSITIVE_INFINITY },
    }));
  const { permitted: isLifted, since } = permission([...ends, ...lifts], { at });
  const objects = ends.length > 0 && !isLifted;
  return { objects, since, ends: objects ? ends : [] };
}
