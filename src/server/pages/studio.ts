/** The pages that load the studio. */
import { html } from 'hono/html';
import { textAt } from '../../protocol/localised.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Page } from './page.ts';

const WORDS = {
  en: { studio: 'Studio', draft: 'Draft', scripts: 'The studio needs scripts.' },
  de: { studio: 'Studio', draft: 'Entwurf', scripts: 'Das Studio braucht Skripte.' },
};

function languageOf(accepted: string | undefined): keyof typeof WORDS {
  return accepted?.slice(0, 2).toLowerCase() === 'de' ? 'de' : 'en';
}

export function studioPage(site: SiteDocument, accepted: string | undefined): Page {
  const language = languageOf(accepted);
  const { studio, scripts } = WORDS[language];
  return {
    language,
    title: `${studio} – ${textAt(site, 'name', site.name, language)}`,
    isStudio: true,
    body: html`<sx-studio site="${site.site}">${scripts}</sx-studio>`,
  };
}

/** The draft is named in the fragment, which no server sees. */
export function draftPage(site: SiteDocument, accepted: string | undefined): Page {
  const language = languageOf(accepted);
  const { draft, scripts } = WORDS[language];
  return {
    language,
    title: `${draft} – ${textAt(site, 'name', site.name, language)}`,
    isStudio: true,
    body: html`<sx-draft-page>${scripts}</sx-draft-page>`,
  };
}

export function studioSitesPage(sites: readonly SiteDocument[]): Page {
  return {
    language: 'en',
    title: 'Studio',
    body: html`<ul class="plain">
      ${sites.map(({ site, name }) => html`<li><a href="/studio/${site}">${name}</a></li>`)}
    </ul>`,
  };
}
