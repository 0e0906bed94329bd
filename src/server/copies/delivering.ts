/**
 * A copy waits behind a link: it ends after seven days, counts, is one person's, and opens nothing after an erasure.
 * GET shows a button, POST delivers (H-21): what looks at links in mails fetches nothing.
 */
import { ProblemError } from '../../protocol/problem.ts';
import { COPY_LINK_LIFETIME } from '../../protocol/request-waits.ts';
import type { RefusalCode } from '../../protocol/request.ts';
import type { Parts } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { collect } from '../personal/collecting.ts';
import { requireSite } from '../publishing.ts';
import { happen, placeOf } from '../requests/stepping.ts';
import type { RequestDesk } from '../requests/stepping.ts';
import type { CopyRow } from '../store/copies.ts';
import type { RequestRow } from '../store/requests.ts';
import type { Queries } from '../store/store.ts';
import { archiveOf } from './archive.ts';
import { seal, unseal } from './sealing.ts';

/** Enough for a phone, a computer, and twice a broken connection. */
export const MOST_DOWNLOADS = 5;
/** Links of one copy that the person can have made; more are the staff's to give. */
const MOST_LINKS = 3;

export interface Withheld {
  ids: readonly string[];
  code: RefusalCode;
  words: string;
}

/** Makes the copy and its link; a link from before opens nothing any more. Answers the link. */
export async function makeCopy(desk: RequestDesk, row: RequestRow, withheld?: Withheld): Promise<string> {
  const { parts, queries, site, now } = desk;
  const reason = withheld && { code: withheld.code, words: withheld.words };
  const inTransaction: Parts = { ...parts, store: { ...parts.store, ...queries } };
  const { subject, language } = row;
  const archive = await archiveOf(
    await collect(inTransaction, { subject, site, language, withhold: withheld?.ids ?? [], reason }),
  );
  const token = parts.newToken();
  await queries.copies.end(row.id);
  await queries.copies.add({
    token_hash: hashOf(token),
    site: site.site,
    request: row.id,
    subject,
    made_at: now,
    expires_at: now + COPY_LINK_LIFETIME,
    content: await seal(token, archive),
    size: archive.byteLength,
    downloads: 0,
    withheld: JSON.stringify(withheld ?? null),
  });
  return linkTo(parts, token);
}

export function linkTo({ publicUrl }: Pick<Parts, 'publicUrl'>, token: string): string {
  return `${publicUrl}/v1/downloads/${token}`;
}

/** A new link for whoever is signed in; the copy is made anew, with the same left out. */
export async function newLink(
  parts: Parts,
  reader: { subject: string; site: string },
  id: string,
): Promise<string> {
  const link = await parts.store.transaction(async (queries) => {
    const site = await requireSite(queries, reader.site);
    await queries.requests.lock(id);
    const row = await queries.requests.find({ site: reader.site, id });
    if (row?.subject !== reader.subject) throw new ProblemError('not-found');
    if (!['ready', 'link-expired', 'delivered'].includes(row.state))
      throw new ProblemError('transition-not-allowed', `Expected a copy that is ready, found ${row.state}.`);
    const copies = await queries.copies.ofRequest(id);
    if (copies.length > MOST_LINKS)
      throw new ProblemError('link-expired', `Expected at most ${String(MOST_LINKS)} new links.`);
    const desk = { parts, queries, site, now: parts.now() };
    const current =
      row.state === 'link-expired' ? await happen(desk, row, { by: 'subject', to: 'ready' }) : row;
    // JSON of `makeCopy`.
    const withheld = JSON.parse(copies[0]?.withheld ?? 'null') as Withheld | null;
    return makeCopy(desk, current, withheld ?? undefined);
  });
  parts.workQueued();
  return link;
}

export interface OpenCopy {
  site: string;
  language: string;
  reference: string;
  /** Bytes. */
  size: number;
  /** ISO 8601. */
  expiresAt: string;
}

/** Rejects with 'link-expired' for whatever is wrong with it. */
export async function copyBehind(parts: Parts, token: string): Promise<OpenCopy> {
  const { copy, row } = await openCopy(parts, parts.store, token);
  const { site, language, reference } = row;
  return { site, language, reference, size: copy.size, expiresAt: new Date(copy.expires_at).toISOString() };
}

/** The archive; that it was fetched is written down. */
export async function deliver(parts: Parts, token: string): Promise<{ name: string; archive: Uint8Array }> {
  const delivered = await parts.store.transaction(async (queries) => {
    const { copy, row } = await openCopy(parts, queries, token);
    await queries.copies.countDownload(copy.token_hash);
    const site = await requireSite(queries, row.site);
    const desk = { parts, queries, site, now: parts.now() };
    if (placeOf(row).state === 'ready') await happen(desk, row, { by: 'subject', to: 'delivered' });
    return { name: `${row.site}-${row.reference}.zip`, archive: await unseal(token, copy.content) };
  });
  parts.workQueued();
  return delivered;
}

async function openCopy(
  parts: Parts,
  queries: Queries,
  token: string,
): Promise<{ copy: CopyRow & { content: Uint8Array }; row: RequestRow }> {
  const copy = await queries.copies.find(hashOf(token));
  const row = copy && (await queries.requests.find({ site: copy.site, id: copy.request }));
  const isOpen = copy !== undefined && copy.expires_at > parts.now() && copy.downloads < MOST_DOWNLOADS;
  if (!isOpen || copy.content === null || row === undefined || !FETCHABLE.includes(row.state))
    throw new ProblemError('link-expired', 'Expected a link of the last seven days.');
  return { copy: { ...copy, content: copy.content }, row };
}

/** Useless after its confirmation, a refusal or an erasure. */
const FETCHABLE: readonly string[] = ['ready', 'delivered', 'fulfilled'];
