/** The ids under which rows about one person are found. */
import type { Queries } from '../store/store.ts';
import type { Link } from './map.ts';

export type PersonalIds = Readonly<Record<Link, readonly string[]>>;

export async function idsOf(queries: Queries, subject: string): Promise<PersonalIds> {
  const [operations, contacts, requests] = await Promise.all([
    queries.operations.ofSubject(subject),
    queries.contacts.ofSubject(subject),
    queries.requests.ofSubject(subject),
  ]);
  return {
    subject: [subject],
    operation: operations.map(({ id }) => id),
    'contact-key': contacts.map(({ key }) => key),
    request: requests.map(({ id }) => id),
  };
}
