/** Devices, tabs, people, the network and a backend, and what can happen to them. */
import { DeviceStorageError } from '../../src/client/device-database.ts';
import { SessionError } from '../../src/client/session.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { CHANNELS } from '../../src/protocol/terms.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import type { Backend } from './backend.ts';
import { Device } from './device.ts';
import type { Contents, StorageMood } from './device.ts';
import { payloadOf } from './forms.ts';
import { History } from './history.ts';
import type { Act } from './history.ts';
import { Network } from './network.ts';
import type { Weather } from './network.ts';
import type { Random } from './random.ts';
import { Tab } from './tab.ts';
import { VirtualTime } from './time.ts';

export const START = Date.parse('2026-11-22T10:00:00.000Z');
const HOUR = 3_600_000;
const OPT_INS: readonly Channel[] = ['email', 'post'];

export interface WorldParts {
  random: Random;
  backend: Backend;
  form: PublishedForm;
  /** Makes addresses and texts that no other schedule has. */
  name: string;
  devices: number;
  openDevice?: (name: string, time: VirtualTime, random: Random) => Device;
}

function onlyDevice(cause: unknown): void {
  if (!(cause instanceof DOMException || cause instanceof DeviceStorageError)) throw cause;
}

function onlySession(cause: unknown): void {
  if (!(cause instanceof SessionError)) throw cause;
}

export class World {
  readonly time = new VirtualTime(START);
  readonly history = new History();
  readonly network: Network;
  readonly devices: Device[];
  readonly backend: Backend;
  /** Told by the product to programmers; none of it is expected. */
  readonly reported: unknown[] = [];
  readonly #random: Random;
  readonly #form: PublishedForm;
  readonly #name: string;
  readonly #hasLocks = new Map<Device, boolean>();
  readonly #snapshots = new Map<Device, Contents | undefined>();

  constructor({ random, backend, form, name, devices, openDevice }: WorldParts) {
    this.#random = random;
    this.#form = form;
    this.#name = name;
    this.backend = backend;
    this.network = new Network(backend, this.time, random);
    this.devices = Array.from({ length: devices }, (_, index) => {
      const called = `device ${index}`;
      const device = openDevice?.(called, this.time, random) ?? new Device(called, this.time, random);
      this.#hasLocks.set(device, random.chance(0.8));
      return device;
    });
  }

  get tabs(): Tab[] {
    return this.devices.flatMap(({ tabs }) => [...tabs]);
  }

  /** Half of the devices belong to the same person. */
  emailOn(device: Device): string {
    return `${this.#name}-${this.devices.indexOf(device) % 2 === 0 ? 'ada' : 'bob'}@visitor.example`;
  }

  open(device: Device, sharedDevice = false): Tab {
    const tab = new Tab({
      device,
      time: this.time,
      random: this.#random,
      fetch: (from, url, init) => this.network.fetch(from, url, init),
      hasLocks: this.#hasLocks.get(device) ?? true,
      sharedDevice,
      report: (error) => this.reported.push(error),
    });
    tab.client.outbox.subscribe((change, here) => {
      if (here) this.history.hear(change, tab, this.time.now);
    });
    device.saveNewer();
    return tab;
  }

  close(tab: Tab): void {
    tab.end();
    const lost = this.history
      .waitingOn(tab.device)
      .filter((act) => act.tab === tab && act.keeping === 'page');
    this.history.excuse(lost, 'closed with its page');
  }

  #stir(device: Device): void {
    this.history.stirrings.push({ device, at: this.time.now });
  }

  async submit(tab: Tab): Promise<void> {
    const { device } = tab;
    this.#stir(device);
    const order = this.history.nextOrder();
    const canary = `Canary ${this.#name} ${order}`;
    const email = this.emailOn(device);
    const isAnonymous = this.#random.chance(0.08);
    const channels = OPT_INS.filter(() => !isAnonymous && this.#random.chance(0.5));
    const payload = payloadOf(this.#form, { email, canary, channels });
    const at = this.time.now;
    const unsaid = { email, channels };
    this.history.unsaid.add(unsaid);
    const saved = await tab.client.submit(payload, { lifetimeHours: 72, anonymous: isAnonymous });
    this.history.unsaid.delete(unsaid);
    this.#note({
      ...saved,
      kind: 'submission',
      device,
      tab,
      email,
      at,
      order,
      payload,
      canary,
      channels,
      isAnonymous,
    });
  }

  /** Takes a permission back with a receipt that stands on the device. */
  async withdraw(tab: Tab): Promise<void> {
    const { device } = tab;
    this.#stir(device);
    const receipts = (await tab.client.receipts.list()).filter(({ capability }) => capability !== undefined);
    if (receipts.length === 0) return;
    const receipt = this.#random.pick(receipts);
    const ticked = (receipt.statement.consents ?? []).flatMap((one) =>
      one.ticked === true && one.channel !== undefined ? one.channel : [],
    );
    if (ticked.length === 0) return;
    const channel = this.#random.pick(ticked);
    const by = { grant: receipt.id, capability: receipt.capability ?? '' };
    const at = this.time.now;
    const order = this.history.nextOrder();
    const email = this.history.acts.get(by.grant)?.email ?? this.emailOn(device);
    const unsaid = { email, channels: [channel] };
    this.history.unsaid.add(unsaid);
    const saved = await tab.client.withdraw('direct-marketing', channel, by);
    this.history.unsaid.delete(unsaid);
    const payload = { purpose: 'direct-marketing', channel, grant: by.grant };
    const act = {
      ...saved,
      kind: 'withdrawal',
      device,
      tab,
      email,
      at,
      order,
      payload,
      grant: by.grant,
    } as const;
    this.#note({ ...act, canary: '', channels: [channel], isAnonymous: false });
  }

  /** Signs in and takes all of it back. */
  async withdrawAll(tab: Tab): Promise<void> {
    const { device } = tab;
    this.#stir(device);
    const email = this.emailOn(device);
    try {
      await tab.client.session.signIn(email);
    } catch (cause) {
      onlySession(cause);
      return;
    }
    const channel = this.#random.pick(CHANNELS.filter((one) => OPT_INS.includes(one)));
    const at = this.time.now;
    const order = this.history.nextOrder();
    const unsaid = { email, channels: [channel] };
    this.history.unsaid.add(unsaid);
    const saved = await tab.client.withdraw('direct-marketing', channel);
    this.history.unsaid.delete(unsaid);
    const payload = { purpose: 'direct-marketing', channel };
    const act = { ...saved, kind: 'withdrawal', device, tab, email, at, order, payload } as const;
    this.#note({ ...act, canary: '', channels: [channel], isAnonymous: false });
  }

  #note(act: Omit<Act, 'saidAt'>): void {
    const { keeping, tab } = act;
    if (!tab.isAlive && keeping === 'page') return;
    this.history.note({ ...act, saidAt: this.time.now });
  }

  async discard(tab: Tab): Promise<void> {
    const entries = await tab.client.outbox.list();
    if (entries.length === 0) return;
    const { id } = this.#random.pick(entries).operation;
    this.history.discards(id);
    // A device that does not let go says so, and keeps it.
    await tab.client.outbox.discard(id).catch(onlyDevice);
  }

  async clear(tab: Tab): Promise<void> {
    this.history.loses(tab.device, this.time.now, 'cleared');
    await tab.client.clearDevice().catch(onlyDevice);
    this.history.loses(tab.device, this.time.now, 'cleared');
  }

  setMood(device: Device, mood: StorageMood): void {
    device.mood = mood;
  }

  setWeather(weather: Weather): void {
    this.network.weather = weather;
  }

  /** Something at the operator's likes one submission not at all; nobody ever answers for it. */
  poison(): void {
    const waiting = [...this.history.acts.values()].filter(
      ({ id, canary }) => canary !== '' && !this.history.confirmed.has(id),
    );
    if (waiting.length === 0) return;
    const act = this.#random.pick(waiting);
    act.excused ??= 'blocked on its way';
    const { isBlocked } = this.network;
    this.network.isBlocked = (body) => isBlocked(body) || body.includes(`"${act.canary}"`);
  }

  setClock(device: Device): void {
    const hours = this.#random.pick([-720, -24, -1, -0.01, 0.01, 1, 24, 720]);
    device.clockOffset += hours * HOUR;
    this.history.clockSets.push({ device, at: this.time.now });
  }

  async takeSnapshot(device: Device): Promise<void> {
    this.#snapshots.set(device, await device.snapshot());
  }

  /** The profile of an earlier day is put back while the browser is closed. */
  async rollBack(device: Device): Promise<void> {
    if (!this.#snapshots.has(device)) return;
    for (const tab of [...device.tabs]) this.close(tab);
    this.history.loses(device, this.time.now, 'rolled back');
    await device.restore(this.#snapshots.get(device));
    this.history.loses(device, this.time.now, 'rolled back');
  }

  async wipe(device: Device): Promise<void> {
    this.history.loses(device, this.time.now, 'wiped');
    await device.wipe();
    this.history.loses(device, this.time.now, 'wiped');
  }

  /** Everything works again, and each device has a fresh page, signed in where it can be. */
  async heal(): Promise<Tab[]> {
    this.network.weather = 'fair';
    this.network.isServerDown = false;
    for (const device of this.devices) device.mood = 'well';
    for (const tab of this.tabs) tab.wake(true);
    const fresh = this.devices.map((device) => this.open(device));
    // Nobody has an address of which nothing has arrived yet.
    for (const tab of this.tabs) tab.client.session.signIn(this.emailOn(tab.device)).catch(onlySession);
    await this.time.runUntil(this.time.now + 1000);
    return fresh;
  }

  async end(): Promise<void> {
    for (const tab of this.tabs) tab.end();
    for (const device of this.devices) await device.end();
  }
}
