/** Links to a draft for those who have no account: signed, for a while, and nothing of it can be sent. */
import { base64url } from 'jose';
import { readForm } from '../../protocol/form-text.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { FormPreview } from '../../protocol/staff-forms.schema.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';
import { keyedHash, sameSecret } from '../proof/hash.ts';
import { publishedAs, readSite, siteConfig } from '../publishing.ts';

const LIFETIME = 7 * 24 * HOUR;

interface Ticket {
  site: string;
  form: string;
  until: number;
}

export function previewLink(
  parts: Parts,
  { site, form }: Omit<Ticket, 'until'>,
): { url: string; expiresAt: string } {
  const until = parts.now() + LIFETIME;
  const ticket = base64url.encode(JSON.stringify({ site, form, until } satisfies Ticket));
  const token = `${ticket}.${keyedHash(parts.keys.staff, `preview ${ticket}`)}`;
  // In the fragment, which is sent to no server and stands in no log.
  return { url: `${parts.publicUrl}/preview/${site}#${token}`, expiresAt: new Date(until).toISOString() };
}

/** Rejects with 'link-expired' for a link that is not ours, too old, or of a draft that is gone. */
export async function readPreview(parts: Parts, token: string): Promise<FormPreview> {
  const { store } = parts;
  const now = parts.now();
  const { site: id, form } = ticketIn(parts, token);
  const site = await readSite(store, id);
  const draft = site && (await store.forms.draft({ site: id, form }));
  const { definition } = draft ? readForm(draft.source) : {};
  if (site === undefined || definition === undefined)
    throw new ProblemError(
      'link-expired',
      'Expected a draft that is still there and has the shape of a form.',
    );
  return {
    form: await publishedAs(store, site, definition, now),
    config: await siteConfig(store, site),
  };
}

function ticketIn(parts: Parts, token: string): Ticket {
  const [ticket = '', seal = ''] = token.split('.');
  if (!sameSecret(seal, keyedHash(parts.keys.staff, `preview ${ticket}`))) throw expired();
  const { until, ...rest } = JSON.parse(new TextDecoder().decode(base64url.decode(ticket))) as Ticket;
  if (until <= parts.now()) throw expired();
  return { until, ...rest };
}

function expired(): ProblemError {
  return new ProblemError('link-expired', 'Expected a preview link of the last 7 days.');
}
