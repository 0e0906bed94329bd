/** Templates of permissions: what they are now, in whose words, and one control to withdraw each. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { OutboxEntry } from '../../client/outbox-entry.ts';
import type { HeldPermission } from '../../protocol/me.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { Channel } from '../../protocol/terms.ts';
import { day } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { plainWords } from '../base/links.ts';
import { channelWords, purposeWords } from '../base/words.ts';
import { canWithdraw, leavingWords, permissionWords } from './permission-words.ts';

export interface PermissionLine {
  title: string;
  channel: Channel;
  /** What it is now, in words. */
  state: string;
  /** What came of an act of the visitor. */
  note?: string | undefined;
  /** Since when. */
  since: TemplateResult | typeof nothing;
  words: string | undefined;
  /** The language of the words. */
  language: string | undefined;
  /** Left out where there is nothing to withdraw. */
  withdraw: (() => void) | undefined;
  /** Has the confirmation mail sent once more; left out where nothing waits for it. */
  again?: (() => void) | undefined;
  key: string;
}

/** The same line on this device and signed in, so that one thing looks like one thing. */
export function permissionLine(line: PermissionLine): TemplateResult {
  const id = `line-${line.key}`;
  return html`<li class="line" part="permission">
    <div class="line-words">
      <p id=${id}><strong>${line.title}</strong>, ${channelWords(line.channel)}</p>
      <p>${line.state}</p>
      ${line.note === undefined ? nothing : html`<p><strong>${line.note}</strong></p>`}
      ${line.since === nothing ? nothing : html`<p class="muted small">${line.since}</p>`}
      ${
        line.words === undefined
          ? nothing
          : html`<blockquote class="small" lang=${line.language ?? nothing}>
              ${plainWords(line.words)}
            </blockquote>`
      }
    </div>
    ${
      line.withdraw === undefined && line.again === undefined
        ? nothing
        : html`<div class="actions">
            ${button(line.again, msg('Send the mail again'), `again-${line.key}`, id)}
            ${button(line.withdraw, msg('Withdraw'), `withdraw-${line.key}`, id)}
          </div>`
    }
  </li>`;
}

function button(act: (() => void) | undefined, words: string, id: string, about: string): unknown {
  if (act === undefined) return nothing;
  return html`<button type="button" id=${id} aria-describedby=${about} @click=${act}>${words}</button>`;
}

export interface HeldPermissionsView {
  level: number;
  config: SiteConfig;
  permissions: readonly HeldPermission[];
  /** What this device has not sent yet. */
  waiting: readonly OutboxEntry[];
  /** Who is signed in; another person's withdrawal is not theirs. */
  subject: string | undefined;
  language: string;
  withdraw: (permissions: readonly HeldPermission[]) => void;
  again: (by: { grant: string }) => void;
  askErasure: () => void;
  /** What came of asking for a mail, by operation. */
  asked: ReadonlyMap<string, string>;
}

export function heldPermissions(view: HeldPermissionsView): TemplateResult {
  const { level, config, permissions, waiting, subject, language, withdraw, again, asked } = view;
  const standing: HeldPermission[] = [];
  const lines = permissions.map((permission) => {
    const { purpose, channel, state, since, words, grant } = permission;
    const title = purposeWords(config, purpose, language);
    const isLeaving = waiting.some(({ operation, refusal, subject: whose }) => {
      if (whose !== subject) return false;
      if (operation.kind !== 'withdrawal' || refusal !== undefined || operation.payload.grant !== undefined)
        return false;
      return operation.payload.purpose === purpose && operation.payload.channel === channel;
    });
    const isStanding = canWithdraw(state) && !isLeaving;
    if (isStanding) standing.push(permission);
    return permissionLine({
      title,
      channel,
      state: isLeaving ? leavingWords() : permissionWords(state, channel),
      since:
        state === 'ConsentUnknown' ? nothing : html`${msg('Since:')} ${day(since.slice(0, 10), language)}`,
      words,
      language: permission.language,
      withdraw: isStanding ? () => withdraw([permission]) : undefined,
      again: isStanding && grant !== undefined && !asked.has(grant) ? () => again({ grant }) : undefined,
      note: asked.get(grant ?? ''),
      key: `${purpose}-${channel}`,
    });
  });
  return html`<section class="part" part="permissions" aria-labelledby="permissions">
    ${heading(level, msg('Your permissions'), { id: 'permissions' })}
    ${
      lines.length === 0
        ? html`<p class="muted">${msg('You have given us no permission to contact you.')}</p>`
        : html`<ul class="lines">
            ${lines}
          </ul>`
    }
    ${
      standing.length > 1
        ? html`<button type="button" id="withdraw-all" @click=${() => withdraw(standing)}>
            ${msg('Withdraw all permissions')}
          </button>`
        : nothing
    }
    ${lines.length > 0 && standing.length === 0 ? erasureOffer(view.askErasure) : nothing}
  </section>`;
}

/** Whoever has withdrawn everything may want more; it is offered, never done by itself (Art. 17(1)(b) GDPR, L-25). */
function erasureOffer(ask: () => void): TemplateResult {
  return html`<div class="note" part="erasure-offer">
    <p>
      ${msg('You allow us nothing at the moment. What you sent us before is still held; you can have it deleted.')}
    </p>
    <div class="actions">
      <button type="button" @click=${ask}>${msg('Ask for the deletion of my data')}</button>
    </div>
  </div>`;
}
