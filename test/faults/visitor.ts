/** A visitor with the real client, real storage and the browser's own fetch, behind a network that fails. */
import { expect, waitUntil } from '@open-wc/testing';
import { createClient } from '../../src/client/client.ts';
import type { Client, ClientParts, ClientSettings, Saved } from '../../src/client/client.ts';
import { databaseName } from '../../src/client/device-database.ts';
import { createDeviceStorage } from '../../src/client/device-storage.ts';
import type { DeviceStorage } from '../../src/client/device-storage.ts';
import type { PageReason } from '../../src/client/outbox-entry.ts';
import { consentsOf } from '../../src/protocol/form-answers.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation, SubmissionPayload } from '../../src/protocol/operation.schema.ts';
import { publishedWords } from '../../src/protocol/submission-check.ts';
import { newId } from '../helpers/elements-operations.ts';
import type { Committed, FaultPlaces, Ledger } from '../helpers/fault-ledger.ts';

export type Entry = Awaited<ReturnType<Client['outbox']['list']>>[number];
export type Change = Parameters<Parameters<Client['outbox']['subscribe']>[0]>[0];

/** For faults that end when the client gives up: a limit that is short enough to wait for. */
export const IMPATIENT = { sendTimeout: 300 };
const SITE = 'smartxpo';
/** What one subscription leaves in the backend: both opt-ins are recorded, ticked or left. */
const EVENTS = ['grant direct-marketing email', 'refuse direct-marketing post'];

/** Waits for a condition; the time limit only turns a hang into a failure. */
export function until(check: () => boolean | Promise<boolean>, what: string): Promise<void> {
  return waitUntil(check, what, { timeout: 10_000, interval: 20 });
}

export class Visitor {
  readonly client: Client;
  /** Everything the outbox announced. */
  readonly changes: Change[] = [];
  /** Where requests go instead of to the backend, while the network is broken on this side. */
  detour: string | undefined;
  /** How far the device's clock has been moved, ms. */
  clockAhead = 0;
  /** Their device holds one database, of this site. */
  readonly device = `faults-${newId()}`;
  readonly #storages: DeviceStorage[] = [];
  readonly #places: FaultPlaces;
  readonly #endpoint: string;
  readonly #isByHook: boolean;
  readonly #form: PublishedForm;
  readonly #parts: ClientParts;
  readonly #pages: Client[] = [];

  constructor(
    places: FaultPlaces,
    form: PublishedForm,
    { endpoint, hook, parts }: { endpoint: string; hook: boolean; parts: ClientParts },
  ) {
    this.#isByHook = hook;
    this.#places = places;
    this.#endpoint = endpoint;
    this.#form = form;
    this.#parts = {
      fetch: (input, init) => fetch((input as string).replace(places.http, this.detour ?? places.http), init),
      now: () => Date.now() + this.clockAhead,
      // What strangers answer is reported to the site's owner; these tests look at what is kept and sent.
      report: () => undefined,
      ...parts,
    };
    this.client = this.page();
    this.client.outbox.subscribe((change) => this.changes.push(change));
  }

  get settings(): ClientSettings {
    const hook = { transport: 'webhook', webhookUrl: `${this.#endpoint}/hook` } as const;
    return { site: SITE, endpoint: this.#endpoint, ...(this.#isByHook ? hook : {}) };
  }

  /** Another page of theirs: the same device, nothing in memory. */
  page(parts: ClientParts = {}): Client {
    const storage = createDeviceStorage(this.device);
    this.#storages.push(storage);
    const page = createClient(this.settings, { ...this.#parts, storage, ...parts });
    this.#pages.push(page);
    return page;
  }

  /** They leave their first page, which ends what it was doing. */
  async leavePage(): Promise<void> {
    this.client.sync.stop();
    await this.client.sync.drain();
  }

  /** A form with the box for news by email ticked. */
  subscribe(email = 'ada@visitor.example', page: Pick<Client, 'submit'> = this.client): Promise<Saved> {
    const { definition, policy, wordings } = this.#form;
    const payload: SubmissionPayload = {
      form: definition.form,
      formVersion: definition.version,
      language: 'en',
      policy,
      hurdles: { trap: '', seconds: 30 },
      answers: { email },
      consents: consentsOf(definition).map(([consent, { kind }]) => ({
        consent,
        words: publishedWords(this.#form, consent, 'en') ?? '',
        hash: wordings[consent]?.['en'] ?? '',
        ...(kind === 'opt-in' ? { ticked: consent === 'news-email', touched: true } : {}),
      })),
    };
    return page.submit(payload, { lifetimeHours: 72 });
  }

  /** A form that was made without network, as the outbox holds it. */
  async subscribeOffline(email?: string): Promise<Operation> {
    this.goOffline();
    const saved = await this.subscribe(email);
    const { operation } = (await this.waiting(saved))!;
    await this.client.sync.drain();
    this.detour = undefined;
    return operation;
  }

  /** Takes back what an earlier form granted. */
  withdraw(grant: string): Promise<Saved> {
    if (this.#isByHook) return this.client.withdraw('direct-marketing', 'email');
    const receipt = this.receiptOf(grant);
    if (receipt?.capability === undefined)
      throw new Error(`Expected a receipt with a capability for ${grant}`);
    const { capability } = receipt;
    return this.client.withdraw('direct-marketing', 'email', { grant, capability });
  }

  receiptOf(id: string): (Change & { type: 'confirmed' })['receipt'] | undefined {
    const confirmed = this.changes.find((change) => change.type === 'confirmed' && change.id === id);
    return confirmed?.type === 'confirmed' ? confirmed.receipt : undefined;
  }

  #announced(type: Change['type'], id: string, what: string): Promise<void> {
    const isIt = (change: Change): boolean => change.type === type && 'id' in change && change.id === id;
    return until(() => this.changes.some(isIt), what);
  }

  confirmed({ id }: { id: string }): Promise<void> {
    return this.#announced('confirmed', id, 'Expected the operation to be confirmed');
  }

  /** An attempt to send it has failed. */
  tried({ id }: { id: string }): Promise<void> {
    return this.#announced('waiting', id, 'Expected an attempt that failed');
  }

  refused({ id }: { id: string }): Promise<void> {
    return this.#announced('refused', id, 'Expected the operation to be refused');
  }

  async waiting({ id }: { id: string }): Promise<Entry | undefined> {
    return (await this.client.outbox.list()).find(({ operation }) => operation.id === id);
  }

  /** What another page of the same visitor finds on the device. */
  stored(): Promise<Entry[]> {
    return this.page().outbox.list();
  }

  /** `begin` breaks the network, `end` mends it, `release` delivers what it kept. */
  async network(command: 'begin' | 'end' | 'release' | 'ledger'): Promise<Ledger> {
    const response = await fetch(`${this.#endpoint}/${command}`, { cache: 'no-store' });
    return (await response.json()) as Ledger;
  }

  async committed({ id }: { id: string }): Promise<Committed | undefined> {
    return (await this.network('ledger')).committed[id];
  }

  /** Kept as it was made, in this page alone, and nobody was told that it had been sent. */
  async expectInPage(saved: Saved, reason: PageReason): Promise<Operation> {
    expect(saved).to.deep.include({ keeping: 'page', pageReason: reason });
    const entry = await this.waiting(saved);
    expect(entry?.pageReason).to.equal(reason);
    expect(this.receiptOf(saved.id)).to.equal(undefined, 'not called sent');
    return entry!.operation;
  }

  /** The network is back for good: all that waits gets through. */
  async drain(): Promise<void> {
    this.detour = undefined;
    await this.client.sync.drain({ now: true });
  }

  /** Kept as it was made, on the device, and nobody was told that it had been sent. */
  async expectKept(saved: { id: string }, made: Operation): Promise<void> {
    const entry = await this.waiting(saved);
    expect(entry?.operation).to.deep.equal(made);
    expect(entry?.refusal).to.equal(undefined, 'not taken for refused');
    expect(this.receiptOf(saved.id)).to.equal(undefined, 'not called sent');
    const stored = (await this.stored()).find(({ operation }) => operation.id === saved.id);
    expect(stored?.operation).to.deep.equal(made);
  }

  /** The backend holds it as it was made, and once; the outbox has let go of it. */
  async expectOnce(saved: { id: string }, made: Operation): Promise<void> {
    const events = this.#isByHook ? [] : EVENTS;
    expect(await this.committed(saved)).to.deep.equal({ operation: made, submissions: 1, events });
    expect(this.receiptOf(saved.id)?.statement.operation).to.equal(saved.id);
    expect(await this.waiting(saved)).to.equal(undefined);
    expect((await this.stored()).filter(({ operation }) => operation.id === saved.id)).to.deep.equal([]);
  }

  /** From now on nothing gets through. */
  goOffline(): void {
    this.detour = this.#places.refused;
  }

  leave(): void {
    for (const page of this.#pages) page.sync.stop();
    for (const storage of this.#storages) storage.close();
    indexedDB.deleteDatabase(databaseName(this.device));
  }
}

const visitors: Visitor[] = [];
let form: PublishedForm | undefined;

export async function places(): Promise<FaultPlaces> {
  return (await (await fetch('/fault-server.json')).json()) as FaultPlaces;
}

interface Setting extends ClientParts {
  /** The site has a backend of its own, which gets every operation by webhook. */
  hook?: boolean;
}

/** A visitor whose network has this fault, once it begins; with a backend of their own. */
export async function visitorBehind(
  fault: string,
  { hook = false, ...parts }: Setting = {},
): Promise<Visitor> {
  const found = await places();
  const endpoint = `${found.http}/${fault}/${newId()}`;
  form ??= (await (await fetch(`${endpoint}/v1/sites/${SITE}/forms/subscription`)).json()) as PublishedForm;
  // Late enough that no test meets a timer it did not ask for.
  const late = { random: () => 0.9 };
  const visitor = new Visitor(found, form, { endpoint, hook, parts: { ...late, ...parts } });
  visitors.push(visitor);
  return visitor;
}

export function visitorsLeave(): void {
  for (const visitor of visitors.splice(0)) visitor.leave();
}
