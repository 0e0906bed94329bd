/** What a person said of their permissions, wrote in letters and was given as proof. */
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import type { HeldReceipt } from '../../protocol/me.ts';
import type { Channel } from '../../protocol/terms.ts';
import type { CorrespondenceRow } from '../store/correspondence.ts';
import type { Queries } from '../store/store.ts';

/** Every event, oldest first, with the exact words that were shown (L-07). */
export async function consentHistory(
  queries: Queries,
  subject: string,
): Promise<PersonalCopy['consentHistory']> {
  const events = await queries.submissions.consentsOf([subject]);
  const hashes = events.flatMap(({ wording }) => (wording === null ? [] : [wording]));
  const words = new Map((await queries.documents.wordings(hashes)).map((row) => [row.hash, row.words]));
  return events.map((event) => ({
    at: new Date(event.received_at).toISOString(),
    // The database holds no other words.
    type: event.type as PersonalCopy['consentHistory'][number]['type'],
    purpose: event.purpose,
    channel: event.channel as Channel,
    method: event.method,
    ...(event.wording === null ? {} : { words: words.get(event.wording) ?? '', wording: event.wording }),
    ...(event.language === null ? {} : { language: event.language }),
    ...(event.policy_version === null ? {} : { policyVersion: event.policy_version }),
    ...(event.form === null ? {} : { form: event.form, formVersion: event.form_version }),
    gpc: event.gpc === 1,
  }));
}

export async function letters(queries: Queries, subject: string): Promise<PersonalCopy['letters']> {
  const where = { table: 'correspondence', column: 'subject', values: [subject] } as const;
  const rows = (await queries.personal.rows(where)) as unknown as CorrespondenceRow[];
  return rows.map((row) => ({
    id: row.operation,
    method: row.method,
    kind: row.kind,
    receivedAt: row.received,
    ...(row.about === null ? {} : { subject: row.about }),
    message: row.message,
    contact: JSON.parse(row.contact) as Record<string, string>,
  }));
}

export async function receipts(queries: Queries, subject: string): Promise<HeldReceipt[]> {
  const operations = await queries.operations.ofSubject(subject);
  return operations.flatMap(({ receipt }) => (receipt === null ? [] : [JSON.parse(receipt) as HeldReceipt]));
}
