/**
 * A store that remembers only while it runs: for the demo without a backend, where the whole server
 * works inside the page. Transactions are one at a time; one that fails leaves nothing behind.
 */
import { copiesIn } from './memory-copies.ts';
import { ledgerIn, personalIn } from './memory-erasure.ts';
import { formsIn } from './memory-forms.ts';
import { auditIn, peopleIn } from './memory-people.ts';
import { announcementsIn, policiesIn, staffIn } from './memory-policies.ts';
import { addOnce, byTime, copy } from './memory-rows.ts';
import type { Memory, Rows } from './memory-rows.ts';
import { correspondenceIn, refuseGrants, submissionsIn } from './memory-submissions.ts';
import { requestsIn } from './memory-requests.ts';
import { selfServiceIn } from './memory-self-service.ts';
import { unsubscribeIn } from './memory-unsubscribe.ts';
import { webhooksIn } from './memory-webhooks.ts';
import type { Queries, Store } from './store.ts';

const EMPTY = (): Rows => ({
  site: [],
  form_version: [],
  wording: [],
  policy_version: [],
  policy_publication: [],
  policy_withdrawal: [],
  policy_announcement: [],
  policy_acknowledgement: [],
  operation: [],
  subject: [],
  contact: [],
  submission: [],
  correspondence: [],
  file: [],
  consent_event: [],
  confirmation: [],
  sign_in_link: [],
  session: [],
  mail: [],
  service_key: [],
  staff_key: [],
  staff_person: [],
  staff_link: [],
  staff_session: [],
  staff_passkey: [],
  audit_entry: [],
  policy_draft: [],
  form_draft: [],
  form_publication: [],
  preference_link: [],
  suppression: [],
  correction: [],
  objection_event: [],
  request: [],
  request_entry: [],
  tombstone: [],
  ledger: [],
  restriction: [],
  external_task: [],
  copy: [],
  webhook_endpoint: [],
  webhook_message: [],
  webhook_attempt: [],
  secret: [],
});

export function openMemoryStore(): Store {
  const memory = { rows: EMPTY() };
  let last: Promise<unknown> = Promise.resolve();
  const queries = queriesOn(memory);
  return {
    engine: 'memory',
    ...queries,
    transaction(work) {
      const run = async (): Promise<Awaited<ReturnType<typeof work>>> => {
        const before = structuredClone(memory.rows);
        try {
          return await work(queries);
        } catch (error) {
          memory.rows = before;
          throw error;
        }
      };
      const turn = last.then(run);
      last = turn.catch(() => undefined);
      return turn;
    },
    close: () => Promise.resolve(),
  };
}

function queriesOn(memory: Memory): Queries {
  return {
    documents: documentsIn(memory),
    forms: formsIn(memory),
    policies: policiesIn(memory),
    announcements: announcementsIn(memory),
    operations: operationsIn(memory),
    submissions: submissionsIn(memory),
    correspondence: correspondenceIn(memory),
    contacts: contactsIn(memory),
    consents: consentsIn(memory),
    unsubscribe: unsubscribeIn(memory),
    selfService: selfServiceIn(memory),
    requests: requestsIn(memory),
    personal: personalIn(memory),
    ledger: ledgerIn(memory),
    copies: copiesIn(memory),
    webhooks: webhooksIn(memory),
    sessions: sessionsIn(memory),
    mails: mailsIn(memory),
    keys: keysIn(memory),
    staff: staffIn(memory),
    people: peopleIn(memory),
    audit: auditIn(memory),
  };
}

function documentsIn(memory: Memory): Queries['documents'] {
  const formsOf = (site: string) =>
    memory.rows.form_version.filter((row) => row.site === site).toSorted((a, b) => b.version - a.version);
  return {
    site: (site) => copy(memory.rows.site.find((row) => row.site === site)),
    sites: () => copy(memory.rows.site),
    putSite: (row) => {
      memory.rows.site = [...memory.rows.site.filter(({ site }) => site !== row.site), row];
      return Promise.resolve();
    },
    currentForms: (site) => {
      const forms = formsOf(site);
      const newest = forms.filter((row, index) => forms.findIndex(({ form }) => form === row.form) === index);
      return copy(newest.toSorted((a, b) => (a.form < b.form ? -1 : 1)));
    },
    currentForm: (site, form) => copy(formsOf(site).find((row) => row.form === form)),
    formVersion: (site, form, version) =>
      copy(formsOf(site).find((row) => row.form === form && row.version === version)),
    publishForm: ({ ...row }) =>
      copy(
        addOnce(memory.rows.form_version, row, (other) =>
          [other.site === row.site, other.form === row.form, other.version === row.version].every(Boolean),
        ),
      ),
    putWording: async (row) => {
      await copy(addOnce(memory.rows.wording, row, ({ hash }) => hash === row.hash));
    },
    wordings: (hashes) => copy(memory.rows.wording.filter(({ hash }) => hashes.includes(hash))),
  };
}

function operationsIn(memory: Memory): Queries['operations'] {
  return {
    claim: (row) => copy(addOnce(memory.rows.operation, row, ({ id }) => id === row.id)),
    find: (id) => copy(memory.rows.operation.find((row) => row.id === id)),
    settle: async (id, done) => {
      const row = memory.rows.operation.find((candidate) => candidate.id === id);
      await copy(row && Object.assign(row, done));
    },
    ofSubject: (subject) =>
      copy(
        memory.rows.operation
          .filter((row) => row.subject === subject)
          .toSorted(byTime((row) => row.received_at, (row) => row.id)), // prettier-ignore
      ),
    addSubmission: async (row) => {
      await copy(memory.rows.submission.push(row));
    },
    scatter: (id) => {
      // What is kept in order is kept under its random id instead.
      const { rows } = memory;
      rows.operation.sort((a, b) => Number(b.id === id) - Number(a.id === id));
      rows.submission.sort((a, b) => Number(b.operation === id) - Number(a.operation === id));
      return Promise.resolve();
    },
    addFiles: async (rows) => {
      await copy(memory.rows.file.push(...rows));
    },
    file: (operation, item) =>
      copy(memory.rows.file.find((row) => row.operation === operation && row.item === item)),
    submissionsOf: (subject) =>
      copy(
        memory.rows.submission
          .filter((row) => row.subject === subject)
          .toSorted(byTime((row) => row.received_at, (row) => row.operation)), // prettier-ignore
      ),
  };
}

function contactsIn(memory: Memory): Queries['contacts'] {
  const at = (site: string, channel: string, key: string) =>
    memory.rows.contact.find((row) => row.site === site && row.channel === channel && row.key === key);
  return {
    find: (site, channel, key) => copy(at(site, channel, key)),
    addSubject: async (row) => {
      await copy(memory.rows.subject.push(row));
    },
    claim: (row) => {
      const holder = at(row.site, row.channel, row.key);
      if (holder === undefined) memory.rows.contact.push(row);
      return copy(holder?.subject ?? row.subject);
    },
    removeSubject: (id) => {
      memory.rows.subject = memory.rows.subject.filter((row) => row.id !== id);
      return Promise.resolve();
    },
    lockSubject: () => Promise.resolve(),
    proved: (site, after, limit) => {
      const isProved = (subject: string): boolean =>
        memory.rows.consent_event.some(
          (row) => row.subject === subject && (row.type === 'confirm' || row.proved === 1),
        ) || memory.rows.sign_in_link.some((row) => row.subject === subject && row.used_at !== null);
      return copy(
        memory.rows.contact
          .filter((row) => row.site === site && row.channel === 'email' && row.subject > after)
          .filter(({ subject }) => isProved(subject))
          .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
          .slice(0, limit)
          .map(({ subject, value }) => ({ subject, value })),
      );
    },
    ofSubject: (subject) => copy(memory.rows.contact.filter((row) => row.subject === subject)),
  };
}

function consentsIn(memory: Memory): Queries['consents'] {
  const events = () => memory.rows.consent_event;
  return {
    append: async (rows) => {
      refuseGrants(memory, rows);
      await copy(events().push(...rows));
    },
    ofSubject: (subject) => copy(events().filter((row) => row.subject === subject)),
    ofOperation: (operation) => copy(events().filter((row) => row.operation === operation)),
    ofKey: (subject, purpose, channel) =>
      copy(
        events().filter(
          (row) => row.subject === subject && row.purpose === purpose && row.channel === channel,
        ),
      ),
    addConfirmation: async (row) => {
      await copy(memory.rows.confirmation.push(row));
    },
    confirmationOf: (grant) => copy(memory.rows.confirmation.find((row) => row.grant_operation === grant)),
    confirmation: (tokenHash) => copy(memory.rows.confirmation.find((row) => row.token_hash === tokenHash)),
  };
}

function sessionsIn(memory: Memory): Queries['sessions'] {
  const at = (tokenHash: string) => memory.rows.session.find((row) => row.token_hash === tokenHash);
  return {
    addLink: async (row) => {
      await copy(memory.rows.sign_in_link.push(row));
    },
    useLink: (site, tokenHash, now) => {
      const link = memory.rows.sign_in_link.find((row) => row.token_hash === tokenHash && row.site === site);
      if (link?.used_at !== null || link.expires_at <= now) return Promise.resolve(undefined);
      link.used_at = now;
      return copy(link);
    },
    openLink: (site, subject, now) =>
      copy(
        memory.rows.sign_in_link
          .filter((row) => row.site === site && row.subject === subject)
          .filter(({ used_at: usedAt, expires_at: end }) => usedAt === null && end > now)
          .toSorted((a, b) => b.created_at - a.created_at)[0],
      ),
    tryCode: (tokenHash, most) => {
      const link = memory.rows.sign_in_link.find((row) => row.token_hash === tokenHash);
      if (link === undefined || link.tries >= most) return Promise.resolve(false);
      link.tries += 1;
      return Promise.resolve(true);
    },
    add: async (row) => {
      await copy(memory.rows.session.push(row));
    },
    find: (tokenHash) => copy(at(tokenHash)),
    touch: (tokenHash, now) => {
      const session = at(tokenHash);
      if (session) session.last_used_at = now;
      return Promise.resolve();
    },
    remove: (tokenHash) => {
      memory.rows.session = memory.rows.session.filter((row) => row.token_hash !== tokenHash);
      return Promise.resolve();
    },
  };
}

function mailsIn(memory: Memory): Queries['mails'] {
  const at = (id: string) => memory.rows.mail.find((row) => row.id === id);
  return {
    queue: async (row) => {
      await copy(memory.rows.mail.push(row));
    },
    remove: (id) => {
      memory.rows.mail = memory.rows.mail.filter((row) => row.id !== id);
      return Promise.resolve();
    },
    countSince: (recipientKey, kind, since) => {
      const mails = memory.rows.mail.filter((row) => row.recipient_key === recipientKey && row.kind === kind);
      return copy(mails.filter((row) => row.created_at > since).length);
    },
    claimDue: (now) =>
      copy(
        memory.rows.mail.find(
          (row) => row.sent_at === null && row.next_attempt_at <= now && row.expires_at > now,
        ),
      ),
    postpone: async (id, attempts, until) => {
      const mail = at(id);
      await copy(mail && Object.assign(mail, { attempts, next_attempt_at: until }));
    },
    forgetExpired: async (now) => {
      const expired = memory.rows.mail.filter((row) => row.sent_at === null && row.expires_at <= now);
      for (const row of expired) Object.assign(row, { recipient: '', text: '' });
      await Promise.resolve();
    },
    markSent: async (id, sentAt, text) => {
      const mail = at(id);
      await copy(mail && Object.assign(mail, { sent_at: sentAt, text }));
    },
    latest: (limit) =>
      copy(memory.rows.mail.toSorted(byTime((row) => row.created_at, (row) => row.id)).slice(0, limit)), // prettier-ignore
  };
}

function keysIn(memory: Memory): Queries['keys'] {
  return {
    addServiceKey: async (row) => {
      await copy(memory.rows.service_key.push(row));
    },
    serviceKey: (keyHash) => copy(memory.rows.service_key.find((row) => row.key_hash === keyHash)),
    secret: (name, fresh) => {
      addOnce(memory.rows.secret, { name, value: fresh }, (row) => row.name === name);
      return copy(memory.rows.secret.find((row) => row.name === name)?.value ?? fresh);
    },
  };
}
