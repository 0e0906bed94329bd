/** The consent states of the protocol in words a visitor can act on. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { ConsentState } from '../../protocol/consent.ts';
import type { Channel } from '../../protocol/terms.ts';
import { channelWords } from '../base/words.ts';
import type { ChoiceState } from './device-choices.ts';

export function permissionWords(state: ConsentState, channel: Channel): string {
  const how = channelWords(channel);
  switch (state) {
    case 'ConsentGiven':
      return msg(str`Given: we may contact you ${how}.`);
    case 'ConsentRequested':
      return msg('Not confirmed yet: use the link in the email we sent you. Until then it does not count.');
    case 'ConsentRefused':
      return msg('Not given: you left the box empty.');
    case 'ConsentRequestDeferred':
      return msg('Not given: your choice reached us too late to count.');
    case 'ConsentWithdrawn':
      return msg(str`Withdrawn: we no longer contact you ${how}.`);
    case 'ConsentExpired':
      return msg(str`Run out: we no longer contact you ${how}.`);
    case 'ConsentInvalidated':
      return msg(
        str`Ended because our policy changed: we do not contact you ${how} until you allow it again.`,
      );
    case 'ConsentUnknown':
      return msg('Not given.');
    default:
      // A newer backend may know more states; none of them is a permission.
      return msg('Not given.');
  }
}

/** Whether there is something to withdraw. */
export function canWithdraw(state: ConsentState): boolean {
  return state === 'ConsentGiven' || state === 'ConsentRequested';
}

export function choiceWords(state: ChoiceState, channel: Channel, title: string): string {
  const how = channelWords(channel);
  switch (state) {
    case 'given':
      return msg('You ticked this box.');
    case 'to-confirm':
      return msg('You ticked this box. It counts once you have confirmed it in your inbox.');
    case 'left':
      return msg('You left this box empty.');
    case 'leaving':
      return leavingWords();
    case 'not-accepted':
      return msg('Your withdrawal was not accepted. Sign in or write to us to withdraw.');
    case 'withdrawn-here':
      return withdrawnHereWords(title, how);
    case 'withdrawn':
      return withdrawnWords(title, how);
  }
}

/** The confirmation mail was asked for once more. */
export function askedWords(): string {
  return msg('Look in your inbox: the email is sent again if your choice still waits for it.');
}

export function leavingWords(): string {
  return msg('Your withdrawal is saved on this device; it is not sent yet.');
}

export function withdrawnWords(title: string, how: string): string {
  return msg(str`Confirmed: we will no longer contact you ${how} for “${title}”.`);
}

/** A capability ends what its own operation gave; nobody here knows what was given elsewhere. */
export function withdrawnHereWords(title: string, how: string): string {
  return msg(
    str`Withdrawn: what you allowed on this device, ${how} for “${title}”. If you allowed it elsewhere too, sign in to end that as well.`,
  );
}
