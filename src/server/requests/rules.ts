/** What counts as a day, and as a working day, for the requests of a site. */
import { dayIn } from '../../protocol/calendar.ts';
import type { IsHoliday } from '../../protocol/deadline.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Jurisdiction } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';

export interface RequestRules {
  jurisdiction: Jurisdiction;
  isHoliday: IsHoliday;
  /** The day at a moment (ms since the epoch) where the controller is. */
  dayOf: (moment: number) => string;
}

/** A site that says nothing: England's days in the United Kingdom; elsewhere no holiday makes a deadline later. */
const USUAL: Record<Jurisdiction, NonNullable<SiteDocument['workingDays']>> = {
  gb: { timeZone: 'Europe/London', holidays: 'GB-ENG' },
  eu: { timeZone: 'Europe/Brussels' },
};

export function rulesOf(
  { isHoliday }: Pick<Parts, 'isHoliday'>,
  { jurisdiction, workingDays }: SiteDocument,
): RequestRules {
  const { timeZone, holidays } = workingDays ?? USUAL[jurisdiction];
  return {
    jurisdiction,
    isHoliday: (day) => holidays !== undefined && isHoliday(holidays, day),
    dayOf: (moment) => dayIn(timeZone, moment),
  };
}
