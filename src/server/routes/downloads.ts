/** Copies of data: GET shows a button, POST delivers; a signed-in person has a new link made (H-21). */
import { Hono } from 'hono';
import type { HonoRequest } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { sessionOf } from '../authorization.ts';
import { copyBehind, deliver, newLink } from '../copies/delivering.ts';
import { requireOrigin } from '../http/cors.ts';
import { fileDownload } from '../http/download.ts';
import { privateJson } from '../http/headers.ts';
import { downloadExpiredPage, downloadPage } from '../pages/downloads.ts';
import { pageResponse } from '../pages/page.ts';
import type { Parts } from '../parts.ts';
import { requireSite } from '../publishing.ts';

export function downloadRoutes(parts: Parts): Hono {
  return new Hono()
    .get('/downloads/:token', ({ req }) =>
      orExpired(req, async () => {
        const copy = await copyBehind(parts, req.param('token'));
        return pageResponse(downloadPage(await requireSite(parts.store, copy.site), copy));
      }),
    )
    .post('/downloads/:token', ({ req }) =>
      orExpired(req, async () => {
        const { name, archive } = await deliver(parts, req.param('token'));
        return fileDownload(name, archive);
      }),
    )
    .post('/me/requests/:request/download-links', async ({ req }) => {
      const session = await sessionOf(parts, req.header('authorization'));
      await requireOrigin(parts, session.site, req.header('origin'));
      return privateJson({ url: await newLink(parts, session, req.param('request')) }, 201);
    });
}

/** People open these links; programs of the widget ask for JSON. */
async function orExpired(req: HonoRequest, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'link-expired')) throw error;
    const language = req.header('accept-language')?.slice(0, 2) ?? 'en';
    return pageResponse(downloadExpiredPage(language), 410);
  }
}
