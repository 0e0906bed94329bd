import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Hono } from 'hono';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { createApp } from '../../src/server/app.ts';
import { PUBLIC_URL, SITE_ORIGIN, startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';

interface OpenApi {
  paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
}

describe('HTTP', () => {
  let backend: TestBackend;
  let app: Hono;
  before(async () => {
    backend = await startBackend();
    app = createApp(backend.parts);
  });
  after(() => backend.close());

  const preflight = (origin: string, path = '/v1/operations') =>
    backend.fetch(path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'idempotency-key',
      },
    });

  test('lets exactly the listed origins call', async () => {
    const allowed = await preflight(SITE_ORIGIN);
    assert.equal(allowed.headers.get('access-control-allow-origin'), SITE_ORIGIN);
    assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /Idempotency-Key/i);
    assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
    for (const origin of ['http://evil.test', `${SITE_ORIGIN}.evil.test`, 'https://site.test', 'null']) {
      assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null, origin);
    }
    const read = await backend.fetch('/v1/sites/smartxpo/config', { headers: { origin: SITE_ORIGIN } });
    assert.equal(read.headers.get('access-control-allow-origin'), SITE_ORIGIN);
    assert.match(read.headers.get('vary') ?? '', /Origin/i);
    assert.match(read.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
  });

  test('takes no operation from a page of another origin', async () => {
    const form = (await (
      await backend.fetch('/v1/sites/smartxpo/forms/subscription')
    ).json()) as PublishedForm;
    const operation = submission(form);
    const init = delivery(operation);
    const headers = new Headers(init.headers);
    headers.set('origin', 'http://evil.test');
    assert.equal((await backend.fetch('/v1/operations', { ...init, headers })).status, 403);
    assert.equal(await backend.store.operations.find(operation.id), undefined);
    headers.set('origin', PUBLIC_URL);
    assert.equal((await backend.fetch('/v1/operations', { ...init, headers })).status, 201);
  });

  test('answers everything with security headers, and pages with a strict policy', async () => {
    for (const path of [
      '/',
      '/v1/sites/smartxpo/config',
      '/nowhere',
      '/mailbox',
      '/sites/smartxpo/my-data',
    ]) {
      const { headers } = await backend.fetch(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    }
    const policy =
      (await backend.fetch('/sites/smartxpo/my-data')).headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "require-trusted-types-for 'script'",
      "frame-ancestors 'none'",
    ]) {
      assert.ok(policy.includes(rule), rule);
    }
  });

  test('describes every route that runs, and runs every route that is described', async () => {
    const contract = (await (await backend.fetch('/openapi.json')).json()) as OpenApi;
    const described = Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const running = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    assert.deepEqual([...new Set(running)].toSorted(), described.toSorted());
  });

  test('generates the schemas of the contract from those that validate', async () => {
    const { components } = (await (await backend.fetch('/openapi.json')).json()) as OpenApi;
    const text = JSON.stringify(components.schemas['FormDefinition']);
    assert.match(text, /"opt-in"/);
    assert.match(text, /Stable id/);
    assert.doesNotMatch(text, /"checked"/);
    assert.match(JSON.stringify(components.schemas['Delivery']), /"withdrawal"/);
  });

  test('shows the mailbox only where it is local', async () => {
    assert.equal((await backend.fetch('/mailbox')).status, 200);
    const sending = createApp({ ...backend.parts, localMailbox: false });
    assert.equal((await sending.request('/mailbox')).status, 404);
    assert.doesNotMatch(await (await sending.request('/')).text(), /mailbox/);
  });

  test('shows the mailbox under no foreign name', async () => {
    assert.equal((await app.request('http://evil.example/mailbox')).status, 404);
    assert.equal((await app.request('http://localhost:8787/mailbox')).status, 200);
  });

  test('opens and reads no session for a page of another origin', async () => {
    const headers = { 'content-type': 'application/json', origin: 'http://evil.test' };
    const body = JSON.stringify({ site: 'smartxpo', token: 'x'.repeat(43) });
    assert.equal((await backend.fetch('/v1/sessions', { method: 'POST', headers, body })).status, 403);
    const link = JSON.stringify({ site: 'smartxpo', email: 'ada@visitor.example' });
    assert.equal(
      (await backend.fetch('/v1/sign-in-links', { method: 'POST', headers, body: link })).status,
      403,
    );
  });

  test('links everything on its start page', async () => {
    const text = await (await backend.fetch('/')).text();
    for (const address of [
      '/openapi.json',
      '/readyz',
      '/v1/sites/smartxpo/config',
      '/v1/sites/smartxpo/policies/privacy',
    ]) {
      assert.ok(text.includes(`href="${address}"`), address);
      assert.equal((await backend.fetch(address)).status, 200, address);
    }
  });

  test('answers a failure with a problem document that tells nothing about it', async () => {
    const failing = createApp({
      ...backend.parts,
      store: {
        ...backend.store,
        documents: { ...backend.store.documents, site: () => Promise.reject(new Error('secret')) },
      },
    });
    const log = console.error;
    const logged: string[] = [];
    console.error = (line: string) => logged.push(line);
    const response = await failing.request('/v1/sites/smartxpo/config');
    console.error = log;
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret/);
    assert.equal(logged.length, 1);
  });

  test('writes the language of the visitor on its own pages', async () => {
    const response = await backend.fetch('/sites/smartxpo/my-data', {
      headers: { 'accept-language': 'de-DE,de;q=0.9' },
    });
    assert.match(await response.text(), /<html lang="de">[^]*Meine Daten/);
  });
});
