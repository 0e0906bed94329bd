/** The head of the designer: views, undo and redo, language and width of the preview. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { msg } from '../../locales/lit-localize.ts';
import type { Width } from './canvas/canvas.ts';
import { PSEUDO } from './canvas/pseudo.ts';
import type { FormWork } from './model/work.ts';
import { languageName } from './words.ts';

export type View = 'build' | 'translations' | 'json' | 'versions' | 'share' | 'publish';

export interface ToolbarView {
  work: FormWork;
  view: View;
  hasBackend: boolean;
  isReadOnly: boolean;
  /** The language the preview is in, and the one the studio is in. */
  shownIn: string;
  language: string;
  width: Width;
  /** What is said of the state of saving. */
  saved: string;
  show: (view: View) => void;
  showIn: (language: string) => void;
  resize: (width: Width) => void;
  help: () => void;
}

export function toolbar(view: ToolbarView): TemplateResult {
  const { work, isReadOnly } = view;
  return html`<div class="toolbar" role="toolbar" aria-label=${msg('Designer')}>
    <nav aria-label=${msg('Views of the form')} class="row">
      ${viewNames(view.hasBackend).map(
        ([name, words]) =>
          html`<button
            type="button"
            class="quiet"
            aria-current=${view.view === name ? 'page' : nothing}
            @click=${() => view.show(name)}
          >
            ${words}
          </button>`,
      )}
    </nav>
    <span class="muted small saved">${view.saved}</span>
    <div class="row">
      <button
        type="button"
        class="sign"
        aria-label=${msg('Undo')}
        title=${msg('Undo')}
        aria-disabled=${work.canUndo ? nothing : 'true'}
        ?disabled=${isReadOnly}
        @click=${() => work.undo()}
      >
        ↶
      </button>
      <button
        type="button"
        class="sign"
        aria-label=${msg('Redo')}
        title=${msg('Redo')}
        aria-disabled=${work.canRedo ? nothing : 'true'}
        ?disabled=${isReadOnly}
        @click=${() => work.redo()}
      >
        ↷
      </button>
      ${view.view === 'build' ? previewControls(view) : nothing}
      <button type="button" class="quiet" aria-label=${msg('Keyboard shortcuts')} @click=${view.help}>
        ?
      </button>
      ${
        view.hasBackend
          ? html`<button type="button" class="primary" @click=${() => view.show('publish')}>
              ${msg('Publish…')}
            </button>`
          : nothing
      }
    </div>
  </div>`;
}

function viewNames(hasBackend: boolean): [View, string][] {
  return [
    ['build', msg('Build')],
    ['translations', msg('Translations')],
    ['json', msg('JSON')],
    ...(hasBackend ? ([['versions', msg('Versions')]] as [View, string][]) : []),
    ['share', msg('Share')],
  ];
}

function previewControls({ work, shownIn, language, width, showIn, resize }: ToolbarView): TemplateResult {
  const languages = [...work.form.languages, PSEUDO];
  const widths: [Width, string][] = [
    ['phone', msg('Phone')],
    ['tablet', msg('Tablet')],
    ['desktop', msg('Desktop')],
  ];
  return html`<select
      aria-label=${msg('Language of the preview')}
      .value=${live(shownIn)}
      @change=${(event: Event) => showIn((event.target as HTMLSelectElement).value)}
    >
      ${languages.map(
        (tag) =>
          html`<option value=${tag} ?selected=${tag === shownIn}>
            ${tag === PSEUDO ? msg('Longer words (test)') : languageName(tag, language)}
          </option>`,
      )}
    </select>
    <select
      aria-label=${msg('Width of the preview')}
      .value=${live(width)}
      @change=${(event: Event) => {
        const value = (event.target as HTMLSelectElement).value;
        resize(widths.find(([name]) => name === value)?.[0] ?? 'desktop');
      }}
    >
      ${widths.map(([name, words]) => html`<option value=${name} ?selected=${name === width}>${words}</option>`)}
    </select>`;
}
