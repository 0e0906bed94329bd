/** A backend that shows forms and serves the script, and never answers an operation. */
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/server/app.ts';
import { assetRoutes } from '../../src/server/assets.ts';
import { loadSampleSite } from '../../src/server/sample/load.ts';
import { START, startBackend } from '../helpers/backend.ts';

export interface SilentBackend {
  url: string;
  /** Resolves when the next operation has arrived. */
  nextOperation(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSilentBackend(origins: string[]): Promise<SilentBackend> {
  const backend = await startBackend();
  await loadSampleSite(backend.store, { origins }, START);
  const app = createApp(backend.parts, { assets: assetRoutes() });
  let arrived = (): void => undefined;
  const answer = async (request: Request): Promise<Response> => {
    const isOperation = request.method === 'POST' && new URL(request.url).pathname === '/v1/operations';
    if (!isOperation) return app.fetch(request);
    arrived();
    return new Promise(() => undefined);
  };
  const server = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  return {
    url: `http://localhost:${String((server.address() as AddressInfo).port)}`,
    nextOperation: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
    async stop() {
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
