/**
 * The visitor's session and what it may read. The token lives in memory only (H-20): a reload, or
 * another tab, is signed out.
 */
import type {
  HeldObjection,
  HeldPermission,
  HeldReceipt,
  HeldRequest,
  HeldSubmission,
  Me,
} from '../protocol/me.ts';
import { problemCode } from '../protocol/problem.ts';
import type { ProblemCode } from '../protocol/problem.ts';
import { jsonBody, SEND_TIMEOUT } from './transport.ts';

export type SessionCode = ProblemCode | 'unreachable';

/** The backend did not do what was asked; `code` says why. */
export class SessionError extends Error {
  readonly code: SessionCode;

  constructor(code: SessionCode) {
    super(code);
    this.name = 'SessionError';
    this.code = code;
  }
}

export interface Session {
  /** Who is signed in: a random subject id and the bearer token. */
  current(): { subject: string; token: string } | undefined;
  /** Asks for a sign-in mail. Resolves alike for known and unknown addresses (H-19). */
  requestLink(email: string, language: string): Promise<void>;
  /** Trades the token of the mailed link for a session; works once. */
  signIn(token: string): Promise<void>;
  /** The same with the six digits of the newest mail. */
  signInByCode(email: string, code: string): Promise<void>;
  signOut(): Promise<void>;
  /** Asks for the confirmation mail of that operation once more, as whoever is signed in or has its receipt. */
  askToConfirm(by: { grant: string; capability?: string }): Promise<void>;
  /** Forgets a session that the backend has ended; one that was begun meanwhile stays. */
  drop: (token: string) => void;
  me(): Promise<Me>;
  details(): Promise<HeldSubmission[]>;
  permissions(): Promise<HeldPermission[]>;
  objections(): Promise<HeldObjection[]>;
  /** Newest first. */
  requests(): Promise<HeldRequest[]>;
  /** The copy that was made for a request; it is counted, and the link that was mailed ends with it. */
  fetchCopy(request: string): Promise<Blob>;
  /** Newest first. */
  receipts(): Promise<HeldReceipt[]>;
  /** Called after every change of `current()`. */
  subscribe(listener: () => void): () => void;
}

export function createSession(endpoint: string, site: string, fetch: typeof globalThis.fetch): Session {
  let current: { subject: string; token: string } | undefined;
  const listeners = new Set<() => void>();
  const become = (next: typeof current): void => {
    current = next;
    for (const listener of listeners) listener();
  };

  const end = (token: string | undefined): void => {
    if (current?.token === token) become(undefined);
  };

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    capability?: string,
  ): Promise<Record<string, unknown>> => {
    const used = current?.token;
    const proof = capability === undefined ? used && `Bearer ${used}` : `Capability ${capability}`;
    let response: Response;
    let answer: Record<string, unknown> | undefined;
    try {
      response = await fetch(`${endpoint}/v1${path}`, {
        method,
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(proof === undefined ? {} : { authorization: proof }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(SEND_TIMEOUT),
      });
      answer = await jsonBody(response);
    } catch {
      throw new SessionError('unreachable');
    }
    if (response.ok) return answer ?? {};
    const code = answer && problemCode(answer);
    if (code === 'unauthenticated' && capability === undefined) end(used);
    throw new SessionError(code ?? 'unreachable');
  };
  const download = async (address: string): Promise<Blob> => {
    const response = await fetch(address, { method: 'POST', credentials: 'omit', cache: 'no-store' }).catch(
      () => undefined,
    );
    if (response === undefined) throw new SessionError('unreachable');
    if (!response.ok) throw new SessionError(response.status === 410 ? 'link-expired' : 'unreachable');
    return response.blob();
  };
  const open = async (path: string, proof: object): Promise<void> => {
    const made = (await call('POST', path, { site, ...proof })) as { subject: string; token: string };
    become({ subject: made.subject, token: made.token });
  };
  const read = async <T>(path: string): Promise<T[]> => (await call('GET', path))['items'] as T[];

  return {
    current: () => current,
    async requestLink(email, language) {
      await call('POST', '/sign-in-links', { site, email, language });
    },
    signIn: (token) => open('/sessions', { token }),
    signInByCode: (email, code) => open('/sessions/by-code', { email, code }),
    async signOut() {
      try {
        await call('DELETE', '/sessions/current');
      } finally {
        become(undefined);
      }
    },
    async askToConfirm({ grant, capability }) {
      await call('POST', '/confirmations', { grant }, capability);
    },
    drop: end,
    me: async () => (await call('GET', '/me')) as unknown as Me,
    details: () => read<HeldSubmission>('/me/details'),
    permissions: () => read<HeldPermission>('/me/permissions'),
    objections: () => read<HeldObjection>('/me/objections'),
    requests: () => read<HeldRequest>('/me/requests'),
    async fetchCopy(request) {
      const { url } = await call('POST', `/me/requests/${request}/download-links`);
      return download(`${endpoint}${new URL(String(url)).pathname}`);
    },
    receipts: () => read<HeldReceipt>('/me/receipts'),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
