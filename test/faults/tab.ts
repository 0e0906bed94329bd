/** What runs in a tab of its own: a client that the test opens and steers from outside. */
import { createClient } from '../../src/client/client.ts';
import type { Client, ClientParts, ClientSettings } from '../../src/client/client.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';

export type OpenClient = (settings: ClientSettings, device: string, parts: ClientParts) => Client;

const openClient: OpenClient = (settings, device, parts) =>
  createClient(settings, { storage: createDeviceStorage(device), report: () => undefined, ...parts });

Object.assign(globalThis, { openClient });
dispatchEvent(new Event('tab-opened'));
