/**
 * Who may do what (S-10, S-11). Routes ask for an area; what is not listed here nobody may. The tests hold the
 * same table, route by route, written by hand.
 */
import { ROLES } from './terms.ts';
import type { Role } from './terms.ts';

interface Rule {
  roles: readonly Role[];
  /** Shows or changes something about visitors or staff: a passkey has to be shown first. */
  isPersonal: boolean;
}

const ALL = ROLES;
const rule = (roles: readonly Role[], isPersonal = false): Rule => ({ roles, isPersonal });

/** S-11: correspondence is support's, and theirs who have access to all of it. */
const CORRESPONDENTS: readonly Role[] = ['support', 'operations', 'senior-management', 'privacy-admin'];

/** Who answers a request sees everything about a person: they who have access to all of it (S-10). */
const ANSWERERS: readonly Role[] = ['operations', 'senior-management', 'privacy-admin'];

export const AREAS = {
  'own-session': rule(ALL),
  'forms-read': rule(ALL),
  'forms-write': rule(['marketing', 'privacy-admin']),
  'look-write': rule(['marketing', 'privacy-admin']),
  'policies-read': rule(ALL),
  'policies-write': rule(['privacy-admin']),
  'policies-approve': rule(['privacy-admin', 'senior-management']),
  'people-read': rule(['privacy-admin', 'senior-management'], true),
  'people-write': rule(['privacy-admin'], true),
  'audit-read': rule(['privacy-admin', 'senior-management'], true),
  // Which part of them each role sees: server/staff/disclosure.ts.
  'submissions-read': rule(ALL, true),
  'submissions-export': rule(ALL, true),
  'application-files': rule(['privacy-admin', 'senior-management'], true),
  'correspondence-read': rule(CORRESPONDENTS, true),
  'correspondence-write': rule(CORRESPONDENTS, true),
  'requests-read': rule(ANSWERERS, true),
  'requests-write': rule(ANSWERERS, true),
} as const satisfies Record<string, Rule>;

export type Area = keyof typeof AREAS;

export function mayEnter(area: Area, roles: readonly Role[]): boolean {
  return AREAS[area].roles.some((role) => roles.includes(role));
}
