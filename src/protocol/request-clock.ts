/** The clock of one request, read off its entries: what started, stopped and lengthened it. Pure. */
import { addDays } from './calendar.ts';
import { acknowledgeComplaintBy, dueOn, extendableUntil } from './deadline.ts';
import type { Clock, IsHoliday } from './deadline.ts';
import { isFinal } from './request.ts';
import type { RequestState } from './request.ts';
import type { Jurisdiction, RequestKind } from './terms.ts';

/** One step of a request; `day` is a day where the controller is. */
export interface DatedStep {
  to: RequestState;
  day: string;
}

export interface RequestFacts {
  kind: RequestKind;
  jurisdiction: Jurisdiction;
  /** The true day, also where staff entered it later (S-29). */
  receivedOn: string;
  /** In their order. */
  steps: readonly DatedStep[];
}

/** The last day for an answer; for a complaint, for its acknowledgement. Undefined while the clock stands still. */
export function requestDueOn(facts: RequestFacts, isHoliday: IsHoliday): string | undefined {
  return facts.kind === 'complaint'
    ? acknowledgeComplaintBy(facts.receivedOn)
    : dueOn(clockOf(facts), isHoliday);
}

/** The last day on which an extension can be notified (L-18). */
export function requestExtendableUntil(facts: RequestFacts, isHoliday: IsHoliday): string | undefined {
  return extendableUntil(clockOf(facts), isHoliday);
}

/** Staff aim at answering within so many days, which leaves room for what goes wrong. */
const AIM_DAYS = 28;

export function aimFor(receivedOn: string): string {
  return addDays(receivedOn, AIM_DAYS - 1);
}

/**
 * In doubt about who asks, time runs from the day it was known (Art. 12A UK GDPR; in the EU the doubt suspends it). A
 * question about what is meant stops the clock from the asking to the answer.
 */
function clockOf({ kind, jurisdiction, receivedOn, steps }: RequestFacts): Clock {
  const pauses: { from: string; until?: string }[] = [];
  let provedOn: string | undefined;
  steps.forEach(({ to, day }, index) => {
    const before = steps[index - 1];
    if (to === 'clarification-needed') pauses.push({ from: day });
    const open = pauses.at(-1);
    if (before?.to === 'clarification-needed' && open) open.until = day;
    if (before?.to === 'identity-needed' && !isFinal(to)) provedOn = day;
  });
  return {
    jurisdiction,
    receivedOn,
    provedOn,
    pauses,
    isAccess: kind === 'access',
    isExtended: steps.some(({ to }) => to === 'extended'),
  };
}
