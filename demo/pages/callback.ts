import { phoneDrawing } from '../drawings/phone.ts';
import { officeHours } from './office.ts';
import { mailAddress, type Page } from './page.ts';

export const callback: Page = {
  name: 'callback',
  title: { en: 'Callback', de: 'Rückruf' },
  description: {
    en: 'Name a time, and SmartXPO calls you about your show.',
    de: 'Nennen Sie eine Zeit, und SmartXPO ruft Sie zu Ihrer Messe an.',
  },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'We call you.', de: 'Wir rufen an.' })}</h1>
  <p class="lead">${say({
    en: 'Some things are quicker said than written. Leave a number and a time; you need no email address.',
    de: 'Manches ist schneller gesagt als geschrieben. Nennen Sie Nummer und Zeit; eine E-Mail-Adresse brauchen Sie nicht.',
  })}</p>
  <div class="opener-drawing">${phoneDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="callback">
      <div class="fallback">
        <h2>${say({ en: 'Ask for a call by email', de: 'Rückruf per E-Mail' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. You can write to <a href="mailto:${mailAddress}?subject=Call">${mailAddress}</a> with the subject “Call” instead: your number, a day and a time, and what it is about.`,
          de: `Dieses Formular braucht JavaScript. Sie können stattdessen an <a href="mailto:${mailAddress}?subject=R%C3%BCckruf">${mailAddress}</a> schreiben, Betreff „Rückruf“: Ihre Nummer, ein Tag und eine Uhrzeit und worum es geht.`,
        })}</p>
        <p>${say({
          en: 'We use the number for this call and for no advertising.',
          de: 'Wir verwenden die Nummer für diesen Anruf und nicht für Werbung.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="hours">
      <h2 id="hours">${say({ en: 'When we call', de: 'Wann wir anrufen' })}</h2>
      ${officeHours(say)}
    </section>
    <section aria-labelledby="course">
      <h2 id="course">${say({ en: 'What happens', de: 'Was geschieht' })}</h2>
      <ul class="facts">
        <li>${say({
          en: 'You hear from the person who knows your subject, not from a switchboard.',
          de: 'Es ruft an, wer sich mit Ihrem Thema auskennt, keine Zentrale.',
        })}</li>
        <li>${say({
          en: 'If you do not answer, we try once more on the next working day.',
          de: 'Wenn Sie nicht abheben, versuchen wir es am nächsten Arbeitstag noch einmal.',
        })}</li>
        <li>${say({
          en: 'Nobody records the call.',
          de: 'Niemand zeichnet das Gespräch auf.',
        })}</li>
      </ul>
    </section>
    <section aria-labelledby="write">
      <h2 id="write">${say({ en: 'Rather write?', de: 'Lieber schreiben?' })}</h2>
      <p>${say({
        en: `<a href="${link('contact')}">Send us a message</a>. You get an answer within two working days.`,
        de: `<a href="${link('contact')}">Schicken Sie uns eine Nachricht</a>. Sie haben innerhalb von zwei Arbeitstagen eine Antwort.`,
      })}</p>
    </section>
  </div>
</div>`,
};
