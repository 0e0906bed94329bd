/** Which pages may call: the exact origins a site lists, never a pattern, never credentials (H-10). */
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';

const HEADERS = ['Content-Type', 'Idempotency-Key', 'If-Match', 'Authorization'];

export function siteCors(parts: Parts): MiddlewareHandler {
  return cors({
    origin: async (origin) => ((await isKnownOrigin(parts, origin)) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: HEADERS,
    exposeHeaders: ['ETag', 'Location', 'Retry-After', 'Date'],
    maxAge: 600,
  });
}

async function isKnownOrigin(parts: Parts, origin: string): Promise<boolean> {
  if (parts.ownOrigins.includes(origin)) return true;
  const sites = await parts.store.documents.sites();
  return sites.some((row) => (JSON.parse(row.document) as SiteDocument).origins.includes(origin));
}

/** Whether a page of that origin may act for this site; servers and scripts send no origin. */
export function mayAct(parts: Parts, site: SiteDocument, origin: string | undefined): boolean {
  return origin === undefined || parts.ownOrigins.includes(origin) || site.origins.includes(origin);
}

/** Refuses a page that the site does not list; the token alone is not enough in a browser. */
export async function requireOrigin(parts: Parts, site: string, origin: string | undefined): Promise<void> {
  const document = await readSite(parts.store, site);
  if (document && !mayAct(parts, document, origin)) {
    throw new ProblemError('forbidden', 'Expected an origin that the site lists.');
  }
}
