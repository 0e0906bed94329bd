/** The two switches of a person as the store has them, and what they end (S-30). */
import type { ConsentEvent } from '../protocol/consent.ts';
import { objection } from '../protocol/objection.ts';
import type { ObjectionState } from '../protocol/objection.ts';
import type { SiteDocument } from '../protocol/site.schema.ts';
import { OBJECTION_SCOPES } from '../protocol/terms.ts';
import type { ObjectionScope } from '../protocol/terms.ts';
import type { ObjectionEventRow } from './store/self-service.ts';
import type { SuppressionRow } from './store/unsubscribe.ts';

/** What stands for all purposes of a scope in the list of who must not be written to again; no id looks like it. */
export function scopeSuppression(scope: ObjectionScope): { purpose: string; channel: string } {
  return { purpose: `*${scope}`, channel: '*' };
}

/** What stands for whatever anybody could be written to for: all was erased. */
export const EVERYTHING = { purpose: '*', channel: '*' };

export function scopeOf({ purposes }: SiteDocument, purpose: string): ObjectionScope | undefined {
  return purposes.find(({ id }) => id === purpose)?.objection;
}

/** `rows` are those of one person. */
export function objectionState(
  rows: readonly ObjectionEventRow[],
  scope: ObjectionScope,
  now: number,
): ObjectionState {
  const events = rows
    .filter((row) => row.scope === scope)
    .map(({ operation, objects, device, act, received_at: receivedAt, age, timely }) => ({
      operation,
      objects: objects === 1,
      device: device === null || act === null ? null : { number: device, act },
      receivedAt,
      age,
      timely: timely === 1,
    }));
  return objection(events, now);
}

/** What a switch that is on ends of a purpose. */
export function endsBySwitch(
  site: SiteDocument,
  purpose: string,
  rows: readonly ObjectionEventRow[],
  now: number,
): ConsentEvent[] {
  const scope = scopeOf(site, purpose);
  return scope === undefined ? [] : objectionState(rows, scope, now).ends;
}

/** What is known of the switches of one contact. */
export interface Switches {
  events: readonly ObjectionEventRow[];
  /** Those that are on. */
  on: ObjectionScope[];
  /** When the contact took this back, or everything of its kind, ms since the epoch. */
  suppressedAt: (
    asked: { purpose: string; channel: string },
    scope: ObjectionScope | undefined,
  ) => number | undefined;
}

/** Where the events were erased, the list of who must not be written to again still knows what they came to (L-29). */
export function switchesOf({
  events,
  suppressions,
  now,
}: {
  events: readonly ObjectionEventRow[];
  suppressions: readonly SuppressionRow[];
  now: number;
}): Switches {
  const at = (wanted: { purpose: string; channel: string }): number | undefined =>
    suppressions.find(({ purpose, channel }) => purpose === wanted.purpose && channel === wanted.channel)?.at;
  const erasedAt = (scope: ObjectionScope): number | undefined =>
    events.some((event) => event.scope === scope) ? undefined : at(scopeSuppression(scope));
  return {
    events,
    on: OBJECTION_SCOPES.filter(
      (scope) => objectionState(events, scope, now).objects || erasedAt(scope) !== undefined,
    ),
    suppressedAt: (asked, scope) => {
      const moments = [at(asked), at(EVERYTHING), scope && erasedAt(scope)].filter(
        (moment) => moment !== undefined,
      );
      return moments.length === 0 ? undefined : Math.max(...moments);
    },
  };
}
