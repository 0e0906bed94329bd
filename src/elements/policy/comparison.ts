/** Templates of what changed between two versions: the list of changed sections, then the text with its marks. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg, str } from '../../locales/lit-localize.ts';
import type { PolicyChanges, SectionChange } from '../../protocol/diff/changes.ts';
import type { PolicyVersion, PolicyVersionEntry } from '../../protocol/policy.schema.ts';
import { heading } from '../base/heading.ts';
import { directionOf } from '../base/language.ts';
import { comparedSections, isChanged, marksOf } from './compared-sections.ts';
import { anchorOf } from './section.ts';

export { sizesOf } from './compared-sections.ts';

export interface ComparisonView {
  changes: PolicyChanges;
  /** How many of the parts that `sizesOf` tells of are drawn. */
  most: number;
  from: PolicyVersionEntry | undefined;
  /** The newer version, whole. */
  to: PolicyVersion;
  level: number;
  /** Of the interface. */
  language: string;
  isSideBySide: boolean;
  switchSides: () => void;
  /** Folded parts that the visitor opened. */
  unfolded: ReadonlySet<string>;
  unfold: (key: string) => void;
  go: (section: string) => void;
}

export function comparison(view: ComparisonView): TemplateResult {
  const { changes, level } = view;
  const changed = changes.sections.filter(isChanged);
  if (changes.from === undefined) {
    return html`<p class="note" part="changes">
      ${msg('These two versions cannot be compared in this language. The whole text follows.')}
    </p>`;
  }
  return html`<div class="changes" part="changes">
    ${
      changed.length === 0
        ? html`<p class="note">${msg('The text is the same in both versions.')}</p>`
        : html`${changedList(changed, view)}
            <div class="actions wide-only">
              <button type="button" aria-pressed=${view.isSideBySide} @click=${view.switchSides}>
                ${msg('Side by side')}
              </button>
            </div>
            <p class="legend muted">
              ${msg('How to read it:')} <ins>${msg('added')}</ins> <del>${msg('removed')}</del>
            </p>`
    }
    ${heading(level, msg('The text with its changes'), { id: 'compared' })}
    <div
      class=${view.isSideBySide ? 'text compared sides' : 'text compared'}
      lang=${changes.language}
      dir=${directionOf(changes.language)}
    >
      ${comparedSections(view)}
    </div>
  </div>`;
}

/** First of all: which sections changed, and how. */
function changedList(
  changed: readonly SectionChange[],
  { level, changes, go }: ComparisonView,
): TemplateResult {
  const follow = (event: Event, section: string): void => {
    event.preventDefault();
    go(section);
  };
  return html`<nav class="changed" part="changed" aria-labelledby="changed">
    ${heading(level, changed.length === 1 ? msg('One section changed') : msg(str`${changed.length} sections changed`), { id: 'changed' })}
    <ul>
      ${changed.map(
        (change) =>
          html`<li>
            <a
              href=${`#${anchorOf(change.id)}`}
              lang=${changes.language}
              @click=${(event: Event) => follow(event, change.id)}
              >${change.heading
                .filter(({ op }) => op !== 'removed' || change.kind === 'removed')
                .map(({ text }) => text)}</a
            >
            ${marksOf(change).map((mark) => html`<span class="mark">${mark}</span>`)}
          </li>`,
      )}
    </ul>
  </nav>`;
}
