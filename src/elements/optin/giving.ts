/**
 * One tick as one act: it is saved once for one address, however often the form is sent, and what becomes
 * of it is known here. No templates.
 */
import type { Keeping } from '../../client/outbox-entry.ts';
import type { PageClient } from '../../client/page-client.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { SxEventDetails } from '../base/events.ts';
import type { DispatchState } from '../form/dispatch.ts';
import { mannerFor, Sojourn } from '../form/sojourn.ts';
import type { Member } from './host-form.ts';
import type { Ready } from './load-offer.ts';
import { isAddress } from './offer.ts';
import { keptWords, troubleWords } from './progress.ts';
import type { Kept, Trouble } from './progress.ts';
import { Saving } from './saving.ts';

/** What came of `save()`. */
export type OptinOutcome =
  /** It will be sent, and counts once the address is confirmed by mail. `page`: only while this page is open. */
  | { name: 'saved'; operation: string; keeping: Keeping }
  /** The box is empty, disabled or not there; there is nothing to save. */
  | { name: 'not-ticked' }
  /** The host's input has no address; the element says so. */
  | { name: 'no-address' }
  /** A listener cancelled `sx-submit`. */
  | { name: 'cancelled' }
  /** The code that saves could not be had; the element says so, and the next call tries again. */
  | { name: 'failed' };

interface Act {
  address: string;
  outcome: Promise<OptinOutcome>;
}

type Told = 'sx-submit' | 'sx-queued' | 'sx-submitted' | 'sx-refused';

/** What of the element it works for. */
export interface GivingHost {
  readonly page: PageClient;
  readonly isConnected: boolean;
  readonly language: string;
  readonly ready: Ready | undefined;
  readonly ticked: boolean;
  /** What stands in the host's input. */
  readonly address: string;
  emit<Name extends Told>(name: Name, detail: SxEventDetails[Name], cancelable?: boolean): boolean;
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
  refresh(): void;
  untick(): void;
}

export class Giving implements Member {
  /** What the box says of itself. */
  trouble: Trouble | undefined;
  readonly #host: GivingHost;
  readonly #saving: Saving;
  readonly #sojourn = new Sojourn();
  /** What was saved, or is being saved: a second press is the same act. */
  #act: Act | undefined;

  constructor(host: GivingHost) {
    this.#host = host;
    this.#saving = new Saving(host, (state) => this.#hear(state));
  }

  connect(): void {
    this.#saving.follow();
  }

  disconnect(): void {
    this.#saving.stop();
  }

  /** The words are on the screen from now on. */
  offered(): void {
    this.#sojourn.begin();
  }

  /** An empty box; what was saved goes its way, and what became of it is still said. */
  begin(): void {
    this.#act = undefined;
    this.trouble = undefined;
    this.#host.untick();
  }

  /** Another choice stands there; nothing more is said of the last one. */
  forget(): void {
    this.#saving.forget();
    this.begin();
  }

  /** The tick is saved, or about to be; moving the box would not take it back. */
  get isGiven(): boolean {
    return this.#act !== undefined;
  }

  get kept(): Kept | undefined {
    return this.#saving.kept;
  }

  save(): Promise<OptinOutcome> {
    const { ready, address, ticked } = this.#host;
    if (ready === undefined || !ticked) return Promise.resolve({ name: 'not-ticked' });
    if (this.#act !== undefined && !this.isPending) return this.#act.outcome;
    if (!isAddress(ready.offer, address)) return Promise.resolve(this.#stop({ name: 'no-address' }));
    const act: Act = { address, outcome: Promise.resolve().then(() => this.#keep(ready, address)) };
    this.#act = act;
    this.#host.requestUpdate();
    return act.outcome;
  }

  get isPending(): boolean {
    const { ready, address, ticked } = this.#host;
    if (ready === undefined || !ticked) return false;
    return this.#act === undefined || (this.#act.address !== address && isAddress(ready.offer, address));
  }

  /** The tick is about nobody. */
  get isLacking(): boolean {
    const { ready, address } = this.#host;
    return ready !== undefined && this.isPending && !isAddress(ready.offer, address);
  }

  async secure(): Promise<boolean> {
    const outcome = await this.save();
    // What only this page holds would go with it: the backend gets a moment to take it.
    if (outcome.name === 'saved' && outcome.keeping === 'page') await this.#saving.answered();
    return outcome.name !== 'no-address' && outcome.name !== 'failed';
  }

  prepare(): void {
    this.#saving.prepare();
  }

  refresh(): void {
    this.#host.refresh();
  }

  async #keep({ offer, config }: Ready, address: string): Promise<OptinOutcome> {
    const host = this.#host;
    const { definition } = offer.form;
    if (!host.emit('sx-submit', { form: definition.form }, true)) return this.#stop({ name: 'cancelled' });
    this.trouble = undefined;
    const language = documentLanguage(definition, host.language);
    const { seconds } = this.#sojourn;
    const manner = {
      lifetimeHours: config.submissionLifetimeHours,
      ...mannerFor(definition, seconds),
    };
    try {
      const { id, keeping } = await this.#saving.save({ offer, address, language, seconds }, manner);
      this.#tell();
      host.emit('sx-queued', { operation: id, keeping });
      return { name: 'saved', operation: id, keeping };
    } catch {
      return this.#stop({ name: 'failed' });
    }
  }

  /** Nothing is saved; where the visitor can do something about it, the box says what. */
  #stop<Outcome extends OptinOutcome>(outcome: Outcome): Outcome {
    this.#act = undefined;
    if (outcome.name === 'no-address' || outcome.name === 'failed') {
      this.trouble = outcome.name;
      this.#host.announce(troubleWords(outcome.name));
      void this.#host.focusOn('[part=checkbox]');
    }
    this.#host.requestUpdate();
    return outcome;
  }

  #tell(): void {
    if (this.kept !== undefined) this.#host.announce(keptWords(this.kept));
    this.#host.requestUpdate();
  }

  #hear(state: DispatchState): void {
    const host = this.#host;
    if (state.name === 'confirmed') host.emit('sx-submitted', { operation: state.operation });
    // Refused, discarded or expired: the tick went with it. One made since then is another.
    if (this.kept === undefined && this.isGiven) this.begin();
    if (state.name === 'refused') {
      this.trouble = 'refused';
      host.announce(troubleWords('refused'));
      host.emit('sx-refused', { operation: state.operation, code: state.code });
    }
    this.#tell();
  }
}
