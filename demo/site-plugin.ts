import type { Plugin } from 'vite';
import { allPages } from './pages/all-pages.ts';
import { renderPage } from './pages/frame.ts';
import { languages } from './pages/language.ts';
import { pageFile } from './pages/page.ts';

/** The two fonts every page needs at once; others wait until a page uses them. */
const preloaded = /(fraunces-latin-opsz-normal|instrument-sans-latin-wght-normal)[^/]*\.woff2$/;

export interface SamplePagesOptions {
  /** Where the development server's pages find the widget; a build leaves that open (see serve.ts). */
  readonly backendUrl?: string;
}

/**
 * Gives Vite the pages of the sample site as HTML entries that exist only in memory,
 * and serves them in development.
 */
export function samplePages({ backendUrl = 'http://localhost:8787' }: SamplePagesOptions = {}): Plugin {
  const pages = new Map(
    allPages.flatMap((page) =>
      languages.map((language) => [pageFile(page.name, language), renderPage(page, language)]),
    ),
  );
  let root = '';
  const fileOf = (id: string): string => (id.startsWith(`${root}/`) ? id.slice(root.length + 1) : id);

  return {
    name: 'sample-pages',
    config: () => ({
      appType: 'mpa',
      build: { assetsInlineLimit: 0, modulePreload: false, rolldownOptions: { input: [...pages.keys()] } },
    }),
    configResolved(config) {
      root = config.root;
    },
    resolveId: {
      order: 'pre',
      handler: (id) => (pages.has(fileOf(id)) ? `${root}/${fileOf(id)}` : undefined),
    },
    load: (id) => pages.get(fileOf(id)),
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => preloaded.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
    configureServer(server) {
      return () => {
        server.middlewares.use((request, response, next) => {
          const address = (request.originalUrl ?? '/').split('?')[0] ?? '/';
          const page = pages.get(address.replace(/^\//, '').replace(/(^|\/)$/, '$1index.html'));
          if (page === undefined) {
            next();
            return;
          }
          server
            .transformIndexHtml(address, page.replaceAll('%BACKEND%', backendUrl))
            .then((html) => response.setHeader('Content-Type', 'text/html').end(html))
            .catch(next);
        });
      };
    },
  };
}
