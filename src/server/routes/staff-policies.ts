/** The people of a site and its policies: drafts, approval, publication, withdrawal. Needs a staff key. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import * as v from 'valibot';
import { ProblemError } from '../../protocol/problem.ts';
import { jsonOf } from '../http/body.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { parse } from '../../protocol/parse.schema.ts';
import {
  approveDraft,
  discardDraft,
  draftIn,
  draftSchema,
  publishDraft,
  readDraft,
  reviewDraft,
  saveDraft,
} from '../policies/drafts.ts';
import type { Desk, Draft } from '../policies/drafts.ts';
import { withdrawPolicy } from '../policies/publishing.ts';
import type { Review } from '../policies/review.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';
import type { Queries } from '../store/store.ts';

export const withdrawalSchema = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
});

/** Texts of policies are trees. */
const DEEPEST = 40;

export function staffPolicyRoutes(parts: Parts): Hono {
  /** One piece of work by one person, all or nothing. */
  const at = async <T>(context: Context, work: (desk: Desk) => Promise<T>): Promise<T> => {
    const { site: siteId, person } = await staffOf(parts, context.req.header('authorization'));
    const { policy = '', version = '' } = context.req.param() as Record<string, string>;
    return parts.store.transaction(async (queries: Queries) => {
      const site = await readSite(queries, siteId);
      if (site === undefined) throw new ProblemError('not-found');
      return work({ queries, site, policy, version, person, now: parts.now() });
    });
  };

  return new Hono()
    .get('/staff/policies/:policy/drafts', async (context) =>
      privateJson({
        drafts: await at(context, async ({ queries, site, policy }) =>
          (await queries.staff.drafts(site.site, policy)).map(draftIn),
        ),
      }),
    )
    .get('/staff/policies/:policy/drafts/:version', async (context) =>
      draftResponse(await at(context, async (desk) => shown(desk, await readDraft(desk)))),
    )
    .put('/staff/policies/:policy/drafts/:version', async (context) => {
      const input = parse(draftSchema, await jsonOf(context.req.raw, DEEPEST));
      if (input.findings !== undefined) throw new ProblemError('validation', '', input.findings);
      const saved = await at(context, async (desk) => {
        const isKnown = (await desk.queries.staff.draft({ ...desk, site: desk.site.site })) !== undefined;
        const revision = isKnown ? revisionIn(context) : undefined;
        return shown(desk, await saveDraft(desk, input.value, revision));
      });
      return draftResponse(saved);
    })
    .delete('/staff/policies/:policy/drafts/:version', async (context) => {
      await at(context, (desk) => discardDraft(desk, revisionIn(context)));
      return new Response(null, { status: 204 });
    })
    .post('/staff/policies/:policy/drafts/:version/approval', async (context) =>
      draftResponse(
        await at(context, async (desk) => shown(desk, await approveDraft(desk, revisionIn(context)))),
      ),
    )
    .post('/staff/policies/:policy/drafts/:version/publication', async (context) =>
      privateJson({
        review: reviewed(await at(context, (desk) => publishDraft(desk, revisionIn(context)))),
      }),
    )
    .get('/staff/policies/:policy/readers', async (context) =>
      privateJson({
        readers: await at(context, async ({ queries, site, policy }) =>
          (await queries.policies.readers(site.site, policy)).map(({ version, day, readers }) => ({
            version,
            day,
            readers,
          })),
        ),
      }),
    )
    .post('/staff/policies/:policy/versions/:version/withdrawal', async (context) => {
      const { value, findings } = parse(withdrawalSchema, await jsonOf(context.req.raw));
      if (findings !== undefined) throw new ProblemError('validation', '', findings);
      await at(context, ({ queries, site, policy, version, person, now }) =>
        withdrawPolicy(queries, { site: site.site, policy, version, by: person, ...value }, now),
      );
      return new Response(null, { status: 204 });
    });
}

async function staffOf(parts: Parts, header: string | undefined): Promise<{ site: string; person: string }> {
  const key = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const row = key === undefined ? undefined : await parts.store.staff.key(hashOf(key));
  if (row === undefined) throw new ProblemError('unauthenticated', 'Expected the staff key of a person.');
  return { site: row.site, person: row.person };
}

/** The revision that the person saw; without it two people would undo each other's work unseen. */
function revisionIn({ req }: Context): number {
  const header = req.header('if-match');
  if (header === undefined) {
    throw new ProblemError('precondition-required', 'Expected If-Match with the revision of the draft.');
  }
  return Number(/^"(\d{1,15})"$/.exec(header)?.[1] ?? '0');
}

interface ShownDraft extends Draft {
  review: object;
}

async function shown(desk: Desk, draft: Draft): Promise<ShownDraft> {
  return { ...draft, review: reviewed(await reviewDraft(desk, draft)) };
}

function reviewed({ previous, materiality, publishedAt, stops, questions, answers }: Review): object {
  const asks = questions.length > 0 ? 'asks' : 'no-rule-objected';
  return {
    outcome: stops.length > 0 ? 'stopped' : asks,
    ...(previous === undefined ? {} : { previous }),
    publishedAt: new Date(publishedAt).toISOString(),
    isMaterial: materiality.material,
    changes: materiality.changes,
    stops,
    questions,
    answers,
  };
}

function draftResponse(draft: ShownDraft): Response {
  const response = privateJson(draft);
  response.headers.set('etag', `"${String(draft.revision)}"`);
  return response;
}
