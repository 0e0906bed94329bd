/** The start page, which links everything, and the local mailbox. For developers and operators. */
import { html } from 'hono/html';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { MailRow } from '../store/mails.ts';
import type { Html, Page } from './page.ts';

function link(address: string, words: string): Html {
  return html`<li><a href="${address}">${words}</a></li>`;
}

function siteLinks({ site, name, policy }: SiteDocument, forms: string[], demoUrl: string | undefined): Html {
  const base = `/v1/sites/${site}`;
  return html`<h2>${name}</h2>
    <ul class="plain">
      ${demoUrl === undefined ? '' : link(demoUrl, 'The demo site')}
      ${link(`/studio/${site}`, 'Studio: forms are built and published here')}
      ${link(`/sites/${site}/my-data`, 'My data, hosted here')}
      ${link(`/sites/${site}/policy`, 'Privacy policy, hosted here')}
      ${link(`${base}/config`, 'Configuration')}
      ${forms.map((form) => link(`${base}/forms/${form}`, `Form: ${form}`))}
      ${link(`${base}/policies/${policy}`, 'Policy versions')}
    </ul>`;
}

export interface StartFacts {
  sites: { document: SiteDocument; forms: string[] }[];
  publicUrl: string;
  localMailbox: boolean;
  demoUrl: string | undefined;
}

export function startPage({ sites, publicUrl, localMailbox, demoUrl }: StartFacts): Page {
  return {
    language: 'en',
    title: 'SmartXPO consent backend',
    body: html`<p>This server keeps consent, answers and policy versions. Put one tag on your site:</p>
      <pre>
&lt;script src="${publicUrl}/smartxpo-consent.js" data-site="smartxpo" async&gt;&lt;/script&gt;</pre>
      ${sites.map(({ document, forms }) => siteLinks(document, forms, demoUrl))}
      <h2>Server</h2>
      <ul class="plain">
        ${localMailbox ? link('/mailbox', 'Local mailbox: mail that would be sent') : ''}
        ${link('/openapi.json', 'OpenAPI contract')} ${link('/readyz', 'Ready?')}
        ${link('/healthz', 'Alive?')} ${link('/.well-known/sx-receipt-keys.json', 'Public key of receipts')}
        ${link('/smartxpo-consent.js', 'The script')}
      </ul>`,
  };
}

/** Addresses in a mail become links, so that the first run needs no mail program. */
function withLinks(text: string): Html[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) => (/^https?:\/\//.test(part) ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

export function mailboxPage(mails: readonly MailRow[]): Page {
  const items = mails.map(
    (mail) =>
      html`<article>
        <h2>${mail.subject}</h2>
        <p class="muted">
          To ${mail.recipient},
          <time datetime="${new Date(mail.created_at).toISOString()}"
            >${new Date(mail.created_at).toUTCString()}</time
          >
        </p>
        <pre>${withLinks(mail.text)}</pre>
      </article>`,
  );
  return {
    language: 'en',
    title: 'Local mailbox',
    body: html`<p class="muted">
        No SMTP_URL is set, so mail is shown here and sent nowhere. Only this machine can open this page.
      </p>
      ${items.length === 0 ? html`<p>No mail yet. Send a form or ask for a sign-in link.</p>` : items}`,
  };
}
