/** What staff call the kinds, states and reasons of requests. */
import { msg } from '../../locales/lit-localize.ts';
import { DELAY_CODES, REFUSAL_CODES, sayingFor } from '../../protocol/request.ts';
import type { DelayCode, RefusalCode, RequestState } from '../../protocol/request.ts';
import type { RequestKind } from '../../protocol/terms.ts';

export function kindName(kind: RequestKind): string {
  switch (kind) {
    case 'access':
      return msg('Access');
    case 'portability':
      return msg('Portability');
    case 'rectification':
      return msg('Rectification');
    case 'erasure':
      return msg('Erasure');
    case 'restriction':
      return msg('Restriction');
    case 'objection':
      return msg('Objection');
    case 'marketing-objection':
      return msg('Objection to marketing');
    case 'consent-withdrawal':
      return msg('Withdrawal of consents');
    case 'client-offboarding':
      return msg('Client off-boarding');
    case 'complaint':
      return msg('Complaint');
  }
}

export function requestStateName(state: RequestState): string {
  switch (state) {
    case 'received':
      return msg('received');
    case 'acknowledged':
      return msg('acknowledged');
    case 'identity-needed':
      return msg('identity needed');
    case 'clarification-needed':
      return msg('clarification needed');
    case 'in-progress':
      return msg('in progress');
    case 'extended':
      return msg('extended');
    case 'review':
      return msg('in review');
    case 'ready':
      return msg('copy ready');
    case 'link-expired':
      return msg('copy not fetched');
    case 'delivered':
      return msg('copy fetched');
    case 'receipt-confirmed':
      return msg('receipt confirmed');
    case 'scheduled-erasure':
      return msg('erasure scheduled');
    case 'erasing':
      return msg('erasing');
    case 'erased-with-residuals':
      return msg('erased, tasks left');
    case 'investigating':
      return msg('investigating');
    case 'outcome-sent':
      return msg('outcome sent');
    case 'fulfilled':
      return msg('fulfilled');
    case 'partly-refused':
      return msg('partly refused');
    case 'refused':
      return msg('refused');
    case 'cancelled':
      return msg('cancelled');
    case 'closed':
      return msg('closed');
    case 'escalated-to-regulator':
      return msg('with the regulator');
  }
}

/** On the button that takes the step. */
export function stepName(to: RequestState): string {
  switch (to) {
    case 'identity-needed':
      return msg('Ask who they are');
    case 'in-progress':
      return msg('Begin work');
    case 'clarification-needed':
      return msg('Ask what they mean');
    case 'extended':
      return msg('Extend by two months');
    case 'review':
      return msg('Hand over for review');
    case 'ready':
      return msg('Make the copy and send the link');
    case 'scheduled-erasure':
      return msg('Schedule the erasure (in 72 hours)');
    case 'fulfilled':
      return msg('It is done');
    case 'partly-refused':
      return msg('Refuse a part');
    case 'refused':
      return msg('Refuse');
    case 'investigating':
      return msg('Begin to investigate');
    case 'outcome-sent':
      return msg('Send the outcome');
    case 'escalated-to-regulator':
      return msg('It went to the regulator');
    default:
      return requestStateName(to);
  }
}

/** The reasons that go with a step; none with most. */
export function codesFor(to: RequestState): readonly (RefusalCode | DelayCode)[] {
  const saying = sayingFor(to);
  return saying === 'refusal' ? REFUSAL_CODES : saying === 'delay' ? DELAY_CODES : [];
}

export function codeName(code: string): string {
  switch (code) {
    case 'IdentityVerificationFailure':
      return msg('Identity not verified');
    case 'ProcessUnfounded':
      return msg('Manifestly unfounded');
    case 'ProcessExcessive':
      return msg('Excessive');
    case 'LegalObligationImpaired':
      return msg('A legal obligation stands against it');
    case 'LegalClaimDefenceImpaired':
      return msg('Needed for legal claims');
    case 'ThirdPartyRightsImpaired':
      return msg('Rights of others');
    case 'FulfilmentImpossible':
      return msg('Not possible');
    case 'LegallyExempted':
      return msg('Exempted by law');
    case 'ComplexityOfProcess':
      return msg('Complex');
    case 'HighVolumeOfProcesses':
      return msg('Many requests');
    case 'InformationRequired':
      return msg('Information is missing');
    case 'IdentityVerificationRequired':
      return msg('Identity has to be verified');
    case 'searched':
      return msg('Searched');
    case 'note':
      return msg('Note');
    case 'lifted':
      return msg('Restriction ended');
    default:
      return code;
  }
}

export function findingWords(code: string, found?: string): string {
  switch (code) {
    case 'required':
      return msg('Something is missing: a reason, or words for the person.');
    case 'not-searched':
      return msg('Note first where was searched, and for what.');
    case 'second-person':
      return msg('Somebody else than who handed it over decides.');
    case 'too-late':
      return msg('The first month is over: it cannot be extended any more.');
    case 'other-request-open':
      return `${msg('They have another request that is open; it is answered first:')} ${found ?? ''}`;
    default:
      return code;
  }
}
