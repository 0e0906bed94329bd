/** Headers of every answer, and of the pages this server shows itself (H-11, H-17). */
import type { MiddlewareHandler } from 'hono';
import { hashOf } from '../proof/hash.ts';

export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!headers.has('cross-origin-resource-policy'))
      headers.set('cross-origin-resource-policy', 'cross-origin');
    if (headers.get('content-type')?.startsWith('text/html') === true) {
      headers.set('content-security-policy', PAGE_POLICY);
      headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
      headers.set('cross-origin-resource-policy', 'same-origin');
    }
  };
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** A strong validator of these bytes or this text. */
export function etagOf(content: string): string {
  return `"${hashOf(content).slice(7, 34)}"`;
}

/** Whether the reader has that version already; weak tags are compared by their value (RFC 9110, 13.1.2). */
export function hasVersion(request: Request, etag: string): boolean {
  const known = (request.headers.get('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

/** JSON with a strong ETag; answers 304 where the reader has it already. */
export function cachedJson(request: Request, body: unknown, cacheControl: string): Response {
  return cachedText(request, JSON.stringify(body), cacheControl);
}

/** The same for JSON that is text already. */
export function cachedText(request: Request, text: string, cacheControl: string): Response {
  const etag = etagOf(text);
  const headers = { 'content-type': 'application/json', 'cache-control': cacheControl, etag };
  return hasVersion(request, etag)
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers });
}

/** JSON about one person: never stored on the way (H-17). */
export function privateJson(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
