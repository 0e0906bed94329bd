/** What really happened in a schedule, known from outside: what was promised to visitors, and when. */
import type { OutboxChange } from '../../src/client/outbox.ts';
import type { Keeping } from '../../src/client/outbox-entry.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import type { Device } from './device.ts';
import type { Tab } from './tab.ts';

/** What a visitor did, once a tab said that it is saved. */
export interface Act {
  id: string;
  kind: 'submission' | 'withdrawal';
  device: Device;
  tab: Tab;
  email: string;
  /** True time, ms. */
  at: number;
  /** When its tab said that it is saved, true time, ms. */
  saidAt: number;
  /** Its place among all acts of the schedule. */
  order: number;
  /** 'device later': the device took it after it had refused it. */
  keeping: Keeping | 'device later';
  /** What must arrive word for word. */
  payload: unknown;
  /** A text in it that stands nowhere else. */
  canary: string;
  /** Channels ticked, or the one that is taken back. */
  channels: Channel[];
  /** The grant that a withdrawal undoes; undefined for all of them. */
  grant?: string;
  isAnonymous: boolean;
  /** Why it need not arrive: given up by the visitor, or the device lost it with its storage. */
  excused?: string;
}

export class History {
  readonly acts = new Map<string, Act>();
  readonly confirmed = new Set<string>();
  /** Shown to the visitor as not accepted, or as expired. */
  readonly shown = new Set<string>();
  /** Shown to the visitor as refused by the backend. */
  readonly refused = new Set<string>();
  /** Shown to the visitor as expired: by which tab, and when. */
  readonly expirations: { id: string; tab: Tab; at: number }[] = [];
  /** When clocks were set. */
  readonly clockSets: { device: Device; at: number }[] = [];
  /** Moments at which somebody did something, by device. */
  readonly stirrings: { device: Device; at: number }[] = [];
  /** Devices whose storage went back in time, or away. */
  /** Also those of which no tab has said yet that they were saved. */
  readonly #discarded = new Set<string>();
  readonly #losses: { device: string; at: number; why: string }[] = [];
  /** Acts of which no tab has said yet whether they are saved. */
  readonly unsaid = new Set<{ email: string; channels: readonly Channel[] }>();
  #order = 0;

  nextOrder(): number {
    return (this.#order += 1);
  }

  hear(change: OutboxChange, tab: Tab, at: number): void {
    if (change.type === 'cleared') return;
    const act = this.acts.get(change.id);
    if (change.type === 'confirmed') this.confirmed.add(change.id);
    if (change.type === 'refused' || change.type === 'expired') this.shown.add(change.id);
    if (change.type === 'refused') this.refused.add(change.id);
    if (change.type === 'expired') this.expirations.push({ id: change.id, tab, at });
    if (change.type === 'discarded') this.discards(change.id);
    if (change.type === 'saved' && act !== undefined && change.pageReason === undefined)
      act.keeping = 'device later';
  }

  /** A visitor gives an operation up; the device may let go of it and say that it failed. */
  discards(id: string): void {
    this.#discarded.add(id);
    this.excuse(
      [...this.acts.values()].filter((act) => act.id === id),
      'discarded',
    );
  }

  /** Acts that are still on their way from a device. */
  waitingOn(device: Device): Act[] {
    return [...this.acts.values()].filter((act) => act.device === device && !this.confirmed.has(act.id));
  }

  /** The device no longer has what it had. */
  loses(device: Device, at: number, why: string): void {
    this.#losses.push({ device: device.name, at, why });
    this.excuse(this.waitingOn(device), why);
  }

  isLossy(device: string): boolean {
    return this.#losses.some((loss) => loss.device === device);
  }

  /** A tab says that something is saved; by then its device may have lost it again. */
  note(act: Act): void {
    const loss = this.#losses.find(({ device, at }) => device === act.device.name && at >= act.at);
    const why = this.#discarded.has(act.id) ? 'discarded' : loss?.why;
    this.acts.set(act.id, { ...act, ...(why === undefined ? {} : { excused: why }) });
  }

  excuse(acts: readonly Act[], why: string): void {
    for (const act of acts) act.excused ??= why;
  }
}
