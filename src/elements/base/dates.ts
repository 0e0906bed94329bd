/** Dates written out in the reader's language, with the machine's date in `<time>`. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** The reader's own variety of a language, so that a date reads as at home (`en-GB`: 1 November 2026). */
export function regional(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

/** The same as words alone, for places that take no elements. */
export function dayWords(date: string, language: string): string {
  const format = new Intl.DateTimeFormat(regional(language), { dateStyle: 'long', timeZone: 'UTC' });
  return written(format, date);
}

/** A calendar day such as `2026-11-22`; it has no time zone, so it must not be moved into one. */
export function day(date: string, language: string): TemplateResult {
  return html`<time datetime=${date}>${dayWords(date, language)}</time>`;
}

/** A moment, in the reader's own time zone. */
export function moment(at: string | number, language: string): TemplateResult {
  const date = new Date(at);
  const format = new Intl.DateTimeFormat(regional(language), { dateStyle: 'long', timeStyle: 'short' });
  const iso = Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
  return html`<time datetime=${iso}>${written(format, date)}</time>`;
}

/** A date that cannot be read is shown as it came rather than not at all. */
function written(format: Intl.DateTimeFormat, at: string | Date): string {
  const date = typeof at === 'string' ? new Date(at) : at;
  return Number.isNaN(date.getTime()) ? String(at) : format.format(date);
}
