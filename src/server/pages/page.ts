/** The frame of the few pages this server shows itself. Plain HTML, no script of its own. */
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  language: string;
  title: string;
  body: Html;
  /** Loads the product itself, for the hosted pages. */
  site?: string;
  /** Loads the studio; its elements fill the page. */
  isStudio?: boolean;
}

const SCRIPT = (site: string): Html =>
  html`<script src="/smartxpo-consent.js" data-site="${site}" async></script>`;

const STUDIO_SCRIPT = html`<script src="/assets/studio/studio.js" type="module"></script>`;

export async function pageResponse(
  { language, title, body, site, isStudio = false }: Page,
  status = 200,
): Promise<Response> {
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/pages.css" />
        ${site === undefined ? raw('') : SCRIPT(site)} ${isStudio ? STUDIO_SCRIPT : raw('')}
      </head>
      ${
        isStudio
          ? html`<body class="studio">
              ${body}
            </body>`
          : html`<body>
              <main>
                <h1>${title}</h1>
                ${body}
              </main>
            </body>`
      }
    </html>`;
  return new Response(String(text), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
