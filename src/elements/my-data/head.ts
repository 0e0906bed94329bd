/** Template of the panel's head: title, whose data it is, and what there is to say about the session. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Me } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { heading } from '../base/heading.ts';
import { mailLink } from '../base/links.ts';

export interface HeadView {
  /** Level of the title; undefined leaves it out. */
  level: number | undefined;
  config: SiteConfig;
  isSignedIn: boolean;
  /** Who is signed in, once that is read. */
  me: Me | undefined;
  /** The session ended without the visitor's doing. */
  hasEnded: boolean;
  isEnding: boolean;
  stay: () => void;
  signOut: () => void;
}

export function head({
  level,
  config,
  isSignedIn,
  me,
  hasEnded,
  isEnding,
  stay,
  signOut,
}: HeadView): TemplateResult {
  const who = (me?.contacts ?? []).map(({ value }) => value).join(', ');
  return html`<header class="head">
    ${level === undefined ? nothing : heading(level, msg('My data'))}
    ${
      isSignedIn
        ? html`<div class="who">
            <p>
              ${who === '' ? msg('You are signed in.') : html`${msg('Signed in as')} <strong>${who}</strong>`}
            </p>
            <button type="button" @click=${signOut}>${msg('Sign out')}</button>
          </div>`
        : html`<p class="muted">${config.controller.name}, ${mailLink(config.controller.email)}</p>`
    }
    ${hasEnded ? html`<p class="note">${endedWords()}</p>` : nothing} ${isEnding ? stayNote(stay) : nothing}
  </header>`;
}

export function endedWords(): string {
  return msg('Your session has ended. Sign in again to go on; nothing is lost.');
}

/** Shown a minute before the session ends; one press keeps it. */
function stayNote(stay: () => void): TemplateResult {
  return html`<div class="note" part="session">
    <p><strong>${msg('You will be signed out in one minute.')}</strong></p>
    <div class="actions"><button type="button" @click=${stay}>${msg('Stay signed in')}</button></div>
  </div>`;
}
