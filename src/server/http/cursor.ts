/** Where a list goes on, as the reader hands it back. It holds a time and a random id, nothing of a person. */
import { base64url } from 'jose';
import { ProblemError } from '../../protocol/problem.ts';
import type { Place } from '../store/submissions.ts';

export function cursorOf({ at, id }: Place): string {
  return base64url.encode(`${String(at)} ${id}`);
}

/** Rejects with 'validation' what is none of ours. */
export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(-?\d{1,15}) ([0-9a-f-]{36})$/.exec(decoded(cursor)) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new ProblemError('validation', '', [
    { pointer: '/cursor', code: 'not-allowed', expected: '“next” of an answer before' },
  ]);
}

function decoded(cursor: string): string {
  try {
    return new TextDecoder().decode(base64url.decode(cursor));
  } catch {
    return '';
  }
}

/** One row more than the page was asked for: is there another page? */
export function paged<Row>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => Place,
): { rows: Row[]; next?: string } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return rows.length > limit && last !== undefined
    ? { rows: page, next: cursorOf(place(last)) }
    : { rows: page };
}
