import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';

export interface DemoOptions {
  /** The folder of the built site. */
  readonly root: string;
  /** The public address of the backend, without query: `http://localhost:8787`. */
  readonly backendUrl?: string;
}

export interface DemoServerOptions extends DemoOptions {
  /** Default 8080; 0 takes a free one. */
  readonly port?: number;
  readonly host?: string;
}

export interface DemoServer {
  readonly url: string;
  close(): Promise<void>;
}

interface SiteFile {
  readonly body: Uint8Array<ArrayBuffer> | string;
  readonly type: string;
  readonly cache: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The sample site as a customer would serve it: static files under a strict
 * Content-Security-Policy that knows one foreign origin, the backend's.
 *
 * All files are read once, so that a request can name nothing else on the disk.
 */
export async function createDemoApp({
  root,
  backendUrl = 'http://localhost:8787',
}: DemoOptions): Promise<Hono> {
  const backend = parseBackend(backendUrl);
  const files = await readSite(root, backend.address);
  const headers = securityHeaders(backend.origin);
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of headers) context.res.headers.set(name, value);
  });
  app.use(compress(), etag());
  app.get('*', (context) => {
    const { path } = context.req;
    if (files.has(`${path}/index.html`)) return context.redirect(`${path}/`, 308);
    const file = files.get(path.endsWith('/') ? `${path}index.html` : path);
    return file === undefined ? notFound(context, files) : send(context, file, 200);
  });
  app.all('*', (context) => context.text('', 405, { Allow: 'GET, HEAD' }));
  return app;
}

/** Serves the sample site until closed. */
export async function startDemo({
  port = 8080,
  host = 'localhost',
  ...options
}: DemoServerOptions): Promise<DemoServer> {
  const app = await createDemoApp(options);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (address) => {
      resolve({
        url: `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => {
              if (error) failed(error);
              else closed();
            });
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}

function parseBackend(backendUrl: string): { readonly origin: string; readonly address: string } {
  const url = URL.canParse(backendUrl) ? new URL(backendUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new TypeError(`Expected \`backendUrl\` to be an http(s) address, got \`${backendUrl}\``);
  }
  const path = url.pathname.replace(/\/+$/, '').replaceAll('&', '&amp;');
  return { origin: url.origin, address: `${url.origin}${path}` };
}

async function readSite(root: string, backend: string): Promise<ReadonlyMap<string, SiteFile>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry): Promise<[string, SiteFile]> => {
        const place = join(entry.parentPath, entry.name);
        const path = `/${relative(root, place).split(sep).join('/')}`;
        const extension = extname(path);
        const content = await readFile(place);
        return [
          path,
          {
            body:
              extension === '.html'
                ? content.toString('utf8').replaceAll('%BACKEND%', () => backend)
                : new Uint8Array(content),
            type: types[extension] ?? 'application/octet-stream',
            cache: cacheOf(path, extension),
          },
        ];
      }),
  );
  return new Map(files);
}

/** Names under `/assets/` carry a hash of their content. */
function cacheOf(path: string, extension: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return extension === '.html' ? 'no-cache' : 'public, max-age=3600';
}

function send(context: Context, file: SiteFile, status: 200 | 404): Response {
  return context.body(file.body, status, {
    'Content-Type': file.type,
    'Cache-Control': file.cache,
  });
}

function notFound(context: Context, files: ReadonlyMap<string, SiteFile>): Response {
  const german = context.req.path.startsWith('/de/');
  const page = files.get(german ? '/de/404.html' : '/404.html');
  return page === undefined ? context.text('404', 404) : send(context, page, 404);
}

function securityHeaders(backend: string): readonly (readonly [string, string])[] {
  const policy = [
    "default-src 'none'",
    `script-src ${backend}`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    `connect-src ${backend}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return [
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=()'],
  ];
}
