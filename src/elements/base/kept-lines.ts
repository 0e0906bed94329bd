/** What this site keeps on this device, why and for how long: a line for each kind (P-14). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { Kept, KeptKind } from '../../client/kept.ts';
import { moment } from './dates.ts';

/** `heldInPage`: how many operations wait in this page alone. */
export function keptLines(kept: readonly Kept[], heldInPage: number, language: string): TemplateResult {
  const all: (Omit<Kept, 'kind'> & { kind: Kind })[] = [...kept, { kind: 'page', count: heldInPage }];
  const lines = ORDER.flatMap((kind) => all.find((one) => one.kind === kind && one.count > 0) ?? []);
  return html`<dl>
    ${lines.map(({ kind, count, until }) => {
      const { what, why, end } = WORDS[kind](count);
      return html`<div>
        <dt>${what}</dt>
        <dd>${why} ${until === undefined ? nothing : html`${end} ${moment(until, language)}`}</dd>
      </div>`;
    })}
  </dl>`;
}

type Kind = KeptKind | 'page';

interface Words {
  what: string;
  /** Why it is kept, and what ends it. */
  why: string;
  /** What stands before the moment at which it runs out. */
  end?: string;
}

const WORDS: Record<Kind, (count: number) => Words> = {
  unsent: (count) => ({
    what: msg(str`Not sent yet: ${count}`),
    why: msg('To send them. Deleted once they have arrived, or when you discard them.'),
    end: msg('Forms are kept at the latest until:'),
  }),
  files: (count) => ({
    what: msg(str`Files not sent yet: ${count}`),
    why: msg('To send them with their form. Deleted together with it.'),
  }),
  page: (count) => ({
    what: msg(str`In this page only: ${count}`),
    why: msg('Not saved on this device. Keep this page open until it is sent.'),
  }),
  unreadable: (count) => ({
    what: msg(str`Not readable: ${count}`),
    why: msg('Kept until a page that can read it sends it, or you discard it.'),
  }),
  expired: (count) => ({
    what: msg(str`Not sent in time: ${count}`),
    why: msg('A note that it was not sent, without what you wrote. Deleted when you close it.'),
  }),
  receipts: (count) => ({
    what: msg(str`Receipts: ${count}`),
    why: msg(
      'Proof of what you agreed to or refused, to withdraw it here without signing in. Kept until you remove the list.',
    ),
  }),
  drafts: (count) => ({
    what: msg(str`Forms you have begun: ${count}`),
    why: msg('Your answers, because you asked to keep them. Deleted when you send the form.'),
    end: msg('Not used any more after:'),
  }),
  policies: () => ({
    what: msg('The version of the policy that you saw last'),
    why: msg('To show you what has changed since. It is not sent. Kept until you clear it.'),
  }),
  number: () => ({
    what: msg('A number for this device, and a count of what was done here'),
    why: msg(
      'To tell what you did first and what later, so that a withdrawal is never undone. Kept until you clear it.',
    ),
  }),
  turn: () => ({
    what: msg('A mark that this site is sending'),
    why: msg('So that two open pages do not send the same at once. Deleted as soon as it has been sent.'),
  }),
  other: (count) => ({
    what: msg(str`Of another version of this page: ${count}`),
    why: msg('This page does not know what it is for. Kept until you clear it.'),
  }),
};

const ORDER = Object.keys(WORDS) as Kind[];
