/** Somebody of the staff in a browser: it keeps the cookie, the page sends the session's token with every change. */
import assert from 'node:assert/strict';
import type { StaffSession } from '../../src/protocol/staff.schema.ts';
import type { Role } from '../../src/protocol/terms.ts';
import { mailedLink } from './backend.ts';
import type { TestBackend } from './backend.ts';
import { signedInStaff } from './staff.ts';
import type { StaffHeaders } from './staff.ts';

/** `revision`: of what was seen, for `If-Match`. `headers` come last; undefined takes one away. */
export interface Call {
  body?: unknown;
  revision?: number;
  headers?: Record<string, string | undefined>;
}

export interface StaffBrowser {
  headers: StaffHeaders;
  call: (method: string, path: string, call?: Call) => Promise<Response>;
}

type Server = Pick<TestBackend, 'fetch'>;

/** The session that these headers stand for. */
export function browserWith({ fetch }: Server, headers: StaffHeaders): StaffBrowser {
  return {
    headers,
    call: (method, path, { body, revision, headers: own = {} } = {}) => {
      const all: Record<string, string | undefined> = {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(revision === undefined ? {} : { 'if-match': `"${String(revision)}"` }),
        ...own,
      };
      return fetch(`/v1/staff/${path}`, {
        method,
        headers: Object.entries(all).filter((header): header is [string, string] => header[1] !== undefined),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}

/** Somebody new with these roles, signed in without the mail on the way. */
export async function newcomer(
  backend: TestBackend,
  roles: readonly Role[],
  { site = 'smartxpo', hasPasskey = true }: { site?: string; hasPasskey?: boolean } = {},
): Promise<StaffBrowser & { person: string; email: string }> {
  const { person, ...headers } = await signedInStaff(backend, { site, roles, hasPasskey });
  return { ...browserWith(backend, headers), person, email: `${person}@staff.example` };
}

export function askForLink({ fetch }: Server, email: string, site = 'smartxpo'): Promise<Response> {
  return fetch('/v1/staff/sign-in-links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ site, email }),
  });
}

/** The token in the newest link that was mailed to an address. */
export async function mailedToken({ store }: TestBackend, email: string): Promise<string> {
  const token = new URL(await mailedLink(store, email)).hash.replace('#sign-in=', '');
  assert.match(token, /^[\w-]{43}$/);
  return token;
}

export function openLink({ fetch }: Server, token: string, site = 'smartxpo'): Promise<Response> {
  return fetch('/v1/staff/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ site, token }),
  });
}

/** What the browser keeps of the answer that opened a session. */
export async function headersIn(response: Response): Promise<StaffHeaders> {
  assert.equal(response.status, 201, await response.clone().text());
  const { csrf } = (await response.json()) as StaffSession;
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  assert.ok(cookie !== undefined);
  return { cookie, 'x-csrf-token': csrf };
}

/** Signs in by mail, from the request for a link to the open session. */
export async function signIn(backend: TestBackend, email: string, site = 'smartxpo'): Promise<StaffBrowser> {
  await askForLink(backend, email, site);
  const answer = await openLink(backend, await mailedToken(backend, email), site);
  return browserWith(backend, await headersIn(answer));
}
