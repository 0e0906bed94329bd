/** Calendar days as text, such as `2026-11-22`. They have no time zone, and nothing here gives them one. */

const DAY = 24 * 3_600_000;

/** Whether `2026-11-22` is a day that exists. The 31st of February parses, as the 3rd of March. */
export function isRealDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? timeOf(text) : Number.NaN;
  return !Number.isNaN(time) && dayAt(time) === text;
}

/** `count` may be negative. */
export function addDays(day: string, count: number): string {
  return dayAt(timeOf(day) + count * DAY);
}

/** The corresponding day of a later month; the last of that month where it has none. */
export function addMonths(day: string, count: number): string {
  const date = new Date(timeOf(day));
  const wanted = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== wanted) date.setUTCDate(0);
  return dayAt(date.getTime());
}

/** `duration` such as P6Y or P1M14D (ISO 8601). */
export function addDuration(day: string, duration: string): string {
  const [, years = '0', months = '0', days = '0'] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(duration) ?? [];
  return addDays(addMonths(day, Number(years) * 12 + Number(months)), Number(days));
}

/** How many days from one to the other, negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((timeOf(to) - timeOf(from)) / DAY);
}

/** Saturday or Sunday. */
export function isWeekend(day: string): boolean {
  return [0, 6].includes(new Date(timeOf(day)).getUTCDay());
}

/** The day it is somewhere at a moment (ms since the epoch): a time zone such as `Europe/London`. */
export function dayIn(timeZone: string, moment: number): string {
  // The Swedish way to write a date is the one of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
}

/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
