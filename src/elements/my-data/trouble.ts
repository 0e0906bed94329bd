/** What the device, or the browser, did not do when the visitor asked for it. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { undiscardedWords } from '../base/words.ts';

export type Trouble = 'not-discarded' | 'not-removed' | 'not-copied' | 'not-cleared' | 'not-saved';

export function troubleWords(trouble: Trouble): string {
  switch (trouble) {
    case 'not-discarded':
      return undiscardedWords();
    case 'not-removed':
      return msg('The list could not be removed. Try again.');
    case 'not-copied':
      return msg('It could not be copied. Select the text and copy it yourself.');
    case 'not-saved':
      return msg('The receipt could not be saved. Try again.');
    case 'not-cleared':
      return msg(
        'This browser did not let go of it. Try again; if that does not help, delete the data of this site in the settings of your browser.',
      );
  }
}

export function troubleNote(trouble: Trouble | undefined): TemplateResult | typeof nothing {
  return trouble === undefined ? nothing : html`<p><strong>${troubleWords(trouble)}</strong></p>`;
}
