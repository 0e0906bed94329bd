/** The product's own elements on the backend's own origin: where mailed links lead by default. */
import { html } from 'hono/html';
import { textAt } from '../../protocol/localised.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Page } from './page.ts';

const TITLES: Record<string, { myData: string; policy: string; write: string }> = {
  en: { myData: 'My data', policy: 'Privacy policy', write: 'Scripts do not run here. Write to us:' },
  de: {
    myData: 'Meine Daten',
    policy: 'Datenschutzerklärung',
    write: 'Skripte laufen hier nicht. Schreiben Sie uns:',
  },
};

function titlesIn(accepted: string | undefined): {
  language: string;
  titles: { myData: string; policy: string; write: string };
} {
  const language = accepted?.slice(0, 2).toLowerCase() === 'de' ? 'de' : 'en';
  const titles = TITLES[language];
  if (titles === undefined) throw new Error('English page titles are missing');
  return { language, titles };
}

export function myDataPage(site: SiteDocument, accepted: string | undefined): Page {
  const { language, titles } = titlesIn(accepted);
  const { email } = site.controller;
  return {
    language,
    title: `${titles.myData} – ${textAt(site, 'name', site.name, language)}`,
    site: site.site,
    body: html`<sx-my-data without-title>${titles.write} <a href="mailto:${email}">${email}</a></sx-my-data>`,
  };
}

export function policyPage(site: SiteDocument, accepted: string | undefined): Page {
  const { language, titles } = titlesIn(accepted);
  const { email } = site.controller;
  return {
    language,
    title: `${titles.policy} – ${textAt(site, 'name', site.name, language)}`,
    site: site.site,
    body: html`<sx-policy policy="${site.policy}" without-title
      >${titles.write} <a href="mailto:${email}">${email}</a></sx-policy
    >`,
  };
}
