/** What a schema cannot say about a site document: purposes are unique, translations name texts that exist. Pure. */
import { nearest } from './nearest.ts';
import type { Finding } from './problem.ts';
import { shown } from './problem.ts';
import type { SiteDocument } from './site.schema.ts';

export function checkSite(site: SiteDocument): Finding[] {
  const ids = site.purposes.map((purpose) => purpose.id);
  const twice = ids.flatMap((id, index): Finding[] =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            pointer: `/purposes/${String(index)}/id`,
            code: 'duplicate-id',
            expected: 'an id used once',
            found: shown(id),
          },
        ],
  );
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
  return [...twice, ...stray];
}

/** Every path of the site document that carries text for visitors. */
export function siteTextPaths(site: SiteDocument): string[] {
  const purposes = site.purposes.flatMap((purpose) => [
    `purposes.${purpose.id}.title`,
    `purposes.${purpose.id}.description`,
    `purposes.${purpose.id}.retention.after`,
    ...('interest' in purpose ? [`purposes.${purpose.id}.interest`] : []),
  ]);
  return ['name', 'authority.name', 'myDataUrl', 'policyUrl', ...purposes];
}
