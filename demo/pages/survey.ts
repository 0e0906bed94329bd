import { sheetDrawing } from '../drawings/sheet.ts';
import { mailAddress, type Page } from './page.ts';

export const survey: Page = {
  name: 'survey',
  title: { en: 'Survey', de: 'Umfrage' },
  description: {
    en: 'Six questions about your last show, without a name.',
    de: 'Sechs Fragen zu Ihrer letzten Messe, ohne Namen.',
  },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'Now you count us.', de: 'Jetzt zählen Sie uns.' })}</h1>
  <p class="lead">${say({
    en: 'We counted your visitors. Tell us how the show went for you: six questions, three minutes, no name.',
    de: 'Wir haben Ihre Besucher gezählt. Sagen Sie uns, wie die Messe für Sie lief: sechs Fragen, drei Minuten, kein Name.',
  })}</p>
  <div class="opener-drawing">${sheetDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="survey">
      <div class="fallback">
        <h2>${say({ en: 'Answer by post', de: 'Per Post antworten' })}</h2>
        <p>${say({
          en: 'This form needs JavaScript. If you want to stay anonymous without it, write to us by post and leave out the sender: SmartXPO, 62-65 Chandos Place, London WC2N&nbsp;4HG.',
          de: 'Dieses Formular braucht JavaScript. Wenn Sie auch ohne anonym bleiben wollen, schreiben Sie uns per Post und lassen den Absender weg: SmartXPO, 62-65 Chandos Place, London WC2N&nbsp;4HG, Vereinigtes Königreich.',
        })}</p>
        <p>${say({
          en: `An email to <a href="mailto:${mailAddress}?subject=Survey">${mailAddress}</a> is welcome too; it shows us your address.`,
          de: `Eine E-Mail an <a href="mailto:${mailAddress}?subject=Umfrage">${mailAddress}</a> ist auch willkommen; sie zeigt uns Ihre Adresse.`,
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="anonymous">
      <h2 id="anonymous">${say({ en: 'What anonymous means', de: 'Was anonym heißt' })}</h2>
      <ul class="facts">
        <li>${say({
          en: 'We store your answers and the day they come, not the hour.',
          de: 'Wir speichern Ihre Antworten und den Tag, an dem sie kommen, nicht die Uhrzeit.',
        })}</li>
        <li>${say({
          en: 'We store no name, no address and no number of your device.',
          de: 'Wir speichern keinen Namen, keine Adresse und keine Nummer Ihres Geräts.',
        })}</li>
        <li>${say({
          en: `So your answers do not show up under <a href="${link('my-data')}">My data</a>, and nobody can ask you about them.`,
          de: `Deshalb stehen Ihre Antworten nicht unter <a href="${link('my-data')}">Meine Daten</a>, und niemand kann Sie dazu befragen.`,
        })}</li>
      </ul>
    </section>
    <section aria-labelledby="use">
      <h2 id="use">${say({ en: 'What we do with it', de: 'Was wir damit tun' })}</h2>
      <p>${say({
        en: 'After the season we read everything, and change first what came up most.',
        de: 'Nach der Saison lesen wir alles und ändern zuerst, was am häufigsten kam.',
      })}</p>
    </section>
    <section aria-labelledby="reply">
      <h2 id="reply">${say({ en: 'You want an answer?', de: 'Sie möchten eine Antwort?' })}</h2>
      <p>${say({
        en: `Then <a href="${link('contact')}">write to us</a>: we cannot answer a survey.`,
        de: `Dann <a href="${link('contact')}">schreiben Sie uns</a>: Auf eine Umfrage können wir nicht antworten.`,
      })}</p>
    </section>
  </div>
</div>`,
};
