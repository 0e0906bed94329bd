import type { Language, Say, Text } from './language.ts';

/** What a page's main part is rendered with. */
export interface PageContext {
  readonly language: Language;
  readonly say: Say;
  /** The address of another page in the same language: `link('contact')`. */
  readonly link: (to: PageName) => string;
}

export type PageName =
  | 'index'
  | 'newsletter'
  | 'contact'
  | 'expertise'
  | 'information'
  | 'callback'
  | 'survey'
  | 'careers'
  | 'privacy'
  | 'my-data'
  | '404';

/** One page in all languages; `main` is the content between header and footer. */
export interface Page {
  readonly name: PageName;
  readonly title: Text;
  readonly description: Text;
  readonly main: (context: PageContext) => string;
}

/** The only mail address on the site. */
export const mailAddress = 'info@smartxpo.com';

/** Where a page stands, from the root of the site: `/`, `/contact.html`, `/de/contact.html`. */
export function pagePath(name: PageName, language: Language): string {
  const folder = language === 'en' ? '/' : `/${language}/`;
  return name === 'index' ? folder : `${folder}${name}.html`;
}

/** The file of a page inside the built site: `index.html`, `de/contact.html`. */
export function pageFile(name: PageName, language: Language): string {
  return `${language === 'en' ? '' : `${language}/`}${name}.html`;
}
