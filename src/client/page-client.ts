/**
 * The clients of this page, one per site, whatever number of elements share them, and the settings
 * that the script tag or the host's own code gave.
 */
import { createClient } from './client.ts';
import type { Client, ClientSettings } from './client.ts';

let defaults: Partial<ClientSettings> = {};
const clients = new Map<string, Client>();

/** Sets what elements use when they carry no `site` or `endpoint` attribute of their own. */
export function configureClient(settings: Partial<ClientSettings>): void {
  defaults = { ...defaults, ...settings };
}

/** The client for an element; its own attributes win over the page's settings. */
export function pageClient(own: { site?: string | undefined; endpoint?: string | undefined } = {}): Client {
  const endpoint = (own.endpoint ?? defaults.endpoint ?? '').replace(/\/+$/, '');
  const site = own.site ?? defaults.site ?? '';
  const key = JSON.stringify([endpoint, site]);
  let client = clients.get(key);
  if (client === undefined) {
    client = createClient({ ...defaults, site, endpoint });
    clients.set(key, client);
    client.sync.start();
  }
  return client;
}

/** Uses `client` for its site and endpoint: for a host that wires its own, and for tests. */
export function setPageClient(client: Client): void {
  defaults = { ...defaults, site: client.settings.site, endpoint: client.settings.endpoint };
  clients.set(JSON.stringify([client.settings.endpoint, client.settings.site]), client);
}
