/** Words for the protocol's codes that more than one element shows. */
import { msg } from '../../locales/lit-localize.ts';
import type { PageReason } from '../../client/outbox-entry.ts';
import { textAt } from '../../protocol/localised.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import type { Channel } from '../../protocol/terms.ts';

/** "by email", to stand inside a sentence. */
export function channelWords(channel: Channel): string {
  switch (channel) {
    case 'email':
      return msg('by email');
    case 'post':
      return msg('by post');
    case 'phone':
      return msg('by phone');
    case 'sms':
      return msg('by text message');
  }
}

/** The title of a purpose in the reader's language; its id where the site no longer lists it. */
export function purposeWords(config: SiteConfig, purpose: string, language: string): string {
  const known = config.purposes.find((candidate) => candidate.id === purpose);
  return known === undefined ? purpose : textAt(config, `purposes.${purpose}.title`, known.title, language);
}

/** An operation's id in a form that can be read out on the phone. */
export function reference(operation: string): string {
  const end = operation.replaceAll('-', '').slice(-8).toUpperCase();
  return `${end.slice(0, 4)}-${end.slice(4)}`;
}

/** When the device does not let go of something. */
export function undiscardedWords(): string {
  return msg('It could not be discarded. Try again.');
}

/** The sentence that must stay true: not sent, and where it is meanwhile (DESIGN, section 7.1). */
export function notSentWords(pageReason?: PageReason): string {
  switch (pageReason) {
    case undefined:
      return navigator.onLine
        ? msg('Not sent yet. Saved on this device; we keep trying to send it.')
        : msg('Not sent yet. Saved on this device; we will send it when you are online.');
    case 'shared':
      return msg(
        'Not sent yet. Nothing is kept on this shared device: keep this page open until it is sent.',
      );
    case 'unavailable':
      return msg('Not sent yet. This browser keeps nothing for this page: keep it open until it is sent.');
    case 'full':
      return msg('Not sent yet. There is no room left on this device: keep this page open until it is sent.');
    case 'newer':
      return msg('Not sent yet. This page is out of date and cannot save: keep it open until it is sent.');
    case 'blocked':
    case 'timed-out':
    case 'lost':
    case 'failed':
      return msg('Not sent yet. This browser could not save it: keep this page open until it is sent.');
  }
}
