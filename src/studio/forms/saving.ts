/**
 * Keeps a draft saved: on the device at every change, at the backend a moment later. What the backend does not take
 * stays on the device; what somebody else saved meanwhile is never overwritten unasked.
 */
import type { KeptEdits } from '../../client/staff/kept-edits.ts';
import { StaffError } from '../../client/staff/staff-client.ts';
import type { StaffForms } from '../../client/staff/staff-forms.ts';
import type { FormDraft } from '../../protocol/staff-forms.schema.ts';

export type SaveState =
  | { name: 'saved'; at: number | undefined }
  | { name: 'saving' }
  /** Kept on this device only. */
  | { name: 'kept'; why: 'unreachable' | 'unauthenticated' | 'other'; error: unknown }
  /** Neither here nor there. */
  | { name: 'unkept'; error: unknown }
  | { name: 'conflict'; theirs: FormDraft };

/** After the last key press, ms. */
const PAUSE = 800;
/** Before it is tried again without a connection, ms. */
const RETRY = 10_000;

export class Saving {
  state: SaveState = { name: 'saved', at: undefined };
  readonly #form: string;
  readonly #forms: StaffForms;
  readonly #kept: KeptEdits;
  readonly #now: () => number;
  readonly #changed: () => void;
  /** What the backend has. */
  #revision: number | undefined;
  #source: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(
    form: string,
    parts: { forms: StaffForms; kept: KeptEdits; now: () => number },
    changed: () => void,
  ) {
    this.#form = form;
    this.#forms = parts.forms;
    this.#kept = parts.kept;
    this.#now = parts.now;
    this.#changed = changed;
  }

  get revision(): number | undefined {
    return this.#revision;
  }

  /** What is there already: at the backend. */
  begin(revision: number | undefined, at: number | undefined): void {
    this.#revision = revision;
    this.#become({ name: 'saved', at });
  }

  /** Another text is to be saved soon. */
  take(source: string): void {
    this.#source = source;
    void this.#keep(source);
    if (this.state.name === 'conflict') return;
    this.#become({ name: 'saving' });
    this.#schedule(PAUSE);
  }

  /** Saves at once; true when the backend has everything. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.#source === undefined) return this.state.name === 'saved';
    this.#running = this.#save(this.#source);
    await this.#running;
    return this.#hasAll();
  }

  /** The backend has everything that was typed. */
  #hasAll(): boolean {
    return this.#source === undefined;
  }

  /** Mine goes over what somebody else saved. */
  async keepMine(): Promise<void> {
    if (this.state.name !== 'conflict') return;
    this.#revision = this.state.theirs.revision;
    this.#become({ name: 'saving' });
    await this.flush();
  }

  /** Theirs is taken up; what was mine is given up. */
  async takeTheirs(): Promise<string | undefined> {
    if (this.state.name !== 'conflict') return undefined;
    const { source, revision, savedAt } = this.state.theirs;
    this.#source = undefined;
    this.begin(revision, Date.parse(savedAt));
    await this.#kept.forget(this.#form).catch(() => undefined);
    return source;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #become(state: SaveState): void {
    this.state = state;
    this.#changed();
  }

  async #keep(source: string): Promise<boolean> {
    try {
      await this.#kept.keep({ form: this.#form, source, revision: this.#revision, at: this.#now() });
      return true;
    } catch {
      // Whether that matters shows when the backend does not take it either.
      return false;
    }
  }

  async #save(source: string): Promise<void> {
    try {
      const draft = await this.#forms.save(this.#form, source, this.#revision);
      this.#revision = draft.revision;
      if (this.#source !== source) return;
      this.#source = undefined;
      this.#become({ name: 'saved', at: Date.parse(draft.savedAt) });
      await this.#kept.forget(this.#form).catch(() => undefined);
    } catch (error) {
      await this.#failed(source, error);
    }
  }

  async #failed(source: string, error: unknown): Promise<void> {
    const code = error instanceof StaffError ? error.code : 'other';
    if (code === 'precondition-failed' || code === 'precondition-required') {
      const theirs = await this.#forms.draft(this.#form).catch(() => undefined);
      if (theirs !== undefined) {
        this.#become({ name: 'conflict', theirs });
        return;
      }
    }
    const why = code === 'unreachable' || code === 'unauthenticated' ? code : 'other';
    this.#become((await this.#keep(source)) ? { name: 'kept', why, error } : { name: 'unkept', error });
    if (code === 'unreachable') this.#schedule(RETRY);
  }
}
