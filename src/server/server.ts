/** Starts and stops the backend: database, keys, mail, HTTP. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { createApp } from './app.ts';
import { assetRoutes } from './assets.ts';
import { DATABASE_FILE } from './backup/backing-up.ts';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';
import { withDraining } from './http/draining.ts';
import { catchUp, startLedgerJob } from './ledger/file.ts';
import { isLoopback } from './loopback.ts';
import { smtpSender, startMailJob } from './jobs/mail-job.ts';
import { startRepeating } from './jobs/repeating.ts';
import { startRequestJob } from './jobs/request-job.ts';
import { startWebhookJob } from './jobs/webhook-job.ts';
import { newId, newToken } from './parts.ts';
import type { Parts } from './parts.ts';
import { announceNext } from './policies/announcing.ts';
import { isPublicHoliday } from './requests/holidays.ts';
import { loadKeys } from './proof/keys.ts';
import { loadSampleSite } from './sample/load.ts';
import type { SamplePlaces } from './sample/load.ts';
import type { Store } from './store/store.ts';

/** How often is looked for policy changes that contacts have to be told of, ms. */
const ANNOUNCING = 60_000;

export interface RunningServer {
  url: string;
  store: Store;
  /** True when this start made the sample site. */
  isFirstStart: boolean;
  /** Is no longer ready, takes no more requests, finishes those under way, closes the database. */
  stop(): Promise<void>;
}

/** Opens the database that the configuration names, bringing its schema up to date. */
export async function openStore({ databaseUrl, dataDir }: Config): Promise<Store> {
  if (databaseUrl !== undefined) return (await import('./store/postgres.ts')).openPostgresStore(databaseUrl);
  mkdirSync(dataDir, { recursive: true });
  return (await import('./store/sqlite.ts')).openSqliteStore(join(dataDir, DATABASE_FILE));
}

/** What the configuration cannot say. */
export interface ServerOptions {
  /** The demo site that embeds the sample site. */
  demoUrl?: string | undefined;
  /** Checks solutions of the site's challenge, for forms that ask for one. */
  verifyChallenge?: Parts['verifyChallenge'];
}

export async function startServer(
  config: Config,
  { demoUrl, verifyChallenge }: ServerOptions = {},
): Promise<RunningServer> {
  const store = await openStore(config);
  const now = Date.now;
  // Before anything is answered: a database that was restored does not know whom it must not know any more (S-26).
  mkdirSync(dirname(config.ledgerFile), { recursive: true });
  const caughtUp = await catchUp(store, config.ledgerFile);
  if (caughtUp > 0) console.error(JSON.stringify({ event: 'ledger-applied', entries: caughtUp }));
  const isFirstStart = await loadSampleSite(
    store,
    demoUrl === undefined ? undefined : placesOf(demoUrl),
    now(),
  );
  const mail = startMailJob(
    store,
    config.smtpUrl === undefined ? undefined : smtpSender(config.smtpUrl),
    now,
  );
  const webhooks = startWebhookJob(store, now);
  const ledger = startLedgerJob(store, config.ledgerFile);
  const parts: Parts = {
    store,
    keys: await loadKeys(store, newToken),
    now,
    newId: () => newId(now),
    newToken,
    publicUrl: config.publicUrl,
    localMailbox: config.smtpUrl === undefined,
    ownOrigins: ownOrigins(config.publicUrl),
    verifyChallenge,
    firstAdmin: config.firstAdmin,
    staffPasskeys: config.staffPasskeys,
    isHoliday: isPublicHoliday,
    workQueued: () => {
      mail.wake();
      webhooks.wake();
      ledger.wake();
    },
  };
  const announcing = startRepeating('announcements', ANNOUNCING, async (isStopped) => {
    while (!isStopped() && (await announceNext(parts)));
  });
  const requests = startRequestJob(parts);
  const app = createApp(parts, { demoUrl, assets: assetRoutes() });
  const { fetch, drain } = withDraining((request) => app.fetch(request));
  const endJobs = async (): Promise<void> => {
    await Promise.all([mail.stop(), webhooks.stop(), announcing.stop(), requests.stop(), ledger.stop()]);
    await store.close();
  };
  const server = await listen(fetch, config).catch(async (error: unknown) => {
    await endJobs();
    throw error;
  });
  return {
    url: config.publicUrl,
    store,
    isFirstStart,
    async stop() {
      await Promise.all([close(server), withinGrace(drain())]);
      await endJobs();
    },
  };
}

/** The demo embeds the sample site as a customer would. */
function placesOf(demoUrl: string): SamplePlaces {
  const { origin } = new URL(demoUrl);
  const pages = (path: string) => ({
    myDataUrl: `${origin}${path}my-data.html`,
    policyUrl: `${origin}${path}privacy.html`,
  });
  return { origins: [origin], ...pages('/'), translations: { de: pages('/de/') } };
}

/** This machine answers to more than one name. */
function ownOrigins(publicUrl: string): string[] {
  const { origin, hostname, protocol, port } = new URL(publicUrl);
  if (!isLoopback(hostname)) return [origin];
  const names = ['localhost', '127.0.0.1', '[::1]'];
  return [
    origin,
    ...names.map((name) => new URL(`${protocol}//${name}${port === '' ? '' : `:${port}`}`).origin),
  ];
}

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: Config,
): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    // A request that never ends would hold a connection; the largest files need their time on poor ones.
    const serverOptions = { requestTimeout: 8 * 60_000, headersTimeout: 15_000 };
    const server = serve({ fetch, port, hostname: host, serverOptions }, () => {
      resolve(server);
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new ConfigError('PORT', 'a free port', String(port)) : error);
    });
  });
}

/** How long requests under way may take to finish when the server stops. */
const GRACE = 10_000;

function close(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    // Kept-alive connections become idle one by one; without this they would hold the server open.
    const sweep = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    }, 50);
    const end = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, GRACE);
    server.close((error) => {
      clearInterval(sweep);
      clearTimeout(end);
      if (error) reject(error);
      else resolve();
    });
  });
}

async function withinGrace(work: Promise<void>): Promise<void> {
  let end: NodeJS.Timeout | undefined;
  const graceOver = new Promise<void>((resolve) => {
    end = setTimeout(resolve, GRACE);
  });
  await Promise.race([work, graceOver]);
  clearTimeout(end);
}
