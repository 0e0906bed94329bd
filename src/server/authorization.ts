/** Reads the Authorization header: who is acting. */
import type { Actor } from './intake.ts';
import type { Parts } from './parts.ts';
import { ProblemError } from '../protocol/problem.ts';
import { HOUR } from '../protocol/terms.ts';
import { hashOf } from './proof/hash.ts';
import { operationOfCapability } from './proof/sign.ts';

/** H-20; the element warns before. */
export const SESSION_IDLE = HOUR / 4;
const ABSOLUTE = 4 * HOUR;

export interface ActiveSession {
  subject: string;
  site: string;
  tokenHash: string;
  expiresAt: number;
}

/** The session of a bearer token; using it keeps it alive. */
export async function sessionOf(parts: Parts, header: string | undefined): Promise<ActiveSession> {
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  const tokenHash = hashOf(token ?? '');
  const row = token === undefined ? undefined : await parts.store.sessions.find(tokenHash);
  const now = parts.now();
  if (row === undefined || row.last_used_at + SESSION_IDLE <= now || row.created_at + ABSOLUTE <= now) {
    if (row) await parts.store.sessions.remove(tokenHash);
    throw new ProblemError('unauthenticated', 'Expected the token of a session that has not ended.');
  }
  await parts.store.sessions.touch(tokenHash, now);
  const expiresAt = Math.min(now + SESSION_IDLE, row.created_at + ABSOLUTE);
  return { subject: row.subject, site: row.site, tokenHash, expiresAt };
}

/** Who makes an operation. A credential that is there but wrong is refused, not overlooked. */
export async function actorOf(parts: Parts, header: string | undefined): Promise<Actor> {
  if (header === undefined) return { kind: 'anyone' };
  const capability = /^Capability (\S+)$/.exec(header)?.[1];
  if (capability !== undefined) {
    const operation = operationOfCapability(parts.keys, capability);
    const problem = new ProblemError('unauthenticated', 'Expected the capability of a receipt.');
    return operation === undefined ? { kind: 'refused', problem } : { kind: 'capability', operation };
  }
  try {
    const { subject, site } = await sessionOf(parts, header);
    return { kind: 'session', subject, site };
  } catch (problem) {
    if (problem instanceof ProblemError) return { kind: 'refused', problem };
    throw problem;
  }
}
