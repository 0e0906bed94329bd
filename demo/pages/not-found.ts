import { emptyStandDrawing } from '../drawings/stand.ts';
import type { Page } from './page.ts';

export const notFound: Page = {
  name: '404',
  title: { en: 'Page not found', de: 'Seite nicht gefunden' },
  description: { en: 'There is no page at this address.', de: 'Unter dieser Adresse gibt es keine Seite.' },
  main: ({ say, link }) => `
<div class="opener">
  <h1>${say({ en: 'This stand is empty.', de: 'Dieser Stand ist leer.' })}</h1>
  <p class="lead">${say({
    en: `There is no page at this address. <a href="${link('index')}">Go to the home page.</a>`,
    de: `Unter dieser Adresse gibt es keine Seite. <a href="${link('index')}">Zur Startseite.</a>`,
  })}</p>
  <div class="opener-drawing">${emptyStandDrawing(say)}</div>
</div>`,
};
