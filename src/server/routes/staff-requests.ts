/** Requests as the staff work on them. What came by letter is entered as correspondence. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { ProblemError, shown } from '../../protocol/problem.ts';
import {
  liftSchema,
  searchSchema,
  staffMessageSchema,
  staffStepSchema,
} from '../../protocol/request.schema.ts';
import { REQUEST_KINDS } from '../../protocol/terms.ts';
import { bodyOf, once } from '../http/body.ts';
import { revisedJson, revisionIn } from '../http/conditional.ts';
import { placeOf } from '../http/cursor.ts';
import { privateJson } from '../http/headers.ts';
import type { Parts } from '../parts.ts';
import { requireSite } from '../publishing.ts';
import { listRequests, REQUEST_VIEWS, requestInFull } from '../requests/reading.ts';
import { endRestriction, finishTask, noteSearch, takeStep, writeMessage } from '../requests/working.ts';
import type { WorkDesk } from '../requests/working.ts';
import { actorFor } from '../staff/actor.ts';

/** Requests in one answer. */
const PAGE = 50;

export function staffRequestRoutes(parts: Parts): Hono {
  /** One piece of work on one request, all or nothing; answers it as it stands then. */
  const at = async (
    context: Context,
    work: (desk: WorkDesk, id: string) => Promise<unknown>,
  ): Promise<Response> => {
    const { site: id, person } = await actorFor(parts, context, 'requests-write');
    const request = context.req.param('request') ?? '';
    const seen = revisionIn(context);
    await parts.store.transaction(async (queries) => {
      const site = await requireSite(queries, id);
      await work({ parts, queries, site, person, seen, now: parts.now() }, request);
    });
    parts.workQueued();
    return revisedJson(await requestInFull(parts, await requireSite(parts.store, id), request));
  };

  return new Hono()
    .get('/staff/requests', async (context) => {
      const { site } = await actorFor(parts, context, 'requests-read');
      const { req } = context;
      const view = oneOf(REQUEST_VIEWS, req.query('view'), '/view') ?? 'open';
      const kind = oneOf(REQUEST_KINDS, req.query('kind'), '/kind');
      const after = placeOf(req.query('cursor'));
      const shownSite = await requireSite(parts.store, site);
      return privateJson(await listRequests(parts, shownSite, { view, kind, after, limit: PAGE }));
    })
    .get('/staff/requests/:request', async (context) => {
      const { site } = await actorFor(parts, context, 'requests-read');
      const found = await requestInFull(parts, await requireSite(parts.store, site), context.req.param('request')); // prettier-ignore
      return revisedJson(found);
    })
    .post('/staff/requests/:request/steps', async (context) => {
      const body = once(() => bodyOf(context.req.raw, staffStepSchema));
      return at(context, async (desk, id) => takeStep(desk, id, await body()));
    })
    .post('/staff/requests/:request/messages', async (context) => {
      const body = once(() => bodyOf(context.req.raw, staffMessageSchema));
      return at(context, async (desk, id) => writeMessage(desk, id, await body()));
    })
    .post('/staff/requests/:request/lift', async (context) => {
      const body = once(() => bodyOf(context.req.raw, liftSchema));
      return at(context, async (desk, id) => endRestriction(desk, id, (await body()).words));
    })
    .post('/staff/requests/:request/tasks/:task', (context) =>
      at(context, (desk, id) => finishTask(desk, id, context.req.param('task'))),
    )
    .post('/staff/requests/:request/searches', async (context) => {
      const body = once(() => bodyOf(context.req.raw, searchSchema));
      return at(context, async (desk, id) => noteSearch(desk, id, await body()));
    });
}

function oneOf<T extends string>(
  known: readonly T[],
  asked: string | undefined,
  pointer: string,
): T | undefined {
  const found = known.find((word) => word === asked);
  if (found !== undefined || asked === undefined) return found;
  const expected = `one of ${known.join(', ')}`;
  throw new ProblemError('validation', '', [{ pointer, code: 'not-allowed', expected, found: shown(asked) }]);
}
