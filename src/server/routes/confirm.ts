/** Double opt-in: GET /v1/confirm/{token} only shows, link scanners confirm nothing; the mail can be asked for again. */
import { Hono } from 'hono';
import type { HonoRequest } from 'hono';
import * as v from 'valibot';
import { uuid } from '../../protocol/parts.schema.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { actorOf } from '../authorization.ts';
import { confirm, confirmable, findConfirmation, resendConfirmation } from '../confirmation.ts';
import type { Actor } from '../intake.ts';
import { bodyOf } from '../http/body.ts';
import { requireOrigin } from '../http/cors.ts';
import { privateJson } from '../http/headers.ts';
import { confirmPage, confirmedPage, linkExpiredPage, sentAgainPage } from '../pages/confirm.ts';
import { pageResponse } from '../pages/page.ts';
import type { Parts } from '../parts.ts';
import { hashOf } from '../proof/hash.ts';
import { readSite } from '../publishing.ts';

/** The operation whose mail is to come once more. */
export const confirmationSchema = v.strictObject({ grant: uuid });

export function confirmRoutes(parts: Parts): Hono {
  return new Hono()
    .get('/confirm/:token', ({ req }) =>
      orExpired(req, async () => {
        const row = await findConfirmation(parts, parts.store, req.param('token'));
        const asked = await confirmable(parts, row.grant_operation);
        return pageResponse(confirmPage(await siteNamed(parts, row.site), row.language, asked));
      }),
    )
    .post('/confirm/:token/mail', async ({ req }) => {
      // The link may have run out: whoever has it got the mail, so the address is that of before.
      const row = await parts.store.consents.confirmation(hashOf(req.param('token')));
      if (row !== undefined) await resendConfirmation(parts, row.grant_operation);
      return pageResponse(sentAgainPage(row?.language ?? languageOf(req)));
    })
    .post('/confirmations', async ({ req }) => {
      const actor = await actorOf(parts, req.header('authorization'));
      if (actor.kind !== 'session' && actor.kind !== 'capability') throw noHolder(actor);
      const { grant } = await bodyOf(req.raw, confirmationSchema);
      await requireHolder(parts, { actor, grant }, req.header('origin'));
      await resendConfirmation(parts, grant);
      return privateJson({}, 202);
    })
    .post('/confirm/:token', ({ req }) =>
      orExpired(req, async () => {
        const { site, language, grant } = await confirm(parts, req.param('token'));
        const asked = await confirmable(parts, grant);
        return pageResponse(confirmedPage(await siteNamed(parts, site), language, asked, parts.publicUrl));
      }),
    );
}

async function siteNamed(parts: Parts, site: string) {
  const document = await readSite(parts.store, site);
  if (document === undefined) throw new ProblemError('not-found');
  return document;
}

/** Whoever gave it: signed in, or with the receipt of that very operation. */
async function requireHolder(
  parts: Parts,
  { actor, grant }: { actor: Actor; grant: string },
  origin: string | undefined,
): Promise<void> {
  const operation = await parts.store.operations.find(grant);
  const isOwn =
    actor.kind === 'session'
      ? actor.subject === operation?.subject
      : 'operation' in actor && actor.operation === grant;
  if (!isOwn || operation === undefined) throw noHolder(actor);
  await requireOrigin(parts, operation.site, origin);
}

function noHolder(actor: Actor): ProblemError {
  if (actor.kind === 'refused') return actor.problem;
  return new ProblemError('unauthenticated', 'Expected a session, or the capability of that receipt.');
}

function languageOf(req: HonoRequest): string {
  return req.header('accept-language')?.slice(0, 2) ?? 'en';
}

/** People open these links: an expired one is a page, not a problem document. */
async function orExpired(req: HonoRequest, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'link-expired')) throw error;
    const again = `${new URL(req.url).pathname}/mail`;
    return pageResponse(linkExpiredPage(languageOf(req), again), 410);
  }
}
