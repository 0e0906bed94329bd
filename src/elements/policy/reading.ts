/** What the viewer reads: the list of versions, the version shown, and what changed since another one. */
import type { Documents } from '../../client/documents.ts';
import { LoadError } from '../../client/documents.ts';
import type { PolicyChanges } from '../../protocol/diff/changes.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { PolicyIndex, PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';

export interface Wanted {
  /** Default: the policy that the site's forms link to. */
  policy: string | undefined;
  /** Default: the version in force. */
  version: string | undefined;
  /** The version to compare with. */
  from: string | undefined;
  language: string;
}

export interface PolicyReading {
  config: SiteConfig;
  index: PolicyIndex;
  shown: PolicyVersion;
  changes: PolicyChanges | undefined;
}

export async function readPolicy(documents: Documents, wanted: Wanted): Promise<PolicyReading> {
  const config = await documents.config();
  const policy = wanted.policy ?? config.policy;
  const index = await documents.policy(policy);
  const version = wanted.version ?? index.current;
  // A version further down than the first page of the list tells its languages itself.
  const entry = index.versions.find((candidate) => candidate.version === version);
  const language = entry === undefined ? wanted.language : documentLanguage(entry, wanted.language);
  const shown = await documents.policyVersion(policy, version, language);
  const { from } = wanted;
  const changes =
    from === undefined || from === version
      ? undefined
      : await documents.policyChanges(policy, { from, to: version, language: shown.language });
  return { config, index, shown, changes };
}

/** The next page of the list, added to what is there. */
export async function readOlder(
  documents: Documents,
  index: PolicyIndex,
  versions: readonly PolicyVersionEntry[],
): Promise<PolicyIndex> {
  const { next } = index;
  if (next === undefined) throw new LoadError('not-found', index.policy);
  const page = await documents.policy(index.policy, next);
  return { ...page, versions: [...versions, ...page.versions] };
}
