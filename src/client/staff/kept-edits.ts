/** Edits of forms that the backend does not have yet: no connection, or no session. They stay on this device. */
import { answer, createDeviceStorage } from '../device-storage.ts';
import type { DeviceStorage } from '../device-storage.ts';

export interface KeptEdit {
  form: string;
  source: string;
  /** What the backend had when the edit began; undefined: no draft. */
  revision: number | undefined;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface KeptEdits {
  of(form: string): Promise<KeptEdit | undefined>;
  keep(edit: KeptEdit): Promise<void>;
  forget(form: string): Promise<void>;
}

/** Apart from what visitors of the same site keep, which may be cleared as a whole. */
export function createKeptEdits(
  site: string,
  storage: DeviceStorage = createDeviceStorage(`${site}/studio`),
): KeptEdits {
  const keyOf = (form: string): string => `edit:${form}`;
  return {
    of: async (form) => (await storage.get(keyOf(form))) as KeptEdit | undefined,
    keep: (edit) =>
      storage.write(async (entries) => {
        await answer(entries.put(edit, keyOf(edit.form)));
      }),
    forget: (form) => storage.delete(keyOf(form)),
  };
}
