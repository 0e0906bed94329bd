/** `If-Match` on what two people may change at once; without it they would undo each other's work unseen. */
import type { Context } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { privateJson } from './headers.ts';

/** The revision that the person saw; 0, which nothing has, for what is none. Nine digits fit every database's integers. */
export function revisionIn(context: Context): number {
  return Number(/^"(\d{1,9})"$/.exec(tagIn(context))?.[1] ?? '0');
}

/** The tag of what the person saw, as it was sent. */
export function tagIn({ req }: Context): string {
  const header = req.header('if-match');
  if (header === undefined) {
    throw new ProblemError('precondition-required', 'Expected If-Match with the ETag that was read.');
  }
  return header;
}

export function requireRevision(expected: number, current: number): void {
  if (expected === current) return;
  throw new ProblemError(
    'precondition-failed',
    `Expected revision ${String(current)}, got ${String(expected)}.`,
  );
}

/** With its revision as the ETag. */
export function revisedJson(body: { revision: number }, status = 200): Response {
  return taggedJson(body, `"${String(body.revision)}"`, status);
}

export function taggedJson(body: unknown, tag: string, status = 200): Response {
  const response = privateJson(body, status);
  response.headers.set('etag', tag);
  return response;
}
