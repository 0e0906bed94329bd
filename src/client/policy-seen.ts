/**
 * What this device remembers of a policy: the version that was seen, and what was done with its notice. No
 * identifier, nothing is sent, and nothing is written before the visitor acts (DESIGN, section 7.5).
 */
import { POLICY_SEEN } from './device-database.ts';
import type { DeviceStorage } from './device-storage.ts';
import type { Keeping } from './outbox-entry.ts';

export interface PolicySeen {
  /** The newest version whose text or changes were on the screen. */
  version: string;
  /** When that version takes effect, a day: versions are told apart by it. */
  effectiveFrom: string;
  /** The day it was seen. */
  seenAt: string;
  /** The version whose changes were said to be read. */
  acknowledged?: string | undefined;
  /** The version whose notice was put away; that does not make it seen. */
  dismissed?: string | undefined;
  /** It was put away while that version was only announced. */
  dismissedEarly?: boolean | undefined;
}

type Version = Pick<PolicySeen, 'version' | 'effectiveFrom'>;

export interface PolicySeenStore {
  /** Undefined on a first visit, and where nothing can be read. */
  read(policy: string): Promise<PolicySeen | undefined>;
  /**
   * Notes a version as seen; an older one than the noted one changes nothing, unless that is among the
   * `withdrawn`.
   */
  see(policy: string, version: Version, withdrawn?: readonly string[]): Promise<Keeping>;
  /** Notes that the changes of a version were said to be read, and what was seen with them. */
  acknowledge(
    policy: string,
    acknowledged: string,
    seen: Version,
    withdrawn?: readonly string[],
  ): Promise<Keeping>;
  /** Notes that the notice of a version was put away; `isEarly`: before that version was in force. */
  dismiss(policy: string, version: string, isEarly: boolean): Promise<Keeping>;
}

export interface PolicySeenParts {
  storage: DeviceStorage;
  now: () => number;
  /** Whether nothing is to be kept on this device. */
  isShared: () => boolean;
}

export function createPolicySeen({ storage, now, isShared }: PolicySeenParts): PolicySeenStore {
  /** What this page knows, where the device takes or gives nothing. */
  const here = new Map<string, PolicySeen>();

  const read = async (policy: string): Promise<PolicySeen | undefined> => {
    const own = here.get(policy);
    if (own !== undefined) return own;
    // A device that cannot be read is a first visit: nothing is claimed of it.
    const stored = await storage.get(POLICY_SEEN + policy).catch(() => undefined);
    return isPolicySeen(stored) ? stored : undefined;
  };
  const note = async (policy: string, seen: PolicySeen): Promise<Keeping> => {
    here.set(policy, seen);
    if (isShared()) return 'page';
    try {
      await storage.write((transaction) => {
        transaction.put(seen, POLICY_SEEN + policy);
        return Promise.resolve();
      });
      return 'device';
    } catch {
      // It is a convenience: the page remembers it, and the next visit asks again.
      return 'page';
    }
  };
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  /** What is to be noted when `version` was seen too; undefined where that changes nothing. */
  const withSeen = (
    known: PolicySeen | undefined,
    { version, effectiveFrom }: Version,
    withdrawn: readonly string[],
  ): PolicySeen | undefined => {
    const stands = known !== undefined && !withdrawn.includes(known.version);
    if (stands && known.effectiveFrom >= effectiveFrom) return undefined;
    return { ...known, version, effectiveFrom, seenAt: today() };
  };

  return {
    read,
    async see(policy, version, withdrawn = []) {
      const seen = withSeen(await read(policy), version, withdrawn);
      return seen === undefined ? 'device' : note(policy, seen);
    },
    async acknowledge(policy, acknowledged, version, withdrawn = []) {
      const known = await read(policy);
      const seen = withSeen(known, version, withdrawn) ?? known ?? { ...version, seenAt: today() };
      return note(policy, { ...seen, acknowledged });
    },
    async dismiss(policy, version, isEarly) {
      const known = await read(policy);
      // Cleared meanwhile: the next visit is a first one, which shows no notice.
      if (known === undefined) return 'page';
      const { dismissedEarly: _before, ...rest } = known;
      return note(policy, { ...rest, dismissed: version, ...(isEarly ? { dismissedEarly: true } : {}) });
    },
  };
}

/** What is damaged, or of another version of this product, is no memory. */
function isPolicySeen(value: unknown): value is PolicySeen {
  if (value === null || typeof value !== 'object') return false;
  const { version, effectiveFrom } = value as Record<string, unknown>;
  return typeof version === 'string' && typeof effectiveFrom === 'string';
}
