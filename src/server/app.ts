/**
 * The whole server as one function from request to response. It needs no port, and nothing of Node:
 * tests call it, and the demo without a backend runs it inside the page.
 */
import { Hono } from 'hono';
import { ProblemError } from '../protocol/problem.ts';
import { admission } from './http/admission.ts';
import { siteCors } from './http/cors.ts';
import { GPC_SUPPORT } from './http/gpc.ts';
import { cachedJson, privateJson, securityHeaders } from './http/headers.ts';
import { asProblem, problemResponse } from './http/problems.ts';
import { formJsonSchema } from './json-schemas.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Parts } from './parts.ts';
import { confirmRoutes } from './routes/confirm.ts';
import { downloadRoutes } from './routes/downloads.ts';
import { meRoutes } from './routes/me.ts';
import { operationRoutes } from './routes/operations.ts';
import { pageRoutes } from './routes/pages.ts';
import { permissionCheckRoutes } from './routes/permission-check.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { staffCorrespondenceRoutes } from './routes/staff-correspondence.ts';
import { staffRequestRoutes } from './routes/staff-requests.ts';
import { staffSubmissionRoutes } from './routes/staff-submissions.ts';
import { staffFormRoutes } from './routes/staff-forms.ts';
import { staffPeopleRoutes } from './routes/staff-people.ts';
import { staffPolicyRoutes } from './routes/staff-policies.ts';
import { staffSessionRoutes } from './routes/staff-sessions.ts';
import { staffThemeRoutes } from './routes/staff-theme.ts';
import { policyRoutes } from './routes/policies.ts';
import { siteRoutes } from './routes/sites.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';

export interface AppOptions {
  /** Linked on the start page. */
  demoUrl?: string | undefined;
  /** Serves the built scripts, where this server has them. */
  assets?: Hono | undefined;
}

export function createApp(parts: Parts, { demoUrl, assets }: AppOptions = {}): Hono {
  const app = new Hono();
  app.use(securityHeaders());
  app.use(async ({ req }, next) => {
    // No id, version or token of ours holds a control character; databases choke on some.
    if (/%[01][0-9a-f]/i.test(new URL(req.url).pathname)) throw new ProblemError('not-found');
    await next();
  });
  app.use('/v1/*', siteCors(parts));
  app.use('/v1/*', admission());
  for (const routes of [
    siteRoutes,
    policyRoutes,
    operationRoutes,
    sessionRoutes,
    meRoutes,
    downloadRoutes,
    permissionCheckRoutes,
    staffSessionRoutes,
    staffPeopleRoutes,
    staffFormRoutes,
    staffPolicyRoutes,
    staffSubmissionRoutes,
    staffCorrespondenceRoutes,
    staffRequestRoutes,
    staffThemeRoutes,
    confirmRoutes,
    unsubscribeRoutes,
  ]) {
    app.route('/v1', routes(parts));
  }
  app.route('/', pageRoutes(parts, demoUrl));
  if (assets) app.route('/', assets);
  app.get('/openapi.json', ({ req }) =>
    cachedJson(req.raw, openApiDocument(parts.publicUrl), 'public, max-age=300'),
  );
  app.get('/schemas/form.v1.schema.json', ({ req }) =>
    cachedJson(req.raw, formJsonSchema(), 'public, max-age=300'),
  );
  app.get('/.well-known/sx-receipt-keys.json', ({ req }) =>
    cachedJson(req.raw, { keys: [parts.keys.publicKey] }, 'public, max-age=300'),
  );
  app.get('/.well-known/gpc.json', ({ req }) => cachedJson(req.raw, GPC_SUPPORT, 'public, max-age=86400'));
  app.get('/healthz', () => privateJson({ status: 'alive' }));
  app.get('/readyz', async () => {
    await answersInTime(parts.store.documents.sites());
    return privateJson({ status: 'ready' });
  });
  app.get('/favicon.ico', () => new Response(null, { status: 204 }));
  app.notFound(() => problemResponse(new ProblemError('not-found')));
  app.onError((error) => problemResponse(asProblem(error)));
  return app;
}

/** Who asks gives up after a few seconds; a database that is silent for so long is not ready, ms. */
const READY_WITHIN = 2_000;

async function answersInTime(question: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProblemError('unavailable', 'Expected a database that answers.'));
    }, READY_WITHIN);
  });
  try {
    await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}
