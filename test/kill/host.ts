/** A site that embeds the product: one page with the script tag, and the script that acts on it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build } from 'vite';

export interface KillHost {
  origin: string;
  stop(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');

export async function startKillHost(backendUrl: string): Promise<KillHost> {
  const script = await builtScript();
  const page = `<!doctype html><html lang="en"><head><title>Host</title>
<script src="${backendUrl}/smartxpo-consent.js" data-site="smartxpo" async></script>
<script type="module" src="/page.js"></script></head><body><main></main></body></html>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    const type = isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(isScript ? script : page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => {
          stopped();
        });
        server.closeAllConnections();
      }),
  };
}

/** One file. What it imports of the product comes from dist/, as published; only types come from src/. */
async function builtScript(): Promise<string> {
  const published = {
    name: 'published',
    enforce: 'pre',
    resolveId(source: string, importer: string | undefined): string | undefined {
      if (importer === undefined || !source.includes('/src/')) return undefined;
      const module = resolve(importer, '..', source);
      return module.replace(`${root}/src/`, `${root}/dist/`).replace(/\.ts$/, '.js');
    },
  } as const;
  const results = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    plugins: [published],
    build: {
      target: 'es2022',
      write: false,
      lib: { entry: 'test/kill/page.ts', formats: ['es'], fileName: () => 'page.js' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = [results].flat().flatMap((result) => ('output' in result ? result.output : []));
  const [chunk] = outputs;
  if (chunk?.type !== 'chunk') throw new Error('Expected the page to build into one script');
  return chunk.code;
}
