/** What an import did, in lines for a person at a command line. */
import type { PolicyVersionDocument } from '../../protocol/policy.schema.ts';
import type { ImportNote, NoteCode } from '../policies/import/notes.ts';

const MEANING: Record<NoteCode, string> = {
  'encoding-converted': 'not UTF-8, read in another encoding',
  'code-removed': 'scripts, styles and the like taken out',
  'frame-removed': 'frames of other pages taken out',
  'controls-removed': 'controls of forms taken out',
  'form-unwrapped': 'forms taken out, their text stays',
  'handler-removed': 'event handlers taken out',
  'media-removed': 'drawings, sound and films taken out',
  'comment-removed': 'comments taken out',
  'hidden-removed': 'hidden text taken out',
  'navigation-removed': 'navigation taken out',
  'outside-main-removed': 'words outside <main> taken out',
  'raw-html': 'HTML in Markdown read as HTML',
  'unsafe-link':
    'links that are neither http, https, mailto nor tel, or carry a password: only their text stays',
  'relative-link': 'relative links: only their text stays; --base ADDRESS resolves them',
  'relative-link-resolved': 'relative links made absolute',
  'link-inside': 'links to places in this text: only their text stays',
  'control-character': 'control characters taken out',
  'bidi-control': 'characters that reverse the direction of reading taken out',
  'invisible-character': 'invisible characters taken out',
  'no-break-space': 'no-break spaces made plain spaces',
  'orphan-question-mark': 'question marks that stand alone taken out',
  'title-repeated': 'the repeated title taken out',
  'empty-heading': 'headings without words taken out',
  'long-heading': 'headings of more than 300 characters made paragraphs',
  'link-in-heading': 'links in headings: only their text stays',
  'quote-flattened': 'quotations made paragraphs',
  'code-flattened': 'code made plain text',
  'definitions-flattened': 'lists of definitions made lists',
  'raised-text-flattened': 'raised or lowered characters put on the line',
  'image-as-text': 'pictures replaced by their text',
  'image-without-text': 'pictures without a text taken out',
  'list-item-split': 'text after a list inside an item made an item of its own',
  'list-numbering':
    'lists that do not count 1, 2, 3 from one: they do now; check references to their numbers',
  'cell-flattened': 'lists in cells or under paragraphs of an item made lines',
  'table-flattened': 'tables in lists or cells made lines',
  'table-unwrapped': 'tables that only lay out the page read as text',
  'table-span': 'cells over several columns or rows stand in the first',
  'footnotes-moved': 'footnotes stand in a section at the end',
  'struck-text': 'struck text is in the import as plain text; take out what is not valid',
  'damaged-encoding': 'looks like damaged encoding; left as it is',
  'replacement-character': 'characters that were lost before; left as they are',
  'question-mark-inside': 'a question mark that looks like a lost character; left as it is',
  'address-spellings': 'one mail address in several spellings; left as they are',
  'address-hidden': 'mail addresses that the page hid from programs; write them again',
  'bold-paragraph': 'bold lines that may be meant as headings; left as paragraphs',
  'tracked-changes': 'tracked changes; read as if all were accepted',
  'page-header-left-out': 'headers and footers of pages are not in the import',
  'document-message': 'said by the reader of DOCX',
  'date-differs': 'a day in the text that is not the day of this version',
  'date-ambiguous': 'a day that can be read in two ways; not used',
  'format-guessed': 'format recognised by its first words',
  'heading-recognised': 'lines taken for headings',
  'list-recognised': 'lines taken for items of a list',
  'table-head-guessed': 'tables without headings: the first row is taken for them',
  'title-guessed': 'no heading stands above all others; --title WORDS says what it is called',
  'introduction-added': 'text before the first heading stands in a section that was added',
  'section-renamed': 'sections that have another heading than in the version before; they keep their ids',
  'section-moved': 'sections that stand elsewhere than in the version before; they keep their ids',
  'section-new': 'sections that the version before did not have',
  'section-gone': 'sections of the version before that are not there any more',
  'id-made-up': 'headings that cannot be written in an id',
  'id-numbered': 'ids of headings that are there before',
  'date-from-text': 'days found in the text',
  'date-assumed': 'only one day is known; it stands for both',
  'collects-unknown': '"collects" is empty: fill in which kinds of data the policy declares',
};

export function reportLines(
  file: string,
  { version, lastUpdated, effectiveFrom, texts }: PolicyVersionDocument,
  notes: readonly ImportNote[],
): string[] {
  const titles = Object.entries(texts).map(([language, { title }]) => `"${title}" (${language})`);
  return [
    `${file}: ${titles.join(', ')}, version ${version}, updated ${lastUpdated}, effective ${effectiveFrom}`,
    ...notes.map(
      (note) => `  ${note.kind}: ${note.code}, ${String(note.count)}×${placeOf(note)}: ${MEANING[note.code]}${examplesOf(note)}`, // prettier-ignore
    ),
  ];
}

function placeOf({ lines, under }: ImportNote): string {
  const numbers = lines.slice(0, 12).join(', ');
  if (lines.length > 0) return `, line ${numbers}${lines.length > 12 ? ' …' : ''}`;
  return under.length > 0 ? `, under ${under.slice(0, 3).map((heading) => `"${heading}"`).join(', ')}` : ''; // prettier-ignore
}

function examplesOf({ examples }: ImportNote): string {
  return examples.length === 0 ? '' : ` [${examples.slice(0, 3).join(' · ')}]`;
}
