import { tableDrawing } from '../drawings/table.ts';
import { mailAddress, type Page } from './page.ts';

export const contact: Page = {
  name: 'contact',
  title: { en: 'Contact', de: 'Kontakt' },
  description: {
    en: 'Write to SmartXPO in London about your next show.',
    de: 'Schreiben Sie SmartXPO in London zu Ihrer nächsten Messe.',
  },
  main: ({ say }) => `
<div class="opener">
  <h1 class="questions">${say({ en: '<span>Which show?</span> <span>How many metres?</span>', de: '<span>Welche Messe?</span> <span>Wie viele Meter?</span>' })}</h1>
  <p class="lead">${say({
    en: 'Tell us these two things and what you want from the show. You get an answer within two working days.',
    de: 'Nennen Sie uns beides und Ihr Ziel für die Messe. Innerhalb von zwei Arbeitstagen haben Sie eine Antwort.',
  })}</p>
  <div class="opener-drawing">${tableDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="contact">
      <div class="fallback">
        <h2>${say({ en: 'Write an email', de: 'E-Mail schreiben' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. You can write to <a href="mailto:${mailAddress}">${mailAddress}</a> instead. Name the show, the size of the stand and a date by which you need an answer.`,
          de: `Dieses Formular braucht JavaScript. Sie können stattdessen an <a href="mailto:${mailAddress}">${mailAddress}</a> schreiben. Nennen Sie die Messe, die Größe des Standes und bis wann Sie eine Antwort brauchen.`,
        })}</p>
        <p>${say({
          en: 'We use your message to answer it. You are not put on any list.',
          de: 'Wir verwenden Ihre Nachricht, um sie zu beantworten. Sie kommen auf keine Liste.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="office">
      <h2 id="office">${say({ en: 'Office', de: 'Büro' })}</h2>
      <address>
        SmartXPO<br>
        62-65 Chandos Place<br>
        London WC2N 4HG<br>
        ${say({ en: 'United Kingdom', de: 'Vereinigtes Königreich' })}<br>
        <a href="mailto:${mailAddress}">${mailAddress}</a>
      </address>
    </section>
    <section aria-labelledby="hours">
      <h2 id="hours">${say({ en: 'Opening hours', de: 'Öffnungszeiten' })}</h2>
      <dl class="hours">
        <div><dt>${say({ en: 'Monday to Thursday', de: 'Montag bis Donnerstag' })}</dt><dd>${say({ en: '9:00 to 17:30', de: '9:00 bis 17:30 Uhr' })}</dd></div>
        <div><dt>${say({ en: 'Friday', de: 'Freitag' })}</dt><dd>${say({ en: '9:00 to 15:00', de: '9:00 bis 15:00 Uhr' })}</dd></div>
        <div><dt>${say({ en: 'Show days', de: 'Messetage' })}</dt><dd>${say({ en: 'in the hall', de: 'in der Halle' })}</dd></div>
      </dl>
      <p class="quiet">${say({ en: 'All times are London time.', de: 'Alle Zeiten nach Londoner Zeit.' })}</p>
    </section>
  </div>
</div>`,
};
