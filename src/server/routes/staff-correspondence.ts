/** Correspondence that came in other ways than by a form, as staff enter and read it. */
import { Hono } from 'hono';
import { CORRESPONDENCE_KINDS, correspondenceSchema } from '../../protocol/correspondence.schema.ts';
import type { CorrespondenceKind } from '../../protocol/correspondence.schema.ts';
import { ProblemError, shown } from '../../protocol/problem.ts';
import { enterCorrespondence, listCorrespondence } from '../correspondence/entering.ts';
import { bodyOf } from '../http/body.ts';
import { placeOf } from '../http/cursor.ts';
import { privateJson } from '../http/headers.ts';
import { operationKeyOf } from '../http/problems.ts';
import type { Parts } from '../parts.ts';
import { requireSite } from '../publishing.ts';
import { seesRestricted } from '../staff/disclosure.ts';
import { actorFor } from '../staff/actor.ts';

/** Entries in one answer. */
const PAGE = 50;

export function staffCorrespondenceRoutes(parts: Parts): Hono {
  return new Hono()
    .get('/staff/correspondence', async (context) => {
      const { site, roles } = await actorFor(parts, context, 'correspondence-read');
      const kind = kindIn(context.req.query('kind'));
      const after = placeOf(context.req.query('cursor'));
      return privateJson(
        await listCorrespondence(
          { queries: parts.store, site },
          {
            ...(kind === undefined ? {} : { kind }),
            after,
            limit: PAGE,
            isRestrictedSeen: seesRestricted(roles),
          },
        ),
      );
    })
    .post('/staff/correspondence', async (context) => {
      const { site, person } = await actorFor(parts, context, 'correspondence-write');
      const entry = await bodyOf(context.req.raw, correspondenceSchema);
      // A retry must not be taken for another letter.
      if (operationKeyOf(context.req.raw) !== entry.id)
        throw new ProblemError('idempotency-key-missing', 'Expected the id of the entry.');
      const entered = await parts.store.transaction(async (queries) =>
        enterCorrespondence(
          { parts, queries, site: await requireSite(queries, site), person, now: parts.now() },
          entry,
        ),
      );
      parts.workQueued();
      return privateJson(entered, 201);
    });
}

function kindIn(asked: string | undefined): CorrespondenceKind | undefined {
  if (asked === undefined) return undefined;
  const kind = CORRESPONDENCE_KINDS.find((known) => known === asked);
  if (kind !== undefined) return kind;
  const expected = `one of ${CORRESPONDENCE_KINDS.join(', ')}`;
  throw new ProblemError('validation', '', [
    { pointer: '/kind', code: 'not-allowed', expected, found: shown(asked) },
  ]);
}
