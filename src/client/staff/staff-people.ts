/** The people of a site, and the record of what staff did. */
import type { AuditEntry, NewPerson, Person, PersonChange } from '../../protocol/staff.schema.ts';
import type { StaffClient } from './staff-client.ts';

export interface StaffPeople {
  list(): Promise<Person[]>;
  add(person: NewPerson): Promise<Person>;
  change(person: Person, change: PersonChange): Promise<Person>;
  remove(person: Person): Promise<void>;
  /** For somebody who lost theirs. */
  resetPasskeys(person: Person): Promise<void>;
  /** Newest first; those before `below`. */
  audit(below?: number): Promise<AuditEntry[]>;
  /** Walks the whole chain; `brokenAt`: the entry that is not as it was written. */
  checkAudit(): Promise<{ entries: number; brokenAt?: number }>;
}

export function staffPeople(client: StaffClient): StaffPeople {
  const of = ({ id }: Person): string => `/people/${encodeURIComponent(id)}`;
  return {
    list: async () => (await client.ask<{ people: Person[] }>('/people')).people,
    add: (body) => client.ask('/people', { method: 'POST', body }),
    change: (person, body) => client.ask(of(person), { method: 'PUT', body, revision: person.revision }),
    remove: (person) => client.ask(of(person), { method: 'DELETE', revision: person.revision }),
    resetPasskeys: (person) =>
      client.ask(`${of(person)}/passkeys`, { method: 'DELETE', revision: person.revision }),
    audit: async (below) => {
      const query = below === undefined ? '' : `?below=${String(below)}`;
      return (await client.ask<{ entries: AuditEntry[] }>(`/audit${query}`)).entries;
    },
    checkAudit: () => client.ask('/audit/check'),
  };
}
