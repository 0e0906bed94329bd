/** A new form: something to begin with, a title, and an id made of it. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { freeId } from '../designer/model/edits.ts';
import { PRESETS } from '../designer/model/presets.ts';
import type { PresetId } from '../designer/model/presets.ts';
import { presetName } from '../designer/words.ts';

export interface NewFormView {
  taken: readonly string[];
  create: (preset: PresetId, form: string, title: string) => void;
}

export function newForm({ taken, create }: NewFormView): TemplateResult {
  const begin = (preset: PresetId): void => {
    const { title } = presetName(preset);
    create(preset, freeId(preset === 'blank' ? 'form' : preset, new Set(taken)), title);
  };
  return html`<section class="stack">
    <h2>${msg('New form')}</h2>
    <ul class="presets" aria-label=${msg('New form')}>
      ${PRESETS.map((preset) => {
        const { title, about } = presetName(preset);
        return html`<li>
          <button type="button" class="card" @click=${() => begin(preset)}>
            <strong>${title}</strong><span class="muted">${about}</span>
          </button>
        </li>`;
      })}
    </ul>
  </section>`;
}
