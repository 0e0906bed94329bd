/** Templates of the notice and of the dated link that stands in its place when there is nothing to notice. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { PolicyNews } from '../../protocol/policy-news.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { doneIcon, errorIcon } from '../base/icons.ts';
import { markedLink } from '../base/links.ts';
import { stepOf } from './changed-sections.ts';
import { toMyData, toPolicy } from '../base/destination.ts';
import type { Pages } from '../base/destination.ts';
import type { NoticeReading } from './reading.ts';

export type News<Name extends PolicyNews['name']> = Extract<PolicyNews, { name: Name }>;

export interface NoticeView extends Pages {
  /** What the policy is called by the host; default: a privacy policy. */
  label: string | undefined;
}

/** "Privacy policy, updated 1 November 2026". */
export function datedLink({ current }: News<'nothing'>, view: NoticeView): TemplateResult {
  const { label, language } = view;
  if (current === undefined) return plainLink(view);
  const words = label === undefined ? msg('Privacy policy, updated') : msg(str`${label}, updated`);
  const { address, follow } = toPolicy(view, {});
  return html`<p part="link">
    ${markedLink(address, html`${words} ${day(current.lastUpdated, language)}`, follow)}
  </p>`;
}

/** What changed is one step away: the link leads to it. */
export function updatedLink({ to, since, isComing }: News<'updated'>, view: NoticeView): TemplateResult {
  const { label = msg('Privacy policy'), language } = view;
  const { address, follow } = toPolicy(view, { since, version: to.version });
  const words = isComing
    ? html`${msg('Changes on')} ${day(to.effectiveFrom, language)}`
    : html`${msg('Updated')} ${day(to.lastUpdated, language)}`;
  return html`<p part="link">${label}: ${markedLink(address, words, follow)}</p>`;
}

/** Where the policy cannot be asked now. */
export function plainLink(view: NoticeView): TemplateResult {
  const { address, follow } = toPolicy(view, {});
  return html`<p part="link">${markedLink(address, view.label ?? msg('Privacy policy'), follow)}</p>`;
}

/** In one sentence, for the heading and for screen readers. */
export function noticeTitle({ steps }: News<'notice'>, label: string | undefined): string {
  if (label !== undefined) return msg(str`Changes: ${label}`);
  return steps.every(({ isComing }) => isComing)
    ? msg('The privacy policy will change')
    : msg('The privacy policy has changed');
}

export interface NoticeActs {
  acknowledge: () => void;
  dismiss: () => void;
  /** Something in it was touched: what an answer needs may be loaded. */
  prepare: () => void;
}

export interface NoticeState {
  news: News<'notice'>;
  changes: NoticeReading['changes'];
  level: number;
  /** An answer is being kept. */
  isBusy: boolean;
  /** The last answer could not be kept. */
  hasTrouble: boolean;
}

export function notice(
  { news, changes, level, isBusy, hasTrouble }: NoticeState,
  { acknowledge, dismiss, prepare }: NoticeActs,
  view: NoticeView,
): TemplateResult {
  const { since, to, steps } = news;
  const compared = (section?: string) => toPolicy(view, { since, version: to.version, section });
  const whole = compared();
  const panel = toMyData(view);
  return html`<section
    class="note"
    part="notice"
    aria-labelledby="title"
    @focusin=${prepare}
    @pointerover=${prepare}
  >
    ${heading(level, noticeTitle(news, view.label), { id: 'title' })}
    ${steps.map((step, place) =>
      stepOf({
        step,
        changes: changes[place],
        language: view.language,
        config: view.config,
        toSection: compared,
      }),
    )}
    <ul class="ways">
      <li>${markedLink(whole.address, msg('See every change, word by word'), whole.follow)}</li>
      <li>${markedLink(panel.address, msg('My data'), panel.follow)}</li>
    </ul>
    ${
      hasTrouble
        ? html`<p class="error with-icon" part="trouble">${errorIcon}<span>${troubleWords()}</span></p>`
        : nothing
    }
    <div class="actions">
      <button type="button" id="read" aria-disabled=${isBusy} @click=${acknowledge}>
        ${msg('I have read the changes')}
      </button>
      <button type="button" id="later" aria-disabled=${isBusy} @click=${dismiss}>${msg('Not now')}</button>
    </div>
    <p class="muted small">
      ${msg('Whatever you press, your permissions stay as they are. We count how often the changes are read, not by whom.')}
    </p>
  </section>`;
}

export function troubleWords(): string {
  return msg('This could not be noted. Check your connection, then try again.');
}

/** What the device has is said, and no more. */
export function notedWords(isKept: boolean): string {
  return isKept
    ? msg('Noted. You are not told of these changes again on this device.')
    : msg('Noted for this page. This browser keeps nothing, so you may be told again.');
}

export function noted(isKept: boolean): TemplateResult {
  return html`<p class="with-icon done" part="done">${doneIcon}<span>${notedWords(isKept)}</span></p>`;
}
