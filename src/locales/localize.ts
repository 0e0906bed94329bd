/**
 * The one call of configureLocalization. Catalogues are plain JSON, fetched when a language is
 * first used, so that nobody downloads a language they do not read.
 */
import { configureLocalization } from './lit-localize.ts';
import type { LocaleModule } from './lit-localize.ts';
import { VERSION } from '../version.ts';
import { bestLanguage, SOURCE_LANGUAGE, TARGET_LANGUAGES } from './languages.ts';

// In a variable, so that bundlers leave the address of the catalogues to run time.
const here = import.meta.url;

async function loadLocale(language: string): Promise<LocaleModule> {
  const response = await fetch(new URL(`./generated/${language}.json?v=${VERSION}`, here));
  if (!response.ok)
    throw new Error(`Expected a catalogue for ${language}, got status ${String(response.status)}`);
  return (await response.json()) as LocaleModule;
}

const localization = configureLocalization({
  sourceLocale: SOURCE_LANGUAGE,
  targetLocales: TARGET_LANGUAGES,
  loadLocale,
});

/** The language of the built-in texts on this page. */
export const getLocale = localization.getLocale;

/** Switches the built-in texts; a catalogue that cannot be had leaves the old language in place. */
export async function setLocale(wanted: string): Promise<void> {
  try {
    await localization.setLocale(bestLanguage(wanted));
  } catch (cause) {
    console.warn(`smartxpo-consent: the language ${wanted} could not be loaded`, cause);
  }
}

let following: MutationObserver | undefined;

/** Uses `fixed`, or follows `<html lang>` (then the browser's language) as long as the page is open. */
export function configureLocale(fixed?: string): void {
  following?.disconnect();
  if (fixed !== undefined && fixed !== '') {
    void setLocale(fixed);
    return;
  }
  // A server that renders pages has no document; the browser asks again.
  if (typeof document === 'undefined') return;
  const root = document.documentElement;
  const follow = (): void => void setLocale(root.lang === '' ? navigator.language : root.lang);
  following = new MutationObserver(follow);
  following.observe(root, { attributes: true, attributeFilter: ['lang'] });
  follow();
}
