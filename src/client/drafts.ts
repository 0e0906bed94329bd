/**
 * Answers that a visitor chose to keep on this device before sending them: never consents, never
 * files. Nothing is written before that choice (DESIGN, section 7.5).
 */
import { DAY } from '../protocol/terms.ts';
import type { DeviceStorage } from './device-storage.ts';

/** As it stands in the controls: text, a ticked box, chosen options, parts by name. */
export type KeptAnswer = string | true | string[] | Record<string, string>;

export interface KeptDraft {
  form: string;
  /** The version of the form that was filled in. */
  version: number;
  /** Whose way of writing numbers it is. */
  language: string;
  /** The device's clock, ms. */
  savedAt: number;
  expiresAt: number;
  answers: Record<string, KeptAnswer>;
}

export interface Drafts {
  /** 'expired': there was one, and it has been deleted by this call. */
  read(form: string): Promise<KeptDraft | 'expired' | undefined>;
  save(draft: Pick<KeptDraft, 'form' | 'version' | 'language' | 'answers'>, days: number): Promise<KeptDraft>;
  forget(form: string): Promise<void>;
}

export const DRAFT = 'drafts:';

export function createDrafts(storage: DeviceStorage, now: () => number): Drafts {
  return {
    async read(form) {
      const draft = (await storage.get(DRAFT + form)) as KeptDraft | undefined;
      if (draft === undefined || draft.expiresAt > now()) return draft;
      await storage.delete(DRAFT + form);
      return 'expired';
    },
    async save(fresh, days) {
      const draft: KeptDraft = { ...fresh, savedAt: now(), expiresAt: now() + days * DAY };
      await storage.write((transaction) => {
        transaction.put(draft, DRAFT + draft.form);
        return Promise.resolve();
      });
      return draft;
    },
    forget: (form) => storage.delete(DRAFT + form),
  };
}
