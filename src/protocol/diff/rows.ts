/** Compared tokens as rows of pieces. */
import type { Piece, Row } from './changes.ts';
import type { Stretched } from './compare.ts';
import type { Run } from '../policy-text.schema.ts';
import { isWord } from './tokens.ts';

export function rowsOf(stretches: readonly Stretched[]): Row[] {
  const rows: Row[] = [];
  for (const { op, tokens, before } of stretches) {
    const fate = op === 'same' ? {} : { op };
    tokens.forEach((token, place) => {
      if (token.shape !== undefined) rows.push({ shape: token.shape, ...fate, pieces: [] });
      else
        pushWord(rows.at(-1)?.pieces ?? [], token.text, {
          ...lookOf(token.run, before?.[place]?.run),
          ...fate,
        });
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
function pushWord(pieces: Piece[], text: string, look: Look): void {
  const last = pieces.at(-1);
  if (last !== undefined && LOOKS.every((key) => last[key] === look[key])) last.text += text;
  else pieces.push({ text, ...look });
}

/** How many words came and went; `isEditorial` when the same words went as came. */
export function countsOf(stretches: readonly Stretched[]): {
  added: number;
  removed: number;
  isEditorial: boolean;
} {
  const words = (op: Stretched['op']): string[] =>
    stretches
      .filter((stretch) => stretch.op === op)
      .flatMap(({ tokens }) => tokens.filter(isWord).map(({ text }) => text.trim().toLowerCase()));
  const [added, removed] = [words('added'), words('removed')];
  return { added: added.length, removed: removed.length, isEditorial: added.join(' ') === removed.join(' ') };
}
