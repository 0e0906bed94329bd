import { chartDrawing } from '../drawings/chart.ts';
import { mailAddress, type Page } from './page.ts';

export const information: Page = {
  name: 'information',
  title: { en: 'Information', de: 'Informationen' },
  description: {
    en: 'Ask SmartXPO for sample plans, flow maps and prices.',
    de: 'Fordern Sie bei SmartXPO Beispielpläne, Wegekarten und Preise an.',
  },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'See it on paper first.', de: 'Erst auf Papier.' })}</h1>
  <p class="lead">${say({
    en: 'Plans we drew, paths we counted, prices we paid. Name the subject, and it is in your inbox within two working days.',
    de: 'Pläne, die wir gezeichnet, Wege, die wir gezählt, Preise, die wir bezahlt haben. Nennen Sie das Thema; innerhalb von zwei Arbeitstagen ist es in Ihrem Postfach.',
  })}</p>
  <div class="opener-drawing">${chartDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="information-request">
      <div class="fallback">
        <h2>${say({ en: 'Ask by email', de: 'Per E-Mail anfordern' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. You can write to <a href="mailto:${mailAddress}?subject=Information">${mailAddress}</a> with the subject “Information” instead. Name what you want to see, and your industry if we are to pick examples from it.`,
          de: `Dieses Formular braucht JavaScript. Sie können stattdessen an <a href="mailto:${mailAddress}?subject=Informationen">${mailAddress}</a> schreiben, Betreff „Informationen“. Nennen Sie, was Sie sehen möchten, und Ihre Branche, wenn wir Beispiele daraus wählen sollen.`,
        })}</p>
        <p>${say({
          en: 'We send what you ask for and nothing after it.',
          de: 'Wir schicken, was Sie anfordern, und danach nichts mehr.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="papers">
      <h2 id="papers">${say({ en: 'What we can send', de: 'Was wir schicken können' })}</h2>
      <ul class="facts">
        <li><strong>${say({ en: 'Sample plans', de: 'Beispielpläne' })}</strong> ${say({
          en: 'of three stands, 12, 24 and 80&nbsp;m², with the cost of each.',
          de: 'von drei Ständen, 12, 24 und 80&nbsp;m², mit den Kosten.',
        })}</li>
        <li><strong>${say({ en: 'A flow map', de: 'Eine Wegekarte' })}</strong> ${say({
          en: 'of one hall, before the show and after the count.',
          de: 'einer Halle, vor der Messe und nach der Zählung.',
        })}</li>
        <li><strong>${say({ en: 'A comparison', de: 'Ein Vergleich' })}</strong> ${say({
          en: 'of ten shows in your industry: buyers, cost, distance.',
          de: 'von zehn Messen Ihrer Branche: Käufer, Kosten, Weg.',
        })}</li>
        <li><strong>${say({ en: 'What we charge', de: 'Unsere Preise' })}</strong> ${say({
          en: 'on one page.',
          de: 'auf einer Seite.',
        })}</li>
      </ul>
    </section>
    <section aria-labelledby="talk">
      <h2 id="talk">${say({ en: 'Rather talk?', de: 'Lieber sprechen?' })}</h2>
      <p>${say({
        en: `<a href="${link('callback')}">Ask for a call</a> and name a time. For a show you have in mind, <a href="${link('expertise')}">ask for our advice</a>.`,
        de: `<a href="${link('callback')}">Bitten Sie um einen Rückruf</a> und nennen Sie eine Zeit. Haben Sie schon eine Messe im Sinn, <a href="${link('expertise')}">fragen Sie nach unserem Rat</a>.`,
      })}</p>
    </section>
  </div>
</div>`,
};
