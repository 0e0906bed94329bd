/** GET, POST /v1/confirm/{token}: double opt-in. GET only shows; link scanners confirm nothing. */
import { Hono } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { confirm, confirmable, findConfirmation } from '../confirmation.ts';
import { confirmPage, confirmedPage, linkExpiredPage } from '../pages/confirm.ts';
import { pageResponse } from '../pages/page.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';

export function confirmRoutes(parts: Parts): Hono {
  return new Hono()
    .get('/confirm/:token', ({ req }) =>
      orExpired(req.header('accept-language'), async () => {
        const row = await findConfirmation(parts, parts.store, req.param('token'));
        const asked = await confirmable(parts, row.grant_operation);
        return pageResponse(confirmPage(await siteNamed(parts, row.site), row.language, asked));
      }),
    )
    .post('/confirm/:token', ({ req }) =>
      orExpired(req.header('accept-language'), async () => {
        const { site, language, grant } = await confirm(parts, req.param('token'));
        const asked = await confirmable(parts, grant);
        return pageResponse(confirmedPage(await siteNamed(parts, site), language, asked, parts.publicUrl));
      }),
    );
}

async function siteNamed(parts: Parts, site: string) {
  const document = await readSite(parts.store, site);
  if (document === undefined) throw new ProblemError('not-found');
  return document;
}

/** People open these links: an expired one is a page, not a problem document. */
async function orExpired(accepted: string | undefined, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'link-expired')) throw error;
    return pageResponse(linkExpiredPage(accepted?.slice(0, 2) ?? 'en'), 410);
  }
}
