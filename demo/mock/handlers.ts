/**
 * msw handlers for a demo without a backend: the real server, over a store in memory, answers inside
 * the page. So there is no second implementation that could say something else.
 */
import { http } from 'msw';
import type { HttpHandler } from 'msw';
import type { InMemoryBackend } from '../../src/server/in-memory.ts';

/** Answers everything under `endpoint`, the `publicUrl` of the backend. */
export function handlersFor(endpoint: string, backend: InMemoryBackend): HttpHandler[] {
  return [http.all(`${endpoint}/*`, ({ request }) => backend.fetch(request))];
}
