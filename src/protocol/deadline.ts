/**
 * When a request has to be answered (Art. 12(3) GDPR; Art. 12A UK GDPR), as calendar days where the controller is.
 * Nothing here is configuration of ours: another rule is another jurisdiction.
 */
import { addDays, addMonths, daysBetween, isWeekend } from './calendar.ts';
import type { Jurisdiction } from './terms.ts';

/** What moves the end of a case's time. All days are those of the controller's time zone. */
export interface Clock {
  jurisdiction: Jurisdiction;
  /** The true day, also where staff entered it later (S-29). */
  receivedOn: string;
  /** When somebody in doubt had enough to know who asks, or a fee had come; absent where nothing was asked. */
  provedOn?: string | undefined;
  /**
   * From asking what is meant to the answer, both days included; `until` absent while it is awaited. It stops the clock of
   * access requests in the United Kingdom only (requirements.md, section 5, rules 4 and 6).
   */
  pauses?: readonly { from: string; until?: string | undefined }[];
  isAccess?: boolean;
  /** The notice, with its reason, was sent in time. */
  isExtended?: boolean;
}

export type IsHoliday = (day: string) => boolean;

/** Months to answer, and months more where it is complex. */
const MONTHS = 1;
const MORE_MONTHS = 2;
/** Strict reading of s.164A(3) DPA 2018: within thirty days beginning with the day a complaint comes (L-33). */
const COMPLAINT_DAYS = 30;

/**
 * The last day on which an answer is in time: the corresponding day of the next month, else that month's last; a day
 * that is no working day gives way to the next. Undefined while the clock stands still.
 */
export function dueOn(clock: Clock, isHoliday: IsHoliday): string | undefined {
  const { isExtended = false } = clock;
  const paused = pausedDays(clock);
  if (paused === undefined) return undefined;
  const end = addMonths(startOf(clock), isExtended ? MONTHS + MORE_MONTHS : MONTHS);
  return workingDayFrom(addDays(end, paused), isHoliday);
}

/** The last day on which the notice of an extension is in time. */
export function extendableUntil(clock: Clock, isHoliday: IsHoliday): string | undefined {
  return dueOn({ ...clock, isExtended: false }, isHoliday);
}

/** The last day on which the receipt of a complaint can be acknowledged. It moves for no weekend. */
export function acknowledgeComplaintBy(receivedOn: string): string {
  return addDays(receivedOn, COMPLAINT_DAYS - 1);
}

/** Days left, negative when it is late. */
export function daysLeft(due: string, today: string): number {
  return daysBetween(today, due);
}

function startOf({ receivedOn, provedOn }: Clock): string {
  return provedOn !== undefined && provedOn > receivedOn ? provedOn : receivedOn;
}

function pausedDays({ jurisdiction, isAccess = false, pauses = [] }: Clock): number | undefined {
  if (jurisdiction !== 'gb' || !isAccess) return 0;
  let days = 0;
  for (const { from, until } of pauses) {
    if (until === undefined) return undefined;
    days += daysBetween(from, until) + 1;
  }
  return days;
}

function workingDayFrom(day: string, isHoliday: IsHoliday): string {
  let found = day;
  while (isWeekend(found) || isHoliday(found)) found = addDays(found, 1);
  return found;
}
