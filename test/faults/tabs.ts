/** Frames of the same origin as further tabs: locks, channels and the device are shared, nothing else. */
import type { Client, ClientParts } from '../../src/client/client.ts';
import type { OpenClient } from './tab.ts';
import type { Visitor } from './visitor.ts';

export interface Tab {
  client: Client;
  /** The tab is gone, with everything it was doing. */
  crash(): void;
}

const frames: HTMLIFrameElement[] = [];

type Page = Window & typeof globalThis & { openClient?: OpenClient };

/** A client of this visitor in a frame of its own; `prepare` changes what the browser offers there. */
export async function openTab(
  visitor: Visitor,
  parts: ClientParts = {},
  prepare: (page: Page) => void = () => undefined,
): Promise<Tab> {
  const frame = document.createElement('iframe');
  const script = new URL('tab.ts', import.meta.url).href;
  frame.srcdoc = '<!doctype html><title>Tab</title>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  frames.push(frame);
  await loaded;
  const tab = frame.contentWindow as Page;
  prepare(tab);
  const opened = new Promise((resolve) => tab.addEventListener('tab-opened', resolve, { once: true }));
  const element = tab.document.createElement('script');
  element.type = 'module';
  element.src = script;
  tab.document.head.append(element);
  await opened;
  const client = tab.openClient!(visitor.settings, visitor.device, parts);
  return { client, crash: () => frame.remove() };
}

export function closeTabs(): void {
  for (const frame of frames.splice(0)) frame.remove();
}
