/** The view in which forms are built: outline, canvas, properties. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../../locales/lit-localize.ts';
import type { StaffWording } from '../../../protocol/staff-forms.schema.ts';
import type { Finding } from '../../../protocol/problem.ts';
import { grouped } from '../../base/grouped.ts';
import { canvas } from '../canvas/canvas.ts';
import type { CanvasView } from '../canvas/canvas.ts';
import { isSame, placeOf } from '../model/selection.ts';
import { outline } from '../outline.ts';
import type { OutlineView } from '../outline.ts';
import { problemWords } from '../problem-words.ts';
import { propertiesOf, subjectOf } from '../properties/properties-of.ts';
import { propertyField } from '../properties/property-field.ts';
import { messagesOf } from '../properties/messages.ts';
import { wordingCard } from '../properties/wording-card.ts';
import { selectionName } from '../words.ts';

export interface BuildView extends CanvasView, OutlineView {
  wordings: readonly StaffWording[] | undefined;
  /** Of the studio's own texts. */
  language: string;
  rename: (id: string) => void;
  announce: (words: string) => void;
  openAdd: (button: HTMLElement) => void;
  /** Which pane is in front where only one has room. */
  pane: 'outline' | 'canvas' | 'properties';
}

export function buildView(view: BuildView): TemplateResult {
  const { work } = view;
  return html`<div class="panes" data-pane=${view.pane}>
    <section class="pane outline" aria-label=${msg('Outline')}>
      <div class="row head">
        <h2 class="grow">${msg('Outline')}</h2>
        <button
          type="button"
          class="add"
          ?disabled=${view.isReadOnly || work.isFrozen}
          aria-haspopup="dialog"
          @click=${(event: Event) => view.openAdd(event.currentTarget as HTMLElement)}
        >
          ${msg('Add')} <kbd>/</kbd>
        </button>
      </div>
      ${outline(view)}
    </section>
    <section class="pane canvas" aria-label=${msg('Preview')} tabindex="-1">${canvas(view)}</section>
    <section class="pane properties" aria-label=${msg('Properties')}>${properties(view)}</section>
  </div>`;
}

function properties(view: BuildView): TemplateResult {
  const { work } = view;
  const { form, selection } = work;
  const own = work.findings.filter(({ pointer }) => isSame(placeOf(form, pointer).selection, selection));
  const shared = {
    form,
    subject: subjectOf(form, selection),
    problems: byProperty(view, own),
    isReadOnly: view.isReadOnly || work.isFrozen,
    run: work.run.bind(work),
    rename: view.rename,
    announce: view.announce,
  };
  const groups = propertiesOf(form, selection, work.place);
  const known = groups.flatMap((group) => group.properties.map(({ key }) => key));
  const others = own.filter(({ pointer }) => !known.includes(placeOf(form, pointer).key ?? ''));
  return html`<h2 dir="auto">${selectionName(form, selection)}</h2>
    ${
      others.length === 0
        ? nothing
        : html`<ul class="problems">
            ${others
              .filter(({ pointer }) => !pointer.startsWith('/translations'))
              .map(
                (finding) =>
                  html`<li class=${finding.severity === undefined ? 'danger' : 'warning'}>
                    ${problemWords(finding)}
                  </li>`,
              )}
          </ul>`
    }
    ${groups.map(
      ({ title, isOpen, properties: fields }) =>
        html`<details ?open=${isOpen || fields.some(({ key }) => shared.problems.has(key))}>
          <summary>${title}</summary>
          <div class="stack">${fields.map((property) => propertyField(property, shared))}</div>
        </details>`,
    )}
    ${
      selection.part === 'consent' && view.wordings
        ? wordingCard(form, selection.id, view.wordings, view.language)
        : nothing
    }
    ${selection.part === 'item' && work.shown ? messagesOf(work.shown, selection.id, view.shownIn) : nothing}`;
}

function byProperty({ work }: BuildView, own: readonly Finding[]) {
  const entries = own.map((finding) => ({ finding, words: problemWords(finding) }));
  return grouped(entries, ({ finding }) => placeOf(work.form, finding.pointer).key ?? '');
}
