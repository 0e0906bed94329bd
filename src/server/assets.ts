/** Serves the built script, its chunks and catalogues; precompressed where the reader takes it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { etagOf, hasVersion } from './http/headers.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** From the source tree and from the built package, the files stand in different places. */
function builtFolder(): string | undefined {
  return ['../../dist/cdn/', '../cdn/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
}

/** Names with a hash in them never change; the rest is asked for again after a while. */
function cacheFor(name: string): string {
  return /-[\w-]{8}\.js(\.map)?$/.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
}

export function assetRoutes(folder = builtFolder()): Hono {
  const serve = async (context: Context, name: string): Promise<Response> => {
    const path = folder === undefined ? undefined : normalize(join(folder, name));
    const type = TYPES[extname(name)];
    if (
      folder === undefined ||
      path?.startsWith(folder.replace(/[/\\]$/, '') + sep) !== true ||
      type === undefined
    ) {
      return context.text('Not found. Run "npm run build" once.', 404);
    }
    const takesBrotli =
      /\bbr\b/.test(context.req.header('accept-encoding') ?? '') && existsSync(`${path}.br`);
    try {
      const bytes = await readFile(takesBrotli ? `${path}.br` : path);
      const etag = etagOf(bytes.toString('latin1'));
      const headers = {
        'content-type': type,
        'cache-control': cacheFor(name),
        // Modules of another origin need this; nothing here is secret.
        'access-control-allow-origin': '*',
        vary: 'accept-encoding',
        etag,
        ...(takesBrotli ? { 'content-encoding': 'br' } : {}),
      };
      if (hasVersion(context.req.raw, etag)) return new Response(null, { status: 304, headers });
      return new Response(new Uint8Array(bytes), { headers });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return context.text('Not found', 404);
      throw error;
    }
  };
  return new Hono()
    .get('/smartxpo-consent.js', (context) => serve(context, 'smartxpo-consent.js'))
    .get('/assets/*', (context) => serve(context, context.req.path.slice(1)));
}
