/** What a person does with a request of theirs: calls it off, says that it is theirs, answers, accepts an outcome. */
import { ProblemError } from '../../protocol/problem.ts';
import type { RequestStepOperation } from '../../protocol/operation.schema.ts';
import type { RequestState } from '../../protocol/request.ts';
import type { Arrival, Effect } from '../intake.ts';
import { happen } from '../requests/stepping.ts';
import { stated } from './request.ts';

/** Copies are made ready and fetched by their own links. */
const BY_LINK: readonly RequestState[] = ['ready', 'delivered'];

export async function applyRequestStep(arrival: Arrival, operation: RequestStepOperation): Promise<Effect> {
  const { parts, queries, site, actor, receivedAt: now } = arrival;
  const { request: id, to, words } = operation.payload;
  if (actor.kind !== 'session' || actor.site !== site.site)
    throw new ProblemError('unauthenticated', 'Expected a session.');
  await queries.requests.lock(id);
  const row = await queries.requests.find({ site: site.site, id });
  if (row?.subject !== actor.subject) throw refused('request', 'not-held', 'a request of yours');
  if (to === undefined && words === '') throw refused('words', 'required', 'a message, or a step');
  if (to !== undefined && BY_LINK.includes(to))
    throw refused('to', 'not-allowed', 'a step that no link takes');
  const after = await happen({ parts, queries, site, now }, row, { by: 'subject', to, words });
  return { subject: actor.subject, statement: { request: stated(after), language: row.language } };
}

function refused(part: string, code: string, expected: string): ProblemError {
  return new ProblemError('validation', '', [{ pointer: `/operation/payload/${part}`, code, expected }]);
}
