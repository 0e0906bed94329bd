/** Tells the staff what waits for them. Their mails name a request by its reference, and nobody. */
import { DAY } from '../../protocol/terms.ts';
import { queueMail } from '../mail-queue.ts';
import type { RequestRow } from '../store/requests.ts';
import { privacyAdmins } from '../staff/sign-in.ts';
import { complaintReminder } from '../words/staff-mails.ts';
import type { RequestDesk } from './stepping.ts';

/** A complaint that is looked into is not forgotten (requirements.md, section 5). */
export async function remindOfComplaint(
  { parts, queries, site, now }: RequestDesk,
  row: RequestRow,
): Promise<void> {
  const link = `${parts.publicUrl}/studio/${site.site}`;
  for (const { email } of await privacyAdmins(queries, site.site)) {
    await queueMail(parts, queries, {
      kind: 'service',
      site: site.site,
      email,
      expiresAt: now + DAY,
      mail: complaintReminder(site, { reference: row.reference, receivedOn: row.received_on, link }),
    });
  }
}
