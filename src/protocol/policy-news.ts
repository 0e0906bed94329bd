/**
 * What a visitor is told of a policy, by the version their device remembers (requirements.md, section 7, rules 5
 * and S-34). The backend's clock says what is in force: a visitor's may be wrong. Pure.
 */
import type { PolicyIndex, PolicyVersionEntry } from './policy.schema.ts';

export interface RememberedVersion {
  /** The newest version that was seen. */
  version: string;
  effectiveFrom: string;
  /** The version whose notice was put away. */
  dismissed?: string | undefined;
  /** It was put away while that version was only announced. */
  dismissedEarly?: boolean | undefined;
}

/** What changed with one material version, or up to one. */
export interface NewsStep {
  /** The version before it that the visitor knows, or is told of. */
  from: string;
  to: PolicyVersionEntry;
  /** It is announced and not in force yet. */
  isComing: boolean;
  /** Material versions before it that were not seen either are in this step as well. */
  hasEarlier: boolean;
  /** Purposes whose permissions end with it, those of what it gathers among them. */
  renews: string[];
}

export type PolicyNews =
  /** A first visit, or nothing new. */
  | { name: 'nothing'; current: PolicyVersionEntry | undefined }
  /** Something is new that needs no notice, or whose notice was put away. */
  | { name: 'updated'; since: string; to: PolicyVersionEntry; isComing: boolean }
  | {
      name: 'notice';
      since: string;
      /** The newest one to compare with: that in force, or the last announced one that matters. */
      to: PolicyVersionEntry;
      /** The newest one that matters: what is acknowledged or put away. */
      material: PolicyVersionEntry;
      /** Oldest first; never empty. */
      steps: NewsStep[];
    };

/** Steps that are told apart; what is older goes into the first of them. */
const MOST_STEPS = 3;

export function newsOf(index: PolicyIndex, seen: RememberedVersion | undefined): PolicyNews {
  const current = index.versions.find(({ version }) => version === index.current);
  if (seen === undefined || current === undefined) return { name: 'nothing', current };
  const isNews = newerThan(seen, index);
  const isComing = (entry: PolicyVersionEntry): boolean => entry.effectiveFrom > current.effectiveFrom;
  const pending = standing(index).filter((entry) => entry.isMaterial && isNews(entry));
  const material = pending.at(-1);
  const to = material !== undefined && isComing(material) ? material : current;
  const since = seen.version;
  if (material === undefined || isPutAway(material, seen, isComing(material))) {
    const isSame = material === undefined && !isNews(current);
    return isSame ? { name: 'nothing', current } : { name: 'updated', since, to, isComing: isComing(to) };
  }
  const told = pending.slice(-MOST_STEPS);
  const oldest = index.versions.at(-1);
  const isCut = index.next !== undefined && oldest !== undefined && isNews(oldest);
  const gathered = pending.slice(0, pending.length - told.length);
  const steps = told.map((entry, place): NewsStep => ({
    from: told[place - 1]?.version ?? since,
    to: entry,
    isComing: isComing(entry),
    hasEarlier: place === 0 && (gathered.length > 0 || isCut),
    renews: [...new Set([...(place === 0 ? gathered : []), entry].flatMap(({ renews = [] }) => renews))],
  }));
  return { name: 'notice', since, to, material, steps };
}

/** Versions that were withdrawn: what a device remembers of them gives way to any other. */
export function withdrawnIn({ versions }: PolicyIndex): string[] {
  return versions.filter(({ isWithdrawn }) => isWithdrawn === true).map(({ version }) => version);
}

/** By their days; one that took the place of a withdrawn one may have an earlier day than that had. */
function newerThan(
  seen: RememberedVersion,
  { versions }: PolicyIndex,
): (entry: PolicyVersionEntry) => boolean {
  const known = versions.find(({ version }) => version === seen.version);
  const isReplacement = (entry: PolicyVersionEntry): boolean =>
    known?.isWithdrawn === true && entry.publishedAt > known.publishedAt;
  return (entry) => entry.effectiveFrom > seen.effectiveFrom || isReplacement(entry);
}

/** The newest one that matters may stand further down than the first page of the list. Oldest first. */
function standing({ versions, material }: PolicyIndex): PolicyVersionEntry[] {
  const isListed = material === undefined || versions.some(({ version }) => version === material.version);
  return [...versions, ...(isListed ? [] : [material])]
    .filter(({ isWithdrawn }) => isWithdrawn !== true)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
}

/** What was put away as an announcement is said once more when it is in force. */
function isPutAway(
  { version }: PolicyVersionEntry,
  { dismissed, dismissedEarly }: RememberedVersion,
  isComing: boolean,
): boolean {
  return dismissed === version && (isComing || dismissedEarly !== true);
}
