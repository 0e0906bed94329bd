import { mailedLink, startBackend } from '../helpers/backend.ts';
import { visitorContract } from '../contract/visitor-contract.ts';

visitorContract('server on SQLite', async () => {
  const { fetch, store, close } = await startBackend();
  return { fetch, close, mailedLink: (email) => mailedLink(store, email) };
});
