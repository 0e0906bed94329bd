/**
 * The whole backend in memory, without Node: for tests of a host's own pages, and for a demo that
 * needs no server. Everything is forgotten with it. `smartxpo-consent/server/in-memory`.
 */
import { createApp } from './app.ts';
import { newId, newToken } from './parts.ts';
import { loadKeys } from './proof/keys.ts';
import { loadSampleSite } from './sample/load.ts';
import type { SamplePlaces } from './sample/load.ts';
import { openMemoryStore } from './store/memory.ts';

export interface InMemoryOptions {
  /** The address that the widget takes for the backend. */
  publicUrl: string;
  /** Where the sample site is embedded. */
  places: SamplePlaces;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Whether a day is a public holiday by a calendar such as `GB-ENG`; without it none is. */
  isHoliday?: (calendar: string, day: string) => boolean;
}

export interface SentMail {
  to: string;
  subject: string;
  text: string;
}

export interface InMemoryBackend {
  fetch: (request: Request) => Response | Promise<Response>;
  /** Mail that a real server would have sent, newest first. */
  mails: () => Promise<SentMail[]>;
}

const MAILS_SHOWN = 100;

/** Starts with the sample site and nothing else. */
export async function createInMemoryBackend(options: InMemoryOptions): Promise<InMemoryBackend> {
  const { publicUrl, places, now = Date.now, isHoliday = () => false } = options;
  const store = openMemoryStore();
  await loadSampleSite(store, places, now());
  const app = createApp({
    store,
    keys: await loadKeys(store, newToken),
    now,
    newId: () => newId(now),
    newToken,
    publicUrl,
    localMailbox: true,
    ownOrigins: [new URL(publicUrl).origin],
    staffPasskeys: 'off',
    isHoliday,
    workQueued: () => undefined,
  });
  return {
    fetch: (request) => app.fetch(request),
    mails: async () =>
      (await store.mails.latest(MAILS_SHOWN)).map(({ recipient, subject, text }) => ({
        to: recipient,
        subject,
        text,
      })),
  };
}
