/** Policy versions as visitors read them: the list, one version, the one in force. */
import { documentLanguage } from '../../protocol/localised.ts';
import type {
  PolicyIndex,
  PolicyVersion,
  PolicyVersionDocument,
  PolicyVersionEntry,
} from '../../protocol/policy.schema.ts';
import type { PolicyEntryRow, PolicyVersionRow } from '../store/policies.ts';
import type { Queries } from '../store/store.ts';

/** A page of the list. */
const PAGE = 20;

/** A day by the clock of UTC, like every day in a policy. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** The version in force: the newest whose effective date has come; before the first one that, the first. */
export async function versionInForce(
  { policies }: Queries,
  { site, policy }: { site: string; policy: string },
  now: number,
): Promise<PolicyEntryRow | undefined> {
  const choice = { site, policy, publishedBy: now, withoutWithdrawn: true };
  const [inForce] = await policies.list({ ...choice, effectiveBy: dayOf(now), limit: 1 });
  return inForce ?? (await policies.list({ ...choice, limit: PAGE })).at(-1);
}

/** Undefined where nothing of that policy is published. */
export async function policyIndex(
  queries: Queries,
  { site, policy, after }: { site: string; policy: string; after?: string | undefined },
  now: number,
): Promise<PolicyIndex | undefined> {
  const { policies } = queries;
  const published = { site, policy, publishedBy: now };
  const last = after === undefined ? undefined : await policies.entry(site, policy, after);
  const [current, rows, total, [material]] = await Promise.all([
    versionInForce(queries, published, now),
    policies.list({ ...published, after: last, limit: PAGE + 1 }),
    policies.count(published),
    policies.list({ ...published, onlyMaterial: true, withoutWithdrawn: true, limit: 1 }),
  ]);
  if (current === undefined) return undefined;
  const page = rows.slice(0, PAGE);
  const next = rows.length > PAGE ? page.at(-1)?.version : undefined;
  return {
    policy,
    current: current.version,
    versions: page.map(entryOf),
    total,
    ...(next === undefined ? {} : { next }),
    ...(material === undefined ? {} : { material: entryOf(material) }),
  };
}

/** One version in the wanted language, or in its source language when it has no other. */
export function policyVersion(
  { document }: PolicyVersionRow,
  entry: PolicyEntryRow,
  wanted: string,
): PolicyVersion {
  const { policy, texts } = JSON.parse(document) as PolicyVersionDocument;
  const language = documentLanguage({ languages: Object.keys(texts) }, wanted);
  const text = texts[language];
  if (text === undefined) throw new Error(`policy version ${entry.version} has no text`);
  const { title, remark, sections } = text;
  // That it was withdrawn is said by the list: this answer is kept for ever.
  const { isWithdrawn: _state, ...facts } = entryOf(entry);
  return { ...facts, policy, language, title, sections, ...(remark === undefined ? {} : { remark }) };
}

function entryOf(row: PolicyEntryRow): PolicyVersionEntry {
  const renews = JSON.parse(row.renews) as string[];
  return {
    version: row.version,
    lastUpdated: row.last_updated,
    effectiveFrom: row.effective_from,
    publishedAt: new Date(row.published_at).toISOString(),
    languages: JSON.parse(row.languages) as string[],
    hash: row.hash,
    isMaterial: row.material === 1,
    ...(renews.length === 0 ? {} : { renews }),
    ...(row.withdrawn_at === null ? {} : { isWithdrawn: true }),
  };
}

/** The documents of the version in force and of all that are to come. */
export async function documentsFromNowOn(
  queries: Queries,
  place: { site: string; policy: string },
  now: number,
): Promise<PolicyVersionDocument[]> {
  const current = await versionInForce(queries, place, now);
  if (current === undefined) return [];
  const coming = await queries.policies.list({
    ...place,
    publishedBy: Number.MAX_SAFE_INTEGER,
    withoutWithdrawn: true,
    limit: PAGE,
  });
  const isLater = (row: PolicyEntryRow): boolean =>
    row.effective_from > current.effective_from || row.version === current.version;
  const rows = await Promise.all(
    coming.filter(isLater).map(({ version }) => queries.policies.version(place.site, place.policy, version)),
  );
  return rows.flatMap((row) =>
    row === undefined ? [] : [JSON.parse(row.document) as PolicyVersionDocument],
  );
}
