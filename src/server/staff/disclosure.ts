/**
 * Which part of a submission each role sees (S-11): the table, and how an answer is told to belong to a part. By
 * the policy operations and senior management have access to information; marketing, support and accounts as far
 * as their function needs it, and none of these three sees an application.
 */
import type { Question } from '../../protocol/form-definition.schema.ts';
import type { FormKind, Role } from '../../protocol/terms.ts';
import { FORM_KINDS } from '../../protocol/terms.ts';

export type Part =
  | 'name'
  | 'email'
  | 'phone'
  | 'postal-address'
  | 'affiliation'
  /** What it is about, and when it suits to be called about it. */
  | 'topic'
  | 'message'
  /** Files, and in an application whatever stands in their place: a CV as text, a portfolio. */
  | 'document'
  | 'other'
  /** What was chosen in the form, and what is permitted now. */
  | 'permissions'
  /** What was read of the page's address. */
  | 'captured';

interface Sight {
  kinds: readonly FormKind[];
  parts: readonly Part[];
}

const CONTACT: readonly Part[] = ['name', 'email', 'phone', 'postal-address'];
const ALL_BUT_DOCUMENTS: readonly Part[] = [
  ...CONTACT,
  'affiliation',
  'topic',
  'message',
  'other',
  'permissions',
  'captured',
];
const EVERYTHING: Sight = { kinds: FORM_KINDS, parts: [...ALL_BUT_DOCUMENTS, 'document'] };

/** That somebody applied, or what was said in a survey, is nobody's business but of those who see it all. */
const INQUIRIES: readonly FormKind[] = ['contact', 'information-request', 'callback', 'consulting-inquiry'];
const CUSTOMERS: readonly FormKind[] = [...INQUIRIES, 'subscription'];

const SIGHTS: Record<Role, Sight> = {
  operations: { kinds: FORM_KINDS, parts: ALL_BUT_DOCUMENTS },
  'senior-management': EVERYTHING,
  marketing: { kinds: CUSTOMERS, parts: [...CONTACT, 'permissions'] },
  support: { kinds: INQUIRIES, parts: [...CONTACT, 'topic', 'message'] },
  accounts: { kinds: CUSTOMERS, parts: ['name', 'affiliation', 'postal-address', 'email'] },
  'privacy-admin': EVERYTHING,
};

/** By the type of question; it weighs more than what its author calls the data. */
const BY_TYPE: Partial<Record<Question['type'], Part>> = {
  email: 'email',
  phone: 'phone',
  address: 'postal-address',
  file: 'document',
};

/** By the policy's own word for the data (S-04). What is not listed is `other`, which few see. */
const BY_DATA: ReadonlyMap<string, Part> = new Map([
  ['name', 'name'],
  ['title', 'name'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['postal-address', 'postal-address'],
  ['affiliation', 'affiliation'],
  ['reason', 'topic'],
  ['call-time', 'topic'],
  ['message', 'message'],
]);

/** Of an application these are documents, whatever they are called. */
const WRITTEN: readonly Question['type'][] = ['textarea', 'url'];

export function partOf(kind: FormKind, question: Question): Part {
  if (kind === 'employment-application' && WRITTEN.includes(question.type)) return 'document';
  return BY_TYPE[question.type] ?? BY_DATA.get(question.data ?? question.id) ?? 'other';
}

/** Data that is kept and not used is seen by whoever answers for privacy, and by nobody else (Art. 18(2) GDPR, L-26). */
export function seesRestricted(roles: readonly Role[]): boolean {
  return roles.includes('privacy-admin');
}

/** Somebody with several roles sees what any of them sees. */
export function kindsFor(roles: readonly Role[]): FormKind[] {
  return FORM_KINDS.filter((kind) => roles.some((role) => SIGHTS[role].kinds.includes(kind)));
}

export function partsFor(roles: readonly Role[], kind: FormKind): ReadonlySet<Part> {
  const sights = roles.map((role) => SIGHTS[role]).filter(({ kinds }) => kinds.includes(kind));
  return new Set(sights.flatMap(({ parts }) => parts));
}
