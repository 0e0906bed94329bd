/** GET: what a site publishes. Anyone may read it. */
import { Hono } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { cachedJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { publishedForm, readSite, siteConfig } from '../publishing.ts';

/** Short, so that a published change is seen soon; the ETag makes asking again cheap. */
export const SHORT = 'public, max-age=60, stale-while-revalidate=600';

/** Words of consent are those of the version in force at every load; the ETag makes asking cheap. */
const ASKED_EACH_TIME = 'public, max-age=0, must-revalidate';

export function siteRoutes(parts: Parts): Hono {
  const { store, now } = parts;
  const siteOf = async (site: string): Promise<SiteDocument> => {
    const document = await readSite(store, site);
    if (document === undefined) throw new ProblemError('not-found', 'Expected the id of a published site.');
    return document;
  };

  return new Hono()
    .get('/sites/:site/config', async ({ req }) => {
      const config = await siteConfig(store, await siteOf(req.param('site')));
      return cachedJson(req.raw, config, SHORT);
    })
    .get('/sites/:site/forms/:form', async ({ req }) => {
      const site = await siteOf(req.param('site'));
      const row = await store.documents.currentForm(site.site, req.param('form'));
      if (row === undefined) throw new ProblemError('not-found', 'Expected the id of a published form.');
      return cachedJson(req.raw, await publishedForm(store, site, row, now()), ASKED_EACH_TIME);
    });
}
