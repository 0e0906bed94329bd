/** A backend with long policies and a long history, and the app behind it without HTTP. */
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/server/app.ts';
import { assetRoutes } from '../../src/server/assets.ts';
import type { PolicyText } from '../../src/protocol/policy-text.schema.ts';
import { loadSampleSite } from '../../src/server/sample/load.ts';
import { START, startBackend } from '../helpers/backend.ts';
import { servePages } from './pages.ts';
import { EDITS, madeTexts } from './policy-texts.ts';

export interface PolicyBackend {
  /** Of the pages: `/history-5` and `/history-500` show these, `/empty` nothing. */
  origin: string;
  /** Without HTTP. */
  request: (path: string) => Promise<Response>;
  stop(): Promise<void>;
}

/** Of the history; policies `history-5` and `history-500`. */
export const HISTORIES = [5, 500] as const;
export const LENGTHS = [5_000, 50_000] as const;

const DAY = 24 * 60 * 60 * 1000;

export async function startPolicyBackend(): Promise<PolicyBackend> {
  const backend = await startBackend();
  const pages: Record<string, string> = {};
  const host = await servePages(pages);
  await loadSampleSite(backend.store, { origins: [host.origin] }, START);
  const app = createApp(backend.parts, { assets: assetRoutes() });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}`;

  const publish = async (policy: string, text: PolicyText, day: string): Promise<void> => {
    const about = { site: 'smartxpo', policy, version: day };
    const days = { last_updated: day, effective_from: day, published_at: Date.parse(day) };
    const document = { policy, version: day, lastUpdated: day, effectiveFrom: day, collects: [], texts: { en: text } }; // prettier-ignore
    await backend.store.policies.publish(
      { ...about, ...days, hash: `sha256-${policy}-${day}`, document: JSON.stringify(document) },
      { ...about, languages: '["en"]', material: 1, renews: '[]', published_by: 'bench', approved_by: null, answers: '[]' }, // prettier-ignore
    );
  };
  for (const count of HISTORIES) {
    const { from } = madeTexts(1_000, 'light', 250);
    for (let version = 0; version < count; version++)
      await publish(`history-${String(count)}`, from, dayAt(version));
    pages[`/history-${String(count)}`] = page(url, `history-${String(count)}`);
  }
  for (const words of LENGTHS) {
    for (const edit of EDITS) {
      const { from, to } = madeTexts(words, edit, words === 5_000 ? 250 : 500);
      const policy = `${edit}-${String(words)}`;
      await publish(policy, from, dayAt(0));
      await publish(policy, to, dayAt(1));
    }
  }
  pages['/empty'] = '<!doctype html><title>Bench</title>';
  return {
    origin: host.origin,
    request: async (path) => app.request(path),
    async stop() {
      await host.stop();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await backend.close();
    },
  };
}

export function dayAt(version: number): string {
  return new Date(Date.parse('2020-01-01') + version * DAY).toISOString().slice(0, 10);
}

function page(backendUrl: string, policy: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<script src="${backendUrl}/smartxpo-consent.js" data-site="smartxpo" async></script>
</head><body><h1>Privacy</h1><sx-policy policy="${policy}"></sx-policy></body></html>`;
}
