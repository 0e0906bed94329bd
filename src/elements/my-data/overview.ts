/** Template of the overview: what the panel holds, how it stands, and the way there. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import { isFinal } from '../../protocol/request.ts';
import type { HeldPermission, HeldReceipt, HeldRequest, HeldSubmission } from '../../protocol/me.ts';

export interface OverviewView {
  language: string;
  permissions: readonly HeldPermission[];
  /** Whether any of the two switches is on. */
  hasSwitchOn: boolean;
  details: readonly HeldSubmission[];
  requests: readonly HeldRequest[];
  receipts: readonly HeldReceipt[];
  /** What this device has not sent yet. */
  waiting: readonly OutboxEntry[];
  /** Leads to the heading with that id. */
  go: (id: string) => void;
}

/** Buttons, because the address of a page leads to nothing inside an element. */
export function overview(view: OverviewView): TemplateResult {
  const { language, permissions, details, requests, receipts, waiting, hasSwitchOn, go } = view;
  const count = (number: number): string => new Intl.NumberFormat(language).format(number);
  const open = count(requests.filter(({ state }) => !isFinal(state)).length);
  const given = count(permissions.filter(({ state }) => state === 'ConsentGiven').length);
  const asked = count(permissions.length);
  const unsent = count(waiting.length);
  const lines: [id: string, title: string, state: string][] = [
    ['permissions', msg('Your permissions'), msg(str`${given} given of ${asked}`)],
    [
      'switches',
      msg('Marketing and passing on'),
      hasSwitchOn ? msg('Stopped by you') : msg('As you allowed it'),
    ],
    ['details', msg('What we hold'), msg(str`Forms: ${count(details.length)}`)],
    ['requests', msg('Your requests'), msg(str`Open: ${open}`)],
    ['history', msg('History and receipts'), msg(str`Entries: ${count(receipts.length)}`)],
    [
      'device',
      msg('On this device'),
      waiting.length === 0 ? msg('Nothing waits') : msg(str`Not sent yet: ${unsent}`),
    ],
  ];
  return html`<nav part="overview" aria-label=${msg('Overview')}>
    <ul class="overview">
      ${lines.map(
        ([id, title, state]) =>
          html`<li>
            <button type="button" @click=${() => go(id)}><span>${title}</span> <span>${state}</span></button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
