import type { Say } from './language.ts';

/** When somebody is in the office; the heading is the page's own. */
export function officeHours(say: Say): string {
  return `
<dl class="hours">
  <div><dt>${say({ en: 'Monday to Thursday', de: 'Montag bis Donnerstag' })}</dt><dd>${say({ en: '9:00 to 17:30', de: '9:00 bis 17:30 Uhr' })}</dd></div>
  <div><dt>${say({ en: 'Friday', de: 'Freitag' })}</dt><dd>${say({ en: '9:00 to 15:00', de: '9:00 bis 15:00 Uhr' })}</dd></div>
  <div><dt>${say({ en: 'Show days', de: 'Messetage' })}</dt><dd>${say({ en: 'in the hall', de: 'in der Halle' })}</dd></div>
</dl>
<p class="quiet">${say({ en: 'All times are London time.', de: 'Alle Zeiten nach Londoner Zeit.' })}</p>`;
}
