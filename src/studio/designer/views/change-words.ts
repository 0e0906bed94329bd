/** What is different between two versions, in sentences. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { diffWords } from '../../base/diff-words.ts';
import { msg, str } from '../../../locales/lit-localize.ts';
import type { FormChange } from '../../../protocol/form-changes.ts';
import { languageName } from '../words.ts';

export function changeList(changes: readonly FormChange[], language: string): TemplateResult {
  return changes.length === 0
    ? html`<p class="muted">${msg('Nothing is different.')}</p>`
    : html`<ul class="changes">
        ${changes.map((change) => html`<li>${changeWords(change, language)}</li>`)}
      </ul>`;
}

function changeWords(change: FormChange, language: string): unknown {
  switch (change.code) {
    case 'item-added':
      return msg(str`Added: ${change.words}`);
    case 'item-removed':
      return msg(str`Removed: ${change.words}`);
    case 'item-moved':
      return msg(str`Moved: ${change.words}`);
    case 'item-changed':
      return msg(str`Changed: ${change.words} (${change.keys.join(', ')})`);
    case 'consent-added':
      return msg(str`Added consent: ${change.words}`);
    case 'consent-removed':
      return msg(str`Removed consent: ${change.words}`);
    case 'consent-changed':
      return msg(str`Changed consent: ${change.words} (${change.keys.join(', ')})`);
    case 'language-added':
      return msg(str`Added language: ${languageName(change.language, language)}`);
    case 'language-removed':
      return msg(str`Removed language: ${languageName(change.language, language)}`);
    case 'setting-changed':
      return msg(str`Changed setting: ${change.key}`);
    case 'words-changed':
      return html`${msg(str`Reworded (${languageName(change.language, language)}):`)}
        <span lang=${change.language} dir="auto">${diffWords(change.before, change.after)}</span>`;
  }
}
