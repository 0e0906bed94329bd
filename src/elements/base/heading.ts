/** Headings whose level the host sets; they take the focus when a view changes. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface HeadingOptions {
  id?: string | undefined;
  /** Part name; default `heading`. */
  part?: string;
  /** The language of the words, where it is not the interface's. */
  lang?: string | undefined;
  dir?: 'ltr' | 'rtl' | undefined;
}

/** A heading of `level`, at most 6; `tabindex=-1` lets scripts move the focus to it. */
export function heading(level: number, words: unknown, options: HeadingOptions = {}): TemplateResult {
  const id = options.id ?? nothing;
  const part = options.part ?? 'heading';
  const lang = options.lang ?? nothing;
  const dir = options.dir ?? nothing;
  switch (Math.min(6, Math.max(1, Math.trunc(level) || 2))) {
    case 1:
      return html`<h1 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h1>`;
    case 2:
      return html`<h2 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h2>`;
    case 3:
      return html`<h3 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h3>`;
    case 4:
      return html`<h4 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h4>`;
    case 5:
      return html`<h5 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h5>`;
    default:
      return html`<h6 class="heading" id=${id} part=${part} lang=${lang} dir=${dir} tabindex="-1">
        ${words}
      </h6>`;
  }
}
