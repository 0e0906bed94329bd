/** Phrases that only a person can judge: what each is about, and what would be better. */

/** Found in one passage. */
export const PHRASE_RULES = {
  'check-back': {
    requirement: 'T1',
    expected: 'people are told of changes; nobody has to come back and look',
  },
  'changes-without-notice': {
    requirement: 'T1',
    expected: 'how and how long before people hear of a change',
  },
  'opt-out-tick': {
    requirement: 'T4',
    expected: 'a box that is ticked to agree; objecting needs no box on a form',
  },
  'product-notices': {
    requirement: 'T5',
    expected: 'notices about a service people use, apart from news of products, which is marketing',
  },
  'erasure-late': {
    requirement: 'T6',
    expected:
      'erasure without undue delay, whatever is confirmed before; a track of its own for clients who leave',
  },
  'period-open': {
    requirement: 'T7',
    expected: 'a period, or what decides how long it is, for each kind of data',
  },
  'erasure-impossible': {
    requirement: 'T8',
    expected: 'which data stays, why, until when, and that a restored backup is cleaned again',
  },
  'any-purpose': { requirement: 'T10', expected: 'the purposes one by one' },
  'vague-recipients': {
    requirement: 'T11',
    expected: 'kinds of recipients, each with what it gets data for',
  },
  'business-sale': { requirement: 'T11', expected: 'what a buyer gets, and that people hear of it before' },
  'agreed-by-use': { requirement: 'L-02', expected: 'a policy that informs; using a site agrees to nothing' },
  'accept-words': { requirement: 'L-02', expected: 'a policy that informs; nobody agrees to it' },
  'vague-purpose': { requirement: 'L-16', expected: 'what is done with which data (WP260, paragraph 12)' },
} as const;
export type PhraseCode = keyof typeof PHRASE_RULES;

/** Found in a section as a whole. */
export const SECTION_RULES = {
  'one-mailbox': { requirement: 'T2', expected: 'a complaint form or a postal route besides the mailbox' },
  'breach-told-to-few': {
    requirement: 'T9',
    expected: 'what the authority, clients and the people concerned are told of a breach',
  },
  'vague-verbs': { requirement: 'L-16', expected: 'what is done, not what may be (WP260, paragraph 13)' },
  'region-unnamed': {
    requirement: 'S-16',
    expected: 'the United Kingdom besides the European Economic Area (F8)',
  },
} as const;

export const DAMAGE_RULE = {
  requirement: 'T14',
  expected: 'text without leftovers of a damaged encoding',
} as const;

/** What a language knows the phrases by. */
export interface Phrases {
  said: Record<PhraseCode, RegExp>;
  /** "may" and its like, where they say nothing certain of the controller. */
  vagueVerb: RegExp;
  complaint: RegExp;
  /** Ways to complain that are no mailbox. */
  otherRoute: RegExp;
  breach: RegExp;
  clients: RegExp;
  authority: RegExp;
  /** The people concerned are told. */
  toldPeople: RegExp;
  eea: RegExp;
  unitedKingdom: RegExp;
}
