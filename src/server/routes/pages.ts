/** Pages for people: start page, hosted elements, local mailbox. */
import { Hono } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { myDataPage, policyPage } from '../pages/hosted.ts';
import { pageResponse } from '../pages/page.ts';
import { draftPage, studioPage, studioSitesPage } from '../pages/studio.ts';
import { mailboxPage, startPage } from '../pages/start.ts';
import { PAGE_STYLES } from '../pages/styles.ts';
import { isLoopback } from '../loopback.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';

const MAILS_SHOWN = 50;

export function pageRoutes(parts: Parts, demoUrl: string | undefined): Hono {
  const { store, publicUrl, localMailbox } = parts;
  const siteNamed = async (site: string): Promise<SiteDocument> => {
    const document = await readSite(store, site);
    if (document === undefined) throw new ProblemError('not-found', 'Expected the id of a published site.');
    return document;
  };

  const routes = new Hono()
    .get('/', async () => {
      const rows = await store.documents.sites();
      const sites = await Promise.all(
        rows.map(async (row) => ({
          document: JSON.parse(row.document) as SiteDocument,
          forms: (await store.documents.currentForms(row.site)).map(({ form }) => form),
        })),
      );
      return pageResponse(startPage({ sites, publicUrl, localMailbox, demoUrl }));
    })
    .get('/pages.css', ({ body }) =>
      body(PAGE_STYLES, 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'public, max-age=300',
      }),
    )
    .get('/sites/:site/my-data', async ({ req }) =>
      pageResponse(myDataPage(await siteNamed(req.param('site')), req.header('accept-language'))),
    )
    .get('/sites/:site/policy', async ({ req }) =>
      pageResponse(policyPage(await siteNamed(req.param('site')), req.header('accept-language'))),
    );
  routes
    .get('/studio', async () => {
      const sites = (await store.documents.sites()).map(
        ({ document }) => JSON.parse(document) as SiteDocument,
      );
      const [only] = sites;
      return sites.length === 1 && only !== undefined
        ? Response.redirect(`${publicUrl}/studio/${only.site}`, 302)
        : pageResponse(studioSitesPage(sites));
    })
    .get('/studio/:site', async ({ req }) =>
      pageResponse(studioPage(await siteNamed(req.param('site')), req.header('accept-language'))),
    )
    .get('/preview/:site', async ({ req }) =>
      pageResponse(draftPage(await siteNamed(req.param('site')), req.header('accept-language'))),
    );
  if (localMailbox) {
    routes.get('/mailbox', async ({ req }) => {
      // A foreign name that leads to this machine (DNS rebinding) must not read sign-in links.
      if (!isLoopback(new URL(req.url).hostname)) throw new ProblemError('not-found');
      return pageResponse(mailboxPage(await store.mails.latest(MAILS_SHOWN)));
    });
  }
  return routes;
}
