/** `<sx-draft-page>`: a draft for whoever has its link. Everything works but sending. */
import { html } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, TemplateResult } from 'lit';
import { readFormPreview } from '../client/staff/form-preview.ts';
import { msg } from '../locales/lit-localize.ts';
import type { FormPreview } from '../protocol/staff-forms.schema.ts';
import { documentLanguage } from '../protocol/localised.ts';
import { StudioElement } from './base/element.ts';
import { failureOf } from './base/failure.ts';
import { draftPageStyles } from './draft-page.styles.ts';
import { languageName } from './designer/words.ts';

/**
 * @summary A draft of a form, read with the token in the address.
 */
export class SxDraftPageElement extends StudioElement {
  static override styles: CSSResultGroup = [StudioElement.styles, draftPageStyles];
  static override properties: PropertyDeclarations = {
    preview: { state: true },
    failure: { state: true },
    shownIn: { state: true },
  };

  declare private preview: FormPreview | undefined;
  declare private failure: string;
  declare private shownIn: string | undefined;

  constructor() {
    super();
    this.failure = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.preview = await readFormPreview('', location.hash.slice(1));
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  override render(): TemplateResult {
    const { preview, failure } = this;
    if (preview === undefined)
      return this.frame(
        failure === ''
          ? html`<p class="muted">${msg('Loading…')}</p>`
          : html`<p class="note danger" role="alert">${failure}</p>`,
        'page',
      );
    const { definition } = preview.form;
    const shownIn = this.shownIn ?? documentLanguage(definition, this.language);
    return this.frame(
      html`<header class="note row">
          <p class="grow">${msg('This is a draft. Nothing can be sent from it.')}</p>
          <div class="row">
            ${definition.languages.map(
              (language) =>
                html`<button
                  type="button"
                  aria-pressed=${language === shownIn ? 'true' : 'false'}
                  @click=${() => (this.shownIn = language)}
                >
                  ${languageName(language, this.language)}
                </button>`,
            )}
          </div>
        </header>
        <main>
          <sx-form-preview
            heading-level="1"
            .definition=${definition}
            .config=${preview.config}
            .shownIn=${shownIn}
          ></sx-form-preview>
        </main>`,
      'page',
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sx-draft-page': SxDraftPageElement;
  }
}
