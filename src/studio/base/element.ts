/** What every element of the studio shares: its looks, its language, announcements, focus. */
import { html, LitElement } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { directionOf, getLocale } from '../../elements/base/language.ts';
import { updateWhenLocaleChanges } from '../../locales/lit-localize.ts';
import { controlStyles } from './control.styles.ts';
import { studioTokens } from './tokens.styles.ts';

export abstract class StudioElement extends LitElement {
  static override styles: CSSResultGroup = [studioTokens, controlStyles];
  static override properties: PropertyDeclarations = { announcement: { state: true } };

  declare private announcement: string;

  constructor() {
    super();
    this.announcement = '';
    updateWhenLocaleChanges(this);
  }

  /** @internal The language of the studio's own texts. */
  get language(): string {
    return getLocale();
  }

  /** @internal Has `words` read out; the same words again are read again. */
  announce(words: string): void {
    this.announcement = this.announcement === words ? `${words}\u00A0` : words;
  }

  /** @internal Moves the focus to the first match once the current state is rendered. */
  async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected frame(content: unknown, className = ''): TemplateResult {
    const { language } = this;
    return html`<p class="hidden-visually" role="status">${this.announcement}</p>
      <div class="base ${className}" lang=${language} dir=${directionOf(language)}>${content}</div>`;
  }
}
