/** The rows one submission leaves, written as they are: what any backend has to pay for keeping them. */
import { newId, newToken } from '../../src/server/parts.ts';
import type { Parts } from '../../src/server/parts.ts';

/** Reads what an operation left, and returns a function that writes the same for a new one. */
export async function rowWriter({ store, now }: Parts, operation: string): Promise<() => Promise<void>> {
  const kept = await store.operations.find(operation);
  const subject = kept?.subject ?? '';
  const [submission] = await store.operations.submissionsOf(subject);
  const [contact] = await store.contacts.ofSubject(subject);
  const events = await store.consents.ofOperation(operation);
  const [mail] = await store.mails.latest(1);
  if (!kept || !submission || !contact || !mail || events.length === 0) {
    throw new Error('Expected an operation with a submission, a contact, consents and a mail');
  }
  return async () => {
    const [id, person] = [newId(now), newId(now)];
    const { site } = kept;
    const key = newToken();
    const expiresAt = mail.expires_at;
    await store.transaction(async ({ operations, contacts, consents, mails }) => {
      await contacts.addSubject({ id: person, site, created_at: kept.received_at });
      await operations.claim({ ...kept, id, subject: person });
      await contacts.claim({ ...contact, key, subject: person });
      await operations.addSubmission({ ...submission, operation: id, subject: person });
      await consents.append(
        events.map((row) => ({ ...row, id: newId(now), operation: id, subject: person })),
      );
      await mails.queue({ ...mail, id: newId(now), recipient_key: key });
      await consents.addConfirmation({
        token_hash: newToken(),
        site,
        grant_operation: id,
        operation: newId(now),
        language: submission.language,
        expires_at: expiresAt,
      });
    });
  };
}
