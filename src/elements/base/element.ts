/** What every visitor element shares: its client, its language, typed events, focus and announcements. */
import { html, LitElement } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { updateWhenLocaleChanges } from '../../locales/lit-localize.ts';
import { pageClient } from '../../client/page-client.ts';
import type { PageClient } from '../../client/page-client.ts';
import type { Theme } from '../../protocol/theme.schema.ts';
import { directionOf, getLocale } from './language.ts';
import type { SxEventDetails, SxEventName } from './events.ts';
import { sharedStyles } from './shared.styles.ts';
import { wear } from './theme.ts';
import { tokens } from './tokens.styles.ts';

export abstract class SxElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, sharedStyles];
  static override properties: PropertyDeclarations = {
    site: { type: String },
    endpoint: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
    withoutTitle: { type: Boolean, attribute: 'without-title' },
    announcement: { state: true },
  };

  /** The site whose documents are shown; default: the script tag's `data-site`. */
  declare site: string | undefined;
  /** The backend's address; default: the script tag's `data-endpoint`, else its own origin. */
  declare endpoint: string | undefined;
  /** Level of the element's first heading, 1 to 5, so that it fits the outline of the page. */
  declare headingLevel: number;
  /** Leaves the title out, for a page whose own heading says the same. */
  declare withoutTitle: boolean;
  /** What the status region says; screen readers read it without a move of focus. */
  declare private announcement: string;

  /** The look of the site that is shown, where it has one, and the sheet that holds it. */
  private worn: Theme | undefined;
  private look: CSSStyleSheet | undefined;

  constructor() {
    super();
    this.headingLevel = 2;
    this.withoutTitle = false;
    this.announcement = '';
    updateWhenLocaleChanges(this);
  }

  /** Before anything of a site is drawn, it wears the site's look. */
  protected override update(changed: PropertyValues): void {
    const { theme, shadowRoot } = this;
    if (theme !== this.worn && shadowRoot) this.look = wear(shadowRoot, theme ?? {}, this.look);
    this.worn = theme;
    super.update(changed);
  }

  /** @internal What this page has of the client for this element's site and endpoint. */
  get page(): PageClient {
    return pageClient({ site: this.site, endpoint: this.endpoint });
  }

  /** @internal The look that the site published, once it has been read. */
  get theme(): Theme | undefined {
    return this.page.documents.known?.theme;
  }

  /** @internal The language of the built-in texts. */
  get language(): string {
    return getLocale();
  }

  /** @internal Sends an event; false when a cancelable one was cancelled. */
  emit<Name extends SxEventName>(name: Name, detail: SxEventDetails[Name], cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, cancelable, bubbles: true, composed: true }));
  }

  /** @internal Has `words` read out; the same words again are read again. */
  announce(words: string): void {
    // A no-break space more or less makes equal words a change that is noticed.
    this.announcement = this.announcement === words ? `${words}\u00A0` : words;
  }

  /** @internal Moves the focus to the first match once the current state is rendered. */
  async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /**
   * Wraps what an element shows in the language and direction of the built-in texts; nothing is set
   * on the host page. The status region stands first and stays, because a region that is inserted
   * together with its words is not read out.
   */
  protected frame(content: unknown): TemplateResult {
    const { language } = this;
    return html`<div class="base" part="base" lang=${language} dir=${directionOf(language)}>
      <p class="hidden-visually" role="status">${this.announcement}</p>
      ${content}
    </div>`;
  }
}
