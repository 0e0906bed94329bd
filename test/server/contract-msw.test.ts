import { setupServer } from 'msw/node';
import { handlersFor } from '../../demo/mock/handlers.ts';
import { createInMemoryBackend } from '../../src/server/in-memory.ts';
import { visitorContract } from '../contract/visitor-contract.ts';

const ENDPOINT = 'http://mock.test';

visitorContract('msw handlers', async () => {
  // Every look at the clock is a millisecond later, so that the newest mail is the newest.
  let clock = Date.parse('2026-11-22T10:00:00Z');
  const backend = await createInMemoryBackend({
    publicUrl: ENDPOINT,
    places: { origins: [] },
    now: () => (clock += 1),
  });
  const server = setupServer(...handlersFor(ENDPOINT, backend));
  server.listen({ onUnhandledFrame: 'error' });
  return {
    fetch: (path, init) => fetch(ENDPOINT + path, init),
    async mailedLink(email) {
      const mail = (await backend.mails()).find(({ to }) => to === email);
      const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
      if (link === undefined) throw new Error(`no mail with a link to ${email}`);
      return link;
    },
    close: () => {
      server.close();
      return Promise.resolve();
    },
  };
});
