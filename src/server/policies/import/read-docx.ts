/** DOCX → hast, by way of the HTML that mammoth makes of it. It has no lines, so places are headings. */
import type { Root } from 'hast';
import mammoth from 'mammoth';
import { openDocx } from './docx-archive.ts';
import type { DocxArchive } from './docx-archive.ts';
import { withMarkedFootnotes } from './docx-footnotes.ts';
import type { ImportNotes } from './notes.ts';
import { readHtml } from './read-html.ts';
import { ImportRefused } from './refusal.ts';
import { withoutPositions } from './positions.ts';

const STYLES = ["p[style-name='Title'] => h1.document-title:fresh", "p[style-name='Subtitle'] => p:fresh"];

export async function readDocx(bytes: Uint8Array, notes: ImportNotes): Promise<Root> {
  const archive = openDocx(bytes);
  noteWhatIsLeft(archive, notes);
  return withMarkedFootnotes(withoutPositions(readHtml(await asHtml(archive.bytes, notes))));
}

async function asHtml(bytes: Uint8Array, notes: ImportNotes): Promise<string> {
  try {
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        styleMap: STYLES,
        externalFileAccess: false,
        // The alternative text stays; the picture itself is never read.
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    );
    for (const { message } of messages) notes.add('document-message', {}, message);
    return value;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ImportRefused(error instanceof RangeError ? 'too-deep' : 'damaged', error.message);
  }
}

function noteWhatIsLeft({ body, margins }: DocxArchive, notes: ImportNotes): void {
  const changes = body.match(/<w:(ins|del)[ >]/g)?.length ?? 0;
  if (changes > 0) notes.add('tracked-changes', {}, undefined, changes);
  for (const margin of margins) {
    const words = [...margin.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((match) => match[1] ?? '').join('');
    if (words.trim() !== '') notes.add('page-header-left-out', {}, words);
  }
}
