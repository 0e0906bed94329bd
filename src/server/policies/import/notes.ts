/** What an import did to a text, what it saw in it, and what it had to guess. Codes; words are made at the edge. */

/** `cleaned`: taken out or written differently. `flagged`: left as it was, for a person to look at. */
const KINDS = {
  'encoding-converted': 'cleaned',
  'code-removed': 'cleaned',
  'frame-removed': 'cleaned',
  'controls-removed': 'cleaned',
  'form-unwrapped': 'cleaned',
  'handler-removed': 'cleaned',
  'media-removed': 'cleaned',
  'comment-removed': 'cleaned',
  'hidden-removed': 'cleaned',
  'navigation-removed': 'cleaned',
  'outside-main-removed': 'cleaned',
  'raw-html': 'cleaned',
  'unsafe-link': 'cleaned',
  'relative-link': 'cleaned',
  'relative-link-resolved': 'cleaned',
  'link-inside': 'cleaned',
  'control-character': 'cleaned',
  'bidi-control': 'cleaned',
  'invisible-character': 'cleaned',
  'no-break-space': 'cleaned',
  'orphan-question-mark': 'cleaned',
  'title-repeated': 'cleaned',
  'empty-heading': 'cleaned',
  'long-heading': 'cleaned',
  'link-in-heading': 'cleaned',
  'quote-flattened': 'cleaned',
  'code-flattened': 'cleaned',
  'definitions-flattened': 'cleaned',
  'raised-text-flattened': 'cleaned',
  'image-as-text': 'cleaned',
  'image-without-text': 'cleaned',
  'list-item-split': 'cleaned',
  'list-numbering': 'cleaned',
  'cell-flattened': 'cleaned',
  'table-flattened': 'cleaned',
  'table-unwrapped': 'cleaned',
  'table-span': 'cleaned',
  'footnotes-moved': 'cleaned',
  'struck-text': 'flagged',
  'damaged-encoding': 'flagged',
  'replacement-character': 'flagged',
  'question-mark-inside': 'flagged',
  'address-spellings': 'flagged',
  'address-hidden': 'flagged',
  'bold-paragraph': 'flagged',
  'tracked-changes': 'flagged',
  'page-header-left-out': 'flagged',
  'document-message': 'flagged',
  'date-differs': 'flagged',
  'date-ambiguous': 'flagged',
  'format-guessed': 'guessed',
  'heading-recognised': 'guessed',
  'list-recognised': 'guessed',
  'table-head-guessed': 'guessed',
  'title-guessed': 'guessed',
  'introduction-added': 'guessed',
  'section-renamed': 'guessed',
  'section-moved': 'guessed',
  'section-new': 'guessed',
  'section-gone': 'guessed',
  'id-made-up': 'guessed',
  'id-numbered': 'guessed',
  'date-from-text': 'guessed',
  'date-assumed': 'guessed',
  'collects-unknown': 'guessed',
} as const satisfies Record<string, 'cleaned' | 'flagged' | 'guessed'>;

export type NoteCode = keyof typeof KINDS;

/** Where something was: a line of the file where it has lines, and the heading it stands under. */
export interface Place {
  line?: number | undefined;
  under?: string | undefined;
}

export interface ImportNote {
  code: NoteCode;
  kind: 'cleaned' | 'flagged' | 'guessed';
  count: number;
  /** The first 50 different ones, from 1. */
  lines: number[];
  /** The headings of what has no lines; the first ten. */
  under: string[];
  /** The first five different ones, cut to 80 characters. */
  examples: string[];
}

/** Gathers notes while a file is read; one line of the report a code. */
export class ImportNotes {
  readonly #notes = new Map<NoteCode, ImportNote>();

  add(code: NoteCode, place: Place = {}, example?: string, count = 1): void {
    const known = this.#notes.get(code);
    const note = known ?? { code, kind: KINDS[code], count: 0, lines: [], under: [], examples: [] };
    note.count += count;
    if (place.line !== undefined) addOnce(note.lines, place.line, 50);
    else if (place.under !== undefined) addOnce(note.under, place.under, 10);
    const shown = example?.replace(/\s+/g, ' ').trim();
    if (shown) addOnce(note.examples, shown.length > 80 ? `${shown.slice(0, 79)}…` : shown, 5);
    this.#notes.set(code, note);
  }

  /** In the order of the table above: cleaned, flagged, guessed. */
  list(): ImportNote[] {
    const order = Object.keys(KINDS);
    return [...this.#notes.values()].sort(
      (one, other) => order.indexOf(one.code) - order.indexOf(other.code),
    );
  }
}

function addOnce<T>(list: T[], value: T, most: number): void {
  if (list.length < most && !list.includes(value)) list.push(value);
}
