import { sayIn, writeDate, type Language, type Text } from './language.ts';

interface Appointment {
  readonly date: string;
  readonly place: Text;
  readonly name: Text;
  readonly text: Text;
}

const appointments: readonly Appointment[] = [
  {
    date: '2027-01-14',
    place: { en: 'London', de: 'London' },
    name: { en: 'Floor plan clinic', de: 'Sprechstunde Hallenplan' },
    text: {
      en: 'Bring a hall plan. We mark the three best places.',
      de: 'Bringen Sie einen Hallenplan mit. Wir markieren die drei besten Plätze.',
    },
  },
  {
    date: '2027-02-04',
    place: { en: 'Birmingham', de: 'Birmingham' },
    name: { en: 'Counting walk', de: 'Zählrundgang' },
    text: {
      en: 'Two hours in a busy hall, with clicker and stopwatch.',
      de: 'Zwei Stunden in einer vollen Halle, mit Zähler und Stoppuhr.',
    },
  },
  {
    date: '2027-03-11',
    place: { en: 'Frankfurt', de: 'Frankfurt am Main' },
    name: { en: 'Your stand in a day', de: 'Ihr Stand an einem Tag' },
    text: {
      en: 'From empty plan to first drawing. Held in German.',
      de: 'Vom leeren Grundriss zur ersten Zeichnung. Auf Deutsch.',
    },
  },
  {
    date: '2027-04-08',
    place: { en: 'Online', de: 'Online' },
    name: { en: 'Which shows in 2028?', de: 'Welche Messen 2028?' },
    text: {
      en: 'Forty minutes, thirty shows, one table.',
      de: 'Vierzig Minuten, dreißig Messen, eine Tabelle.',
    },
  },
];

export function upcomingDates(language: Language): string {
  const say = sayIn(language);
  const items = appointments.map(({ date, place, name, text }) => {
    const { day, month, full } = writeDate(language, date);
    return `
<li class="date">
  <p class="date-when"><time datetime="${date}"><span class="visually-hidden">${full}</span><span class="date-day" aria-hidden="true">${day}</span> <span class="date-month" aria-hidden="true">${month}</span></time></p>
  <h3>${say(name)}</h3>
  <p class="date-text">${say(text)}</p>
  <p class="date-place">${say(place)}</p>
</li>`;
  });
  return `<ul class="dates">${items.join('')}</ul>`;
}
