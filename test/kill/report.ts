/** What a run counted, and how it is told. */
import { WAYS } from './ledger.ts';
import type { Act } from './ledger.ts';
import type { Fault } from '../helpers/fault-proxy.ts';

export const TARGETS = ['browser', 'renderer', 'server', 'both'] as const;
export type Target = (typeof TARGETS)[number];

export interface Tally {
  /** `inFlight`: an operation was at the proxy, or behind it, at the moment of the kill. */
  kills: { target: Target; inFlight: boolean; at: number }[];
  /** Profiles that were begun, thus devices that the backend may know. */
  profiles: number;
  saved: number;
  confirmed: number;
  lost: Set<string>;
  doubled: Set<string>;
  wrong: Set<string>;
  /** From the end of the faults to an empty outbox, ms. */
  emptied: { ms: number; how: 'online' | 'silent' | 'told' }[];
}

export function newTally(): Tally {
  return {
    kills: [],
    profiles: 1,
    saved: 0,
    confirmed: 0,
    lost: new Set(),
    doubled: new Set(),
    wrong: new Set(),
    emptied: [],
  };
}

/** What of the run stands elsewhere. */
interface Run {
  rounds: number;
  injected: ReadonlyMap<Fault, number>;
  acts: readonly Act[];
}

export function reportOf(tally: Tally, { rounds, injected, acts }: Run): string {
  const { kills, saved, confirmed, lost, doubled, wrong, emptied } = tally;
  const inFlight = kills.filter((kill) => kill.inFlight).length;
  const targets = TARGETS.map((target) => `${target} ${count(kills, target)}`).join(', ');
  const faults = [...injected].toSorted(([, a], [, b]) => b - a).map(([fault, times]) => `${fault} ${times}`);
  const ways = WAYS.map((way) => `by the ${way} ${acts.filter(({ by }) => by === way).length}`);
  const withdrawals = acts.filter(({ kind }) => kind === 'withdrawal').length;
  const times = (how: Tally['emptied'][number]['how']): string => {
    const all = emptied.filter((one) => one.how === how).map(({ ms }) => ms).toSorted((a, b) => a - b); // prettier-ignore
    if (all.length === 0) return 'none';
    return `median ${seconds(all[Math.floor(all.length / 2)])}, max ${seconds(all.at(-1))} (${all.length} times)`;
  };
  return [
    `rounds         ${rounds}`,
    `kills          ${kills.length} (${targets}), ${percent(inFlight, kills.length)} with an operation in flight`,
    `acts           ${saved} saved on the device, ${confirmed} confirmed`,
    `               ${ways.join(', ')}; ${withdrawals} of them withdrawals`,
    `lost           ${lost.size}`,
    `doubled        ${doubled.size}`,
    `wrong          ${wrong.size}`,
    `outbox empty   after the network said it is back: ${times('online')}`,
    `               after it came back without a word: ${times('silent')}`,
    `               its next attempt was far off, and it was told: ${times('told')}`,
    `faults         ${faults.join(', ')}`,
  ].join('\n');
}

function count(kills: Tally['kills'], target: Target): number {
  return kills.filter((kill) => kill.target === target).length;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0 %' : `${Math.round((100 * part) / whole)} %`;
}

function seconds(ms = 0): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
