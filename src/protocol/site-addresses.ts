/** Where a site's own pages are, in the reader's language; by default the backend shows them itself. */
import type { Translated } from './localised.ts';
import { textAt } from './localised.ts';

/** What of a site document these addresses need. */
export type SitePages = Translated & {
  site: string;
  myDataUrl?: string | undefined;
  policyUrl?: string | undefined;
};

/** The page with the my-data panel. `backend` is the backend's address without a slash at the end. */
export function myDataAddress(site: SitePages, backend: string, language: string): string {
  return site.myDataUrl === undefined
    ? `${backend}/sites/${encodeURIComponent(site.site)}/my-data`
    : textAt(site, 'myDataUrl', site.myDataUrl, language);
}

/** The page that shows the policy. */
export function policyAddress(site: SitePages, backend: string, language: string): string {
  return site.policyUrl === undefined
    ? `${backend}/sites/${encodeURIComponent(site.site)}/policy`
    : textAt(site, 'policyUrl', site.policyUrl, language);
}
