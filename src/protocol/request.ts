/**
 * A request: one case under a right of a person, from its receipt to its outcome (requirements.md, section 5). What may
 * follow what, and who may do it, stands here once; the dates stand in `deadline.ts`. Pure.
 */
import type { RequestKind } from './terms.ts';

export const REQUEST_STATES = [
  'received',
  'acknowledged',
  /** Reasonable doubt about who asks. */
  'identity-needed',
  /** What is meant has to be asked. */
  'clarification-needed',
  'in-progress',
  /** Two months more; the reason was sent in time. */
  'extended',
  /** A second person looks at it. */
  'review',
  /** The copy waits behind a link. */
  'ready',
  'link-expired',
  'delivered',
  /** A client has the copy and asks for deletion (S-21). */
  'receipt-confirmed',
  /** Erasure is decided; it can be cancelled until it begins. */
  'scheduled-erasure',
  'erasing',
  /** All is gone but what has to stay, which is named. */
  'erased-with-residuals',
  /** A complaint is looked into. */
  'investigating',
  'outcome-sent',
  'fulfilled',
  'partly-refused',
  'refused',
  'cancelled',
  /** A complaint whose outcome was accepted, or went to the regulator. */
  'closed',
  'escalated-to-regulator',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

const FINAL: readonly RequestState[] = [
  'fulfilled',
  'partly-refused',
  'refused',
  'cancelled',
  'closed',
  'escalated-to-regulator',
];

/** Nothing follows; a new request may refer to it. */
export function isFinal(state: RequestState): boolean {
  return FINAL.includes(state);
}

/** Who does something to a request. 'system': a rule, at its time. */
export type RequestActor = 'subject' | 'staff' | 'system';

/** Why less than everything, or nothing, is done (Data Privacy Vocabulary, justifications). */
export const REFUSAL_CODES = [
  'IdentityVerificationFailure',
  'ProcessUnfounded',
  'ProcessExcessive',
  'LegalObligationImpaired',
  'LegalClaimDefenceImpaired',
  'ThirdPartyRightsImpaired',
  'FulfilmentImpossible',
  'LegallyExempted',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why it takes longer. */
export const DELAY_CODES = [
  'ComplexityOfProcess',
  'HighVolumeOfProcesses',
  'InformationRequired',
  'IdentityVerificationRequired',
] as const;
export type DelayCode = (typeof DELAY_CODES)[number];

interface Step {
  from: readonly RequestState[];
  to: RequestState;
  by: readonly RequestActor[];
  /** Only for these. */
  kinds: readonly RequestKind[];
}

/** Done in the moment they come: nobody weighs them, so nobody can refuse them (Art. 21(3), 7(3) GDPR; L-27). */
const AT_ONCE: readonly RequestKind[] = ['marketing-objection', 'consent-withdrawal'];
/** Answered by a copy. */
const COPIES: readonly RequestKind[] = ['access', 'portability', 'client-offboarding'];
const STATUTORY_COPIES: readonly RequestKind[] = ['access', 'portability'];
/** Answered by a change. */
const CHANGES: readonly RequestKind[] = ['rectification', 'restriction', 'objection'];
/** Weighed, and answered within the statutory time. */
const WEIGHED: readonly RequestKind[] = [...COPIES, ...CHANGES, 'erasure'];
const ONLY_COMPLAINTS: readonly RequestKind[] = ['complaint'];

const STEPS: readonly Step[] = [
  { from: ['received'], to: 'fulfilled', by: ['system'], kinds: AT_ONCE },
  { from: ['received'], to: 'acknowledged', by: ['system'], kinds: [...WEIGHED, ...ONLY_COMPLAINTS] },

  { from: ['acknowledged'], to: 'identity-needed', by: ['staff'], kinds: WEIGHED },
  { from: ['acknowledged', 'identity-needed'], to: 'in-progress', by: ['subject', 'staff'], kinds: WEIGHED },
  { from: ['identity-needed'], to: 'refused', by: ['staff'], kinds: WEIGHED },
  { from: ['in-progress'], to: 'clarification-needed', by: ['staff'], kinds: WEIGHED },
  {
    from: ['clarification-needed'],
    to: 'in-progress',
    by: ['subject', 'staff', 'system'],
    kinds: WEIGHED,
  },
  { from: ['in-progress'], to: 'extended', by: ['staff'], kinds: WEIGHED },
  { from: ['in-progress', 'extended'], to: 'review', by: ['staff'], kinds: WEIGHED },
  { from: ['review'], to: 'refused', by: ['staff'], kinds: WEIGHED },
  { from: ['review'], to: 'partly-refused', by: ['staff'], kinds: WEIGHED },
  { from: ['review'], to: 'fulfilled', by: ['staff'], kinds: CHANGES },

  { from: ['review', 'link-expired'], to: 'ready', by: ['staff'], kinds: COPIES },
  { from: ['link-expired'], to: 'ready', by: ['subject'], kinds: COPIES },
  { from: ['ready'], to: 'link-expired', by: ['system'], kinds: COPIES },
  { from: ['ready'], to: 'delivered', by: ['subject'], kinds: COPIES },
  { from: ['delivered'], to: 'fulfilled', by: ['system'], kinds: STATUTORY_COPIES },
  { from: ['delivered'], to: 'receipt-confirmed', by: ['subject'], kinds: ['client-offboarding'] },
  // Statutory erasure waits for no receipt of anything (T6).
  { from: ['review'], to: 'scheduled-erasure', by: ['staff'], kinds: ['erasure'] },
  {
    from: ['receipt-confirmed'],
    to: 'scheduled-erasure',
    by: ['system', 'staff'],
    kinds: ['client-offboarding'],
  },
  // The hard stop of a client's data does not wait for a confirmation that never comes (S-21, S-22).
  { from: ['delivered', 'ready', 'link-expired'], to: 'scheduled-erasure', by: ['system'], kinds: ['client-offboarding'] }, // prettier-ignore
  {
    from: ['scheduled-erasure'],
    to: 'erasing',
    by: ['system'],
    kinds: ['erasure', 'client-offboarding'],
  },
  {
    from: ['erasing'],
    to: 'erased-with-residuals',
    by: ['system'],
    kinds: ['erasure', 'client-offboarding'],
  },
  {
    from: ['erased-with-residuals'],
    to: 'fulfilled',
    by: ['system'],
    kinds: ['erasure', 'client-offboarding'],
  },
  {
    from: [
      ...(['acknowledged', 'identity-needed', 'clarification-needed', 'in-progress', 'extended'] as const),
      ...(['review', 'ready', 'link-expired', 'scheduled-erasure'] as const),
    ],
    to: 'cancelled',
    by: ['subject'],
    kinds: WEIGHED,
  },

  { from: ['acknowledged'], to: 'investigating', by: ['staff'], kinds: ONLY_COMPLAINTS },
  { from: ['investigating'], to: 'outcome-sent', by: ['staff'], kinds: ONLY_COMPLAINTS },
  { from: ['outcome-sent'], to: 'closed', by: ['subject', 'system'], kinds: ONLY_COMPLAINTS },
  { from: ['outcome-sent'], to: 'escalated-to-regulator', by: ['subject', 'staff'], kinds: ONLY_COMPLAINTS },
  { from: ['acknowledged', 'investigating'], to: 'cancelled', by: ['subject'], kinds: ONLY_COMPLAINTS },
];

export interface RequestAt {
  kind: RequestKind;
  state: RequestState;
}

/** Whether that may follow, by that hand. */
export function mayFollow({ kind, state }: RequestAt, to: RequestState, by: RequestActor): boolean {
  return STEPS.some(
    (step) =>
      step.to === to && step.from.includes(state) && step.by.includes(by) && step.kinds.includes(kind),
  );
}

/** What that hand can do next, in the order of the states. */
export function nextStates(request: RequestAt, by: RequestActor): RequestState[] {
  return REQUEST_STATES.filter((to) => mayFollow(request, to, by));
}

/** What has to be said with a step, for example why something is refused (L-18, L-19, L-34). */
export function sayingFor(to: RequestState): 'refusal' | 'delay' | 'outcome' | 'reason' | undefined {
  switch (to) {
    case 'refused':
    case 'partly-refused':
      return 'refusal';
    case 'extended':
      return 'delay';
    case 'outcome-sent':
      return 'outcome';
    case 'identity-needed':
    case 'clarification-needed':
      return 'reason';
    default:
      return undefined;
  }
}
