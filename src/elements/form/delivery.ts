/** The way of a form's submissions as far as the element is concerned: send, wait, edit, discard, confirm. */
import { nothing } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { SubmitManner } from '../../client/client.ts';
import type { ExpiredEntry } from '../../client/outbox-entry.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import type { SubmissionPayload } from '../../protocol/operation.schema.ts';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import { moment } from '../base/dates.ts';
import type { SxEventDetails } from '../base/events.ts';
import { reference, undiscardedWords } from '../base/words.ts';
import type { DispatchState } from './dispatch.ts';
import { enteredOf } from './entered.ts';
import type { Filling } from './filling.ts';
import { answerFindings } from './form-model.ts';
import type { Loaded } from './load-form.ts';
import { Preparation } from './preparation.ts';

type Ready = Extract<Loaded, { name: 'ready' }>;
type State<Name extends DispatchState['name']> = Extract<DispatchState, { name: Name }>;

/** What of the element the delivery works for. */
export interface DeliveryHost {
  readonly page: PageClient;
  readonly isConnected: boolean;
  readonly language: string;
  readonly headingLevel: number;
  readonly ready: Ready | undefined;
  /** What the visitor has filled in; there while `ready` is. */
  readonly filling: Filling | undefined;
  announce(words: string): void;
  focusOn(selector: string): Promise<void>;
  emit<Name extends 'sx-submitted' | 'sx-refused' | 'sx-queued'>(
    name: Name,
    detail: SxEventDetails[Name],
  ): boolean;
  /** Empty again: it has arrived, or was given up. */
  clear(): void;
  showFindings(findings: AnswerFinding[], general?: string): Promise<void>;
  requestUpdate(): void;
}

/** Where the focus goes when what it was on has gone. */
export const FORM = 'form .heading, form [part=control]';

export class Delivery {
  progress: DispatchState = { name: 'none' };
  /** Submissions of earlier visits that could not be sent in time. */
  expired: readonly ExpiredEntry[] = [];
  readonly preparation: Preparation;
  readonly #host: DeliveryHost;
  /** The device did not let go of what stands in the panel. */
  #isUndiscarded = false;
  #countdown: ReturnType<typeof setInterval> | undefined;

  constructor(host: DeliveryHost) {
    this.#host = host;
    this.preparation = new Preparation(
      () => host,
      (state) => this.#hear(state),
      () => this.#clearedDevice(),
    );
  }

  connect(): void {
    this.preparation.sending?.follow();
  }

  disconnect(): void {
    this.preparation.sending?.stop();
    clearInterval(this.#countdown);
  }

  reset(): void {
    this.preparation.reset();
    this.#become({ name: 'none' });
    this.expired = [];
  }

  /** Shows what an earlier visit left on this device. */
  async pickUp(form: string): Promise<void> {
    const sending = await this.preparation.now();
    const { waiting, expired } = await sending.leftBehind(form);
    this.expired = expired;
    if (waiting !== undefined && this.progress.name === 'none') sending.dispatch.adopt(waiting);
    this.#host.requestUpdate();
  }

  /** Saves and sends; false when the code for it could not be had. */
  async send(payload: SubmissionPayload, manner: () => Promise<SubmitManner>): Promise<boolean> {
    this.#host.announce(msg('Sending…'));
    this.#become({ name: 'sending', payload });
    try {
      const { dispatch } = await this.preparation.now();
      const { id, keeping } = await dispatch.send(payload, await manner());
      this.#host.emit('sx-queued', { operation: id, keeping });
      return true;
    } catch {
      this.#become({ name: 'none' });
      return false;
    }
  }

  #become(state: DispatchState): void {
    clearInterval(this.#countdown);
    this.progress = state;
    this.#host.requestUpdate();
  }

  /** What was given up with everything else does not come back as answers in the form. */
  #clearedDevice(): void {
    const { progress } = this;
    this.expired = [];
    if (progress.name === 'sending' || (progress.name === 'waiting' && !progress.earlier)) this.#host.clear();
    this.#host.requestUpdate();
  }

  #hear(state: DispatchState): void {
    const host = this.#host;
    const before = this.progress;
    this.#become(state);
    switch (state.name) {
      case 'none':
      case 'sending':
        return;
      case 'waiting':
        this.#countdown = setInterval(() => host.requestUpdate(), 1000);
        if (state.earlier) return;
        host.announce(this.preparation.chunk?.waitingWords(state.waiting) ?? '');
        if (before.name === 'sending') void host.focusOn('.panel .heading');
        return;
      case 'confirmed':
        host.emit('sx-submitted', { operation: state.operation });
        if (state.earlier) {
          host.announce(msg('Sent: the form you filled in earlier.'));
          return;
        }
        host.clear();
        host.announce(msg('Sent and confirmed.'));
        void host.focusOn('.panel .heading');
        return;
      case 'refused':
        host.emit('sx-refused', { operation: state.operation, code: state.code });
        void this.#showRefusal(state);
        return;
      case 'late':
        host.announce(msg('What you took back had already arrived.'));
    }
  }

  async #showRefusal({ payload, operation, findings, earlier }: State<'refused'>): Promise<void> {
    const { filling } = this.#host;
    if (filling === undefined) return;
    if (earlier && filling.isByHand) {
      // Something else stands in the form by now; the refused one keeps a panel of its own.
      this.preparation.sending?.dispatch.forget();
      await this.pickUp(filling.definition.form);
      return;
    }
    if (earlier || !filling.isByHand) await this.#refill(filling, payload, operation);
    const own = answerFindings(filling, findings);
    const about = reference(operation);
    const isRobot = findings.some(({ code }) => code === 'looks-automated');
    const general = isRobot
      ? msg('This looked as if a program had filled it in. Your answers are still here; send them again.')
      : msg(str`This could not be accepted. Your answers are still here. Reference: ${about}`);
    await this.#host.showFindings(
      own,
      own.length === findings.length && own.length > 0 ? undefined : general,
    );
  }

  /** What comes back from the device: answers and files, never ticks. */
  async #refill(filling: Filling, payload: SubmissionPayload, operation: string): Promise<void> {
    const files = await this.preparation.sending?.client.outbox.filesOf(operation).catch(() => undefined);
    filling.restore(enteredOf(payload.answers, this.#host.language, files));
  }

  async edit({ payload, operation, earlier }: State<'waiting'>): Promise<void> {
    const { filling } = this.#host;
    if (!this.#mayEdit()) {
      this.#host.requestUpdate();
      return;
    }
    // Answers of this visit are still in memory, ticks and all; those of an earlier one come without ticks.
    if (earlier && filling !== undefined) await this.#refill(filling, payload, operation);
    if (!(await this.#takeBack())) return;
    await this.#lookForNext();
    this.#host.announce(msg('Not sent. You can change your answers now.'));
    void this.#host.focusOn(FORM);
  }

  /** False when the device does not let go of it. */
  async #takeBack(): Promise<boolean> {
    this.#isUndiscarded = false;
    try {
      await this.preparation.sending?.dispatch.takeBack();
    } catch {
      this.#isUndiscarded = true;
      this.#become({ ...this.progress });
      this.#host.announce(undiscardedWords());
      return false;
    }
    return true;
  }

  /** There may be another one that waits. */
  async #lookForNext(): Promise<void> {
    const form = this.#host.ready?.form.definition.form;
    if (form !== undefined) await this.pickUp(form).catch(() => undefined);
  }

  async discard({ earlier }: State<'waiting'>): Promise<void> {
    if (!(await this.#takeBack())) return;
    if (!earlier) this.#host.clear();
    await this.#lookForNext();
    this.#host.announce(msg('Discarded. Nothing was sent.'));
    void this.#host.focusOn(FORM);
  }

  async retry({ operation }: State<'waiting'>): Promise<void> {
    this.#host.announce(msg('Trying now…'));
    const client = this.preparation.sending?.client;
    // A device that does not take the change keeps it as it was, and that is what stands there.
    await client?.outbox.retry(operation).catch(() => undefined);
    await client?.sync.drain({ now: true });
  }

  async dismissExpired({ id }: ExpiredEntry): Promise<void> {
    try {
      await this.preparation.sending?.client.outbox.discard(id);
    } catch {
      this.#host.announce(undiscardedWords());
      return;
    }
    this.expired = this.expired.filter((entry) => entry.id !== id);
    this.#host.requestUpdate();
    void this.#host.focusOn(FORM);
  }

  /** True while the outcome stands in place of the form. */
  get isClosed(): boolean {
    const { progress } = this;
    return (progress.name === 'waiting' || progress.name === 'confirmed') && !progress.earlier;
  }

  /** Not while something else has been typed: it would be overwritten. */
  #mayEdit(): boolean {
    const { progress } = this;
    const { ready, filling } = this.#host;
    const isOther = progress.name === 'waiting' && progress.earlier && filling?.isByHand === true;
    return ready !== undefined && !isOther;
  }

  /** What stands above the form, or in its place. */
  panels(): unknown {
    const { progress } = this;
    const { chunk } = this.preparation;
    const { ready, language, headingLevel: level, page } = this.#host;
    if (chunk === undefined) return nothing;
    const notes = this.expired.map((entry) =>
      chunk.expiredNote(moment(entry.savedAt, language), () => void this.dismissExpired(entry)),
    );
    const late = (this.preparation.sending?.dispatch.late ?? [])
      .filter((operation) => progress.name !== 'late' || progress.operation !== operation)
      .map((operation) => chunk.lateNote(operation));
    const panel = chunk.dispatchPanel(progress, {
      level,
      published: ready && {
        form: ready.form,
        language: documentLanguage(ready.form.definition, language),
        myDataAddress: myDataAddress(ready.config, page.settings.endpoint, language),
      },
      language,
      isUndiscarded: this.#isUndiscarded,
      isShared: this.preparation.sending?.client.isShared ?? false,
      retry: () => void (progress.name === 'waiting' && this.retry(progress)),
      tryNow: () => {
        this.#host.announce(msg('Trying now…'));
        void this.preparation.sending?.client.sync.drain({ now: true });
      },
      edit: this.#mayEdit() ? () => void (progress.name === 'waiting' && this.edit(progress)) : undefined,
      discard: () => void (progress.name === 'waiting' && this.discard(progress)),
    });
    return [...notes, ...late, panel];
  }
}
