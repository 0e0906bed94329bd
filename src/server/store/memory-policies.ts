/** Policies, who is told of them and who works on them, in the store that remembers only while it runs. */
import type { AnnouncementRow } from './announcements.ts';
import { addOnce, copy } from './memory-rows.ts';
import type { Memory } from './memory-rows.ts';
import type { PolicyEntryRow } from './policies.ts';
import type { Queries } from './store.ts';

export function policiesIn(memory: Memory): Queries['policies'] {
  const isOf =
    (site: string, policy?: string, version?: string) =>
    (row: { site: string; policy: string; version: string }): boolean =>
      row.site === site &&
      (policy === undefined || row.policy === policy) &&
      (version === undefined || row.version === version);
  const entriesOf = (site: string, policy?: string): PolicyEntryRow[] =>
    memory.rows.policy_version.filter(isOf(site, policy)).flatMap(({ document: _text, ...row }) => {
      const isSame = isOf(site, row.policy, row.version);
      const publication = memory.rows.policy_publication.find(isSame);
      if (publication === undefined) return [];
      const { languages, material, renews } = publication;
      const withdrawn_at = memory.rows.policy_withdrawal.find(isSame)?.withdrawn_at ?? null;
      return [{ ...row, languages, material, renews, withdrawn_at }];
    });
  const rank = (row: { effective_from: string; published_at: number }): string =>
    `${row.effective_from} ${String(row.published_at).padStart(16, '0')}`;
  return {
    list: ({ site, policy, publishedBy, after, effectiveBy, onlyMaterial, withoutWithdrawn, limit }) =>
      copy(
        entriesOf(site, policy)
          .filter((row) => row.published_at <= publishedBy)
          .filter((row) => effectiveBy === undefined || row.effective_from <= effectiveBy)
          .filter((row) => onlyMaterial !== true || row.material === 1)
          .filter((row) => withoutWithdrawn !== true || row.withdrawn_at === null)
          .filter((row) => after === undefined || rank(row) < rank(after))
          .toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))
          .slice(0, limit),
      ),
    count: ({ site, policy, publishedBy }) =>
      copy(entriesOf(site, policy).filter((row) => row.published_at <= publishedBy).length),
    renewing: (site, publishedBy) =>
      copy(
        entriesOf(site).filter(
          ({ published_at, renews, withdrawn_at }) =>
            published_at <= publishedBy && renews !== '[]' && withdrawn_at === null,
        ),
      ),
    entry: (site, policy, version) => copy(entriesOf(site, policy).find(isOf(site, policy, version))),
    version: (site, policy, version) => copy(memory.rows.policy_version.find(isOf(site, policy, version))),
    publish: (row, publication) => {
      const isSame = isOf(row.site, row.policy, row.version);
      const isNew = addOnce(memory.rows.policy_version, row, isSame);
      if (isNew) memory.rows.policy_publication.push(publication);
      return copy(isNew);
    },
    withdraw: (row) =>
      copy(addOnce(memory.rows.policy_withdrawal, row, isOf(row.site, row.policy, row.version))),
    countReader: ({ day, ...row }) => {
      const counts = memory.rows.policy_acknowledgement;
      const isSame = isOf(row.site, row.policy, row.version);
      const known = counts.find((other) => isSame(other) && other.day === day);
      if (known === undefined) counts.push({ ...row, day, readers: 1 });
      else known.readers += 1;
      return Promise.resolve();
    },
    readers: (site, policy) =>
      copy(
        memory.rows.policy_acknowledgement
          .filter(isOf(site, policy))
          .toSorted((a, b) => (`${a.version} ${a.day}` < `${b.version} ${b.day}` ? -1 : 1)),
      ),
  };
}

export function announcementsIn(memory: Memory): Queries['announcements'] {
  const published = ({ site, policy, version }: AnnouncementRow): number =>
    memory.rows.policy_version.find(
      (row) => row.site === site && row.policy === policy && row.version === version,
    )?.published_at ?? Infinity;
  return {
    add: async (row) => {
      await copy(memory.rows.policy_announcement.push(row));
    },
    next: (now) =>
      copy(
        memory.rows.policy_announcement
          .filter((row) => row.finished_at === null && published(row) <= now)
          .toSorted((a, b) => published(a) - published(b))[0],
      ),
    advance: ({ site, policy, version, cursor }, to) => {
      const row = memory.rows.policy_announcement.find(
        (one) => one.site === site && one.policy === policy && one.version === version,
      );
      if (row?.cursor !== cursor || row.finished_at !== null) return Promise.resolve(false);
      Object.assign(row, to);
      return Promise.resolve(true);
    },
  };
}

export function staffIn(memory: Memory): Queries['staff'] {
  const at =
    ({ site, policy, version }: { site: string; policy: string; version: string }) =>
    (row: { site: string; policy: string; version: string }): boolean =>
      row.site === site && row.policy === policy && row.version === version;
  return {
    addKey: async (row) => {
      await copy(memory.rows.staff_key.push(row));
    },
    key: (keyHash) => copy(memory.rows.staff_key.find((row) => row.key_hash === keyHash)),
    drafts: (site, policy) =>
      copy(
        memory.rows.policy_draft
          .filter((row) => row.site === site && row.policy === policy)
          .toSorted((a, b) => (a.version < b.version ? -1 : 1)),
      ),
    draft: (key) => copy(memory.rows.policy_draft.find(at(key))),
    addDraft: (row) => copy(addOnce(memory.rows.policy_draft, row, at(row))),
    changeDraft: (known, change) => {
      const row = memory.rows.policy_draft.find(at(known));
      if (row?.revision !== known.revision) return Promise.resolve(false);
      Object.assign(row, change, { revision: known.revision + 1 });
      return Promise.resolve(true);
    },
    removeDraft: (known) => {
      const kept = memory.rows.policy_draft.filter(
        (row) => !at(known)(row) || row.revision !== known.revision,
      );
      const isRemoved = kept.length < memory.rows.policy_draft.length;
      memory.rows.policy_draft = kept;
      return Promise.resolve(isRemoved);
    },
  };
}
