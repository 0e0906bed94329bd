import { flowDrawing } from '../drawings/flow.ts';
import { mailAddress, type Page } from './page.ts';

export const expertise: Page = {
  name: 'expertise',
  title: { en: 'Advice', de: 'Beratung' },
  description: {
    en: 'Tell SmartXPO about your show and get a first opinion, free of charge.',
    de: 'Erzählen Sie SmartXPO von Ihrer Messe; die erste Einschätzung ist kostenlos.',
  },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'Ask before you book.', de: 'Fragen Sie, bevor Sie buchen.' })}</h1>
  <p class="lead">${say({
    en: 'A place in the third row costs as much as one on the corner. Tell us about your show, and we tell you what we would do.',
    de: 'Ein Platz in der dritten Reihe kostet so viel wie einer an der Ecke. Erzählen Sie uns von Ihrer Messe; wir sagen, was wir täten.',
  })}</p>
  <div class="opener-drawing">${flowDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main">
    <sx-form form-id="consulting-inquiry">
      <div class="fallback">
        <h2>${say({ en: 'Ask by email', de: 'Per E-Mail fragen' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. You can write to <a href="mailto:${mailAddress}?subject=Advice">${mailAddress}</a> with the subject “Advice” instead. Name the show, the size of the stand, and what you want from it.`,
          de: `Dieses Formular braucht JavaScript. Sie können stattdessen an <a href="mailto:${mailAddress}?subject=Beratung">${mailAddress}</a> schreiben, Betreff „Beratung“. Nennen Sie die Messe, die Größe des Standes und was Sie dort erreichen wollen.`,
        })}</p>
        <p>${say({
          en: 'We use your message to advise you. You are not put on any list.',
          de: 'Wir verwenden Ihre Nachricht, um Sie zu beraten. Sie kommen auf keine Liste.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="opinion">
      <h2 id="opinion">${say({ en: 'The first opinion', de: 'Die erste Einschätzung' })}</h2>
      <ul class="facts">
        <li><strong>${say({ en: 'One page,', de: 'Eine Seite,' })}</strong> ${say({
          en: 'within five working days.',
          de: 'innerhalb von fünf Arbeitstagen.',
        })}</li>
        <li><strong>${say({ en: 'Three answers:', de: 'Drei Antworten:' })}</strong> ${say({
          en: 'is it the right show, how many metres, which place.',
          de: 'ob es die richtige Messe ist, wie viele Meter, welcher Platz.',
        })}</li>
        <li><strong>${say({ en: 'No charge,', de: 'Ohne Kosten,' })}</strong> ${say({
          en: 'and no obligation. If the show is wrong for you, we say so.',
          de: 'ohne Verpflichtung. Passt die Messe nicht zu Ihnen, sagen wir es.',
        })}</li>
      </ul>
    </section>
    <section aria-labelledby="later">
      <h2 id="later">${say({ en: 'Not that far yet?', de: 'Noch nicht so weit?' })}</h2>
      <p>${say({
        en: `<a href="${link('information')}">Ask for sample plans and prices</a>, or <a href="${link('callback')}">let us call you</a>.`,
        de: `<a href="${link('information')}">Fordern Sie Beispielpläne und Preise an</a> oder <a href="${link('callback')}">lassen Sie sich anrufen</a>.`,
      })}</p>
    </section>
  </div>
</div>`,
};
