/** The words of policies: what the law wants said, and how a change is named. */

/** What a policy has to say (Art. 13(1) and (2) GDPR with the UK's (2)(ca), L-10). */
export const DUTIES = [
  'identity',
  'purposes',
  'interests',
  'recipients',
  'transfers',
  'retention',
  'rights',
  'withdrawal',
  'controller-complaint',
  'authority-complaint',
  'obligation',
  'automated-decisions',
  'dpo',
] as const;
export type Duty = (typeof DUTIES)[number];

/** Changes that people are told of always (WP260, paragraphs 29 and 30). */
export const MATERIAL_CATEGORIES = [
  'purpose',
  'controller-identity',
  'rights-exercise',
  'recipients-widened',
  'third-country-transfer',
  'retention-lengthened',
  'lawful-basis',
] as const;

/** Changes that mean nothing else than before (WP260, paragraph 29). */
export const EDITORIAL_CATEGORIES = ['spelling', 'style', 'layout'] as const;

/** 'other' is told of: only what is certainly editorial is not. */
export const CHANGE_CATEGORIES = [...MATERIAL_CATEGORIES, ...EDITORIAL_CATEGORIES, 'other'] as const;
export type ChangeCategory = (typeof CHANGE_CATEGORIES)[number];
