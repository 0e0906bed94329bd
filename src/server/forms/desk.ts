/** One person at work on one form of a site, in a transaction. */
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Queries } from '../store/store.ts';

export interface FormDesk {
  queries: Queries;
  site: SiteDocument;
  form: string;
  /** Who does it. */
  person: string;
  now: number;
}

export function keyOf({ site, form }: Pick<FormDesk, 'site' | 'form'>): { site: string; form: string } {
  return { site: site.site, form };
}
