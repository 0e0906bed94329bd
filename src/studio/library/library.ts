/** The room of what forms share: questions of the library and where they are used, words of consent and since when. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { staffForms } from '../../client/staff/staff-forms.ts';
import { msg } from '../../locales/lit-localize.ts';
import { LIBRARY_IDS } from '../../protocol/form-library.ts';
import type { StaffLibrary } from '../../protocol/staff-forms.schema.ts';
import { Room } from '../base/room.ts';
import { languageName, libraryName } from '../designer/words.ts';
import { usedIn, wordingFacts } from './wording-facts.ts';

export class Library extends Room {
  readonly id = 'library';
  readonly area = 'forms-read';
  #library: StaffLibrary | undefined;

  override label(): string {
    return msg('Library');
  }

  override async open(): Promise<void> {
    await this.attempt(async () => {
      this.#library = await staffForms(this.host.client).library();
    });
    await this.host.focusOn('h1');
  }

  override render(): TemplateResult {
    return html`<div class="page stack">
      <h1 tabindex="-1">${msg('Library')}</h1>
      ${this.failure === '' ? nothing : html`<p class="note danger" role="alert">${this.failure}</p>`}
      ${this.#library === undefined ? nothing : html`${this.#questions(this.#library)} ${this.#wordings(this.#library)}`}
    </div>`;
  }

  #questions({ questions }: StaffLibrary): TemplateResult {
    const formsOf = (use: string): readonly string[] =>
      questions.find((question) => question.use === use)?.forms ?? [];
    return html`<section class="card stack">
      <h2>${msg('Questions')}</h2>
      <p class="hint">
        ${msg('Worded once, in every language; a form that takes one can still word it in its own way.')}
      </p>
      <ul class="shared">
        ${LIBRARY_IDS.map((use) => {
          const forms = formsOf(use);
          return html`<li>
            <strong>${libraryName(use)}</strong> <span class="mono muted">${use}</span>
            <span class="small">${usedIn(forms)}</span>
          </li>`;
        })}
      </ul>
    </section>`;
  }

  #wordings({ wordings }: StaffLibrary): TemplateResult {
    const { language } = this.host;
    return html`<section class="card stack">
      <h2>${msg('Words of consent')}</h2>
      <p class="hint">
        ${msg('As visitors see them now. What somebody agreed to is proved by the fingerprint of these very words.')}
      </p>
      <ul class="stack">
        ${wordings.map(
          (wording) =>
            html`<li class="stack tight wording">
              <p lang=${wording.language} dir="auto">${wording.words}</p>
              <p class="small muted">${languageName(wording.language, language)}</p>
              ${wordingFacts(wording, language)}
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
