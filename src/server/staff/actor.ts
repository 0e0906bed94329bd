/**
 * Who of the staff is asking: by the cookie of a session, or by a staff key on the command line. Everything that
 * changes something in a session carries the session's own CSRF token, and comes from this server's pages.
 */
import type { Context } from 'hono';
import { ProblemError } from '../../protocol/problem.ts';
import type { StaffSession } from '../../protocol/staff.schema.ts';
import type { Role } from '../../protocol/terms.ts';
import { HOUR } from '../../protocol/terms.ts';
import type { Parts } from '../parts.ts';
import { hashOf, keyedHash, sameSecret } from '../proof/hash.ts';
import type { PersonRow, StaffSessionRow } from '../store/people.ts';
import { AREAS, mayEnter } from '../../protocol/staff-access.ts';
import type { Area } from '../../protocol/staff-access.ts';
import { tokenIn } from './cookie.ts';

/** A working day is not interrupted; a computer left behind is not open for long. */
const IDLE = HOUR;
const ABSOLUTE = 12 * HOUR;

interface Someone {
  site: string;
  /** As it stands in records: an address, or the name a key was made for. */
  person: string;
  roles: readonly Role[];
}

/** Somebody in a browser. */
export interface SignedIn extends Someone {
  kind: 'session';
  row: PersonRow;
  session: StaffSessionRow;
  passkey: StaffSession['passkey'];
  csrf: string;
  expiresAt: number;
}

/** A program that holds the key of a person. */
interface KeyHolder extends Someone {
  kind: 'key';
}

export type Actor = SignedIn | KeyHolder;

/** Rejects with 'unauthenticated', 'forbidden' or 'passkey-needed'. */
export async function actorFor(parts: Parts, context: Context, area: Area): Promise<Actor> {
  const header = context.req.header('authorization');
  const actor = header === undefined ? await signedIn(parts, context) : await keyHolder(parts, header);
  if (!mayEnter(area, actor.roles)) {
    throw new ProblemError('forbidden', `Expected one of the roles ${AREAS[area].roles.join(', ')}.`);
  }
  const isShown = actor.kind === 'key' || actor.passkey === 'shown' || actor.passkey === 'off';
  if (AREAS[area].isPersonal && !isShown) {
    throw new ProblemError('passkey-needed', 'Expected a session in which a passkey was shown.');
  }
  return actor;
}

/** Rejects with 'unauthenticated', or 'forbidden' where something changes without the token of the page. */
export async function signedIn(parts: Parts, context: Context): Promise<SignedIn> {
  const staff = await sessionOf(parts, tokenIn(context, parts));
  if (!['GET', 'HEAD'].includes(context.req.method)) requireOwnPage(parts, context, staff.csrf);
  return staff;
}

/** Using a session keeps it alive. */
export async function sessionOf(parts: Parts, token: string | undefined): Promise<SignedIn> {
  const { people } = parts.store;
  const session = token === undefined ? undefined : await people.session(hashOf(token));
  const row = session && (await people.byId(session.person));
  const now = parts.now();
  if (token === undefined || session === undefined || row === undefined || isOver(session, row, now)) {
    if (session) await people.removeSession(session.token_hash);
    throw new ProblemError('unauthenticated', 'Expected a session that has not ended.');
  }
  await people.changeSession(session.token_hash, { last_used_at: now });
  return {
    kind: 'session',
    site: row.site,
    person: row.email,
    roles: JSON.parse(row.roles) as Role[],
    row,
    session,
    passkey: await passkeyState(parts, session),
    // Derived from the token: whoever holds one knows the other, and no other page does.
    csrf: keyedHash(parts.keys.staff, token),
    expiresAt: Math.min(now + IDLE, session.created_at + ABSOLUTE),
  };
}

function isOver({ last_used_at: usedAt, created_at: since }: StaffSessionRow, row: PersonRow, now: number) {
  return row.removed_at !== null || usedAt + IDLE <= now || since + ABSOLUTE <= now;
}

async function passkeyState(
  { store, staffPasskeys }: Parts,
  { person, passkey_at: shownAt }: StaffSessionRow,
): Promise<StaffSession['passkey']> {
  if (shownAt !== null) return 'shown';
  if (staffPasskeys === 'off') return 'off';
  return (await store.people.passkeys(person)).length > 0 ? 'needed' : 'missing';
}

function requireOwnPage(parts: Parts, { req }: Context, csrf: string): void {
  requireOwnOrigin(parts, req.header('origin'));
  if (!sameSecret(req.header('x-csrf-token') ?? '', csrf))
    throw new ProblemError('forbidden', 'Expected X-CSRF-Token as GET /v1/staff/sessions/current gives it.');
}

/** Staff work on this server's own pages; scripts send no origin. */
export function requireOwnOrigin({ ownOrigins }: Parts, origin: string | undefined): void {
  if (origin !== undefined && !ownOrigins.includes(origin))
    throw new ProblemError('forbidden', 'Expected a page of this server.');
}

async function keyHolder({ store }: Parts, header: string): Promise<KeyHolder> {
  const key = /^Bearer (\S+)$/.exec(header)?.[1];
  const row = key === undefined ? undefined : await store.staff.key(hashOf(key));
  if (row === undefined) throw new ProblemError('unauthenticated', 'Expected the staff key of a person.');
  return { kind: 'key', site: row.site, person: row.person, roles: JSON.parse(row.roles) as Role[] };
}
