/** The summary above a form that was not sent: one link per error, in order, in the inline words. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import { heading } from '../base/heading.ts';
import { errorIcon } from '../base/icons.ts';

export interface SummaryLine {
  /** The control it leads to. */
  item: string;
  words: string;
}

export interface SummaryView {
  level: number;
  lines: readonly SummaryLine[];
  /** What has no place on the form, said by the backend. */
  general: string | undefined;
  follow: (item: string) => void;
}

export function errorSummary({ level, lines, general, follow }: SummaryView): TemplateResult {
  const go = (event: Event, item: string): void => {
    // A fragment does not reach into a shadow root, and the label has to come into view as well.
    event.preventDefault();
    follow(item);
  };
  return html`<div class="note danger summary" part="summary" role="alert" tabindex="-1">
    <div class="with-icon">${errorIcon}${heading(level, msg('There is a problem'))}</div>
    ${general === undefined ? nothing : html`<p>${general}</p>`}
    ${
      lines.length === 0
        ? nothing
        : html`<ul>
            ${lines.map(
              ({ item, words }) =>
                html`<li><a href=${`#${item}`} @click=${(event: Event) => go(event, item)}>${words}</a></li>`,
            )}
          </ul>`
    }
  </div>`;
}
