/** What a form may leave on this device, as the visitor decides: a draft, what is being sent, nothing. */
import { html, nothing } from 'lit';
import { moment } from '../base/dates.ts';
import { FORM } from './delivery.ts';
import { draftOffer, sharedNote, sharedOffer } from './device-offer.ts';
import type { DraftKeeping } from './draft-keeping.ts';
import type { Filling } from './filling.ts';
import type { TextOf } from './form-words.ts';
import type { Preparation } from './preparation.ts';

/** What of the element it works for. */
export interface OnDeviceHost {
  readonly delivery: { readonly preparation: Preparation };
  readonly page: { readonly settings: { sharedDevice?: boolean } };
  readonly language: string;
  readonly headingLevel: number;
  focusOn(selector: string): Promise<void>;
  requestUpdate(): void;
}

export class OnDevice {
  readonly #host: OnDeviceHost;
  /** The code that keeps drafts could not be had. */
  #isUnkeepable = false;
  /** Ticked before the client was there. */
  #isShared = false;
  /** After resuming into a newer version: the labels of answers that no longer fit. */
  #dropped: string[] | undefined;

  constructor(host: OnDeviceHost) {
    this.#host = host;
  }

  get #preparation(): Preparation {
    return this.#host.delivery.preparation;
  }

  get keeping(): DraftKeeping | undefined {
    return this.#preparation.sending?.keeping;
  }

  get isShared(): boolean {
    return this.#preparation.sending?.client.isShared ?? (this.#isShared || this.#isSharedBySite);
  }

  get #isSharedBySite(): boolean {
    return this.#host.page.settings.sharedDevice === true;
  }

  async #keep(filling: Filling, isWanted: boolean): Promise<void> {
    try {
      const { keeping } = await this.#preparation.now();
      if (isWanted) keeping.start(filling);
      else await keeping.stop(filling.definition.form);
    } catch {
      // The code for it could not be had: the box is empty again, and says why.
      this.#isUnkeepable = true;
      this.#host.requestUpdate();
    }
  }

  async #share({ definition }: Filling, isShared: boolean): Promise<void> {
    this.#isShared = isShared;
    this.#host.requestUpdate();
    try {
      const { client, keeping } = await this.#preparation.now();
      client.isShared = isShared;
      if (isShared) await keeping.stop(definition.form);
    } catch {
      // Without that code nothing can be saved or sent either; the box is empty again.
      this.#isShared = false;
    }
    this.#host.requestUpdate();
  }

  async #resume(filling: Filling, text: TextOf): Promise<void> {
    const found = this.keeping?.resume(filling);
    const labels = (found?.dropped ?? []).map((id) => {
      const question = filling.questions.get(id);
      return question === undefined ? id : text(`${id}.label`, question.label);
    });
    this.#dropped = found?.isNewer === true || labels.length > 0 ? labels : undefined;
    this.#host.requestUpdate();
    await this.#host.focusOn(FORM);
  }

  /** What is said above the form about answers of an earlier visit. */
  panels(filling: Filling, text: TextOf): unknown {
    const { keeping } = this;
    const { chunk } = this.#preparation;
    if (keeping === undefined || chunk === undefined) return nothing;
    const { headingLevel: level, language } = this.#host;
    const { form } = filling.definition;
    const forget = (): void => void keeping.stop(form).then(() => this.#host.focusOn(FORM));
    const close = (): void => {
      this.#dropped = undefined;
      this.#host.requestUpdate();
      void this.#host.focusOn(FORM);
    };
    const { found } = keeping;
    const resume = (): void => void this.#resume(filling, text);
    return html`${
      found === undefined
        ? nothing
        : chunk.resumePanel(level, moment(found.savedAt, language), { resume, restart: forget })
    }
    ${keeping.expired ? chunk.draftExpiredNote(forget) : nothing}
    ${this.#dropped === undefined ? nothing : chunk.changedNote(this.#dropped, close)}`;
  }

  /** The choices above the button. */
  offer(filling: Filling): unknown {
    const { keepDraftDays: days } = filling.definition.submit;
    const state = this.keeping?.state ?? (this.#isUnkeepable ? 'failed' : 'off');
    const isDraftOffered = days !== undefined && this.keeping?.found === undefined && !this.isShared;
    return html`${
      isDraftOffered ? draftOffer(days, state, (isWanted) => void this.#keep(filling, isWanted)) : nothing
    }
    ${
      this.#isSharedBySite
        ? sharedNote()
        : sharedOffer(this.isShared, (isShared) => void this.#share(filling, isShared))
    }`;
  }
}
