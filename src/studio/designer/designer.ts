/** `<sx-form-designer>`: a form is built, checked and published here, over the one JSON file that it is. */
import { html, nothing } from 'lit';
import type { CSSResultGroup, PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Finding } from '../../protocol/problem.ts';
import type { StaffSite, StaffWording } from '../../protocol/staff-forms.schema.ts';
import { libraryStyles } from '../library/library.styles.ts';
import { StudioElement } from '../base/element.ts';
import { DesignerActions } from './actions.ts';
import type { DesignerBackend } from './backend.ts';
import { placeMarks } from './canvas/canvas.ts';
import type { Width } from './canvas/canvas.ts';
import { wordsKey } from './canvas/places.ts';
import { designerStyles } from './designer.styles.ts';
import { viewStyles } from './views.styles.ts';
import { InPlace } from './in-place.ts';
import { Keyboard } from './keyboard.ts';
import { FormWork } from './model/work.ts';
import { placeOf, placeOfText } from './model/selection.ts';
import { problems } from './problems.ts';
import { Overlays } from './overlays.ts';
import { OutlineDrag } from './outline-drag.ts';
import { Publishing } from './publishing.ts';
import type { Schema } from './text/schema-completion.ts';
import { JsonPane } from './json-pane.ts';
import { toolbar } from './toolbar.ts';
import type { View } from './toolbar.ts';
import { buildView } from './views/build-view.ts';
import { TranslationsPane } from './translations-pane.ts';

export type Pane = 'outline' | 'canvas' | 'properties';

/** The file has changed, by a command or by typing. */
export interface FormChangeDetail {
  source: string;
}

/**
 * @summary Builds a form over its JSON file; every other byte of the file stays as it was written.
 * @fires sx-form-change - The file has changed; `detail.source` is all of it.
 */
export class SxFormDesignerElement extends StudioElement {
  static override styles: CSSResultGroup = [StudioElement.styles, designerStyles, viewStyles, libraryStyles];
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    place: { attribute: false },
    backend: { attribute: false },
    schema: { attribute: false },
    wordings: { attribute: false },
    saved: { attribute: false },
    isReadOnly: { type: Boolean, attribute: 'read-only' },
    view: { state: true },
    width: { state: true },
    shownIn: { state: true },
    pane: { state: true },
    isDrawerOpen: { state: true },
  };

  /** The file to begin with. Setting another one begins anew; what was done to the first is forgotten. */
  declare source: string;
  /** The site the form belongs to, and what its policy lets forms collect. */
  declare place: StaffSite | undefined;
  /** Where versions are kept; without it the form cannot be published from here. */
  declare backend: DesignerBackend | undefined;
  /** The JSON Schema of forms, for completion in the JSON view. */
  declare schema: Schema | undefined;
  /** Words of consent that visitors of the site see now. */
  declare wordings: readonly StaffWording[] | undefined;
  /** What is said of the state of saving. */
  declare saved: string;
  declare isReadOnly: boolean;
  /** @internal */
  declare view: View;
  /** @internal */
  declare pane: Pane;
  declare private width: Width;
  declare private shownIn: string | undefined;
  declare private isDrawerOpen: boolean;

  /** @internal */
  work: FormWork;
  /** @internal */
  readonly actions = new DesignerActions(this);
  /** @internal */
  readonly overlays = new Overlays(this);
  /** @internal */
  readonly inPlace = new InPlace(this);
  /** @internal */
  readonly keyboard = new Keyboard(this);
  readonly #publishing = new Publishing(this);
  readonly #json = new JsonPane(this);
  readonly #translations = new TranslationsPane(this);
  readonly #drag = new OutlineDrag(this);
  #resizing: ResizeObserver | undefined;

  constructor() {
    super();
    this.source = '';
    this.saved = '';
    this.isReadOnly = false;
    this.view = 'build';
    this.pane = 'canvas';
    this.width = 'desktop';
    this.isDrawerOpen = false;
    this.work = this.#open('');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resizing = new ResizeObserver(() => void placeMarks(this.renderRoot, this.work));
    this.#resizing.observe(this);
    this.keyboard.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resizing?.disconnect();
    this.keyboard.disconnect();
    this.#json.close();
    this.work.stop();
  }

  /** @internal */
  get site(): StaffSite['site'] | undefined {
    return this.place?.site;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('source') && this.source !== this.work.text) {
      this.work.stop();
      this.work = this.#open(this.source);
      this.#publishing.reset();
    }
    if (changed.has('place')) this.work.hold(this.place);
  }

  protected override updated(): void {
    if (this.view === 'build') void placeMarks(this.renderRoot, this.work);
    this.#json.update();
    this.#drag.update();
  }

  #open(source: string): FormWork {
    const work = new FormWork(source, this.place, () => this.#changed(work));
    return work;
  }

  #changed(work: FormWork): void {
    this.requestUpdate();
    if (work !== this.work || work.text === this.source) return;
    this.source = work.text;
    const detail: FormChangeDetail = { source: work.text };
    this.dispatchEvent(new CustomEvent('sx-form-change', { detail, bubbles: true, composed: true }));
  }

  /** @internal Another file, as a step that can be taken back. */
  takeUp(text: string): void {
    this.work.settle();
    this.work.rewrite(text);
    this.work.settle();
  }

  /** @internal */
  show(view: View): void {
    this.view = view;
    this.#publishing.reset();
    if (view === 'publish') void this.#publishing.begin();
    if (view === 'versions') void this.#publishing.loadVersions();
    void this.focusOn('.view h2, .json-pane h2');
  }

  /** @internal */
  focusSelected(): void {
    this.pane = 'outline';
    void this.focusOn('[role=treeitem][tabindex="0"]');
  }

  /** @internal */
  focusProperties(): void {
    this.view = 'build';
    this.pane = 'properties';
    void this.focusOn('.properties :is(input, textarea, select):not(:disabled)');
  }

  /** @internal */
  offerUndo(words: string): void {
    this.overlays.toast(words);
  }

  /** @internal Leads to where a finding stands. */
  async goTo({ pointer }: Finding): Promise<void> {
    const [, top = '', , path] = pointer.split('/');
    if (top === 'translations' || top === 'languages') {
      this.show('translations');
      if (path !== undefined) {
        const { selection } = placeOfText(this.work.form, path.replaceAll('~1', '/').replaceAll('~0', '~'));
        this.work.selection = selection;
      }
      return;
    }
    const { selection, key } = placeOf(this.work.form, pointer);
    this.view = 'build';
    this.pane = 'properties';
    this.work.select(selection);
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>(
      key === undefined ? '.properties h2' : `#property-${CSS.escape(key)}`,
    );
    const group = field?.closest('details');
    if (group) group.open = true;
    if (field) field.focus();
    else await this.focusOn('.properties :is(input, textarea, select)');
  }

  /** @internal */
  get previewLanguage(): string {
    const { languages } = this.work.form;
    return this.shownIn ?? languages[0] ?? 'en';
  }

  #content(): TemplateResult {
    switch (this.view) {
      case 'build':
        return this.#build();
      case 'json':
        return this.#json.render();
      case 'translations':
        return this.#translations.render();
      case 'versions':
      case 'share':
      case 'publish':
        return this.#publishing.render(this.view);
    }
  }

  #build(): TemplateResult {
    const { work, site, isReadOnly, pane, inPlace, overlays } = this;
    return buildView({
      work,
      site,
      wordings: this.wordings,
      language: this.language,
      form: work.form,
      selection: work.selection,
      findings: work.findings,
      carried: this.keyboard.carried,
      isReadOnly,
      pane,
      width: this.width,
      shownIn: this.previewLanguage,
      editing: inPlace.words,
      edit: (isBegun) => (isBegun ? inPlace.begin(wordsKey(work.form, work.selection)) : inPlace.end()),
      enter: (words) => inPlace.enter(words),
      select: (selection) => work.select(selection),
      openMenu: (item, button) => overlays.openMenu(item, button),
      openAdd: (button) => overlays.openAdd(button),
      rename: (id) => this.actions.rename(id),
      announce: (words) => this.announce(words),
    });
  }

  override render(): TemplateResult {
    const { work, view, backend, isReadOnly } = this;
    return this.frame(
      html`${toolbar({
          work,
          view,
          hasBackend: backend !== undefined,
          isReadOnly,
          shownIn: this.previewLanguage,
          language: this.language,
          width: this.width,
          saved: this.saved,
          show: (next) => this.show(next),
          showIn: (language) => (this.shownIn = language),
          resize: (width) => (this.width = width),
          help: () => this.overlays.openHelp(),
        })}
        <div class="content">${this.#content()}</div>
        ${
          view === 'build' || view === 'json'
            ? problems({
                form: work.form,
                findings: work.findings,
                isOpen: this.isDrawerOpen,
                toggle: (isOpen) => (this.isDrawerOpen = isOpen),
                goTo: (finding) => void this.goTo(finding),
              })
            : nothing
        }
        ${view === 'build' ? this.#paneTabs() : nothing} ${this.overlays.render()}`,
      'designer',
    );
  }

  /** Where there is room for one pane only. */
  #paneTabs(): TemplateResult {
    const panes: [Pane, string][] = [
      ['outline', msg('Outline')],
      ['canvas', msg('Preview')],
      ['properties', msg('Properties')],
    ];
    return html`<nav class="pane-tabs" aria-label=${msg('Panes')}>
      ${panes.map(
        ([pane, words]) =>
          html`<button
            type="button"
            aria-pressed=${pane === this.pane ? 'true' : 'false'}
            @click=${() => (this.pane = pane)}
          >
            ${words}
          </button>`,
      )}
    </nav>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sx-form-designer': SxFormDesignerElement;
  }
  interface HTMLElementEventMap {
    'sx-form-change': CustomEvent<FormChangeDetail>;
  }
}
