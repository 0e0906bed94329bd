/** A backend for element tests: answers the protocol's routes from memory and records every POST. */
import { comparePolicyTexts } from '../../src/protocol/diff/policy-diff.ts';
import type {
  HeldObjection,
  HeldRequest,
  HeldPermission,
  HeldReceipt,
  HeldSubmission,
} from '../../src/protocol/me.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Finding, ProblemCode } from '../../src/protocol/problem.ts';
import { PROBLEM_STATUS, problemType } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { definition, policyIndex, policyVersion, published, siteConfig } from './elements-documents.ts';

export interface Backend {
  fetch: typeof globalThis.fetch;
  /** Every operation that arrived, in order, repeats included. */
  operations: Operation[];
  /** `Authorization` of each of them. */
  authorizations: (string | null)[];
  links: { email: string; language: string }[];
  /** No answer to anything while true. */
  offline: boolean;
  /** Operations are answered when this resolves. */
  gate: Promise<void> | undefined;
  /** Answered instead of a receipt. */
  refusal: { code: ProblemCode; errors: Finding[] } | undefined;
  /** The answer to one path, instead of the usual one. */
  answers: Map<string, (url: URL) => Response>;
  permissions: HeldPermission[];
  details: HeldSubmission[];
  objections: HeldObjection[];
  requests: HeldRequest[];
  /** Confirmation mails that were asked for once more. */
  confirmations: { grant: string; authorization: string | null }[];
  receipts: HeldReceipt[];
  /** How long a session lasts from now, ms. */
  sessionLength: number;
  /** Sessions that are open, by token. */
  sessions: Set<string>;
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

export function problem(code: ProblemCode, more: object = {}): Response {
  const status = PROBLEM_STATUS[code];
  return json({ type: problemType(code), title: code, status, ...more }, status);
}

export function createBackend(site: string): Backend {
  const backend: Backend = {
    fetch: (input, init) => answer(backend, site, new Request(input, init)),
    operations: [],
    authorizations: [],
    links: [],
    offline: false,
    gate: undefined,
    refusal: undefined,
    answers: new Map(),
    permissions: [],
    details: [],
    requests: [],
    objections: [
      { scope: 'marketing', objects: false },
      { scope: 'sharing', objects: false },
    ],
    receipts: [],
    confirmations: [],
    sessionLength: 15 * 60_000,
    sessions: new Set(),
  };
  return backend;
}

async function answer(backend: Backend, site: string, request: Request): Promise<Response> {
  if (backend.offline) throw new TypeError('Failed to fetch');
  const url = new URL(request.url);
  const path = url.pathname.replace(/^.*\/v1/, '').replace(`/sites/${site}`, '');
  const own = backend.answers.get(path);
  if (own !== undefined) return own(url);
  if (path.startsWith('/me')) return me(backend, path, request);
  if (path === '/config') return json(siteConfig(site));
  if (path === '/forms/subscription') return json(published());
  if (path === '/policies/privacy') return json(policyIndex);
  if (path === '/policies/privacy/changes') {
    const [from, to] = ['from', 'to'].map((key) =>
      policyVersion(url.searchParams.get(key) ?? '', url.searchParams.get('language') ?? 'en'),
    );
    if (to === undefined) return problem('not-found');
    const about = { policy: 'privacy', to: to.version, language: to.language };
    return json(
      from === undefined
        ? { ...about, title: [], sections: [] }
        : { ...about, from: from.version, ...comparePolicyTexts(from, to) },
    );
  }
  if (path.startsWith('/policies/privacy/versions/')) {
    const version = policyVersion(path.split('/').at(-1) ?? '', url.searchParams.get('language') ?? 'en');
    return version === undefined ? problem('not-found') : json(version);
  }
  if (path === '/operations') return take(backend, request);
  if (path === '/sign-in-links') {
    backend.links.push((await request.json()) as { email: string; language: string });
    return json({}, 202);
  }
  if (path === '/sessions') {
    const { token } = (await request.json()) as { token: string };
    if (token !== 'good-token') return problem('link-expired');
    backend.sessions.add('session-1');
    return json({ subject: 'subject-1', token: 'session-1' }, 201);
  }
  if (path === '/sessions/by-code') {
    const { email, code } = (await request.json()) as { email: string; code: string };
    if (email !== 'ada@example.org' || code !== '123456') return problem('link-expired');
    backend.sessions.add('session-1');
    return json({ subject: 'subject-1', token: 'session-1' }, 201);
  }
  if (path === '/confirmations') {
    const { grant } = (await request.json()) as { grant: string };
    backend.confirmations.push({ grant, authorization: request.headers.get('authorization') });
    return json({}, 202);
  }
  if (path === '/sessions/current') {
    backend.sessions.clear();
    return json({}, 200);
  }
  return problem('not-found');
}

function me(backend: Backend, path: string, request: Request): Response {
  const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
  if (!backend.sessions.has(token)) return problem('unauthenticated');
  if (path === '/me/permissions') return json({ items: backend.permissions });
  if (path === '/me/details') return json({ items: backend.details });
  if (path === '/me/requests') return json({ items: backend.requests });
  if (path === '/me/objections') return json({ items: backend.objections });
  if (path === '/me/receipts') return json({ items: backend.receipts });
  const expiresAt = new Date(Date.now() + backend.sessionLength).toISOString();
  return json({ site: 'x', contacts: [{ channel: 'email', value: 'ada@example.org' }], expiresAt });
}

async function take(backend: Backend, request: Request): Promise<Response> {
  const { operation } = (await request.json()) as { operation: Operation };
  backend.operations.push(operation);
  backend.authorizations.push(request.headers.get('authorization'));
  await backend.gate;
  if (backend.offline) throw new TypeError('Failed to fetch');
  const { refusal } = backend;
  if (refusal) return problem(refusal.code, { operation: operation.id, errors: refusal.errors });
  if (operation.kind === 'withdrawal') end(backend, operation.payload);
  if (operation.kind === 'objection') {
    const { scope, objects } = operation.payload;
    const since = new Date().toISOString();
    backend.objections = backend.objections.map((held) =>
      held.scope === scope ? { scope, objects, since } : held,
    );
  }
  return json(receiptFor(operation), 201);
}

function end(backend: Backend, { purpose, channel }: { purpose: string; channel: string }): void {
  backend.permissions = backend.permissions.map((held) =>
    held.purpose === purpose && held.channel === channel
      ? { ...held, state: 'ConsentWithdrawn', since: new Date().toISOString() }
      : held,
  );
}

export function receiptFor(operation: Operation): Receipt {
  const { id, kind, site } = operation;
  const receivedAt = new Date().toISOString();
  const statement = { operation: id, kind, site, controller: 'Fair & Co Limited', receivedAt };
  if (operation.kind === 'withdrawal') {
    const { purpose, channel } = operation.payload;
    const { grant } = operation.payload;
    const withdrawal = {
      purpose,
      channel,
      grants: grant === undefined ? [] : [grant],
      whole: grant === undefined,
    };
    return { id, statement: { ...statement, withdrawal }, signature: 'signed' };
  }
  if (operation.kind === 'request') {
    const request = {
      ...{ request: id, kind: operation.payload.kind, state: 'acknowledged' as const },
      ...{ reference: 'R-7KQ4M-2XWPD', receivedOn: '2026-11-01', dueOn: '2026-12-01' },
    };
    return { id, statement: { ...statement, request }, signature: 'signed' };
  }
  if (operation.kind !== 'submission') return { id, statement, signature: 'signed' };
  const consents = operation.payload.consents.map(({ consent, words, hash, ticked }) => {
    const block = definition.consents[consent];
    const purpose = block?.kind === 'opt-in' ? { purpose: block.purpose, channel: block.channel } : {};
    return { consent, words, hash, ...purpose, ...(ticked === undefined ? {} : { ticked }) };
  });
  const form = {
    form: operation.payload.form,
    version: operation.payload.formVersion,
    title: definition.title,
  };
  const granted = operation.payload.consents.some(({ ticked }) => ticked === true);
  return {
    id,
    statement: { ...statement, form, consents },
    signature: 'signed',
    ...(granted ? { capability: `capability-${id}`, confirmByMail: true } : {}),
  };
}
