/** Tells a person by mail how their request goes on, in the language they made it in. */
import { myDataAddress } from '../../protocol/site-addresses.ts';
import { DAY } from '../../protocol/terms.ts';
import { queueMail } from '../mail-queue.ts';
import type { RequestEntryRow, RequestRow } from '../store/requests.ts';
import { isWorthMail, requestMail } from '../words/request-mails.ts';
import type { RequestDesk } from './stepping.ts';
import { placeOf } from './stepping.ts';

/** What could not be sent for so long is stale; the panel shows it all the same. */
export const STALE = 7 * DAY;

/** False where nobody was written to: there is no address, or nothing to say. */
export async function tellSubject(
  desk: RequestDesk,
  row: RequestRow,
  entry: Pick<RequestEntryRow, 'state' | 'code' | 'words'>,
  link?: string,
): Promise<boolean> {
  const { parts, queries, site, now } = desk;
  const place = placeOf(row);
  if (!isWorthMail(entry.state)) return false;
  const contact = (await queries.contacts.ofSubject(row.subject)).find(({ channel }) => channel === 'email');
  if (contact === undefined) return false;
  return queueMail(parts, queries, {
    kind: 'service',
    site: site.site,
    subject: row.subject,
    email: contact.value,
    expiresAt: now + STALE,
    mail: requestMail(site, {
      ...place,
      isMessage: entry.state === null,
      isProved: row.proved === 1,
      reference: row.reference,
      receivedOn: row.received_on,
      dueOn: row.due_on ?? undefined,
      words: entry.words ?? '',
      language: row.language,
      link,
      myDataUrl: myDataAddress(site, parts.publicUrl, row.language),
    }),
  });
}
