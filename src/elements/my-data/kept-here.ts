/** Templates of everything this site keeps on this device, why and for how long, and of clearing it (P-14, P-06). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import { moment } from '../base/dates.ts';
import { heading } from '../base/heading.ts';
import { doneIcon } from '../base/icons.ts';
import type { DeviceView } from './on-this-device.ts';
import { troubleNote } from './trouble.ts';

/** 'asked': the visitor is asked once. 'done' until something is kept again. */
export type Clearing = 'none' | 'asked' | 'under-way' | 'done';

/** Whether this device, or this page alone, holds anything at all. */
export function isAnythingKept({ waiting, expired, unreadable, kept, choices }: DeviceView): boolean {
  if (waiting.length + expired.length + unreadable.length + choices.length > 0) return true;
  return kept === undefined || kept.receipts + kept.drafts.length + kept.policies > 0 || kept.isNumbered;
}

export function keptHere(view: DeviceView): TemplateResult {
  const { level, clearing, askToClear } = view;
  return html`<div class="group kept" part="kept">
    ${heading(level + 1, msg('What is kept here, and why'))}
    <dl>${kinds(view)}</dl>
    ${
      clearing === 'asked' || clearing === 'under-way'
        ? question(view)
        : html`<div class="actions">
            <button type="button" id="clear" @click=${askToClear}>
              ${msg('Clear everything on this device')}
            </button>
          </div>`
    }
  </div>`;
}

export function clearedNote(): TemplateResult {
  return html`<p class="note success with-icon">${doneIcon}<span>${clearedWords()}</span></p>`;
}

export function clearedWords(): string {
  return msg('Cleared. Nothing of yours is kept on this device.');
}

/** One line for each kind that is there now: how many, why, for how long. */
function kinds(view: DeviceView): TemplateResult[] {
  const { waiting, expired, unreadable, kept, heldInPage, language } = view;
  const saved = waiting.filter(({ pageReason }) => pageReason === undefined);
  const last = (times: (number | undefined)[]): TemplateResult | typeof nothing => {
    const known = times.filter((time) => Number.isFinite(time)) as number[];
    return known.length === 0 ? nothing : moment(Math.max(...known), language);
  };
  const line = (words: string, about: unknown): TemplateResult =>
    html`<div>
      <dt>${words}</dt>
      <dd>${about}</dd>
    </div>`;
  const found: [number, (count: number) => TemplateResult][] = [
    [
      saved.length,
      (count) => {
        const until = last(saved.map(({ expiresAt }) => expiresAt));
        return line(
          msg(str`Not sent yet: ${count}`),
          html`${msg('To send them. Deleted once they have arrived, or when you discard them.')}
          ${until === nothing ? nothing : html`${msg('Forms are kept at the latest until:')} ${until}`}`,
        );
      },
    ],
    [
      heldInPage,
      (count) =>
        line(
          msg(str`In this page only: ${count}`),
          msg('Not saved on this device. Keep this page open until it is sent.'),
        ),
    ],
    [
      unreadable.length,
      (count) =>
        line(
          msg(str`Not readable: ${count}`),
          msg('Kept until a page that can read it sends it, or you discard it.'),
        ),
    ],
    [
      expired.length,
      (count) =>
        line(
          msg(str`Not sent in time: ${count}`),
          msg('A note that it was not sent, without what you wrote. Deleted when you close it.'),
        ),
    ],
    [
      kept?.receipts ?? 0,
      (count) =>
        line(
          msg(str`Receipts: ${count}`),
          msg(
            'Proof of what you agreed to or refused, to withdraw it here without signing in. Kept until you remove the list.',
          ),
        ),
    ],
    [
      kept?.drafts.length ?? 0,
      (count) =>
        line(
          msg(str`Forms you have begun: ${count}`),
          html`${msg('Your answers, because you asked to keep them. Deleted when you send the form.')}
          ${msg('Not used any more after:')} ${last((kept?.drafts ?? []).map(({ expiresAt }) => expiresAt))}`,
        ),
    ],
    [
      kept?.policies ?? 0,
      () =>
        line(
          msg('The version of the policy that you saw last'),
          msg('To show you what has changed since. It is not sent. Kept until you clear it.'),
        ),
    ],
    [
      kept?.isNumbered === true ? 1 : 0,
      () =>
        line(
          msg('A number for this device'),
          msg(
            'To tell what you did first and what later, so that a withdrawal is never undone. Kept until you clear it.',
          ),
        ),
    ],
  ];
  return found.flatMap(([count, draw]) => (count === 0 ? [] : draw(count)));
}

function question(view: DeviceView): TemplateResult {
  const { level, waiting, unreadable, troubles, clear, keep } = view;
  const unsent = waiting.length + unreadable.length;
  return html`<div class="note danger" part="clear">
    ${heading(level + 2, msg('Clear everything on this device?'), { id: 'clear-question' })}
    <p>
      ${msg('What you have sent stays as it is. To withdraw later, sign in or write to us: the receipts go with the rest.')}
    </p>
    ${troubleNote(troubles.get('device'))}
    <div class="actions">
      <button type="button" @click=${keep}>${msg('Keep everything')}</button>
      <button type="button" id="clear-now" @click=${clear}>
        ${unsent === 0 ? msg('Clear') : msg(str`Give up ${unsent} not sent and clear`)}
      </button>
    </div>
  </div>`;
}
