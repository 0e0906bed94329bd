/**
 * The clients of this page, one per site, whatever number of elements share them, and the settings
 * that the script tag or the host's own code gave. What a site publishes can be read at once; the
 * code that saves and sends is loaded when it is first needed.
 */
import type { Client, ClientSettings } from './client.ts';
import { holdsKeys, POLICY_SEEN } from './device-database.ts';
import { createDocuments } from './documents.ts';
import type { Documents } from './documents.ts';
import type { PolicySeen, PolicySeenStore } from './policy-seen.ts';

export interface PageClient {
  readonly settings: ClientSettings;
  readonly documents: Documents;
  /** The rest: outbox, sync, session, receipts. Loaded once; a failure is tried again by the next call. */
  load(): Promise<Client>;
  /** What this device remembers of policies; loaded without the rest. Asking writes nothing. */
  policySeen(): Promise<PolicySeenStore>;
  /** What of it concerns one policy; loads no code where there is nothing. Undefined on a first visit. */
  recall(policy: string): Promise<PolicySeen | undefined>;
  /** Whether this device may hold something unsent, expired or kept of a form; asking writes nothing. */
  holdsEntries(form: string): Promise<boolean>;
}

let defaults: Partial<ClientSettings> = {};
const clients = new Map<string, PageClient>();

/** Sets what elements use when they carry no `site` or `endpoint` attribute of their own. */
export function configureClient(settings: Partial<ClientSettings>): void {
  defaults = { ...defaults, ...settings };
}

/** The client for an element; its own attributes win over the page's settings. */
export function pageClient(
  own: { site?: string | undefined; endpoint?: string | undefined } = {},
): PageClient {
  const endpoint = (own.endpoint ?? defaults.endpoint ?? '').replace(/\/+$/, '');
  const site = own.site ?? defaults.site ?? '';
  const key = JSON.stringify([endpoint, site]);
  let client = clients.get(key);
  if (client === undefined) {
    client = openPageClient({ ...defaults, site, endpoint });
    clients.set(key, client);
  }
  return client;
}

function openPageClient(settings: ClientSettings): PageClient {
  const { site, endpoint } = settings;
  const documents = createDocuments(endpoint, site, (...call) => globalThis.fetch(...call));
  let loaded: Promise<Client> | undefined;
  let opened: Client | undefined;
  const open = async (): Promise<Client> => {
    const { createClient } = await import('./client.ts');
    const client = createClient(settings, { documents });
    client.sync.start();
    opened = client;
    return client;
  };
  let seen: Promise<PolicySeenStore> | undefined;
  const openSeen = async (): Promise<PolicySeenStore> => {
    const [{ createDeviceStorage }, { createPolicySeen }] = await Promise.all([
      import('./device-storage.ts'),
      import('./policy-seen.ts'),
    ]);
    const isShared = (): boolean => opened?.isShared ?? settings.sharedDevice ?? false;
    return createPolicySeen({ storage: createDeviceStorage(site), now: Date.now, isShared });
  };
  const policySeen = (): Promise<PolicySeenStore> => {
    seen ??= openSeen().catch((cause: unknown) => {
      seen = undefined;
      throw cause;
    });
    return seen;
  };
  const page: PageClient = {
    settings,
    documents,
    load() {
      loaded ??= open().catch((cause: unknown) => {
        loaded = undefined;
        throw cause;
      });
      return loaded;
    },
    policySeen,
    recall: async (policy) => {
      // What this page alone knows (the device takes nothing) stands in the code that is there then.
      if (seen === undefined && !(await holdsKeys(site, POLICY_SEEN + policy))) return undefined;
      return (await policySeen()).read(policy);
    },
    holdsEntries: async (form) => (await holdsKeys(site, 'outbox')) || holdsKeys(site, `drafts:${form}`),
  };
  return page;
}

/** Uses `client` for its site and endpoint: for a host that wires its own, and for tests. */
export function setPageClient(client: Client): void {
  const { settings, documents } = client;
  defaults = { ...defaults, site: settings.site, endpoint: settings.endpoint };
  clients.set(JSON.stringify([settings.endpoint, settings.site]), {
    settings,
    documents,
    load: () => Promise.resolve(client),
    policySeen: () => client.policySeen(),
    recall: async (policy) => (await client.policySeen()).read(policy),
    // Its entries may stand anywhere; it is asked itself.
    holdsEntries: () => Promise.resolve(true),
  });
}
