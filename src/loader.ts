/**
 * The script tag: a small classic script that reads its own attributes and loads an element's code
 * only when the element is on the page. Where this device holds waiting operations it loads the
 * client as well and sends them.
 */
import type { ClientSettings } from './client/client.ts';
import { holdsKeys } from './client/device-database.ts';

type Chunk = 'core' | 'form' | 'optin' | 'policy' | 'policy-notice' | 'my-data' | 'sync';

declare global {
  /** What attributes cannot carry; set before the tag. */
  var smartxpoConsent: Pick<ClientSettings, 'challenge'> | undefined;
}

/** Chunk → file, relative to this script; the build fills it in. */
declare const __SX_CHUNKS__: Record<Chunk, string>;

/** Tag → the chunk that defines it. */
const TAGS = {
  'sx-form': 'form',
  'sx-optin': 'optin',
  'sx-policy': 'policy',
  'sx-policy-notice': 'policy-notice',
  'sx-my-data': 'my-data',
} as const;
/** Before code that could not be had is asked for again, and at most, ms. */
const RETRY = 2000;
const LONGEST_RETRY = 300_000;
/** Two copies of the tag are one widget. */
const PRESENT = Symbol.for('smartxpo-consent');

const script = document.currentScript;
if (script instanceof HTMLScriptElement && !(PRESENT in globalThis)) {
  Object.defineProperty(globalThis, PRESENT, { value: true });
  start(script);
}

function start({ src, dataset }: HTMLScriptElement): void {
  const { site = '', endpoint = new URL(src).origin, locale, transport, sharedDevice } = dataset;
  let core: Promise<void> | undefined;

  const address = (chunk: Chunk): string => new URL(__SX_CHUNKS__[chunk], src).href;
  /** Settings and language stand before any element is defined. */
  const loadCore = (): Promise<void> =>
    (core ??= (import(/* @vite-ignore */ address('core')) as Promise<typeof import('./core.ts')>).then(
      (it) => {
        it.configureClient({
          site,
          endpoint,
          ...(transport === 'webhook' ? { transport } : {}),
          ...(sharedDevice === undefined ? {} : { sharedDevice: true }),
          ...globalThis.smartxpoConsent,
        });
        it.configureLocale(locale);
      },
    ));
  /**
   * Loads a chunk and lets `use` begin with it. What could not be had is asked for again, when the network is
   * back and less and less often: what waits on this device may depend on it.
   */
  const load = async (chunk: Chunk, use?: (code: unknown) => unknown, tries = 0): Promise<void> => {
    try {
      // Fetched side by side, run one after the other.
      const link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = address(chunk);
      document.head.append(link);
      await loadCore();
      const code: unknown = await import(/* @vite-ignore */ address(chunk));
      await use?.(code);
      return;
    } catch (cause) {
      console.error('smartxpo-consent: chunk-not-loaded', chunk, cause);
      core = undefined;
    }
    await new Promise((resolve) => {
      addEventListener('online', resolve, { once: true });
      setTimeout(resolve, Math.min(RETRY * 2 ** tries, LONGEST_RETRY));
    });
    await load(chunk, use, tries + 1);
  };

  const wanted = new Set(Object.keys(TAGS) as (keyof typeof TAGS)[]);
  const look = (root: Element): void => {
    for (const tag of wanted) {
      if (root.localName !== tag && root.querySelector(tag) === null) continue;
      wanted.delete(tag);
      void load(TAGS[tag]);
    }
    if (wanted.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) look(node);
    }
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
  look(document.documentElement);

  void holdsKeys(site, 'outbox:').then((holds) => {
    if (holds) void load('sync', (code) => (code as typeof import('./client/drain.ts')).drain());
  });
}
