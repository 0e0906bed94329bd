/** Links: which addresses are safe, and how a link says where it leads. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { cutAtLinks } from '../../protocol/policy-links.ts';
import { getLocale } from './language.ts';

const SAFE = ['http:', 'https:', 'mailto:', 'tel:'];

/** The address when following it runs no script; undefined otherwise (H-13). */
export function safeAddress(address: string): URL | undefined {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  return url !== undefined && SAFE.includes(url.protocol) ? url : undefined;
}

/** A link that opens a new tab and says so, so that a half-filled form is not left. */
export function newTabLink(address: string, words: unknown): TemplateResult {
  const url = safeAddress(address);
  if (url === undefined) return html`${words}`;
  return html`<a href=${url.href} target="_blank" rel="noopener noreferrer"
    >${words}<span class="marker" lang=${getLocale()}> (${msg('opens in a new tab')})</span></a
  >`;
}

/** A link that says when it leaves this site (S-18); `follow` may lead elsewhere on this page instead. */
export function markedLink(address: string, words: unknown, follow?: (event: Event) => void): TemplateResult {
  const url = safeAddress(address);
  if (url === undefined) return html`${words}`;
  const leaves = url.protocol.startsWith('http') && url.origin !== location.origin;
  return html`<a href=${url.href} rel="noopener noreferrer" @click=${follow ?? nothing}
    >${words}${leaves ? html`<span class="marker" lang=${getLocale()}> (${msg('opens another site')})</span>` : nothing}</a
  >`;
}

/** An address to write to. */
export function mailLink(address: string): TemplateResult {
  return html`<a href=${`mailto:${address}`}>${address}</a>`;
}

/** Published words with `[text](policy:…)` made a link to the policy. */
export function linkedWords(words: string, policy: string): unknown[] {
  // Splitting by one capturing group puts the link texts at the odd places.
  return cutAtLinks(words).map((part, index) => (index % 2 === 1 ? newTabLink(policy, part) : part));
}

/** Published words as plain text, for a list or a message. */
export function plainWords(words: string): string {
  return cutAtLinks(words).join('');
}
