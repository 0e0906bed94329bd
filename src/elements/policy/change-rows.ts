/** Templates of compared units: words that came and went, marked for the eye and for the ear (A-22). */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { msg } from '../../locales/lit-localize.ts';
import type { Piece, Row } from '../../protocol/diff/changes.ts';
import { getLocale } from '../base/language.ts';
import { runOf } from './blocks.ts';

/** Which of the two texts is drawn; 'both' in one. */
export type Side = 'both' | 'old' | 'new';

export function piecesOf(pieces: readonly Piece[], side: Side = 'both'): unknown[] {
  return pieces
    .filter(({ op }) => side === 'both' || op !== (side === 'old' ? 'added' : 'removed'))
    .map((piece) => pieceOf(piece, side));
}

function pieceOf(piece: Piece, side: Side): unknown {
  const words = runOf(piece);
  if (piece.op === 'added') return html`<ins>${spoken(msg('added:'))}${words}${spoken(msg('end'))}</ins>`;
  if (piece.op === 'removed') return html`<del>${spoken(msg('removed:'))}${words}${spoken(msg('end'))}</del>`;
  if (piece.wasHref === undefined || side === 'old') return words;
  const note =
    piece.href === undefined
      ? msg('link removed')
      : piece.wasHref === ''
        ? msg('link added')
        : msg('link leads elsewhere now');
  return html`${words}<span class="marker" lang=${getLocale()}> [${note}]</span>`;
}

/** For screen readers, which may not say what is underlined or struck through. */
function spoken(words: string): TemplateResult {
  return html`<span class="hidden-visually" lang=${getLocale()}> [${words}] </span>`;
}

/** Deeper items are indented no further. */
const DEEPEST = 4;

/** A row or a whole table: rows from its head or first row on to the last cell. */
export type Drawn = Row | Row[];

/** Cells are drawn in their table; marks that stand for no words are left out. */
export function drawnRows(rows: readonly Row[]): Drawn[] {
  const drawn: Drawn[] = [];
  for (const row of rows) {
    if (row.shape === 'gap') continue;
    const last = drawn.at(-1);
    const isCell = ['head', 'row', 'th', 'td'].includes(row.shape);
    if (!isCell) {
      if (row.pieces.length > 0) drawn.push(row);
    } else if (Array.isArray(last)) last.push(row);
    else drawn.push([row]);
  }
  return drawn;
}

/** About, in letters: each piece has its marks besides. */
export function sizeOf(drawn: Drawn): number {
  let size = 0;
  for (const { pieces } of [drawn].flat())
    for (const { text, op } of pieces) size += text.length + (op === undefined ? PIECE : MARKED_PIECE);
  return size;
}

/** What an element costs to draw, in letters. */
const PIECE = 40;
const MARKED_PIECE = 120;

export function isUnchanged(drawn: Drawn): boolean {
  return [drawn]
    .flat()
    .every(
      ({ op, pieces }) =>
        op === undefined && pieces.every((piece) => piece.op === undefined && piece.wasHref === undefined),
    );
}

export function rowOf(drawn: Drawn, side: Side = 'both'): TemplateResult | typeof nothing {
  if (Array.isArray(drawn)) return tableOf(drawn, side);
  const { shape, op } = drawn;
  const words = piecesOf(drawn.pieces, side);
  if (words.length === 0) return nothing;
  const depth = /^[uo](\d+)$/.exec(shape)?.[1];
  // Not by a style attribute, which a strict policy of the page forbids.
  const look = depth === undefined ? shape : `item deep-${Math.min(DEEPEST, Number(depth))}`;
  return html`<p class=${`words row ${look} ${op ?? ''}`}>${words}</p>`;
}

function tableOf(rows: readonly Row[], side: Side): TemplateResult {
  const lines: Row[][] = [];
  for (const row of rows) {
    if (row.shape === 'head' || row.shape === 'row' || lines.length === 0) lines.push([]);
    lines.at(-1)?.push(row);
  }
  const cell = ({ shape, pieces }: Row): TemplateResult =>
    shape === 'th'
      ? html`<th scope="col">${piecesOf(pieces, side)}</th>`
      : html`<td class="words">${piecesOf(pieces, side)}</td>`;
  return html`<div class="table" tabindex="0" role="group" aria-label=${msg('Table')}>
    <table>
      ${lines.map(
        (cells) =>
          html`<tr>
            ${cells.filter(({ shape }) => shape === 'th' || shape === 'td').map(cell)}
          </tr>`,
      )}
    </table>
  </div>`;
}
