/** Compared tokens as rows of pieces. */
import type { Piece, Row } from './changes.ts';
import type { Stretched } from './compare.ts';
import type { Run } from '../policy-text.schema.ts';
import { isWord } from './tokens.ts';

export function rowsOf(stretches: readonly Stretched[]): Row[] {
  const rows: Row[] = [];
  for (const { op, tokens, before } of stretches) {
    const fate = op === 'same' ? {} : { op };
    let [run, was]: (Run | undefined)[] = [];
    let piece: Piece | undefined;
    tokens.forEach((token, place) => {
      if (token.shape !== undefined) {
        rows.push({ shape: token.shape, ...fate, pieces: [] });
        piece = undefined;
        return;
      }
      const then = before?.[place]?.run;
      // Most words come from the run of the word before them: there is nothing to look at.
      if (piece !== undefined && token.run === run && then === was) piece.text += token.text;
      else piece = pushWord(rows.at(-1)?.pieces ?? [], token.text, { ...lookOf(token.run, then), ...fate });
      [run, was] = [token.run, then];
    });
  }
  return rows;
}

/** Whether stress or link of words that stayed are others than before. */
export function isRestyled({ tokens, before }: Stretched): boolean {
  return tokens.some(({ run }, place) => {
    const { isRestyled: restyled, wasHref } = lookOf(run, before?.[place]?.run);
    return restyled !== undefined || wasHref !== undefined;
  });
}

type Look = Omit<Piece, 'text'>;

function lookOf(run: Run | undefined, before: Run | undefined): Look {
  const { href, strong, emphasis } = run ?? {};
  const look: Look = {
    ...(href === undefined ? {} : { href }),
    ...(strong === undefined ? {} : { strong }),
    ...(emphasis === undefined ? {} : { emphasis }),
  };
  if (before === undefined) return look;
  if (before.href !== href) look.wasHref = before.href ?? '';
  if (before.strong !== strong || before.emphasis !== emphasis) look.isRestyled = true;
  return look;
}

const LOOKS = ['op', 'href', 'strong', 'emphasis', 'wasHref', 'isRestyled'] as const;

/** Words of one fate and one look become one piece. */
function pushWord(pieces: Piece[], text: string, look: Look): Piece {
  const last = pieces.at(-1);
  if (last !== undefined && LOOKS.every((key) => last[key] === look[key])) {
    last.text += text;
    return last;
  }
  const piece = { text, ...look };
  pieces.push(piece);
  return piece;
}

/** How many words came and went; `isEditorial` when the same words went as came. */
export function countsOf(stretches: readonly Stretched[]): {
  added: number;
  removed: number;
  isEditorial: boolean;
} {
  const words: Record<Stretched['op'], string[]> = { added: [], removed: [], same: [] };
  for (const { op, tokens } of stretches)
    if (op !== 'same') for (const token of tokens) if (isWord(token)) words[op].push(token.text);
  const { added, removed } = words;
  const isEditorial =
    added.length === removed.length && added.every((text, place) => isSameWord(text, removed[place] ?? ''));
  return { added: added.length, removed: removed.length, isEditorial };
}

function isSameWord(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
