/**
 * What a schema cannot say about a site document: purposes are unique, translations name texts that exist, the look
 * can be read. Pure.
 */
import { isTimeZone } from './calendar.ts';
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';
import { checkTheme } from './theme-check.ts';

export function checkSite(site: SiteDocument): Finding[] {
  const twice = [
    ...usedTwice(site.purposes, 'purposes'),
    ...usedTwice(site.externalStores ?? [], 'externalStores'),
  ];
  const paths = siteTextPaths(site);
  const stray = Object.entries(site.translations ?? {}).flatMap(([language, catalogue]) =>
    Object.keys(catalogue)
      .filter((path) => !paths.includes(path))
      .map((path): Finding => ({
        pointer: `/translations/${language}/${path}`,
        code: 'unknown-path',
        expected: 'the path of a text of this site',
        found: shown(path),
        suggestion: nearest(path, paths),
      })),
  );
  return [
    ...twice,
    ...stray,
    ...badOrigins(site),
    ...unknownTimeZone(site),
    ...unexplainedLifetimes(site),
    ...checkTheme(site.theme ?? {}),
  ];
}

function usedTwice(entries: readonly { id: string }[], list: string): Finding[] {
  const ids = entries.map(({ id }) => id);
  return ids.flatMap((id, index): Finding[] => {
    if (ids.indexOf(id) === index) return [];
    const pointer = `/${list}/${String(index)}/id`;
    return [{ pointer, code: 'duplicate-id', expected: 'an id used once', found: shown(id) }];
  });
}

/** Origins are compared letter by letter with what browsers send. */
function badOrigins({ origins }: SiteDocument): Finding[] {
  return origins.flatMap((origin, index): Finding[] => {
    const exact = /^https?:\/\/[^/?#@*]+$/.test(origin) && origin === origin.toLowerCase();
    if (exact) return [];
    const expected = 'scheme, host and port only, as in https://www.example.com';
    return [{ pointer: `/origins/${String(index)}`, code: 'not-an-origin', expected, found: shown(origin) }];
  });
}

function unknownTimeZone({ workingDays }: SiteDocument): Finding[] {
  if (workingDays === undefined || isTimeZone(workingDays.timeZone)) return [];
  const expected = 'a time zone by its IANA name, such as Europe/London';
  const found = shown(workingDays.timeZone);
  return [{ pointer: '/workingDays/timeZone', code: 'unknown-time-zone', expected, found }];
}

const USUAL_HOURS = 72;

function unexplainedLifetimes(site: SiteDocument): Finding[] {
  if (site.lifetimeReason !== undefined) return [];
  return (['submissionLifetimeHours', 'grantMaxAgeHours'] as const)
    .filter((key) => site[key] > USUAL_HOURS)
    .map((key): Finding => ({
      pointer: `/${key}`,
      code: 'unexplained',
      expected: 'at most 72 hours, or a lifetimeReason',
      found: String(site[key]),
    }));
}

/** Every path of the site document that carries text for visitors. */
export function siteTextPaths(site: SiteDocument): string[] {
  const purposes = site.purposes.flatMap((purpose) => [
    `purposes.${purpose.id}.title`,
    `purposes.${purpose.id}.description`,
    `purposes.${purpose.id}.retention.after`,
    ...('interest' in purpose ? [`purposes.${purpose.id}.interest`] : []),
  ]);
  const stores = (site.externalStores ?? []).flatMap((store) => [
    `externalStores.${store.id}.title`,
    ...(store.erasure === 'kept' ? [`externalStores.${store.id}.why`] : []),
  ]);
  return [...stores, 'name', 'authority.name', 'myDataUrl', 'policyUrl', ...purposes];
}
