/** Paragraphs that are all bold and short: headings where a document has no others, otherwise something to look at. */
import type { ImportNotes } from './notes.ts';
import type { HeadingPiece, Piece } from './pieces.ts';
import { datesIn } from './dates-in-text.ts';
import { plain } from './runs.ts';

const LONGEST = 80;

export function withBoldHeadings(pieces: readonly Piece[], language: string, notes: ImportNotes): Piece[] {
  const bold = new Set(pieces.filter((piece, index) => isBoldLine(piece, pieces[index + 1], language)));
  // Below a title there may be nothing but bold lines; two of them are a habit of the author.
  const headings = pieces.filter(({ kind }) => kind === 'heading').length;
  const isHabit = headings <= 1 && bold.size >= 2;
  return pieces.map((piece) => {
    if (!bold.has(piece) || piece.kind === 'heading' || piece.block.kind !== 'paragraph') return piece;
    const { text } = piece.block;
    notes.add(isHabit ? 'heading-recognised' : 'bold-paragraph', { line: piece.line }, plain(text));
    const heading: HeadingPiece = { kind: 'heading', level: 2, text, line: piece.line, isTitle: false };
    return isHabit ? heading : piece;
  });
}

function isBoldLine(piece: Piece, next: Piece | undefined, language: string): boolean {
  if (piece.kind === 'heading' || piece.block.kind !== 'paragraph' || next?.kind !== 'block') return false;
  const { text } = piece.block;
  const words = plain(text);
  return (
    text.every((run) => (run.strong === true && run.href === undefined) || run.text.trim() === '') &&
    words.length <= LONGEST &&
    !/[.,;:!]$|\n/.test(words) &&
    datesIn(words, language).length === 0
  );
}
