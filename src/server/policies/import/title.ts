/** Which heading is the title of the document, and what is called so when none is. */
import type { ImportNotes } from './notes.ts';
import type { HeadingPiece, Piece } from './pieces.ts';
import { plain } from './runs.ts';

export interface Titled {
  title: string;
  /** Without the heading that became the title, and without its repetition. */
  pieces: Piece[];
}

export interface TitleSources {
  /** Given by the caller. */
  asked: string | undefined;
  /** What `<title>` says. */
  page: string;
  /** The id of the policy, when nothing else is there. */
  policy: string;
}

/** Longer paragraphs before a heading are a text, and the heading is one inside it. */
const LONGEST_BEFORE = 200;

export function withTitle(pieces: readonly Piece[], sources: TitleSources, notes: ImportNotes): Titled {
  const found = titleHeading(pieces);
  const title = sources.asked ?? (found === undefined ? guessed(pieces, sources, notes) : oneLine(found));
  // A title given by hand takes the place of the heading only when it says the same.
  const isTaken = found !== undefined && (sources.asked === undefined || repeats(oneLine(found), title));
  const rest = isTaken ? pieces.filter((piece) => piece !== found) : [...pieces];
  const first = rest[0];
  if (first?.kind === 'heading' && isTaken && repeats(oneLine(first), title)) {
    notes.add('title-repeated', { line: first.line }, oneLine(first));
    rest.shift();
  }
  return { title, pieces: rest };
}

/** The heading the file calls its title, or the first when it stands above all others and at the top. */
function titleHeading(pieces: readonly Piece[]): HeadingPiece | undefined {
  const headings = pieces.filter((piece) => piece.kind === 'heading');
  const [first] = headings;
  if (first === undefined) return undefined;
  const styled = headings.find(({ isTitle }) => isTitle);
  if (styled !== undefined) return styled;
  const top = Math.min(...headings.map(({ level }) => level));
  const alone = headings.filter(({ level }) => level === top).length === 1;
  const before = pieces.slice(0, pieces.indexOf(first));
  const isAtTop = before.length <= 2 && before.every(isShort) && (headings.length > 1 || before.length === 0);
  return alone && first.level === top && isAtTop ? first : undefined;
}

function isShort(piece: Piece): boolean {
  if (piece.kind === 'heading' || piece.block.kind !== 'paragraph') return false;
  return plain(piece.block.text).length < LONGEST_BEFORE;
}

/** A page's own title, the first heading of a text that begins with it, or the name of the policy. */
function guessed(pieces: readonly Piece[], { page, policy }: TitleSources, notes: ImportNotes): string {
  const [first] = pieces;
  const opening = first?.kind === 'heading' ? oneLine(first) : '';
  const name = policy.charAt(0).toUpperCase() + policy.slice(1).replaceAll('-', ' ');
  const title = [page, opening, name].find((candidate) => candidate !== '') ?? name;
  notes.add('title-guessed', {}, title);
  return title;
}

/** "Privacy Policy" after "Privacy Policy - Example". */
function repeats(heading: string, title: string): boolean {
  const [one, other] = [heading, title].map((text) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `); // prettier-ignore
  return one !== undefined && other !== undefined && one.trim() !== '' && (other.startsWith(one) || other.endsWith(one)); // prettier-ignore
}

export function oneLine({ text }: HeadingPiece): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}
