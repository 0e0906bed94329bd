/** `<sx-form>`: loads a published form, collects answers and consents, and tells the truth about sending. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { msg } from '../../locales/lit-localize.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import { SxElement } from '../base/element.ts';
import { fieldStyles } from '../base/field.styles.ts';
import { loadProblem } from '../base/load-problem.ts';
import { capturedFrom } from './address-bar.ts';
import { goTo } from './controls.ts';
import { renderCounters } from './counters.ts';
import { Delivery } from './delivery.ts';
import { filesFor } from './entered.ts';
import { Entering } from './entering.ts';
import { errorSummary } from './error-summary.ts';
import { Filling, placeOf } from './filling.ts';
import { findingWords } from './finding-words.ts';
import { formBody } from './form-body.ts';
import { submissionOf } from './form-model.ts';
import { formStyles } from './form.styles.ts';
import { textsOf, unsendableWords } from './form-words.ts';
import type { TextOf } from './form-words.ts';
import { groupStyles } from './group.styles.ts';
import { loadForm } from './load-form.ts';
import type { Loaded } from './load-form.ts';
import { OnDevice } from './on-device.ts';
import { prefillInto } from './prefill.ts';
import type { Prefill } from './prefill.ts';
import { mannerFor, Sojourn } from './sojourn.ts';
import { stepWords } from './steps.ts';

type Ready = Extract<Loaded, { name: 'ready' }>;

/**
 * @summary A form of the site, with its consents; shows whether what was sent has arrived.
 * @slot - Shown until the form is there, and under the message when it cannot be had.
 * @fires sx-submit - About to be saved and sent; cancelable.
 * @fires sx-queued - Saved on this device, or held by this page only; not confirmed yet.
 * @fires sx-submitted - The backend acknowledged it.
 * @fires sx-refused - The backend refused it; the answers are back in the form.
 * @fires sx-invalid - Something entered is wrong; carries places and codes, for example to prefix the page's title.
 * @fires sx-step - Another step is shown.
 * @fires sx-error - The form cannot be shown.
 * @csspart base - Around everything.
 * @csspart heading - Every heading.
 * @csspart intro - The text under the title.
 * @csspart say - Text between questions.
 * @csspart field - A question or a box with its error.
 * @csspart label - The label of a question.
 * @csspart hint - Hints, reasons and counters.
 * @csspart error - The message at a question.
 * @csspart control - Inputs, text areas and selects.
 * @csspart consents - A group of consents.
 * @csspart choice - A box with its words.
 * @csspart checkbox - The box itself.
 * @csspart notice - Information that nothing is ticked for.
 * @csspart summary - The list of problems above the form.
 * @csspart step - The head of a step.
 * @csspart draft - The offer to keep answers on this device.
 * @csspart shared - The choice, or the note, that nothing is kept on a shared device.
 * @csspart next - The button to the next step.
 * @csspart back - The button to the step before.
 * @csspart submit - The button that sends.
 * @csspart panel - What stands in place of the form after sending.
 * @csspart problem - The message when the form cannot be shown.
 * @cssproperty --sx-color-accent - Links, buttons, focus.
 * @cssproperty --sx-color-danger - Errors.
 * @cssproperty --sx-radius - Corners.
 * @cssproperty --sx-space - The unit of all distances.
 * @cssproperty --sx-font - Another font than the page's.
 */
export class SxFormElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, fieldStyles, formStyles, groupStyles];
  static override properties: PropertyDeclarations = {
    formId: { type: String, attribute: 'form-id' },
    prefill: { attribute: false },
    loaded: { state: true },
    summary: { state: true },
    inline: { state: true },
  };

  /** The id of the published form. */
  declare formId: string | undefined;
  /** Answers that are there from the start, by question. Consents cannot be given by it. */
  declare prefill: Prefill | undefined;
  /** @internal */
  declare protected loaded: Loaded;
  /** What the last attempt to send or go on found; `general` is what no question can carry. */
  declare private summary: { findings: AnswerFinding[]; general: string | undefined } | undefined;
  /** @internal Place → the error that still stands there. */
  declare inline: ReadonlyMap<string, AnswerFinding>;

  /** @internal What the visitor has filled in; there while a form is. */
  filling: Filling | undefined;
  private texts: { language: string; text: TextOf } | undefined;
  /** The language whose way of writing numbers stands in the controls. */
  private spelling = this.language;
  private readonly sojourn = new Sojourn();
  /** @internal */
  readonly delivery: Delivery;
  private readonly entering: Entering;
  private readonly onDevice: OnDevice;
  private listening: AbortController | undefined;

  constructor() {
    super();
    this.loaded = { name: 'loading' };
    this.inline = new Map();
    this.delivery = new Delivery(this);
    this.entering = new Entering(this);
    this.onDevice = new OnDevice(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    // Back from the back/forward cache the page is as it was left: no tick comes back with it (L-01).
    window.addEventListener('pageshow', (event) => event.persisted && this.untick(), { signal });
    this.delivery.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.delivery.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Without any attribute nothing has changed, and that has to be said as well.
    const isFirst = !this.hasUpdated;
    if (isFirst || changed.has('formId') || changed.has('site') || changed.has('endpoint')) void this.load();
    else if (changed.has('prefill')) this.fillIn();
    if (this.spelling !== this.language) this.filling?.respell(this.spelling, this.language);
    this.spelling = this.language;
  }

  protected override updated(): void {
    renderCounters(this.renderRoot, this.language);
  }

  /** @internal */
  get ready(): Ready | undefined {
    return this.loaded.name === 'ready' ? this.loaded : undefined;
  }

  /** @internal */
  protected async load(): Promise<void> {
    const { page, formId = '' } = this;
    this.loaded = { name: 'loading' };
    this.delivery.reset();
    const loaded = await loadForm(page, formId);
    if (page !== this.page || formId !== (this.formId ?? '')) return;
    this.loaded = loaded;
    if (loaded.name === 'failed') this.emit('sx-error', { code: loaded.code });
    this.clear();
    if (await page.holdsEntries(formId)) await this.pickUp(formId).catch(() => undefined);
    else this.delivery.preparation.whenIdle();
  }

  /** What an earlier visit left; without the code for it the form works all the same. */
  private async pickUp(formId: string): Promise<void> {
    await this.delivery.pickUp(formId);
    if (this.ready?.form.definition.submit.keepDraftDays !== undefined)
      await this.onDevice.keeping?.look(formId);
  }

  /** @internal An empty form; only what the host or the address says is filled in. */
  clear(): void {
    const { ready } = this;
    this.filling = ready && new Filling(ready.form.definition, () => this.language);
    this.summary = undefined;
    this.inline = new Map();
    this.sojourn.begin();
    this.fillIn();
    this.requestUpdate();
  }

  private fillIn(): void {
    if (this.filling) prefillInto(this.filling, this.prefill ?? {}, location, this.language);
  }

  private untick(): void {
    this.filling?.untick();
    this.requestUpdate();
  }

  /** @internal */
  async showFindings(findings: AnswerFinding[], general?: string): Promise<void> {
    const { filling } = this;
    if (filling === undefined) return;
    const [first] = findings;
    if (first !== undefined) filling.goTo(filling.stepWith(first.item) ?? filling.step?.id);
    this.summary = { findings, general };
    this.inline = new Map(findings.map((finding) => [placeOf(finding), finding]));
    const codes = findings.map(({ item, code }) => ({ item, code }));
    this.emit('sx-invalid', { form: filling.definition.form, findings: codes });
    await this.focusOn('.summary');
  }

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const before = this.filling?.step;
    // A file that is still being read belongs to the answers.
    await this.entering.settled;
    if (this.delivery.progress.name === 'sending') {
      this.announce(msg('It is already being sent.'));
      return;
    }
    const { ready, filling } = this;
    // The second of two presses was meant for the step that is gone.
    if (ready === undefined || filling === undefined || filling.step !== before) return;
    this.entering.readAll(filling);
    const isLast = filling.step === filling.steps.at(-1);
    const findings = filling.findings(!isLast);
    if (findings.length > 0) {
      await this.showFindings(findings);
      return;
    }
    this.summary = undefined;
    this.inline = new Map();
    if (isLast) await this.send(ready, filling);
    else await this.move(filling, 1);
  }

  private async move(filling: Filling, by: 1 | -1): Promise<void> {
    this.entering.readAll(filling);
    if (!filling.move(by)) return;
    this.summary = undefined;
    this.inline = new Map();
    this.requestUpdate();
    const { step, steps } = filling;
    if (step === undefined) return;
    const place = steps.indexOf(step) + 1;
    this.emit('sx-step', { form: filling.definition.form, step: step.id, place, of: steps.length });
    this.announce(stepWords(steps, step));
    await this.focusOn('.step .heading');
  }

  private async send({ form, config }: Ready, filling: Filling): Promise<void> {
    const { definition } = form;
    const { seconds } = this.sojourn;
    if (!this.emit('sx-submit', { form: definition.form }, true)) return;
    const trap = this.renderRoot.querySelector<HTMLInputElement>('[name=x_more]');
    const captured = capturedFrom(location, definition.capture ?? []);
    const payload = {
      ...submissionOf(form, filling, documentLanguage(definition, this.language)),
      ...(Object.keys(captured).length === 0 ? {} : { captured }),
      hurdles: { trap: trap?.value.slice(0, 200) ?? '', seconds },
    };
    if (trap) trap.value = '';
    const isSaved = await this.delivery.send(payload, async () => ({
      lifetimeHours: config.submissionLifetimeHours,
      files: await filesFor(payload.answers, filling.entered),
      ...mannerFor(definition, seconds),
    }));
    if (isSaved) await this.onDevice.keeping?.stop(definition.form);
    else await this.showFindings([], unsendableWords());
  }

  /** The same function while the language is the same, so that fields are not drawn again for it. */
  private textIn(language: string, { form }: Ready): TextOf {
    if (this.texts?.language !== `${language} ${this.language}`) {
      const text = textsOf(form.definition, language);
      this.texts = { language: `${language} ${this.language}`, text };
    }
    return this.texts.text;
  }

  private renderForm(ready: Ready, filling: Filling): TemplateResult {
    const language = documentLanguage(ready.form.definition, this.language);
    const text = this.textIn(language, ready);
    const say = (finding: AnswerFinding): string => findingWords(filling, text, finding, this.language);
    const follow = (place: string): void => {
      const step = filling.stepWith(place.split('.')[0] ?? '');
      if (step === filling.step?.id) {
        goTo(this.renderRoot, place);
        return;
      }
      filling.goTo(step);
      this.requestUpdate();
      void this.updateComplete.then(() => goTo(this.renderRoot, place));
    };
    const summary =
      this.summary &&
      errorSummary({
        level: this.headingLevel,
        lines: this.summary.findings
          .filter(({ item }) => filling.has(item))
          .map((one) => ({ item: placeOf(one), words: say(one) })),
        general: this.summary.general,
        follow,
      });
    const body = formBody({
      filling,
      config: ready.config,
      settings: this.page.settings,
      draw: ready.draw,
      text,
      errors: new Map([...this.inline].map(([place, finding]) => [place, say(finding)])),
      language,
      readerLanguage: this.language,
      level: this.headingLevel,
      withoutTitle: this.withoutTitle,
      sending: this.delivery.progress.name === 'sending',
      deviceOffer: this.onDevice.offer(filling),
      noteFor: ready.gpc && ((consent) => ready.gpc?.note(consent)),
      takeOut: (question) => void this.entering.takeOut(question),
      back: () => void this.move(filling, -1),
    });
    return html`${this.onDevice.panels(filling, text)} ${summary ?? nothing}
      <form
        novalidate
        @focusin=${() => this.delivery.preparation.ahead()}
        @submit=${(event: SubmitEvent) => void this.handleSubmit(event)}
        @input=${(event: Event) => this.entering.input(event)}
        @change=${(event: Event) => void this.entering.change(event)}
      >
        ${keyed(filling.step?.id, body)}
      </form>`;
  }

  override render(): TemplateResult {
    const { loaded, filling } = this;
    if (loaded.name === 'loading')
      return this.frame(html`<slot><p class="muted">${msg('The form is loading…')}</p></slot>`);
    if (loaded.name === 'failed') {
      const words = {
        unreachable: msg('The form could not be loaded.'),
        unavailable: msg('This form is not available at the moment.'),
      };
      const retry = (): void => {
        this.announce(msg('Trying again…'));
        void this.load().then(() => this.focusOn('.heading'));
      };
      const problem = loadProblem({ code: loaded.code, words, mail: loaded.mail, retry });
      return this.frame(html`${this.delivery.panels()} ${problem}<slot></slot>`);
    }
    const isOpen = filling !== undefined && !this.delivery.isClosed;
    return this.frame(html`${this.delivery.panels()} ${isOpen ? this.renderForm(loaded, filling) : nothing}`);
  }
}
