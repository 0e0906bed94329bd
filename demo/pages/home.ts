import { chartDrawing } from '../drawings/chart.ts';
import { flowDrawing } from '../drawings/flow.ts';
import { hallDrawing } from '../drawings/hall.ts';
import { standDrawing } from '../drawings/stand.ts';
import { upcomingDates } from './dates.ts';
import type { Say } from './language.ts';
import type { Page, PageContext } from './page.ts';

export const home: Page = {
  name: 'index',
  title: {
    en: 'SmartXPO: exhibition stands, planned in London',
    de: 'SmartXPO: Messestände, geplant in London',
  },
  description: {
    en: 'SmartXPO plans stands, maps visitor flow and picks the shows worth your money.',
    de: 'SmartXPO plant Stände, zeichnet Besucherwege und wählt die Messen, die sich für Sie lohnen.',
  },
  main: (context) =>
    [hero(context), services(context), course(context.say), dates(context), teasers(context)].join(''),
};

function hero({ say, link }: PageContext): string {
  return `
<section class="hero">
  <h1 class="hero-title"><span class="hero-size">24&nbsp;m²</span> <span>${say({ en: 'well used.', de: 'gut genutzt.' })}</span></h1>
  <div class="hero-plan">${hallDrawing(say)}</div>
  <div class="hero-text">
    <p class="lead">${say({
      en: 'We plan exhibition stands, draw how visitors will move and pick the shows worth your money.',
      de: 'Wir planen Messestände, zeichnen die Wege der Besucher und wählen die Messen, die sich für Sie lohnen.',
    })}</p>
    <p class="actions">
      <a class="button" href="${link('expertise')}">${say({ en: 'Plan a stand with us', de: 'Stand mit uns planen' })}</a>
      <a class="more" href="#dates">${say({ en: 'See dates', de: 'Termine ansehen' })}</a>
    </p>
  </div>
</section>`;
}

interface Service {
  readonly name: string;
  readonly text: string;
  readonly gets: readonly string[];
  /** What can be asked for, and the topic that its link fills in. */
  readonly sample: string;
  readonly topic: string;
  readonly drawing: string;
}

function services({ say, link }: PageContext): string {
  const list: readonly Service[] = [
    {
      name: say({ en: 'Stand planning', de: 'Standplanung' }),
      text: say({
        en: 'A stand has one job: let the right people in. We draw it around that job, from 9&nbsp;to&nbsp;400&nbsp;m².',
        de: 'Ein Stand hat eine Aufgabe: die Richtigen hereinlassen. Danach zeichnen wir ihn, von 9&nbsp;bis&nbsp;400&nbsp;m².',
      }),
      gets: [
        say({ en: 'Plan and views to scale', de: 'Grundriss und Ansichten im Maßstab' }),
        say({ en: 'Power, water, rigging, storage', de: 'Strom, Wasser, Abhängung, Lager' }),
        say({ en: 'The cost before you sign', de: 'Die Kosten, bevor Sie unterschreiben' }),
      ],
      sample: say({ en: 'Ask for sample plans', de: 'Beispielpläne anfordern' }),
      topic: 'stand-planning',
      drawing: standDrawing(say),
    },
    {
      name: say({ en: 'Visitor flow', de: 'Besucherwege' }),
      text: say({
        en: 'Crowds slow down at corners and skip the third row. We draw the paths before the hall opens and count them when it does.',
        de: 'An Ecken werden Besucher langsamer, die dritte Reihe lassen sie aus. Wir zeichnen die Wege, bevor die Halle öffnet, und zählen, wenn sie offen ist.',
      }),
      gets: [
        say({ en: 'A flow map of your hall', de: 'Eine Wegekarte Ihrer Halle' }),
        say({ en: 'Three places to book, ranked', de: 'Drei Plätze zum Buchen, mit Rangfolge' }),
        say({ en: 'A count on each show day', de: 'Eine Zählung an jedem Messetag' }),
      ],
      sample: say({ en: 'Ask for a sample map', de: 'Beispielkarte anfordern' }),
      topic: 'visitor-flow',
      drawing: flowDrawing(say),
    },
    {
      name: say({ en: 'Show selection', de: 'Messewahl' }),
      text: say({
        en: 'Thirty shows want your budget. Two deserve it. We put figures next to the names and say which two.',
        de: 'Dreißig Messen wollen Ihr Budget. Zwei verdienen es. Wir setzen Zahlen neben die Namen und sagen, welche zwei.',
      }),
      gets: [
        say({ en: 'Buyers, cost and distance compared', de: 'Käufer, Kosten und Weg im Vergleich' }),
        say({ en: 'A list of shows to leave out', de: 'Eine Liste der Messen, die Sie auslassen' }),
        say({ en: 'Every deadline in one calendar', de: 'Alle Fristen in einem Kalender' }),
      ],
      sample: say({ en: 'Ask for a sample list', de: 'Beispielliste anfordern' }),
      topic: 'show-selection',
      drawing: chartDrawing(say),
    },
  ];
  return `
<section class="band" aria-labelledby="services">
  <h2 id="services">${say({ en: 'What we do', de: 'Was wir tun' })}</h2>
  <div class="services">${list.map((entry) => service(entry, link('information'))).join('')}</div>
</section>`;
}

function service({ name, text, gets, sample, topic, drawing }: Service, information: string): string {
  return `
<article class="service">
  <div class="service-drawing">${drawing}</div>
  <div class="service-text">
    <h3>${name}</h3>
    <p>${text}</p>
    <ul class="ticks">${gets.map((get) => `<li>${get}</li>`).join('')}</ul>
    <p><a class="more" href="${information}?topic=${topic}">${sample}</a></p>
  </div>
</article>`;
}

/** What happens when, on the way to the first show day. */
function course(say: Say): string {
  const steps = [
    {
      when: say({ en: '40 weeks', de: '40 Wochen' }),
      what: say({ en: 'Choose', de: 'Wählen' }),
      how: say({
        en: 'You name the goal and the budget. We name the show.',
        de: 'Sie nennen Ziel und Budget. Wir nennen die Messe.',
      }),
    },
    {
      when: say({ en: '30 weeks', de: '30 Wochen' }),
      what: say({ en: 'Book', de: 'Buchen' }),
      how: say({
        en: 'We read the hall plan and take the corner before others do.',
        de: 'Wir lesen den Hallenplan und sichern die Ecke vor den anderen.',
      }),
    },
    {
      when: say({ en: '16 weeks', de: '16 Wochen' }),
      what: say({ en: 'Draw', de: 'Zeichnen' }),
      how: say({
        en: 'You see where people come in, stop and sit down.',
        de: 'Sie sehen, wo Besucher eintreten, stehen bleiben und sich setzen.',
      }),
    },
    {
      when: say({ en: '1 week', de: '1 Woche' }),
      what: say({ en: 'Build', de: 'Aufbauen' }),
      how: say({
        en: 'We stay in the hall until the carpet is down.',
        de: 'Wir bleiben in der Halle, bis der Teppich liegt.',
      }),
    },
    {
      when: say({ en: 'Day 1', de: 'Tag 1' }),
      what: say({ en: 'Count', de: 'Zählen' }),
      how: say({
        en: 'Who stopped, who came in, who sat down. On one page.',
        de: 'Wer stehen blieb, wer eintrat, wer sich setzte. Auf einer Seite.',
      }),
    },
  ];
  return `
<section class="band" aria-labelledby="course">
  <h2 id="course">${say({ en: 'Forty weeks to opening day', de: 'Vierzig Wochen bis zum ersten Messetag' })}</h2>
  <ol class="course">${steps
    .map(({ when, what, how }) => `<li><p class="course-when">${when}</p><h3>${what}</h3><p>${how}</p></li>`)
    .join('')}</ol>
</section>`;
}

function dates({ language, say, link }: PageContext): string {
  return `
<section class="band" aria-labelledby="dates">
  <h2 id="dates">${say({ en: 'Next dates', de: 'Nächste Termine' })}</h2>
  <div>
    ${upcomingDates(language)}
    <p class="band-note">${say({
      en: `All four are free. <a href="${link('contact')}">Write to us to book a place.</a>`,
      de: `Alle vier sind kostenlos. <a href="${link('contact')}">Schreiben Sie uns, um einen Platz zu buchen.</a>`,
    })}</p>
  </div>
</section>`;
}

function teasers({ say, link }: PageContext): string {
  return `
<div class="teasers">
  <section class="teaser teaser-tape" aria-labelledby="teaser-newsletter">
    <h2 id="teaser-newsletter">${say({ en: 'Hall Notes', de: 'Hallenpost' })}</h2>
    <p>${say({
      en: 'One email a month: deadlines, one floor plan explained, one price.',
      de: 'Eine E-Mail im Monat: Fristen, ein erklärter Hallenplan, ein Preis.',
    })}</p>
    <p><a class="button" href="${link('newsletter')}">${say({ en: 'Get the newsletter', de: 'Newsletter bestellen' })}</a></p>
  </section>
  <section class="teaser" aria-labelledby="teaser-contact">
    <h2 class="questions" id="teaser-contact">${say({ en: '<span>Which show?</span> <span>How many metres?</span>', de: '<span>Welche Messe?</span> <span>Wie viele Meter?</span>' })}</h2>
    <p>${say({
      en: 'Two answers are enough to start. We reply within two working days.',
      de: 'Zwei Angaben genügen für den Anfang. Wir antworten innerhalb von zwei Arbeitstagen.',
    })}</p>
    <p class="actions">
      <a class="button" href="${link('contact')}">${say({ en: 'Write to us', de: 'Schreiben Sie uns' })}</a>
      <a class="more" href="${link('callback')}">${say({ en: 'Ask for a call', de: 'Um Rückruf bitten' })}</a>
    </p>
  </section>
</div>`;
}
