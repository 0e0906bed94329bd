/** `<sx-optin>`: one opt-in of a published form, in a form that the site has built itself. */
import { html, LitElement, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { LoadCode } from '../../client/documents.ts';
import { documentLanguage } from '../../protocol/localised.ts';
import { myDataAddress, policyAddress } from '../../protocol/site-addresses.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';
import { SxElement } from '../base/element.ts';
import { fieldStyles } from '../base/field.styles.ts';
import { directionOf } from '../base/language.ts';
import { loadProblem } from '../base/load-problem.ts';
import { consentGroup } from '../form/consent-block.ts';
import { formStyles } from '../form/form.styles.ts';
import { textsOf } from '../form/form-words.ts';
import { Giving } from './giving.ts';
import type { GivingHost, OptinOutcome } from './giving.ts';
import { valueIn, watchForm } from './host-form.ts';
import { loadOffer } from './load-offer.ts';
import type { Loaded, Ready } from './load-offer.ts';
import { optinStyles } from './optin.styles.ts';
import { keptPanel, troubleWords } from './progress.ts';

/**
 * @summary An opt-in in a form of the site's own; what is ticked is saved before that form is sent.
 * @slot - Shown until the words are there, and under the message when they cannot be had.
 * @fires change - The visitor moved the box.
 * @fires sx-submit - About to be saved; cancelable, and then the form goes without it.
 * @fires sx-queued - Saved on this device, or held by this page only; not confirmed yet.
 * @fires sx-submitted - The backend acknowledged it.
 * @fires sx-refused - The backend refused it.
 * @fires sx-error - The words cannot be shown; there is no box then.
 * @csspart base - Around everything.
 * @csspart consents - The group with the box.
 * @csspart choice - The box with its words.
 * @csspart checkbox - The box itself.
 * @csspart notice - Information that nothing is ticked for.
 * @csspart error - The message at the box.
 * @csspart hint - Who asks, and what the browser says against the choice.
 * @csspart question - Asks about a tick against Global Privacy Control.
 * @csspart kept - What stands in place of the box once it is saved.
 * @csspart problem - The message when the words cannot be had.
 * @cssproperty --sx-color-accent - Links and focus.
 * @cssproperty --sx-color-danger - Errors.
 * @cssproperty --sx-space - The unit of all distances.
 * @cssproperty --sx-font - Another font than the page's.
 */
export class SxOptinElement extends SxElement implements GivingHost {
  static readonly formAssociated = true;
  /** A browser that finds the element invalid puts the focus on the box. */
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles: CSSResultGroup = [SxElement.styles, fieldStyles, formStyles, optinStyles];
  static override properties: PropertyDeclarations = {
    formId: { type: String, attribute: 'form-id' },
    consent: { type: String },
    purpose: { type: String },
    channel: { type: String },
    contact: { type: String },
    loaded: { state: true },
    isTicked: { state: true },
    isDisabled: { state: true },
  };

  /** The published form that has the words; default: `opt-in`. */
  declare formId: string | undefined;
  /** The id of the opt-in, where the form has several for a purpose. */
  declare consent: string | undefined;
  /** The purpose the page expects the opt-in to be for. */
  declare purpose: string | undefined;
  /** The channel the page expects; only `email` can be proved, so it is also the default. */
  declare channel: string | undefined;
  /** Name or id of the host's input that says whose consent it is; default: `email`. */
  declare contact: string | undefined;
  declare private loaded: Loaded;
  declare private isTicked: boolean;
  declare private isDisabled: boolean;

  private readonly internals = this.attachInternals();
  private readonly giving: Giving;
  /** What was asked for last; an answer to anything else comes too late. */
  private wanted: symbol | undefined;
  private unwatch: (() => void) | undefined;
  private listening: AbortController | undefined;

  constructor() {
    super();
    this.loaded = { name: 'loading' };
    this.isTicked = false;
    this.isDisabled = false;
    this.giving = new Giving(this);
    this.addEventListener('invalid', () => this.complain());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    // Back from the back/forward cache the page is as it was left: no tick comes back with it (L-01).
    window.addEventListener('pageshow', (event) => event.persisted && this.giving.begin(), { signal });
    this.giving.connect();
    this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.unwatch?.();
    this.unwatch = undefined;
    this.giving.disconnect();
  }

  /** @internal The browser says that another form, or none, has this element now. */
  formAssociatedCallback(): void {
    if (this.isConnected) this.watch();
  }

  /** @internal */
  formResetCallback(): void {
    this.giving.begin();
  }

  /** @internal By itself or with a fieldset around it. */
  formDisabledCallback(isDisabled: boolean): void {
    this.isDisabled = isDisabled;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const asked = ['formId', 'consent', 'purpose', 'channel', 'site', 'endpoint'];
    // Without any attribute nothing has changed, and that has to be said as well.
    if (!this.hasUpdated || asked.some((name) => changed.has(name))) void this.load();
  }

  protected override updated(): void {
    this.refresh();
  }

  /** The form this element belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** Another form than the one around it, by its id. Frameworks write the attribute that way. */
  set form(form: HTMLFormElement | string | null) {
    if (form === null) this.removeAttribute('form');
    else this.setAttribute('form', typeof form === 'string' ? form : form.id);
  }

  /** Whether the visitor has ticked the box. Nobody else can. */
  get ticked(): boolean {
    return this.isTicked && !this.isDisabled && this.box?.checked !== false;
  }

  /**
   * Saves what is ticked, for a page that sends its form itself: with `fetch` after `preventDefault()`, or
   * with `form.submit()`, which no listener hears of. Called again for the same address it is the same act.
   */
  save(): Promise<OptinOutcome> {
    return this.giving.save();
  }

  /** @internal */
  get ready(): Ready | undefined {
    return this.loaded.name === 'ready' ? this.loaded : undefined;
  }

  /** @internal What stands in the host's input. */
  get address(): string {
    return valueIn(this.form, this.contact ?? 'email');
  }

  /** @internal The browser does not send a form whose tick is about nobody. */
  refresh(): void {
    const { box, giving } = this;
    if (giving.isLacking && box !== undefined)
      this.internals.setValidity({ customError: true }, troubleWords('no-address'), box);
    else this.internals.setValidity({});
    if (giving.isLacking || giving.trouble !== 'no-address') return;
    giving.trouble = undefined;
    this.requestUpdate();
  }

  /** @internal */
  untick(): void {
    this.tick(false);
  }

  private get box(): HTMLInputElement | undefined {
    return this.renderRoot.querySelector<HTMLInputElement>('[part=checkbox]') ?? undefined;
  }

  private watch(): void {
    this.unwatch?.();
    this.unwatch = this.form === null ? undefined : watchForm(this.form, this.giving);
  }

  private async load(): Promise<void> {
    const { page, formId = 'opt-in', consent, purpose, channel = 'email' } = this;
    const asked = { form: formId, consent, purpose, channel };
    this.loaded = { name: 'loading' };
    this.giving.forget();
    const wanted = (this.wanted = Symbol());
    const loaded = await loadOffer(page, asked);
    if (wanted !== this.wanted) return;
    this.loaded = loaded;
    this.giving.offered();
    if (loaded.name === 'failed') this.emit('sx-error', { code: loaded.code });
    // What a page that left at once has left behind is sent by the next one.
    if (await page.holdsEntries(formId)) this.giving.prepare();
  }

  private tick(isTicked: boolean): void {
    this.isTicked = isTicked;
    this.internals.setFormValue(isTicked ? 'on' : null);
    // The box may say something else than what is known here.
    this.requestUpdate();
  }

  private complain(): void {
    this.giving.trouble = 'no-address';
    this.requestUpdate();
  }

  private handleChange({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    const { giving, isTicked, ready } = this;
    giving.trouble = undefined;
    giving.prepare();
    // What the browser fills in by itself is nobody's choice; what it says against one is asked about (G-04).
    const isChosen = target.checked && !target.matches(':autofill');
    this.tick(isChosen && ready?.gpc?.holds(target.name) !== true);
    if (this.isTicked !== isTicked) this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private renderOffer({ offer, config, gpc }: Ready): TemplateResult {
    const { definition } = offer.form;
    const { trouble, isGiven } = this.giving;
    const lang = documentLanguage(definition, this.language);
    const text = textsOf(definition, lang);
    const { endpoint } = this.page.settings;
    const view = {
      text,
      ticks: { [offer.consent]: this.isTicked },
      errors: new Map(trouble && [[offer.consent, troubleWords(trouble)]]),
      config,
      readonly: isGiven,
      noteFor: gpc && ((consent: string) => gpc.note(consent)),
      policyAddress: policyAddress(config, endpoint, lang),
      myDataAddress: myDataAddress(config, endpoint, lang),
      lang,
      dir: directionOf(lang),
    };
    return html`<fieldset
      class="offer"
      role="presentation"
      ?disabled=${this.isDisabled}
      @change=${(event: Event) => this.handleChange(event)}
    >
      ${offer.places.map(({ id, heading, blocks }) =>
        consentGroup(id, heading && text(`${id}.heading`, heading), blocks, view),
      )}
    </fieldset>`;
  }

  private renderReady(ready: Ready): TemplateResult {
    const { kept, isGiven } = this.giving;
    const note = kept && keptPanel(kept, this.myData(ready.config));
    // Emptied by the page after it was kept, the box is there for the next one.
    return html`${note ?? nothing} ${note !== undefined && isGiven ? nothing : this.renderOffer(ready)}`;
  }

  private myData(config: SiteConfig): string {
    return myDataAddress(config, this.page.settings.endpoint, this.language);
  }

  private renderProblem(code: LoadCode, mail: string | undefined): TemplateResult {
    const words = {
      unreachable: msg('This choice could not be loaded.'),
      unavailable: msg('This choice is not available at the moment.'),
    };
    const retry = (): void => {
      this.announce(msg('Trying again…'));
      void this.load();
    };
    return html`${loadProblem({ code, words, mail, retry })}<slot></slot>`;
  }

  override render(): TemplateResult {
    const { loaded } = this;
    if (loaded.name === 'loading') return this.frame(html`<slot></slot>`);
    if (loaded.name === 'failed') return this.frame(this.renderProblem(loaded.code, loaded.mail));
    return this.frame(this.renderReady(loaded));
  }
}
