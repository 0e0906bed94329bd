/** How requests are told: what may be asked for, where one stands, why, and what can be done with it. */
import { msg, str } from '../../locales/lit-localize.ts';
import type { RequestEvent } from '../../protocol/me.ts';
import type { RequestState } from '../../protocol/request.ts';
import type { RequestKind } from '../../protocol/terms.ts';

/** In a session the panel does the rest at once: corrections, switches, withdrawals. */
export const ASKED_SIGNED_IN: readonly RequestKind[] = [
  'access', 'portability', 'rectification', 'restriction', 'objection', 'erasure', 'complaint',
]; // prettier-ignore
export const ASKED_BY_MAIL: readonly RequestKind[] = [
  'access', 'portability', 'rectification', 'restriction', 'objection', 'marketing-objection', 'erasure', 'complaint',
]; // prettier-ignore

/** What it means, in a line under it. */
export function kindHint(kind: RequestKind): string {
  switch (kind) {
    case 'access':
      return msg('Everything we hold about you, with where it came from and whom we gave it to.');
    case 'portability':
      return msg('The same as files that other programs can read.');
    case 'rectification':
      return msg('For what you cannot correct in this panel yourself.');
    case 'restriction':
      return msg('For example while something is disputed.');
    case 'objection':
      return msg('For uses we base on our own interests; tell us which, and why.');
    case 'marketing-objection':
      return msg('By every channel, at once. We do not ask why.');
    case 'erasure':
      return msg('All of it, not only a subscription. It can be called off for 72 hours.');
    case 'consent-withdrawal':
    case 'client-offboarding':
      return '';
    case 'complaint':
      return msg('About how we treat your data. You get an answer, and we tell you how far it is.');
  }
}

export function stateWords(state: RequestState, kind: RequestKind): string {
  switch (state) {
    case 'received':
      return msg('Received');
    case 'acknowledged':
      return msg('Received; we begin soon');
    case 'identity-needed':
      return msg('We have to know that it is you');
    case 'clarification-needed':
      return msg('We have a question for you');
    case 'in-progress':
      return msg('We are working on it');
    case 'extended':
      return msg('We need up to two months more');
    case 'review':
      return msg('Somebody checks the result');
    case 'ready':
      return msg('Your copy is ready');
    case 'link-expired':
      return msg('Your copy was not fetched in time; you can still have it');
    case 'delivered':
      return msg('You have fetched your copy');
    case 'receipt-confirmed':
      return msg('You have confirmed that you got everything');
    case 'scheduled-erasure':
      return msg('Your data will be deleted');
    case 'erasing':
      return msg('Your data is being deleted');
    case 'erased-with-residuals':
      return msg('Your data is deleted');
    case 'investigating':
      return msg('We look into your complaint');
    case 'outcome-sent':
      return msg('We have told you the outcome');
    case 'fulfilled':
      return kind === 'restriction' ? msg('We keep your data and do not use it') : msg('Done');
    case 'partly-refused':
      return msg('Done in part; the rest was refused');
    case 'refused':
      return msg('Refused');
    case 'cancelled':
      return msg('Cancelled');
    case 'closed':
      return kind === 'complaint' ? msg('Closed') : msg('Done');
    case 'escalated-to-regulator':
      return msg('With the supervisory authority');
    default:
      // A later version of the backend knows more states.
      return state;
  }
}

export function reasonWords(code: NonNullable<RequestEvent['code']>): string {
  switch (code) {
    case 'IdentityVerificationFailure':
      return msg('We could not be sure that it was you.');
    case 'ProcessUnfounded':
      return msg('The request has no ground.');
    case 'ProcessExcessive':
      return msg('The request goes too far.');
    case 'LegalObligationImpaired':
      return msg('The law makes us keep it.');
    case 'LegalClaimDefenceImpaired':
      return msg('It is needed for legal claims.');
    case 'ThirdPartyRightsImpaired':
      return msg('It would touch the rights of somebody else.');
    case 'FulfilmentImpossible':
      return msg('It cannot be done.');
    case 'LegallyExempted':
      return msg('The law makes an exception.');
    case 'ComplexityOfProcess':
      return msg('It is complicated.');
    case 'HighVolumeOfProcesses':
      return msg('There are many requests at the moment.');
    case 'InformationRequired':
      return msg('We wait for information.');
    case 'lifted':
      return msg('We use your data again');
    case 'IdentityVerificationRequired':
      return msg('We have to know that it is you.');
    default:
      return code;
  }
}

/** On the button; undefined for steps that no button takes. */
export function stepWords(to: RequestState, from: RequestState, isProved: boolean): string | undefined {
  switch (to) {
    case 'in-progress':
      if (from === 'clarification-needed') return msg('Send the answer');
      return isProved && from !== 'identity-needed' ? undefined : msg('Yes, I asked this');
    case 'cancelled':
      return from === 'scheduled-erasure' ? msg('Do not delete my data') : msg('Cancel this request');
    case 'receipt-confirmed':
      return msg('I have everything: delete my client data');
    case 'closed':
      return msg('I accept the outcome');
    case 'escalated-to-regulator':
      return msg('I have gone to the supervisory authority');
    default:
      return undefined;
  }
}

/** That it is confirmed, with the day by which it is answered. */
export function receivedWords(referenceOf: string, day: string | undefined): string {
  return day === undefined
    ? msg(str`We have it. Reference: ${referenceOf}.`)
    : msg(str`We have it. Reference: ${referenceOf}. We answer by ${day} at the latest.`);
}
