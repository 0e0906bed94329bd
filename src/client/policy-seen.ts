/**
 * What this device remembers of a policy: the version that was seen, and what was done with its notice. No
 * identifier, nothing is sent, and nothing is written before the visitor acts (DESIGN, section 7.5).
 */
import type { DeviceStorage } from './device-storage.ts';

export interface PolicySeen {
  /** The newest version whose text or changes were on the screen. */
  version: string;
  /** When that version takes effect, a day: versions are told apart by it. */
  effectiveFrom: string;
  /** The day it was seen. */
  seenAt: string;
  /** The version whose changes were said to be read. */
  acknowledged?: string | undefined;
  /** The version whose notice was put away. */
  dismissed?: string | undefined;
}

export interface PolicySeenStore {
  /** Undefined on a first visit, and where nothing can be read. */
  read(policy: string): Promise<PolicySeen | undefined>;
  /** Notes a version as seen; an older one than the noted one changes nothing. */
  see(policy: string, version: Pick<PolicySeen, 'version' | 'effectiveFrom'>): Promise<void>;
  /** Notes what was done with the notice of a version, which by that is seen. */
  answer(
    policy: string,
    version: Pick<PolicySeen, 'version' | 'effectiveFrom'>,
    what: 'acknowledged' | 'dismissed',
  ): Promise<void>;
}

export const POLICY_SEEN = 'policySeen:';

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
  const note = async (policy: string, seen: PolicySeen): Promise<void> => {
    here.set(policy, seen);
    if (isShared()) return;
    await storage
      .write((transaction) => {
        transaction.put(seen, POLICY_SEEN + policy);
        return Promise.resolve();
      })
      // It is a convenience: the page remembers it, and the next visit asks again.
      .catch(() => undefined);
  };
  const today = (): string => new Date(now()).toISOString().slice(0, 10);

  return {
    read,
    async see(policy, { version, effectiveFrom }) {
      const known = await read(policy);
      if (known !== undefined && known.effectiveFrom >= effectiveFrom) return;
      await note(policy, { ...known, version, effectiveFrom, seenAt: today() });
    },
    async answer(policy, { version, effectiveFrom }, what) {
      const known = await read(policy);
      const isNewer = known === undefined || known.effectiveFrom < effectiveFrom;
      const seen = isNewer ? { version, effectiveFrom, seenAt: today() } : {};
      await note(policy, { version, effectiveFrom, seenAt: today(), ...known, ...seen, [what]: version });
    },
  };
}

/** What is damaged, or of another version of this product, is no memory. */
function isPolicySeen(value: unknown): value is PolicySeen {
  if (value === null || typeof value !== 'object') return false;
  const { version, effectiveFrom } = value as Record<string, unknown>;
  return typeof version === 'string' && typeof effectiveFrom === 'string';
}
