/**
 * The client: everything an element needs of this folder, wired once per page and site. Elements
 * never call `fetch` or IndexedDB; they call this.
 */
import type {
  AcknowledgementPayload,
  Operation,
  SubmissionPayload,
  CorrectionPayload,
  ObjectionPayload,
  RequestPayload,
  RequestStepPayload,
} from '../protocol/operation.schema.ts';
import type { Channel } from '../protocol/terms.ts';
import { HOUR } from '../protocol/terms.ts';
import { uuidv4, uuidv7 } from '../protocol/uuid.ts';
import { VERSION } from '../version.ts';
import { createDeviceStorage } from './device-storage.ts';
import type { DeviceStorage } from './device-storage.ts';
import { createDocuments } from './documents.ts';
import type { Documents } from './documents.ts';
import type { Files } from './delivery-body.ts';
import { createDrafts } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { readKept } from './kept.ts';
import type { Kept } from './kept.ts';
import { guardLeaving } from './leaving.ts';
import { createNativeTransport } from './native-transport.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { openChannel } from './outbox-channel.ts';
import type { OpenChannel } from './outbox-channel.ts';
import type { Keeping, OutboxEntry, PageReason } from './outbox-entry.ts';
import { createReceipts } from './receipts.ts';
import type { PolicySeenStore } from './policy-seen.ts';
import type { Receipts } from './receipts.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import { createSync } from './sync.ts';
import type { Sync } from './sync.ts';
import { browserLocks, createTabLock } from './tab-lock.ts';
import type { TabLock } from './tab-lock.ts';
import { after as browserAfter } from './timers.ts';
import type { After } from './timers.ts';
import { reporting, SEND_TIMEOUT } from './transport.ts';
import { listenToPage } from './wakings.ts';
import type { Wake } from './wakings.ts';
import { createWebhookTransport } from './webhook-transport.ts';

export interface ClientSettings {
  site: string;
  /** Origin and path prefix of the backend, without a slash at the end. */
  endpoint: string;
  /** `native` speaks our protocol; `webhook` POSTs operations to `webhookUrl` (default: the endpoint). */
  transport?: 'native' | 'webhook';
  webhookUrl?: string;
  /**
   * Solves the site's challenge, for forms that ask for one. Called when a submission is sent, not when
   * the visitor submits, because solutions expire while one waits.
   */
  challenge?: (about: { site: string; operation: string }) => Promise<string>;
  /** The page stands on a device that strangers share, a kiosk for example: nothing is kept on it. */
  sharedDevice?: boolean;
}

/** What tests replace; the defaults are the browser's own. */
export interface ClientParts {
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  /** Milliseconds of a clock that nobody sets. */
  monotonic?: () => number;
  random?: () => number;
  randomBytes?: (count: number) => Uint8Array;
  storage?: DeviceStorage;
  documents?: Documents;
  lock?: TabLock;
  after?: After;
  openChannel?: OpenChannel;
  listen?: (wake: Wake) => () => void;
  guard?: (outbox: Outbox) => void;
  /** To the end of an answer's body, ms; more for files. */
  sendTimeout?: number;
  report?: (error: unknown) => void;
}

export interface Saved {
  id: string;
  keeping: Keeping;
  /** Why it stands in this page alone. */
  pageReason?: PageReason;
}

/** How a submission is kept and sent. */
export interface SubmitManner {
  lifetimeHours: number;
  files?: Files;
  /** Nothing that leads to this device or person goes along. */
  anonymous?: boolean;
  challenge?: boolean;
  /** Not sent for so many ms, so that it does not look like a program's. */
  patience?: number;
}

export interface Client {
  readonly settings: ClientSettings;
  readonly documents: Documents;
  readonly outbox: Outbox;
  readonly sync: Sync;
  readonly session: Session;
  readonly receipts: Receipts;
  /** Saves what a visitor sent with a form; resolves when this device has it. Sending follows. */
  submit(payload: SubmissionPayload, manner: SubmitManner): Promise<Saved>;
  readonly drafts: Drafts;
  /** What this device remembers of policies; its code is loaded when it is asked for. */
  policySeen(): Promise<PolicySeenStore>;
  /** Ends a permission: with the capability of the receipt that granted it, or signed in. */
  withdraw(purpose: string, channel: Channel, by?: { grant: string; capability: string }): Promise<Saved>;
  /** Puts an answer right that is held of whoever is signed in. */
  correct(payload: CorrectionPayload): Promise<Saved>;
  /** Uses one of the two switches of whoever is signed in. */
  object(payload: ObjectionPayload): Promise<Saved>;
  /** Asks for something under a right: as whoever is signed in, or with an address to answer to. */
  request(payload: RequestPayload): Promise<Saved>;
  /** Goes a step further with a request of whoever is signed in. */
  stepRequest(payload: RequestStepPayload): Promise<Saved>;
  /** Says, without a name or a number, that the changes of a policy were read; kept until it is sent. */
  acknowledge(payload: AcknowledgementPayload): Promise<Saved>;
  /** Whether nothing new is kept on this device: its owner's setting, or the visitor's choice for this page. */
  isShared: boolean;
  /** What stands on this device, by kind; rejects where that cannot be read now. */
  kept(): Promise<Kept[]>;
  /** Empties all that this site keeps on this device; what was not sent is given up. */
  clearDevice(): Promise<void>;
}

export function createClient(settings: ClientSettings, parts: ClientParts = {}): Client {
  const {
    fetch = (...call) => globalThis.fetch(...call),
    now = Date.now,
    monotonic = () => performance.now(),
    random = Math.random,
    randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count)),
    storage = createDeviceStorage(settings.site),
    after = browserAfter,
    listen = listenToPage,
    guard = guardLeaving,
    sendTimeout = SEND_TIMEOUT,
    report = (error) => {
      console.error(error);
    },
  } = parts;
  const { site, endpoint } = settings;
  const newId = (): string => uuidv7(now(), randomBytes);
  const lock = parts.lock ?? createTabLock({ site, storage, locks: browserLocks(), now, after, newId });
  const opened = { wall: now(), monotonic: monotonic() };
  const outbox = createOutbox({
    storage,
    // A clock that leaps ahead while the page is open must not make anything run out.
    now: () => Math.min(now(), opened.wall + monotonic() - opened.monotonic),
    newId,
    openChannel: parts.openChannel ?? openChannel(site),
  });
  guard(outbox);
  const session = createSession(endpoint, site, fetch);
  const timing = { after, timeout: sendTimeout };
  const transport =
    settings.transport === 'webhook'
      ? createWebhookTransport(settings.webhookUrl ?? endpoint, fetch, timing)
      : createNativeTransport(endpoint, fetch, timing);
  /** Acts of this page, by a clock that nobody can set back. */
  const madeHere = new Map<string, number>();
  const ageOf = ({ operation, savedAt }: OutboxEntry): number => {
    const made = madeHere.get(operation.id);
    // That clock stands still while the device sleeps, the other one can be set: the older age counts.
    return made === undefined ? now() - savedAt : Math.max(now() - savedAt, Math.round(monotonic() - made));
  };
  const sync = createSync({
    outbox,
    transport: reporting(transport, report),
    lock,
    now,
    after,
    listen,
    ageOf,
    random,
    solveChallenge: settings.challenge,
    session: () => session.current(),
    endSession: session.drop,
    report,
  });
  session.subscribe(() => {
    if (session.current()) void sync.drain({ now: true });
  });

  const envelope = (): Omit<Operation, 'kind' | 'payload'> => ({
    id: newId(),
    site,
    madeAt: new Date(now()).toISOString(),
    device: null,
    widget: VERSION,
  });
  /** An id that says no time, and the day instead of the moment. */
  const nameless = (): ReturnType<typeof envelope> => ({
    ...envelope(),
    id: uuidv4(randomBytes),
    madeAt: `${new Date(now()).toISOString().slice(0, 10)}T00:00:00.000Z`,
  });
  const save = async (...[draft, files]: Parameters<Outbox['save']>): Promise<Saved> => {
    madeHere.set(draft.operation.id, monotonic());
    const { entry, keeping } = await outbox.save(draft, files);
    void sync.drain({ now: true });
    sync.start();
    const { pageReason } = entry;
    return { id: entry.operation.id, keeping, ...(pageReason === undefined ? {} : { pageReason }) };
  };
  /** What, made in a session, only a session of the same person may send. */
  const saveOwn = (operation: Operation): Promise<Saved> => {
    const subject = session.current()?.subject;
    return save({ operation, savedAt: now(), ...(subject === undefined ? {} : { subject }) });
  };
  let isShared = false;
  const share = (shared: boolean): void => {
    isShared = shared;
    outbox.keepInPage(shared);
  };
  share(settings.sharedDevice ?? false);
  let seen: PolicySeenStore | undefined;

  return {
    get isShared() {
      return isShared;
    },
    set isShared(shared) {
      share(shared);
    },
    kept: () => readKept(storage),
    clearDevice: () => outbox.clear(),
    settings,
    documents: parts.documents ?? createDocuments(endpoint, site, fetch),
    outbox,
    sync,
    session,
    receipts: createReceipts(outbox),
    drafts: createDrafts(storage, now),
    policySeen: async () => {
      const { createPolicySeen } = await import('./policy-seen.ts');
      return (seen ??= createPolicySeen({ storage, now, isShared: () => isShared }));
    },
    submit: (payload, { lifetimeHours, files, anonymous = false, challenge = false, patience = 0 }) =>
      save(
        {
          operation: { ...(anonymous ? nameless() : envelope()), kind: 'submission', payload },
          savedAt: now(),
          expiresAt: now() + lifetimeHours * HOUR,
          ...(anonymous ? { anonymous } : {}),
          ...(challenge ? { challenge } : {}),
          ...(patience > 0 ? { notBefore: now() + patience } : {}),
        },
        files,
      ),
    withdraw: (purpose, channel, by) => {
      const subject = session.current()?.subject;
      const payload = { purpose, channel, ...(by === undefined ? {} : { grant: by.grant }) };
      return save({
        operation: { ...envelope(), kind: 'withdrawal', payload },
        savedAt: now(),
        ...(by === undefined ? (subject === undefined ? {} : { subject }) : { capability: by.capability }),
      });
    },
    correct: (payload) => saveOwn({ ...envelope(), kind: 'correction', payload }),
    object: (payload) => saveOwn({ ...envelope(), kind: 'objection', payload }),
    request: (payload) => saveOwn({ ...envelope(), kind: 'request', payload }),
    stepRequest: (payload) => saveOwn({ ...envelope(), kind: 'request-step', payload }),
    acknowledge: (payload) =>
      save({
        operation: { ...nameless(), kind: 'acknowledgement', payload },
        savedAt: now(),
        anonymous: true,
      }),
  };
}
