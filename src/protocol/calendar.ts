/** Calendar days as text. */

/** Whether `2026-11-22` is a day that exists. The 31st of February parses, as the 3rd of March. */
export function isRealDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
