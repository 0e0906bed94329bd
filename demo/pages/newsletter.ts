import { issueDrawing } from '../drawings/issue.ts';
import { mailAddress, type Page } from './page.ts';

export const newsletter: Page = {
  name: 'newsletter',
  title: { en: 'Newsletter', de: 'Newsletter' },
  description: {
    en: 'Hall Notes: one email a month for people who exhibit.',
    de: 'Hallenpost: eine E-Mail im Monat für alle, die ausstellen.',
  },
  main: ({ say }) => `
<div class="opener">
  <h1>${say({ en: 'Hall Notes', de: 'Hallenpost' })}</h1>
  <p class="lead">${say({
    en: 'One email on the first Tuesday of the month. Five minutes to read, written by the people who walk the halls.',
    de: 'Eine E-Mail am ersten Dienstag im Monat. Fünf Minuten zu lesen, geschrieben von denen, die durch die Hallen gehen.',
  })}</p>
  <div class="opener-drawing">${issueDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="subscription">
      <div class="fallback">
        <h2>${say({ en: 'Subscribe by email', de: 'Per E-Mail bestellen' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. To subscribe without it, write to <a href="mailto:${mailAddress}?subject=Subscribe">${mailAddress}</a> with the subject “Subscribe”. We send you a link to confirm, and nothing else before you use it.`,
          de: `Dieses Formular braucht JavaScript. Sie können auch ohne bestellen: Schreiben Sie an <a href="mailto:${mailAddress}?subject=Bestellen">${mailAddress}</a>, Betreff „Bestellen“. Wir senden Ihnen einen Link zum Bestätigen und bis dahin nichts anderes.`,
        })}</p>
        <p>${say({
          en: 'To leave the list, write to the same address with the subject “Unsubscribe”.',
          de: 'Zum Abbestellen schreiben Sie an dieselbe Adresse, Betreff „Abbestellen“.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="inside">
      <h2 id="inside">${say({ en: 'In each issue', de: 'In jeder Ausgabe' })}</h2>
      <ul class="facts">
        <li><strong>${say({ en: 'Deadlines', de: 'Fristen' })}</strong> ${say({
          en: 'for the next 90 days: early prices, plan submissions, power orders.',
          de: 'der nächsten 90 Tage: Frühbucherpreise, Planabgaben, Strombestellungen.',
        })}</li>
        <li><strong>${say({ en: 'One floor plan', de: 'Ein Hallenplan' })}</strong> ${say({
          en: 'explained: where people walked, where they stopped, and why.',
          de: 'erklärt: wo Besucher gingen, wo sie stehen blieben und warum.',
        })}</li>
        <li><strong>${say({ en: 'One price', de: 'Ein Preis' })}</strong> ${say({
          en: 'checked: what a square metre costs at one show this year.',
          de: 'geprüft: was ein Quadratmeter auf einer Messe in diesem Jahr kostet.',
        })}</li>
      </ul>
    </section>
    <section aria-labelledby="often">
      <h2 id="often">${say({ en: 'How often', de: 'Wie oft' })}</h2>
      <p>${say({
        en: 'By email once a month. By post, if you want it, four times a year at most. You confirm your email address first and can leave at any time.',
        de: 'Per E-Mail einmal im Monat. Per Post, wenn Sie möchten, höchstens viermal im Jahr. Zuerst bestätigen Sie Ihre E-Mail-Adresse; abbestellen können Sie jederzeit.',
      })}</p>
    </section>
  </div>
</div>`,
};
