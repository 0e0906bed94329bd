/**
 * Letters, mails, calls and visits, entered by staff with the date they truly came (S-03, S-29). Its operation is
 * the key that makes it one however often it is sent; it grants nothing, and an address from it permits nothing:
 * there is no event for it, so its state is unknown (S-13).
 */
import type {
  Correspondence,
  CorrespondenceKind,
  CorrespondenceMethod,
  CorrespondencePage,
  NewCorrespondence,
} from '../../protocol/correspondence.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { isRealDay } from '../../protocol/calendar.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { RequestKind } from '../../protocol/terms.ts';
import { endAtOnce } from '../effects/at-once.ts';
import { paged } from '../http/cursor.ts';
import type { Parts } from '../parts.ts';
import { canonical, hashOf } from '../proof/hash.ts';
import { openRequest } from '../requests/opening.ts';
import { rulesOf } from '../requests/rules.ts';
import { record } from '../staff/audit.ts';
import type { CorrespondenceRow } from '../store/correspondence.ts';
import { tellEndpoints } from '../webhooks/telling.ts';
import type { Queries } from '../store/store.ts';
import type { Place } from '../store/submissions.ts';
import { subjectFor } from '../subjects.ts';

export interface EntryDesk {
  parts: Parts;
  queries: Queries;
  site: SiteDocument;
  person: string;
  now: number;
}

/** Rejects with 'validation' for a date to come, with 'idempotency-key-reused' for other content. */
export async function enterCorrespondence(
  desk: EntryDesk,
  entry: NewCorrespondence,
): Promise<Correspondence> {
  const { parts, queries, person, now } = desk;
  const { site } = desk.site;
  requirePast(entry.receivedAt, now);
  const fingerprint = hashOf(canonical(entry));
  const operation = { id: entry.id, site, kind: 'correspondence', fingerprint, received_at: now };
  // The content stands in one place only, where it can be erased.
  const empty = { age: 0, device: null, act: null, subject: null, content: null, receipt: null };
  if (!(await queries.operations.claim({ ...operation, ...empty }))) {
    return earlierEntry(desk, entry.id, fingerprint);
  }
  const subject = await subjectFor(parts, queries, site, entry.contact.email);
  const row = rowOf(desk, entry, subject);
  await queries.correspondence.add(row);
  if (entry.kind !== 'message') await openFor(desk, { ...entry, kind: entry.kind }, subject);
  await queries.operations.settle(entry.id, {
    subject,
    received_at: now,
    age: 0,
    content: null,
    receipt: null,
  });
  await record(queries, {
    site,
    at: now,
    person,
    action: 'correspondence-entered',
    object: `correspondence/${entry.id}`,
    details: { kind: entry.kind, method: entry.method, receivedAt: entry.receivedAt },
  });
  return entryOf(row);
}

/** Its words stand in the letter alone. Who reads them knows whether they are the person's; nobody else does. */
async function openFor(
  { parts, queries, site, person, now }: EntryDesk,
  { id, kind, method, receivedAt, language }: NewCorrespondence & { kind: RequestKind },
  subject: string,
): Promise<void> {
  await queries.contacts.lockSubject(subject);
  const receivedOn = isRealDay(receivedAt) ? receivedAt : rulesOf(parts, site).dayOf(Date.parse(receivedAt));
  await openRequest(
    { parts, queries, site, now },
    {
      ...{ id, subject, kind, method, receivedOn },
      language: language ?? site.languages[0] ?? 'en',
      isProved: false,
      words: '',
      by: { by: 'staff', person },
    },
  );
  const operation = { id, site: site.site, device: null };
  const act = { parts, queries, site, operation, age: 0, gpc: false, receivedAt: now };
  await endAtOnce(act, { subject, kind, method });
  await tellEndpoints(act, subject);
}

/** A day has come once it has begun by UTC. */
function requirePast(receivedAt: string, now: number): void {
  if (Date.parse(receivedAt) <= now) return;
  const expected = `${new Date(now).toISOString()} or before`;
  throw new ProblemError('validation', '', [
    { pointer: '/receivedAt', code: 'in-the-future', expected, found: receivedAt },
  ]);
}

async function earlierEntry(
  { queries, site: { site } }: EntryDesk,
  operation: string,
  fingerprint: string,
): Promise<Correspondence> {
  const [earlier, row] = [
    await queries.operations.find(operation),
    await queries.correspondence.find({ site, operation }),
  ];
  if (earlier?.fingerprint === fingerprint && row !== undefined) return entryOf(row);
  throw new ProblemError('idempotency-key-reused', 'Expected the content that was first sent under this id.');
}

export async function listCorrespondence(
  { queries, site }: { queries: Queries; site: string },
  { kind, after, limit, isRestrictedSeen }: { kind?: CorrespondenceKind; after: Place | undefined; limit: number; isRestrictedSeen: boolean }, // prettier-ignore
): Promise<CorrespondencePage> {
  const found = await queries.correspondence.page({ site, kind, after, isRestrictedSeen, limit: limit + 1 });
  const { rows, next } = paged(found, limit, (row) => ({ at: row.received_at, id: row.operation }));
  return { correspondence: rows.map(entryOf), ...(next === undefined ? {} : { next }) };
}

function rowOf(
  { site: { site }, person, now }: EntryDesk,
  entry: NewCorrespondence,
  subject: string,
): CorrespondenceRow {
  return {
    operation: entry.id,
    site,
    subject,
    method: entry.method,
    kind: entry.kind,
    received: entry.receivedAt,
    received_at: Date.parse(entry.receivedAt),
    contact: JSON.stringify(entry.contact),
    about: entry.subject ?? null,
    message: entry.message,
    entered_at: now,
    entered_by: person,
  };
}

function entryOf(row: CorrespondenceRow): Correspondence {
  return {
    id: row.operation,
    // The database lets no other word in.
    method: row.method as CorrespondenceMethod,
    kind: row.kind as CorrespondenceKind,
    receivedAt: row.received,
    contact: JSON.parse(row.contact) as Correspondence['contact'],
    ...(row.about === null ? {} : { subject: row.about }),
    message: row.message,
    person: row.subject,
    enteredAt: new Date(row.entered_at).toISOString(),
    enteredBy: row.entered_by,
  };
}
