/** The middle of the designer: the real form, the part in hand outlined on it, words edited where they stand. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../../locales/lit-localize.ts';
import type { FormDefinition } from '../../../protocol/form-definition.schema.ts';
import type { SiteDocument } from '../../../protocol/site.schema.ts';
import { asFields, textOf } from '../model/authored.ts';
import { keyOf } from '../model/selection.ts';
import type { FormWork } from '../model/work.ts';
import type { SxFormPreviewElement } from './form-preview.ts';
import { elementOf, partOf, wordsElement } from './places.ts';
import { PSEUDO, pseudoForm } from './pseudo.ts';
import { configOf } from './site-config.ts';

export type Width = 'phone' | 'tablet' | 'desktop';

export interface CanvasView {
  work: FormWork;
  site: SiteDocument | undefined;
  width: Width;
  /** The language the form is shown in. */
  shownIn: string;
  /** Words that are edited in place: what stands in the field. */
  editing: string | undefined;
  edit: (isBegun: boolean) => void;
  enter: (words: string) => void;
}

export function canvas(view: CanvasView): TemplateResult {
  const { work, site, width, shownIn } = view;
  const { shown } = work;
  if (shown === undefined || site === undefined)
    return html`<p class="note">
      ${msg('There is nothing to show yet. Add a question, or mend the JSON.')}
    </p>`;
  const definition = shownIn === PSEUDO ? pseudo(shown) : shown;
  const after = asFields(work.form.fields['after']);
  return html`${
      work.isFrozen
        ? html`<p class="note warning">
            ${msg('The JSON has a mistake. This is the last version that had none.')}
          </p>`
        : nothing
    }
    <p class="note unseen" hidden>
      ${msg('What is selected is hidden at the moment: its condition does not hold, or a choice reveals it.')}
    </p>
    <div class="sheet ${width}">
      <sx-form-preview
        .definition=${definition}
        .config=${config(site)}
        .shownIn=${shownIn}
        heading-level="3"
        @click=${(event: Event) => point(event, view)}
        @dblclick=${(event: Event) => {
          if (point(event, view)) view.edit(true);
        }}
      ></sx-form-preview>
      <div class="mark" aria-hidden="true" hidden></div>
      ${
        view.editing === undefined
          ? nothing
          : html`<textarea
              class="in-place"
              dir="auto"
              aria-label=${msg('Words')}
              .value=${view.editing}
              @input=${(event: Event) => view.enter((event.target as HTMLTextAreaElement).value)}
              @blur=${() => view.edit(false)}
              @keydown=${(event: KeyboardEvent) => {
                event.stopPropagation();
                if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
                event.preventDefault();
                view.edit(false);
              }}
            ></textarea>`
      }
    </div>
    <button
      type="button"
      class="after ${work.selection.part === 'after' ? 'selected' : ''}"
      @click=${() => work.select({ part: 'after' })}
    >
      <span class="small muted">${msg('After sending')}</span>
      <strong>${textOf(after['title'])}</strong>
      <span>${textOf(after['message'])}</span>
    </button>`;
}

/** The same objects as long as nothing changed, so that the form is not loaded anew for nothing. */
let lastPseudo: { of: FormDefinition; form: FormDefinition } | undefined;
function pseudo(definition: FormDefinition): FormDefinition {
  if (lastPseudo?.of !== definition) lastPseudo = { of: definition, form: pseudoForm(definition) };
  return lastPseudo.form;
}

let lastConfig: { of: SiteDocument; config: ReturnType<typeof configOf> } | undefined;
function config(site: SiteDocument): ReturnType<typeof configOf> {
  if (lastConfig?.of !== site) lastConfig = { of: site, config: configOf(site) };
  return lastConfig.config;
}

/** True when something of the form was pointed at. */
function point(event: Event, { work }: CanvasView): boolean {
  const part = partOf(event.composedPath(), work.form);
  if (part === undefined) return false;
  work.select(part);
  return true;
}

/** Puts the outline, and the field for words, where the part in hand stands now. */
export async function placeMarks(root: ParentNode, work: FormWork): Promise<void> {
  const preview = root.querySelector<SxFormPreviewElement>('sx-form-preview');
  const mark = root.querySelector<HTMLElement>('.mark');
  if (preview === null || mark === null) return;
  if (work.selection.part === 'item') preview.showStepOf(work.selection.id);
  if (work.selection.part === 'consent') preview.showStepOf(work.selection.id);
  await preview.updateComplete;
  await preview.shown;
  await preview.updateComplete;
  const shown = preview.renderRoot;
  const element = elementOf(shown, work.form, work.selection);
  mark.hidden = element === undefined;
  const unseen = root.querySelector<HTMLElement>('.unseen');
  if (unseen) unseen.hidden = element !== undefined || work.selection.part === 'after';
  if (element === undefined) return;
  bringIntoView(mark, element, work);
  layOver(mark, element, preview, 6);
  const field = root.querySelector<HTMLElement>('.in-place');
  const words = wordsElement(shown, work.form, work.selection);
  if (field !== null && words !== undefined) layOver(field, words, preview, 2);
}

/** Once for each selection: whoever scrolls on is not pulled back. */
function bringIntoView(mark: HTMLElement, element: HTMLElement, { selection }: FormWork): void {
  const key = keyOf(selection);
  if (mark.dataset['of'] === key) return;
  mark.dataset['of'] = key;
  element.scrollIntoView({ block: 'nearest' });
}

function layOver(cover: HTMLElement, element: HTMLElement, frame: HTMLElement, margin: number): void {
  const [of, within] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
  const { offsetTop, offsetLeft } = frame;
  cover.style.top = `${String(of.top - within.top + offsetTop - margin)}px`;
  cover.style.left = `${String(of.left - within.left + offsetLeft - margin)}px`;
  cover.style.width = `${String(of.width + 2 * margin)}px`;
  cover.style.minHeight = `${String(of.height + 2 * margin)}px`;
}
