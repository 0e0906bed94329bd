/** Public holidays, by calendars such as `GB-ENG` or `DE-BY`, from a library that is kept up to date. */
import Holidays from 'date-holidays';

const years = new Map<string, ReadonlySet<string>>();

/** `day` such as `2026-12-28`; substitute days count, days on which only banks are closed do not. */
export function isPublicHoliday(calendar: string, day: string): boolean {
  const year = day.slice(0, 4);
  const key = `${calendar} ${year}`;
  const known = years.get(key) ?? publicHolidays(calendar, Number(year));
  years.set(key, known);
  return known.has(day);
}

/** Whether there is such a calendar. */
export function isHolidayCalendar(calendar: string): boolean {
  const [country = '', state, region] = calendar.split('-');
  const holidays = new Holidays();
  return (
    has(holidays.getCountries(), country) &&
    (state === undefined || has(holidays.getStates(country), state)) &&
    (region === undefined || has(holidays.getRegions(country, state ?? ''), region))
  );
}

/** A country without parts has no list of them, whatever the library's types say. */
function has(parts: Record<string, string> | undefined, name: string): boolean {
  return parts !== undefined && name in parts;
}

function publicHolidays(calendar: string, year: number): ReadonlySet<string> {
  const [country = '', state = '', region = ''] = calendar.split('-');
  const found = new Holidays(country, state, region).getHolidays(year);
  return new Set(found.filter(({ type }) => type === 'public').map(({ date }) => date.slice(0, 10)));
}
