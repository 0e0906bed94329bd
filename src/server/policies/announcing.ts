/**
 * Tells known contacts of a material change of policy, by a message of its own that advertises nothing
 * (WP260, paragraph 29). A known contact has proved the address; what somebody merely typed is nobody's.
 */
import { documentLanguage } from '../../protocol/localised.ts';
import { foundChanges } from '../../protocol/policy-found-changes.ts';
import type { PolicySection } from '../../protocol/policy-text.schema.ts';
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { DAY } from '../../protocol/terms.ts';
import { queueMail } from '../mail-queue.ts';
import type { MailText } from '../mail-queue.ts';
import type { Parts } from '../parts.ts';
import { readSite } from '../publishing.ts';
import type { AnnouncementRow } from '../store/announcements.ts';
import type { Queries } from '../store/store.ts';
import { policyChangeMail } from '../words/policy-mails.ts';

/** Contacts in one transaction. */
const BATCH = 50;
/** A message that could not be delivered for so long is news no more, ms. */
const LIFETIME = 30 * DAY;

/** True when there may be more to do. */
export async function announceNext(parts: Parts): Promise<boolean> {
  const isWorking = await parts.store.transaction(async (queries) => {
    const now = parts.now();
    const due = await queries.announcements.next(now);
    if (due === undefined) return false;
    const contacts = await contactsFor(queries, due);
    const last = contacts.at(-1);
    const state =
      last === undefined
        ? { cursor: due.cursor, finished_at: now }
        : { cursor: last.subject, finished_at: null };
    if (!(await queries.announcements.advance(due, state))) return true;
    if (last !== undefined) await tell(parts, queries, due, contacts);
    return true;
  });
  if (isWorking) parts.workQueued();
  return isWorking;
}

type Contacts = Awaited<ReturnType<Queries['contacts']['proved']>>;

/** Nobody is told of what has been withdrawn meanwhile. */
async function contactsFor(queries: Queries, due: AnnouncementRow): Promise<Contacts> {
  const entry = await queries.policies.entry(due.site, due.policy, due.version);
  if (entry?.withdrawn_at !== null) return [];
  return queries.contacts.proved(due.site, due.cursor, BATCH);
}

async function tell(parts: Parts, queries: Queries, due: AnnouncementRow, contacts: Contacts): Promise<void> {
  const site = await readSite(queries, due.site);
  const document = await documentOf(queries, due, due.version);
  if (site === undefined || document === undefined) throw new Error('an announced policy version has gone');
  const previous = due.previous === null ? undefined : await documentOf(queries, due, due.previous);
  const mails = new Map<string, MailText>();
  for (const { subject, value } of contacts) {
    const [submission] = await queries.operations.submissionsOf(subject);
    const wanted = submission?.language ?? site.languages[0] ?? 'en';
    const mail = mails.get(wanted) ?? mailIn(parts, { site, document, previous, wanted });
    mails.set(wanted, mail);
    const expiresAt = parts.now() + LIFETIME;
    await queueMail(parts, queries, {
      kind: 'service',
      site: site.site,
      subject,
      email: value,
      expiresAt,
      mail,
    });
  }
}

async function documentOf(
  queries: Queries,
  { site, policy }: AnnouncementRow,
  version: string,
): Promise<PolicyVersionDocument | undefined> {
  const row = await queries.policies.version(site, policy, version);
  return row && (JSON.parse(row.document) as PolicyVersionDocument);
}

interface Change {
  site: SiteDocument;
  document: PolicyVersionDocument;
  previous: PolicyVersionDocument | undefined;
  /** The language the contact last wrote in. */
  wanted: string;
}

function mailIn({ publicUrl }: Parts, { site, document, previous, wanted }: Change): MailText {
  const language = documentLanguage({ languages: Object.keys(document.texts) }, wanted);
  return policyChangeMail(site, {
    language: wanted,
    effectiveFrom: document.effectiveFrom,
    changes: changesIn(document, previous, language),
    renews: (document.renewPurposes ?? []).flatMap(
      (id) => site.purposes.find((purpose) => purpose.id === id) ?? [],
    ),
    policyUrl: policyAddress(site, publicUrl, wanted),
    myDataUrl: myDataAddress(site, publicUrl, wanted),
  });
}

/** In its author's words where there are any; else the headings of what changed in the source text. */
function changesIn(
  document: PolicyVersionDocument,
  previous: PolicyVersionDocument | undefined,
  language: string,
): string[] {
  const summaries = (document.changes ?? []).flatMap(({ summary }) => summary?.[language] ?? []);
  if (summaries.length > 0 || previous === undefined) return summaries;
  const found = foundChanges(previous, document).filter(
    ({ kind, isEditorial }) => kind !== 'moved' && !isEditorial,
  );
  const sections = [document, previous].flatMap(({ texts }) => flat(texts[language]?.sections ?? []));
  return found.flatMap((change) => sections.find(({ id }) => id === change.section)?.heading ?? []);
}

function flat(sections: readonly PolicySection[]): PolicySection[] {
  return sections.flatMap((section) => [section, ...flat(section.sections ?? [])]);
}
