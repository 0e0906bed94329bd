/** Everything that is held about a person, as one document and the files that came with it. */
import { textAt } from '../../protocol/localised.ts';
import { COPY_FORMAT } from '../../protocol/personal-copy.schema.ts';
import type { PersonalCopy } from '../../protocol/personal-copy.schema.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import type { Channel, RequestKind } from '../../protocol/terms.ts';
import { heldObjections, heldPermissions, heldSubmissions } from '../held.ts';
import { safeFileName } from '../http/download.ts';
import type { Parts } from '../parts.ts';
import { heldRequests } from '../requests/reading.ts';
import { idsOf } from './ids.ts';
import { consentHistory, letters, receipts } from './history.ts';
import { recordsOf } from './records.ts';

export interface Collected {
  document: PersonalCopy;
  /** Path in the archive → content. */
  files: ReadonlyMap<string, Uint8Array>;
}

export interface Wanted {
  subject: string;
  site: SiteDocument;
  language: string;
  /** Ids of records that are left out, because they would tell of somebody else (Art. 15(4) GDPR). */
  withhold: readonly string[];
  /** Why. */
  reason?: { code: NonNullable<PersonalCopy['withheld']>['code']; words: string } | undefined;
}

/** Rights under the GDPR that a person has beside this copy; complaints are told with the authority. */
const RIGHTS: readonly RequestKind[] = [
  'rectification', 'erasure', 'restriction', 'portability', 'objection', 'marketing-objection', 'consent-withdrawal',
  'complaint',
]; // prettier-ignore

export async function collect(parts: Parts, wanted: Wanted): Promise<Collected> {
  const { subject, site, language, withhold, reason } = wanted;
  const { store } = parts;
  const reader = { subject, site: site.site };
  const ids = await idsOf(store, subject);
  const isShown = ({ operation }: { operation: string }): boolean => !withhold.includes(operation);
  const [contacts, submissions, permissions, objections, requests, history, written, given] =
    await Promise.all([
      store.contacts.ofSubject(subject),
      heldSubmissions(parts, reader),
      heldPermissions(parts, reader),
      heldObjections(parts, reader),
      heldRequests(parts, reader),
      consentHistory(store, subject),
      letters(store, subject),
      receipts(store, subject),
    ]);
  const { listed, contents } = await filesOf(
    parts,
    ids.operation.filter((operation) => isShown({ operation })),
  );
  const document: PersonalCopy = {
    format: COPY_FORMAT,
    madeAt: new Date(parts.now()).toISOString(),
    language,
    ...aboutSite(site, language),
    subject,
    contacts: contacts.map(({ channel, value }) => ({ channel: channel as Channel, value })),
    source: [
      ...new Set([...(submissions.length > 0 ? ['web-form'] : []), ...written.map(({ method }) => method)]),
    ],
    rights: [...RIGHTS],
    submissions: submissions
      .filter(isShown)
      .map((one) => ({ ...one, answers: one.answers.map((answer) => ({ ...answer })) })),
    letters: written.filter(({ id: operation }) => isShown({ operation })),
    permissions: permissions.map((one) => ({ ...one })),
    consentHistory: history,
    objections: objections.map((one) => ({ ...one })),
    requests: requests.map((one) => ({ ...one })),
    receipts: given,
    files: listed,
    ...(withhold.length === 0 || reason === undefined
      ? {}
      : { withheld: { records: withhold.length, ...reason } }),
    records: await recordsOf(store, ids, withhold),
  };
  return { document, files: contents };
}

function aboutSite(
  site: SiteDocument,
  language: string,
): Pick<PersonalCopy, 'site' | 'controller' | 'jurisdiction' | 'authority' | 'purposes' | 'elsewhere'> {
  const said = (path: string, text: string): string => textAt(site, path, text, language);
  return {
    site: site.site,
    controller: site.controller,
    jurisdiction: site.jurisdiction,
    authority: { ...site.authority, name: said('authority.name', site.authority.name) },
    purposes: site.purposes.map((purpose) => ({
      id: purpose.id,
      title: said(`purposes.${purpose.id}.title`, purpose.title),
      description: said(`purposes.${purpose.id}.description`, purpose.description),
      lawfulBasis: purpose.lawfulBasis,
      ...('interest' in purpose
        ? { interest: said(`purposes.${purpose.id}.interest`, purpose.interest) }
        : {}),
      keep: purpose.retention.keep,
      after: said(`purposes.${purpose.id}.retention.after`, purpose.retention.after),
    })),
    elsewhere: (site.externalStores ?? []).map((store) => ({
      title: said(`externalStores.${store.id}.title`, store.title),
      ...(store.erasure === 'kept' ? { why: said(`externalStores.${store.id}.why`, store.why) } : {}),
    })),
  };
}

async function filesOf(
  { store }: Parts,
  operations: readonly string[],
): Promise<{ listed: PersonalCopy['files']; contents: Map<string, Uint8Array> }> {
  const contents = new Map<string, Uint8Array>();
  const listed: PersonalCopy['files'] = [];
  for (const { operation, item, name, kind, size, hash } of await store.submissions.filesOf(operations)) {
    const file = await store.operations.file(operation, item);
    if (file === undefined) continue;
    const path = `files/${operation}/${item}-${safeFileName(name, kind)}`;
    contents.set(path, Uint8Array.from(file.content));
    listed.push({ operation, item, name, size, hash, path });
  }
  return { listed, contents };
}
