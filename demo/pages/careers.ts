import { standDrawing } from '../drawings/stand.ts';
import type { Say, Text } from './language.ts';
import { mailAddress, type Page } from './page.ts';

interface Job {
  /** The option of the form's question, which the address of the link fills in. */
  readonly position: string;
  readonly name: Text;
  readonly text: Text;
}

const jobs: readonly Job[] = [
  {
    position: 'stand-designer',
    name: { en: 'Stand designer', de: 'Standplanung' },
    text: {
      en: 'You draw stands that people enter. London, full or part time.',
      de: 'Sie zeichnen Stände, die man betritt. London, Vollzeit oder Teilzeit.',
    },
  },
  {
    position: 'flow-analyst',
    name: { en: 'Visitor flow analyst', de: 'Analyse von Besucherwegen' },
    text: {
      en: 'You count, map and explain. London, with twenty days a year in halls.',
      de: 'Sie zählen, zeichnen und erklären. London, mit zwanzig Tagen im Jahr in Hallen.',
    },
  },
  {
    position: 'project-manager',
    name: { en: 'Project manager, exhibitions', de: 'Projektleitung Messen' },
    text: {
      en: 'You stay until the carpet is down. London or Frankfurt.',
      de: 'Sie bleiben, bis der Teppich liegt. London oder Frankfurt am Main.',
    },
  },
];

export const careers: Page = {
  name: 'careers',
  title: { en: 'Jobs', de: 'Stellen' },
  description: {
    en: 'Open jobs at SmartXPO in London and Frankfurt.',
    de: 'Offene Stellen bei SmartXPO in London und Frankfurt am Main.',
  },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'Work where the carpet ends.', de: 'Arbeiten, wo der Teppich endet.' })}</h1>
  <p class="lead">${say({
    en: 'Eleven people plan and count at SmartXPO. Three chairs are free.',
    de: 'Elf Menschen planen und zählen bei SmartXPO. Drei Stühle sind frei.',
  })}</p>
  <div class="opener-drawing">${standDrawing(say)}</div>
</div>
<div class="desk">
  <div class="desk-main" id="apply">
    <sx-form form-id="employment-application">
      <div class="fallback">
        <h2>${say({ en: 'Apply by email', de: 'Per E-Mail bewerben' })}</h2>
        <p>${say({
          en: `This form needs JavaScript. You can send your application to <a href="mailto:${mailAddress}?subject=Application">${mailAddress}</a> with the subject “Application” instead: the job, your CV and the day you can start.`,
          de: `Dieses Formular braucht JavaScript. Sie können Ihre Bewerbung stattdessen an <a href="mailto:${mailAddress}?subject=Bewerbung">${mailAddress}</a> schicken, Betreff „Bewerbung“: die Stelle, Ihr Lebenslauf und der Tag, an dem Sie anfangen können.`,
        })}</p>
        <p>${say({
          en: 'We delete it six months after the job is filled.',
          de: 'Wir löschen sie sechs Monate nach der Besetzung der Stelle.',
        })}</p>
      </div>
    </sx-form>
  </div>
  <div class="desk-side">
    <section aria-labelledby="jobs">
      <h2 id="jobs">${say({ en: 'Open jobs', de: 'Offene Stellen' })}</h2>
      <ul class="facts">${jobs.map((job) => entry(job, link('careers'), say)).join('')}</ul>
    </section>
    <section aria-labelledby="decide">
      <h2 id="decide">${say({ en: 'How we decide', de: 'Wie wir entscheiden' })}</h2>
      <ul class="facts">
        <li>${say({
          en: 'Two people read every application. No program sorts them.',
          de: 'Zwei Menschen lesen jede Bewerbung. Kein Programm sortiert sie.',
        })}</li>
        <li>${say({
          en: 'You get an answer within three weeks, also when it is a no.',
          de: 'Innerhalb von drei Wochen haben Sie eine Antwort, auch wenn es eine Absage ist.',
        })}</li>
        <li>${say({
          en: 'Leave out photo, age and family. We invite people for what they have done.',
          de: 'Lassen Sie Foto, Alter und Familie weg. Wir laden ein, wer etwas kann.',
        })}</li>
      </ul>
    </section>
  </div>
</div>`,
};

function entry({ position, name, text }: Job, page: string, say: Say): string {
  return `<li><strong><a href="${page}?position=${position}#apply">${say(name)}</a></strong><br>${say(text)}</li>`;
}
