/**
 * The language on the page and its direction. Entries set it up and switch it; elements only ask,
 * and ask here.
 */
export { directionOf } from '../../locales/languages.ts';
export { getLocale } from '../../locales/localize.ts';
