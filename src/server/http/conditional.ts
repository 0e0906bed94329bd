/** `If-Match` on what two people may change at once; without it they would undo each other's work unseen. */
import type { Context } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import { privateJson } from './headers.ts';

/** The revision that the person saw. */
export function revisionIn({ req }: Context): number {
  const header = req.header('if-match');
  if (header === undefined) {
    throw new ProblemError('precondition-required', 'Expected If-Match with the revision that was read.');
  }
  return Number(/^"(\d{1,15})"$/.exec(header)?.[1] ?? '0');
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
  const response = privateJson(body, status);
  response.headers.set('etag', `"${String(body.revision)}"`);
  return response;
}
