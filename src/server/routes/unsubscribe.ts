/** GET, POST /v1/unsubscribe/{token}: RFC 8058, and the page behind the same link. GET only shows (U-05). */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import type { Channel } from '../../protocol/terms.ts';
import { bytesOf } from '../http/body.ts';
import { stoppedPage, unknownLinkPage, unsubscribePage } from '../pages/unsubscribe.ts';
import { pageResponse } from '../pages/page.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';
import type { PreferenceLinkRow } from '../store/unsubscribe.ts';
import { linkOf, standingOf, takeBack } from '../unsubscribe/reducing.ts';

/** A button and a mail program say little, bytes. */
const BODY = 8 * 1024;

export function unsubscribeRoutes(parts: Parts): Hono {
  const shown = async (context: Context, link: PreferenceLinkRow): Promise<Response> => {
    const standing = await standingOf(parts, link);
    const site = await siteNamed(parts, link.site);
    return pageResponse(unsubscribePage({ site, own: ownOf(link), standing, publicUrl: parts.publicUrl, accepted: accepted(context) })); // prettier-ignore
  };

  return new Hono()
    .get('/unsubscribe/:token', async (context) => {
      const link = await linkOf(parts, context.req.param('token'));
      return link === undefined ? pageResponse(unknownLinkPage(accepted(context))) : shown(context, link);
    })
    .post('/unsubscribe/:token', async (context) => {
      const asked = await wishIn(context.req.raw);
      const link = await linkOf(parts, context.req.param('token'));
      // Whether anybody is behind a token is nobody's business (U-06).
      if (link === undefined) return pageResponse(unknownLinkPage(accepted(context)));
      if (asked === undefined) return shown(context, link);
      const own = ownOf(link);
      await takeBack(
        parts,
        link,
        asked === 'all' ? await standingOf(parts, link) : [own],
        asked === 'one-click',
      );
      const site = await siteNamed(parts, link.site);
      const isAll = asked === 'all';
      return pageResponse(stoppedPage({ site, own, isAll, publicUrl: parts.publicUrl, accepted: accepted(context) })); // prettier-ignore
    });
}

type Wish = 'one-click' | 'this' | 'all';

/** What a mail program posts (U-02), or a button of the page; undefined for anything else. */
async function wishIn(request: Request): Promise<Wish | undefined> {
  const bytes = await bytesOf(request, BODY);
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated for bodies without a limit: this one was read within its own
  const fields = await new Response(bytes, { headers }).formData().catch(() => undefined);
  // No form: nothing was asked for.
  if (fields === undefined) return undefined;
  if (fields.get('List-Unsubscribe') === 'One-Click') return 'one-click';
  const stop = fields.get('stop');
  return stop === 'this' || stop === 'all' ? stop : undefined;
}

function ownOf({ purpose, channel }: PreferenceLinkRow): { purpose: string; channel: Channel } {
  return { purpose, channel: channel as Channel };
}

function accepted({ req }: Context): string {
  return req.header('accept-language') ?? '';
}

async function siteNamed(parts: Parts, site: string) {
  const document = await readSite(parts.store, site);
  if (document === undefined) throw new ProblemError('not-found');
  return document;
}
