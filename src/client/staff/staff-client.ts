/**
 * What the studio asks of the backend. The session is a cookie that no script can read; everything that changes
 * something carries the token that came with it. One client for a page; it says when its session has ended.
 */
import { problemCode } from '../../protocol/problem.ts';
import type { Finding, ProblemCode } from '../../protocol/problem.ts';
import type { StaffSession } from '../../protocol/staff.schema.ts';
import { jsonBody } from '../transport.ts';

export type StaffCode = ProblemCode | 'unreachable';

/** The backend did not do what was asked; `code` says why. */
export class StaffError extends Error {
  readonly code: StaffCode;
  readonly findings: Finding[];

  constructor(code: StaffCode, detail = '', findings: Finding[] = []) {
    super(detail === '' ? code : detail);
    this.name = 'StaffError';
    this.code = code;
    this.findings = findings;
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** The revision that was seen. */
  revision?: number | undefined;
  /** The tag that was seen, of what has no revision. */
  tag?: string;
  /** Makes what is sent twice one: the id of what is entered. */
  key?: string;
}

export interface StaffClient {
  readonly site: string;
  /** Who is signed in; undefined before `resume` or `signIn`, and after the end. */
  readonly session: StaffSession | undefined;
  /** Takes up the session of an earlier page; undefined where there is none. */
  resume(): Promise<StaffSession | undefined>;
  requestLink(email: string, language: string): Promise<void>;
  signIn(token: string): Promise<StaffSession>;
  signOut(): Promise<void>;
  /** A passkey was shown or made: who is signed in now. */
  become(session: StaffSession): void;
  /** `path` below `/v1/staff`, such as `/forms`. Rejects with a StaffError. */
  ask<T>(path: string, call?: Call): Promise<T>;
  /** The same with the tag of what was read, for `If-Match`. */
  askTagged(path: string, call?: Call): Promise<{ value: unknown; tag: string }>;
  /** The same for an answer that is a file. */
  download(path: string, call?: Call): Promise<{ name: string; content: Blob }>;
  /** The JSON Schema of forms, for editors. */
  schema(): Promise<object>;
  /** Called after every change of `session`. */
  subscribe(listener: () => void): () => void;
}

const TIMEOUT = 20_000;

export function createStaffClient(
  endpoint: string,
  site: string,
  fetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call),
): StaffClient {
  let session: StaffSession | undefined;
  const listeners = new Set<() => void>();
  const become = (next: StaffSession | undefined): void => {
    session = next;
    for (const listener of listeners) listener();
  };

  const send = async (
    path: string,
    { method = 'GET', body, revision, tag, key }: Call = {},
  ): Promise<Response> => {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(session === undefined || method === 'GET' ? {} : { 'x-csrf-token': session.csrf }),
      ...(revision === undefined ? {} : { 'if-match': `"${String(revision)}"` }),
      ...(tag === undefined ? {} : { 'if-match': tag }),
      ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
    };
    let response: Response;
    try {
      response = await fetch(`${endpoint}/v1/staff${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT),
      });
    } catch (cause) {
      throw new StaffError('unreachable', String(cause));
    }
    if (!response.ok) throw await refusal(response);
    return response;
  };
  /** Whoever is signed out by the backend is signed out here as well. */
  const sendAs = async (path: string, call?: Call): Promise<Response> => {
    try {
      return await send(path, call);
    } catch (error) {
      if (error instanceof StaffError && error.code === 'unauthenticated' && session !== undefined)
        become(undefined);
      throw error;
    }
  };
  const ask = async <T>(path: string, call?: Call): Promise<T> => {
    const response = await sendAs(path, call);
    return (response.status === 204 ? undefined : await bodyOf(response)) as T;
  };

  return {
    site,
    get session() {
      return session;
    },
    async resume() {
      try {
        const current = await ask<StaffSession>('/sessions/current');
        if (current.site !== site) return undefined;
        become(current);
        return current;
      } catch (error) {
        if (error instanceof StaffError && error.code === 'unauthenticated') return undefined;
        throw error;
      }
    },
    requestLink: (email, language) =>
      ask('/sign-in-links', { method: 'POST', body: { site, email, language } }),
    async signIn(token) {
      const current = await ask<StaffSession>('/sessions', { method: 'POST', body: { site, token } });
      become(current);
      return current;
    },
    async signOut() {
      await ask('/sessions/current', { method: 'DELETE' });
      become(undefined);
    },
    become,
    ask,
    async askTagged(path, call) {
      const response = await sendAs(path, call);
      return { value: await bodyOf(response), tag: response.headers.get('etag') ?? '' };
    },
    async download(path, call) {
      const response = await sendAs(path, call);
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
      return { name: name ?? 'export', content: await response.blob() };
    },
    async schema() {
      const response = await fetch(`${endpoint}/schemas/form.v1.schema.json`, { credentials: 'omit' });
      if (!response.ok) throw new StaffError('unreachable', String(response.status));
      return (await response.json()) as object;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function refusal(response: Response): Promise<StaffError> {
  const body = await jsonBody(response).catch(() => undefined);
  const code = body && problemCode(body);
  // Something between here and the backend answered.
  if (body === undefined || code === undefined) return new StaffError('unreachable', String(response.status));
  const { detail, errors } = body;
  return new StaffError(
    code,
    typeof detail === 'string' ? detail : '',
    Array.isArray(errors) ? (errors as Finding[]) : [],
  );
}

/** The studio reads forms of any length; it is not a visitor's page. */
async function bodyOf(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? ''))
    throw new StaffError('unreachable', 'Expected JSON');
  return response.json();
}
