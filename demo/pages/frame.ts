import { wordmark } from '../drawings/wordmark.ts';
import { sayIn, type Language, type Say, type Text } from './language.ts';
import { mailAddress, pagePath, type Page, type PageName } from './page.ts';

const names: Readonly<Record<Exclude<PageName, '404'>, Text>> = {
  index: { en: 'Home', de: 'Start' },
  newsletter: { en: 'Newsletter', de: 'Newsletter' },
  contact: { en: 'Contact', de: 'Kontakt' },
  expertise: { en: 'Advice', de: 'Beratung' },
  information: { en: 'Information', de: 'Informationen' },
  callback: { en: 'Callback', de: 'Rückruf' },
  survey: { en: 'Survey', de: 'Umfrage' },
  careers: { en: 'Jobs', de: 'Stellen' },
  'my-data': { en: 'My data', de: 'Meine Daten' },
  privacy: { en: 'Privacy', de: 'Datenschutz' },
};

const inHeader = ['index', 'newsletter', 'contact', 'my-data'] as const;
const inFooter = [
  'expertise',
  'information',
  'callback',
  'contact',
  'survey',
  'careers',
  'my-data',
  'privacy',
] as const;

/** The whole document of one page in one language. */
export function renderPage(page: Page, language: Language): string {
  const say = sayIn(language);
  const link = (to: PageName): string => pagePath(to, language);
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title(page, say)}</title>
    <meta name="description" content="${say(page.description)}">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#eceeea">
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#131614">
    <link rel="icon" type="image/svg+xml" href="/favicon.svg">
    <link rel="stylesheet" href="/styles/site.css">
    ${page.name === '404' ? '<meta name="robots" content="noindex">' : alternates(page.name)}
    <script vite-ignore src="%BACKEND%/smartxpo-consent.js" data-site="smartxpo" async></script>
  </head>
  <body class="page-${page.name === '404' ? 'not-found' : page.name}">
    <a class="skip" href="#content">${say({ en: 'Skip to content', de: 'Zum Inhalt' })}</a>
    ${header(page, language, say)}
    ${policyNews(page, language, say)}
    <main id="content" tabindex="-1">${page.main({ language, say, link })}</main>
    ${footer(page, language, say)}
  </body>
</html>
`;
}

function title(page: Page, say: Say): string {
  return page.name === 'index' ? say(page.title) : `${say(page.title)} · SmartXPO`;
}

function alternates(name: PageName): string {
  return `<link vite-ignore rel="alternate" hreflang="en" href="${pagePath(name, 'en')}">
    <link vite-ignore rel="alternate" hreflang="de" href="${pagePath(name, 'de')}">`;
}

function header(page: Page, language: Language, say: Say): string {
  const home = say({ en: 'SmartXPO, home', de: 'SmartXPO, Startseite' });
  return `<header class="masthead">
      <a class="masthead-brand" href="${pagePath('index', language)}" aria-label="${home}">${wordmark()}</a>
      <nav class="masthead-nav" aria-label="${say({ en: 'Main', de: 'Hauptmenü' })}">
        ${navList(inHeader, page, language, say)}
      </nav>
      ${languageSwitch(page, language)}
    </header>`;
}

/** A line under the masthead; a notice in its place when the policy has changed since the last visit. */
function policyNews(page: Page, language: Language, say: Say): string {
  if (page.name === '404') return '';
  const name = say({ en: 'Privacy policy', de: 'Datenschutzerklärung' });
  return `<aside class="policy-news" aria-label="${name}">
      <sx-policy-notice><a href="${pagePath('privacy', language)}">${name}</a></sx-policy-notice>
    </aside>`;
}

function footer(page: Page, language: Language, say: Say): string {
  const remark = say({
    en: 'Sample site. It shows the consent widget on a customer’s pages. Services, dates and hours are made up.',
    de: 'Beispielseite. Sie zeigt das Einwilligungs-Widget auf den Seiten eines Kunden. Leistungen, Termine und Zeiten sind erfunden.',
  });
  return `<footer class="footer">
      <p class="footer-brand" aria-hidden="true">SmartXPO</p>
      <nav class="footer-nav" aria-label="${say({ en: 'Footer', de: 'Fußzeile' })}">
        ${navList(inFooter, page, language, say)}
      </nav>
      <p class="footer-contact">62-65 Chandos Place<br>London WC2N 4HG<br><a href="mailto:${mailAddress}">${mailAddress}</a></p>
      <p class="footer-remark">${remark}</p>
    </footer>`;
}

function navList(
  entries: readonly Exclude<PageName, '404'>[],
  page: Page,
  language: Language,
  say: Say,
): string {
  const items = entries.map((name) => {
    const current = name === page.name ? ' aria-current="page"' : '';
    return `<li><a href="${pagePath(name, language)}"${current}>${say(names[name])}</a></li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

/** Leads to the same page in the other language, named in that language. */
function languageSwitch(page: Page, language: Language): string {
  const other: Language = language === 'en' ? 'de' : 'en';
  const label: Text = { en: 'English', de: 'Deutsch' };
  const target = page.name === '404' ? 'index' : page.name;
  return `<a class="masthead-language" href="${pagePath(target, other)}" hreflang="${other}" lang="${other}">${label[other]}</a>`;
}
