/**
 * Global Privacy Control in a form (G-03, G-04): at a box for passing data on stands what the browser says, and a tick
 * against it needs a word of its own. A chunk of its own; only browsers that say it, on forms that ask for it, load it.
 */
import { html, nothing } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { consentsOf } from '../../protocol/form-answers.ts';
import type { FormDefinition } from '../../protocol/form-definition.schema.ts';
import type { SiteConfig } from '../../protocol/site.schema.ts';

export class GpcGuard {
  readonly #consents: ReadonlySet<string>;
  #asked: string | undefined;
  #overruled: string | undefined;

  constructor(definition: FormDefinition, { purposes }: SiteConfig) {
    const sharing = purposes.filter(({ objection }) => objection === 'sharing').map(({ id }) => id);
    const concerned = consentsOf(definition).filter(
      ([, block]) => block.kind === 'opt-in' && sharing.includes(block.purpose),
    );
    this.#consents = new Set(concerned.map(([id]) => id));
  }

  /** Whether a tick has to wait for the word of the visitor; then it is asked for. */
  holds(consent: string): boolean {
    if (!this.#consents.has(consent) || this.#overruled === consent) {
      this.#overruled = undefined;
      return false;
    }
    this.#asked = consent;
    return true;
  }

  note(consent: string): unknown {
    if (!this.#consents.has(consent)) return nothing;
    const said = msg('Your browser asks us not to pass your information on (Global Privacy Control).');
    if (this.#asked !== consent) return html`<p class="hint" part="hint">${said}</p>`;
    return html`<div class="note" part="question" role="group" aria-label=${said}>
      <p><strong>${said}</strong> ${msg('Tick it all the same?')}</p>
      <div class="actions">
        <button type="button" @click=${(event: Event) => this.#answer(event, false)}>
          ${msg('Leave it empty')}
        </button>
        <button type="button" @click=${(event: Event) => this.#answer(event, true)}>
          ${msg('Tick the box')}
        </button>
      </div>
    </div>`;
  }

  /** As if the box had been used, so that it takes the way of every tick. */
  #answer({ target }: Event, isTicked: boolean): void {
    const box = target instanceof Element && target.closest('.field')?.querySelector('input');
    if (!(box instanceof HTMLInputElement)) return;
    if (isTicked) this.#overruled = this.#asked;
    this.#asked = undefined;
    box.checked = isTicked;
    box.focus();
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
