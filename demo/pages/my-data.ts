import { mailAddress, type Page } from './page.ts';

export const myData: Page = {
  name: 'my-data',
  title: { en: 'My data', de: 'Meine Daten' },
  description: {
    en: 'See what SmartXPO holds about you, and change your choices.',
    de: 'Sehen, was SmartXPO über Sie gespeichert hat, und Einwilligungen ändern.',
  },
  main: ({ say }) => `
<div class="split">
  <div class="split-title">
    <h1>${say({ en: 'My data', de: 'Meine Daten' })}</h1>
    <p class="lead">${say({
      en: 'See what we hold about you, and take back what you allowed. For everything else, write to us.',
      de: 'Sehen Sie, was wir über Sie gespeichert haben, und widerrufen Sie, was Sie erlaubt haben. Für alles andere schreiben Sie uns.',
    })}</p>
  </div>
  <sx-my-data without-title>
    <div class="fallback">
      <p>${say({
        en: `This page needs JavaScript. You have the same rights by email: write to <a href="mailto:${mailAddress}?subject=My%20data">${mailAddress}</a> from the address we know, and say what you want.`,
        de: `Diese Seite braucht JavaScript. Per E-Mail haben Sie dieselben Rechte: Schreiben Sie von der Adresse, die wir kennen, an <a href="mailto:${mailAddress}?subject=Meine%20Daten">${mailAddress}</a> und sagen Sie, was Sie möchten.`,
      })}</p>
      <ul>
        <li>${say({ en: 'a copy of your data', de: 'eine Kopie Ihrer Daten' })}</li>
        <li>${say({ en: 'a correction', de: 'eine Berichtigung' })}</li>
        <li>${say({ en: 'no more marketing', de: 'keine Werbung mehr' })}</li>
        <li>${say({ en: 'everything deleted', de: 'alles gelöscht' })}</li>
      </ul>
      <p>${say({
        en: 'We answer within one month.',
        de: 'Wir antworten innerhalb eines Monats.',
      })}</p>
    </div>
  </sx-my-data>
</div>`,
};
