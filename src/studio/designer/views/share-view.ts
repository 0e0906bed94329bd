/** What a web developer needs to put the form on a page, and a link for those who are only to look. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../../locales/lit-localize.ts';

export interface ShareView {
  form: string;
  site: string;
  /** Where the script is; undefined where there is no backend. */
  script: string | undefined;
  previewLink: { url: string; expiresAt: string } | undefined;
  /** Why there is no link. */
  failure: string;
  makeLink: (() => void) | undefined;
  copy: (words: string, what: string) => void;
}

export function shareView(view: ShareView): TemplateResult {
  const { form, site, script, previewLink, makeLink } = view;
  const address = script ?? 'https://consent.example/smartxpo-consent.js';
  const tag = `<script src="${address}" data-site="${site}" async></script>`;
  const element = `<sx-form form-id="${form}"></sx-form>`;
  const npm = `npm install smartxpo-consent`;
  const code = `import { configureClient } from 'smartxpo-consent';\nimport 'smartxpo-consent/define.js';\n\nconfigureClient({ site: '${site}', endpoint: '${new URL(address).origin}' });`;
  return html`<div class="stack view share">
    <h2 tabindex="-1">${msg('Share')}</h2>
    ${snippet(view, msg('Once on every page'), tag)}
    ${snippet(view, msg('Where the form is to stand'), element)} ${snippet(view, msg('Or from npm'), npm)}
    ${snippet(view, msg('With npm, once in the page’s script'), code)}
    ${
      makeLink === undefined
        ? nothing
        : html`<section class="card stack">
            <h3>${msg('Preview link')}</h3>
            <p class="hint">
              ${view.failure}
              ${msg('Shows the draft to whoever has the link, for 7 days. Nothing can be sent from it.')}
            </p>
            ${
              previewLink === undefined
                ? html`<button type="button" @click=${makeLink}>${msg('Make a preview link')}</button>`
                : html`<p class="row">
                    <a class="grow" href=${previewLink.url} target="_blank" rel="noopener noreferrer"
                      >${previewLink.url}</a
                    >
                    <button type="button" @click=${() => view.copy(previewLink.url, msg('Preview link'))}>
                      ${msg('Copy')}
                    </button>
                  </p>`
            }
          </section>`
    }
  </div>`;
}

function snippet({ copy }: ShareView, title: string, code: string): TemplateResult {
  return html`<section class="card stack">
    <div class="row">
      <h3 class="grow">${title}</h3>
      <button type="button" @click=${() => copy(code, title)}>${msg('Copy')}</button>
    </div>
    <pre class="mono" tabindex="0" dir="ltr">${code}</pre>
  </section>`;
}
