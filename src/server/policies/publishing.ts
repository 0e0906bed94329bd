/** Puts a policy version into the database, once and for ever, and takes one back. */
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { SiteDocument } from '../../protocol/site.schema.ts';
import { canonical, hashOf } from '../proof/hash.ts';
import type { Queries } from '../store/store.ts';
import { reviewPolicy } from './review.ts';
import type { Answer, PublicationRequest, Review } from './review.ts';
import { versionInForce } from './versions.ts';

/** Publishes what no rule objects to; throws 'validation' with every objection and open question. */
export async function publishReviewed(
  queries: Queries,
  site: SiteDocument,
  document: PolicyVersionDocument,
  request: PublicationRequest,
  now: number,
): Promise<Review> {
  const review = await reviewPolicy(queries, site, document, request, now);
  const objections = [...review.stops, ...review.questions];
  if (objections.length > 0) throw new ProblemError('validation', '', objections);
  const isNew = await publishPolicy(queries, site.site, document, {
    publishedAt: review.publishedAt,
    by: request.by,
    isMaterial: review.materiality.material,
    approvedBy: review.materiality.isLowered ? request.approvedBy : undefined,
    answers: review.answers,
  });
  if (!isNew) throw new Error(`policy version ${document.version} was published while it was reviewed`);
  const { previous, materiality } = review;
  // Of what was public before, people have been told where it was public.
  if (materiality.material && previous !== undefined && request.isPublicAlready !== true) {
    const { policy, version } = document;
    const progress = { cursor: '', finished_at: null };
    await queries.announcements.add({ site: site.site, policy, version, previous, ...progress });
  }
  return review;
}

export interface Withdrawal {
  site: string;
  policy: string;
  version: string;
  by: string;
  reason: string;
}

/**
 * Takes a version back that is announced, or was replaced: it no longer counts, its text stays. One that
 * is in force stays in force until another takes its place: what was in force before it may be no good.
 */
export async function withdrawPolicy(queries: Queries, withdrawal: Withdrawal, now: number): Promise<void> {
  const { site, policy, version, by, reason } = withdrawal;
  const refuse = (code: string, expected: string): never => {
    const finding: Finding = { pointer: '/version', code, expected, found: version };
    throw new ProblemError('validation', '', [finding]);
  };
  const current = await versionInForce(queries, { site, policy }, now);
  if (current?.version === version) {
    return refuse('in-force', 'a version that is not in force; publish one that takes its place');
  }
  if ((await queries.policies.entry(site, policy, version)) === undefined) {
    return refuse('unknown-version', 'a published or scheduled version');
  }
  const row = { site, policy, version, withdrawn_at: now, withdrawn_by: by, reason };
  if (!(await queries.policies.withdraw(row))) refuse('already-withdrawn', 'a version that counts');
}

/** Who publishes, and what was decided on the way. */
export interface Publication {
  /** When visitors see it first, ms; later than now: it is scheduled. */
  publishedAt: number;
  by: string;
  isMaterial: boolean;
  /** The second person, where one was needed. */
  approvedBy?: string | undefined;
  /** Questions of the rules with what was answered. */
  answers?: readonly Answer[];
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
