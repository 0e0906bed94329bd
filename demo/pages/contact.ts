import { tableDrawing } from '../drawings/table.ts';
import { officeHours } from './office.ts';
import { mailAddress, type Page } from './page.ts';

export const contact: Page = {
  name: 'contact',
  title: { en: 'Contact', de: 'Kontakt' },
  description: {
    en: 'Write to SmartXPO in London about your next show.',
    de: 'Schreiben Sie SmartXPO in London zu Ihrer nächsten Messe.',
  },
  main: ({ say, link }) => `
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
      ${officeHours(say)}
    </section>
    <section aria-labelledby="ways">
      <h2 id="ways">${say({ en: 'Shorter ways', de: 'Kürzere Wege' })}</h2>
      <ul class="facts">
        <li><a href="${link('callback')}">${say({ en: 'Ask for a call', de: 'Um Rückruf bitten' })}</a></li>
        <li><a href="${link('information')}">${say({ en: 'Ask for plans and prices', de: 'Pläne und Preise anfordern' })}</a></li>
        <li><a href="${link('expertise')}">${say({ en: 'Get an opinion on your show', de: 'Einschätzung zu Ihrer Messe holen' })}</a></li>
        <li><a href="${link('careers')}">${say({ en: 'Apply for a job', de: 'Sich bewerben' })}</a></li>
        <li><a href="${link('survey')}">${say({ en: 'Tell us how your show went', de: 'Sagen, wie Ihre Messe lief' })}</a></li>
      </ul>
    </section>
  </div>
</div>`,
};
