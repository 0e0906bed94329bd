/** Puts a policy version into the database, once and for ever. */
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import { canonical, hashOf } from '../proof/hash.ts';
import type { Queries } from '../store/store.ts';

/** Who publishes, and what was decided on the way. */
export interface Publication {
  /** When visitors see it first, ms; later than now: it is scheduled. */
  publishedAt: number;
  by: string;
  isMaterial: boolean;
  /** The second person, where one was needed. */
  approvedBy?: string | undefined;
  /** Questions of the rules with what was answered. */
  answers?: { code: string; answer: string }[];
}

/** True when it is new; a published version stays as it is. */
export function publishPolicy(
  queries: Queries,
  site: string,
  document: PolicyVersionDocument,
  { publishedAt, by, isMaterial, approvedBy, answers = [] }: Publication,
): Promise<boolean> {
  const { policy, version, lastUpdated, effectiveFrom, texts, renewPurposes = [] } = document;
  return queries.policies.publish(
    {
      site,
      policy,
      version,
      document: JSON.stringify(document),
      hash: hashOf(canonical(document)),
      last_updated: lastUpdated,
      effective_from: effectiveFrom,
      published_at: publishedAt,
    },
    {
      site,
      policy,
      version,
      languages: JSON.stringify(Object.keys(texts)),
      material: isMaterial ? 1 : 0,
      renews: JSON.stringify(renewPurposes),
      published_by: by,
      approved_by: approvedBy ?? null,
      answers: JSON.stringify(answers),
    },
  );
}
