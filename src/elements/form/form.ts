/** `<sx-form>`: loads a published form, collects answers and consents, and tells the truth about sending. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { ExpiredEntry } from '../../client/outbox.ts';
import { checkAnswers } from '../../protocol/form-answers.ts';
import type { AnswerFinding } from '../../protocol/form-answers.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import { myDataAddress } from '../../protocol/site-addresses.ts';
import { moment } from '../base/dates.ts';
import { SxElement } from '../base/element.ts';
import { fieldStyles } from '../base/field.styles.ts';
import { loadProblem } from '../base/load-problem.ts';
import { reference } from '../base/words.ts';
import { answersIn, goTo } from './controls.ts';
import { renderCounter, renderCounters } from './counters.ts';
import type { DispatchState } from './dispatch.ts';
import { errorSummary } from './error-summary.ts';
import { formBody } from './form-body.ts';
import {
  answerFindings,
  blank,
  neededQuestions,
  refilled,
  submissionOf,
  unticked,
  visibleItems,
  withoutHiddenTicks,
} from './form-model.ts';
import type { Filled } from './form-model.ts';
import { formStyles } from './form.styles.ts';
import { findingWords, textsOf, unsendableWords } from './form-words.ts';
import { loadForm } from './load-form.ts';
import type { Loaded } from './load-form.ts';
import { Preparation } from './preparation.ts';

type Ready = Extract<Loaded, { name: 'ready' }>;

/**
 * @summary A form of the site, with its consents; shows whether what was sent has arrived.
 * @slot - Shown until the form is there, and under the message when it cannot be had.
 * @fires sx-submit - About to be saved and sent; cancelable.
 * @fires sx-queued - Saved on this device, or held by this page only; not confirmed yet.
 * @fires sx-submitted - The backend acknowledged it.
 * @fires sx-refused - The backend refused it; the answers are back in the form.
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
 * @csspart submit - The button that sends.
 * @csspart panel - What stands in place of the form after sending.
 * @csspart problem - The message when the form cannot be shown.
 * @cssproperty --sx-color-accent - Links, buttons, focus.
 * @cssproperty --sx-color-danger - Errors.
 * @cssproperty --sx-radius - Corners.
 * @cssproperty --sx-space - The unit of all distances.
 */
export class SxFormElement extends SxElement {
  static override styles: CSSResultGroup = [SxElement.styles, fieldStyles, formStyles];
  static override properties: PropertyDeclarations = {
    formId: { type: String, attribute: 'form-id' },
    loaded: { state: true },
    progress: { state: true },
    summary: { state: true },
    inline: { state: true },
    expired: { state: true },
  };

  /** The id of the published form. */
  declare formId: string | undefined;
  declare private loaded: Loaded;
  declare private progress: DispatchState;
  /** What the last attempt to send found; `general` is what no question can carry. */
  declare private summary: { findings: AnswerFinding[]; general: string | undefined } | undefined;
  /** Questions and consents whose inline error still stands. */
  declare private inline: ReadonlySet<string>;
  declare private expired: readonly ExpiredEntry[];

  private filled: Filled = blank();
  /** Only answers to these change what is offered while somebody types. */
  private needed: ReadonlySet<string> = new Set();
  private readonly preparation = new Preparation(
    () => this,
    (state) => this.handleDispatch(state),
  );
  private listening: AbortController | undefined;
  private countdown: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.loaded = { name: 'loading' };
    this.progress = { name: 'none' };
    this.inline = new Set();
    this.expired = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    // Back from the back/forward cache the page is as it was left: no tick comes back with it (L-01).
    window.addEventListener('pageshow', (event) => event.persisted && this.clearTicks(), { signal });
    this.preparation.sending?.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.preparation.sending?.stop();
    clearInterval(this.countdown);
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Without any attribute nothing has changed, and that has to be said as well.
    const isFirst = !this.hasUpdated;
    if (isFirst || changed.has('formId') || changed.has('site') || changed.has('endpoint')) void this.load();
  }

  protected override updated(): void {
    renderCounters(this.renderRoot, this.language);
  }

  private async load(): Promise<void> {
    const { page, formId } = this;
    this.loaded = { name: 'loading' };
    this.preparation.reset();
    this.progress = { name: 'none' };
    const loaded = await loadForm(page, formId ?? '');
    if (page !== this.page || formId !== this.formId) return;
    this.loaded = loaded;
    if (loaded.name === 'failed') this.emit('sx-error', { code: loaded.code });
    if (loaded.name === 'ready') this.needed = neededQuestions(loaded.form.definition);
    this.filled = blank();
    this.summary = undefined;
    this.inline = new Set();
    if (await page.holdsEntries()) await this.pickUp().catch(() => undefined);
    else this.preparation.whenIdle();
  }

  /** Shows what an earlier visit left on this device; without the code for it the form works all the same. */
  private async pickUp(): Promise<void> {
    const sending = await this.preparation.now();
    const { waiting, expired } = await sending.leftBehind(this.formId ?? '');
    this.expired = expired;
    if (waiting !== undefined && this.progress.name === 'none') sending.dispatch.adopt(waiting);
  }

  private handleDispatch(state: DispatchState): void {
    const before = this.progress;
    this.progress = state;
    clearInterval(this.countdown);
    switch (state.name) {
      case 'none':
      case 'sending':
        return;
      case 'waiting':
        this.countdown = setInterval(() => this.requestUpdate(), 1000);
        if (state.earlier) return;
        this.announce(this.preparation.chunk?.waitingWords(state.waiting) ?? '');
        if (before.name === 'sending') void this.focusOn('.panel .heading');
        return;
      case 'confirmed':
        this.emit('sx-submitted', { operation: state.operation });
        if (state.earlier) {
          this.announce(msg('Sent: the form you filled in earlier.'));
          return;
        }
        this.filled = blank();
        this.announce(msg('Sent and confirmed.'));
        void this.focusOn('.panel .heading');
        return;
      case 'refused':
        this.emit('sx-refused', { operation: state.operation, code: state.code });
        this.showRefusal(state);
        return;
      case 'late':
        this.announce(msg('What you took back had already arrived.'));
    }
  }

  private showRefusal({ payload, operation, findings }: Extract<DispatchState, { name: 'refused' }>): void {
    if (this.loaded.name !== 'ready') return;
    const own = answerFindings(this.loaded.form.definition, findings);
    if (Object.keys(this.filled.answers).length === 0) this.filled = refilled(payload);
    const general =
      own.length === findings.length && own.length > 0
        ? undefined
        : msg(
            str`This could not be accepted. Your answers are still here. Reference: ${reference(operation)}`,
          );
    void this.showFindings(own, general);
  }

  private async showFindings(findings: AnswerFinding[], general?: string): Promise<void> {
    this.summary = { findings, general };
    this.inline = new Set(findings.map(({ item }) => item));
    await this.focusOn('.summary');
  }

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.progress.name === 'sending') {
      this.announce(msg('It is already being sent.'));
      return;
    }
    if (this.loaded.name !== 'ready') return;
    const { form, config } = this.loaded;
    Object.assign(this.filled.answers, answersIn(this.renderRoot));
    const findings = checkAnswers(form.definition, this.filled.answers, this.filled.ticks);
    if (findings.length > 0) {
      await this.showFindings(findings);
      return;
    }
    this.summary = undefined;
    this.inline = new Set();
    if (!this.emit('sx-submit', { form: form.definition.form }, true)) return;
    this.announce(msg('Sending…'));
    const language = documentLanguage(form.definition, this.language);
    const payload = submissionOf(form, this.filled, language);
    this.progress = { name: 'sending', payload };
    try {
      const { dispatch } = await this.preparation.now();
      const saved = await dispatch.send(payload, config.submissionLifetimeHours);
      this.emit('sx-queued', { operation: saved.id, keeping: saved.keeping });
    } catch {
      this.progress = { name: 'none' };
      await this.showFindings([], unsendableWords());
    }
  }

  private handleInput(event: Event): void {
    const control = event.target as HTMLInputElement | HTMLTextAreaElement;
    if (control.type === 'checkbox' || this.loaded.name !== 'ready') return;
    this.filled.answers[control.name] = control.value;
    if (control instanceof HTMLTextAreaElement) renderCounter(control, this.language);
    if (!this.needed.has(control.name)) return;
    this.filled = withoutHiddenTicks(this.loaded.form.definition, this.filled);
    this.requestUpdate();
  }

  private handleChange(event: Event): void {
    const control = event.target as HTMLInputElement;
    if (this.loaded.name !== 'ready') return;
    if (this.progress.name === 'sending') {
      // A select cannot be read-only; rendering puts back what is being sent.
      this.requestUpdate();
      return;
    }
    if (control.type === 'checkbox') {
      this.tick(control);
    } else {
      this.filled.answers[control.name] = control.value;
    }
    const { definition } = this.loaded.form;
    const still = checkAnswers(definition, this.filled.answers, this.filled.ticks);
    const fixed = this.inline.has(control.name) && !still.some(({ item }) => item === control.name);
    if (fixed) this.inline = new Set([...this.inline].filter((item) => item !== control.name));
  }

  /** A tick may bring questions (S-15); nothing moves the focus, so it is said. */
  private tick({ name, checked }: HTMLInputElement): void {
    if (this.loaded.name !== 'ready') return;
    const { definition } = this.loaded.form;
    const before = visibleItems(definition, this.filled).length;
    this.filled.ticks[name] = checked;
    this.filled.touched[name] = true;
    const more = visibleItems(definition, this.filled).length - before;
    if (more === 1) this.announce(msg('A question was added below.'));
    if (more > 1) this.announce(msg(str`${more} questions were added below.`));
    this.requestUpdate();
  }

  private clearTicks(): void {
    this.filled = unticked(this.filled);
    this.requestUpdate();
  }

  private async edit({ payload, earlier }: Extract<DispatchState, { name: 'waiting' }>): Promise<void> {
    // Answers of this visit are still in memory, ticks and all; those of an earlier one come without ticks.
    if (earlier) this.filled = refilled(payload);
    await this.preparation.sending?.dispatch.takeBack();
    this.announce(msg('Not sent. You can change your answers now.'));
    await this.focusOn('form .heading, form [part=control]');
  }

  private async discard({ earlier }: Extract<DispatchState, { name: 'waiting' }>): Promise<void> {
    if (!earlier) this.filled = blank();
    await this.preparation.sending?.dispatch.takeBack();
    this.announce(msg('Discarded. Nothing was sent.'));
    await this.focusOn('form .heading, form [part=control]');
  }

  private async dismissExpired({ id }: ExpiredEntry): Promise<void> {
    await this.preparation.sending?.client.outbox.discard(id);
    this.expired = this.expired.filter((entry) => entry.id !== id);
    await this.focusOn('form .heading, form [part=control]');
  }

  private renderPanel(): unknown {
    const { progress, loaded } = this;
    const { chunk } = this.preparation;
    const ready = loaded.name === 'ready' ? loaded : undefined;
    return chunk?.dispatchPanel(progress, {
      level: this.headingLevel,
      published: ready && {
        form: ready.form,
        language: documentLanguage(ready.form.definition, this.language),
        myDataAddress: myDataAddress(ready.config, this.page.settings.endpoint, this.language),
      },
      tryNow: () => {
        this.announce(msg('Trying now…'));
        void this.preparation.sending?.client.sync.drain({ now: true });
      },
      edit: ready && (() => void (progress.name === 'waiting' && this.edit(progress))),
      discard: () => void (progress.name === 'waiting' && this.discard(progress)),
    });
  }

  private renderForm(ready: Ready): TemplateResult {
    const { form, config } = ready;
    const { definition } = form;
    const content = documentLanguage(definition, this.language);
    const text = textsOf(definition, content);
    const say = (finding: AnswerFinding): string =>
      findingWords(definition, text, finding, this.filled.answers[finding.item] ?? '');
    const findings = this.summary?.findings ?? [];
    const errors = new Map(
      findings.filter(({ item }) => this.inline.has(item)).map((one) => [one.item, say(one)]),
    );
    const summary =
      this.summary === undefined
        ? nothing
        : errorSummary({
            level: this.headingLevel,
            lines: findings.map((finding) => ({ item: finding.item, words: say(finding) })),
            general: this.summary.general,
            follow: (item) => goTo(this.renderRoot, item),
          });
    return html`${summary}
      <form
        novalidate
        @focusin=${() => this.preparation.ahead()}
        @submit=${(event: SubmitEvent) => void this.handleSubmit(event)}
        @input=${this.handleInput}
        @change=${this.handleChange}
      >
        ${formBody({
          definition,
          config,
          text,
          errors,
          filled: this.filled,
          language: content,
          level: this.headingLevel,
          withoutTitle: this.withoutTitle,
          sending: this.progress.name === 'sending',
          settings: this.page.settings,
        })}
      </form>`;
  }

  override render(): TemplateResult {
    const { loaded, progress } = this;
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
      return this.frame(html`${this.renderPanel()} ${problem}<slot></slot>`);
    }
    const isClosed = (progress.name === 'waiting' || progress.name === 'confirmed') && !progress.earlier;
    const notes = this.expired.map((entry) =>
      this.preparation.chunk?.expiredNote(
        moment(entry.savedAt, this.language),
        () => void this.dismissExpired(entry),
      ),
    );
    return this.frame(html`${notes} ${this.renderPanel()} ${isClosed ? nothing : this.renderForm(loaded)}`);
  }
}
