/** The people of a site and its policies: drafts, approval, publication, withdrawal.  */
import { Hono } from 'hono';
import type { Context } from 'hono';
import * as v from 'valibot';
import { ProblemError } from '../../protocol/problem.ts';
import { bodyOf, jsonOf, once } from '../http/body.ts';
import { revisedJson, revisionIn } from '../http/conditional.ts';
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
import { readSite } from '../publishing.ts';
import type { Area } from '../../protocol/staff-access.ts';
import { actorFor } from '../staff/actor.ts';
import { record } from '../staff/audit.ts';
import type { Queries } from '../store/store.ts';

export const withdrawalSchema = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(2000)),
});

/** Texts of policies are trees. */
const DEEPEST = 40;

export function staffPolicyRoutes(parts: Parts): Hono {
  /** One piece of work by one person, all or nothing. */
  const read = async <T>(context: Context, work: (desk: Desk) => Promise<T>): Promise<T> =>
    at(context, 'policies-read', undefined, work);
  /** What changes something is recorded as a deed. */
  const at = async <T>(
    context: Context,
    area: Area,
    action: string | undefined,
    work: (desk: Desk) => Promise<T>,
  ): Promise<T> => {
    const { site: siteId, person } = await actorFor(parts, context, area);
    const { policy = '', version = '' } = context.req.param() as Record<string, string>;
    return parts.store.transaction(async (queries: Queries) => {
      const site = await readSite(queries, siteId);
      if (site === undefined) throw new ProblemError('not-found');
      const now = parts.now();
      const result = await work({ queries, site, policy, version, person, now });
      const object = `policies/${policy}/versions/${version}`;
      if (action !== undefined) await record(queries, { site: siteId, at: now, person, action, object });
      return result;
    });
  };

  return new Hono()
    .get('/staff/policies/:policy/drafts', async (context) =>
      privateJson({
        drafts: await read(context, async ({ queries, site, policy }) =>
          (await queries.staff.drafts(site.site, policy)).map(draftIn),
        ),
      }),
    )
    .get('/staff/policies/:policy/drafts/:version', async (context) =>
      revisedJson(await read(context, async (desk) => shown(desk, await readDraft(desk)))),
    )
    .put('/staff/policies/:policy/drafts/:version', async (context) => {
      const body = once(() => jsonOf(context.req.raw, DEEPEST));
      const saved = await at(context, 'policies-write', 'policy-draft-saved', async (desk) => {
        const input = parse(draftSchema, await body());
        if (input.findings !== undefined) throw new ProblemError('validation', '', input.findings);
        const isKnown = (await desk.queries.staff.draft({ ...desk, site: desk.site.site })) !== undefined;
        const revision = isKnown ? revisionIn(context) : undefined;
        return shown(desk, await saveDraft(desk, input.value, revision));
      });
      return revisedJson(saved);
    })
    .delete('/staff/policies/:policy/drafts/:version', async (context) => {
      await at(context, 'policies-write', 'policy-draft-discarded', (desk) =>
        discardDraft(desk, revisionIn(context)),
      );
      return new Response(null, { status: 204 });
    })
    .post('/staff/policies/:policy/drafts/:version/approval', async (context) =>
      revisedJson(
        await at(context, 'policies-approve', 'policy-approved', async (desk) =>
          shown(desk, await approveDraft(desk, revisionIn(context))),
        ),
      ),
    )
    .post('/staff/policies/:policy/drafts/:version/publication', async (context) =>
      privateJson({
        review: reviewed(
          await at(context, 'policies-write', 'policy-published', (desk) =>
            publishDraft(desk, revisionIn(context)),
          ),
        ),
      }),
    )
    .get('/staff/policies/:policy/readers', async (context) =>
      privateJson({
        readers: await read(context, async ({ queries, site, policy }) =>
          (await queries.policies.readers(site.site, policy)).map(({ version, day, readers }) => ({
            version,
            day,
            readers,
          })),
        ),
      }),
    )
    .post('/staff/policies/:policy/versions/:version/withdrawal', async (context) => {
      const body = once(() => bodyOf(context.req.raw, withdrawalSchema));
      await at(
        context,
        'policies-write',
        'policy-withdrawn',
        async ({ queries, site, policy, version, person, now }) =>
          withdrawPolicy(queries, { site: site.site, policy, version, by: person, ...(await body()) }, now),
      );
      return new Response(null, { status: 204 });
    });
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
