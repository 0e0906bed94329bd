/** What the script tag loads first when an element is on the page: settings and language. */
export { configureClient } from './client/page-client.ts';
export { configureLocale, getLocale, setLocale } from './locales/localize.ts';
