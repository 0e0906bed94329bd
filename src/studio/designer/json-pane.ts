/** The view of the file itself; the code editor is loaded when it is first opened. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { SxFormDesignerElement } from './designer.ts';
import type { JsonEditor } from './text/json-editor.ts';

export class JsonPane {
  readonly #host: SxFormDesignerElement;
  #editor: JsonEditor | undefined;
  #parent: HTMLElement | undefined;
  #isOpening = false;

  constructor(host: SxFormDesignerElement) {
    this.#host = host;
  }

  render(): TemplateResult {
    const { work } = this.#host;
    return html`<div class="json-pane view">
      <h2 tabindex="-1">${msg('JSON')}</h2>
      <p class="hint">
        ${
          work.isFrozen
            ? msg(
                'The JSON has a mistake. Nothing of your text is changed; the preview shows the last version that had none.',
              )
            : msg('The form is this file. Your spaces, notes and keys that begin with x- stay as they are.')
        }
        ${msg('Escape, then Tab leaves the editor.')}
      </p>
      <div class="editor"></div>
    </div>`;
  }

  /** After each drawing: opens, brings up to date, or closes. */
  update(): void {
    const parent = this.#host.renderRoot.querySelector<HTMLElement>('.json-pane .editor') ?? undefined;
    if (parent !== this.#parent) this.close();
    this.#parent = parent;
    if (parent === undefined) return;
    if (this.#editor === undefined) void this.#open(parent);
    else {
      this.#editor.show(this.#host.work.text);
      this.#editor.mark(this.#host.work.findings);
    }
  }

  close(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
  }

  async #open(parent: HTMLElement): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    const { openJsonEditor } = await import('./text/json-editor.ts');
    this.#isOpening = false;
    if (parent !== this.#parent || !parent.isConnected) return;
    const { work, isReadOnly, schema } = this.#host;
    this.#editor = openJsonEditor(parent, {
      text: work.text,
      label: msg('The form as JSON'),
      isReadOnly,
      schema,
      changed: (text) => this.#host.work.rewrite(text),
    });
    this.#editor.mark(work.findings);
  }
}
