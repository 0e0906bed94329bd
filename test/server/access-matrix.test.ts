/** Every cell of the access matrix (S-10; DESIGN, section 7.10), against the app as it runs. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Role } from '../../src/protocol/terms.ts';
import { newOperationId } from '../helpers/operations.ts';
import { enterCorrespondence } from '../../src/server/correspondence/entering.ts';
import { createApp } from '../../src/server/app.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { publishForm, publishSite, readSite } from '../../src/server/publishing.ts';
import type { FormDefinition } from '../../src/protocol/form-definition.schema.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { signedInStaff } from '../helpers/staff.ts';
import type { StaffHeaders } from '../helpers/staff.ts';
import { OTHER_ROUTES, STAFF_ROUTES } from './access-matrix.ts';
import type { StaffRoute } from './access-matrix.ts';

const LETTERS: Record<string, Role> = {
  O: 'operations',
  S: 'senior-management',
  M: 'marketing',
  U: 'support',
  A: 'accounts',
  P: 'privacy-admin',
};
const ROLES = Object.values(LETTERS);
/** Stands in everything the other site has; no answer to somebody of another site may hold it. */
const SECRET = 'only-the-other-site';

/** Signing out has a test of its own: it ends the session that the others need. */
const isNoSignOut = ({ method, path }: StaffRoute): boolean =>
  path !== '/staff/sessions/current' || method === 'GET';

interface Site {
  ids: Record<string, string>;
  byRole: Map<Role, StaffHeaders>;
}

describe('access matrix', () => {
  let backend: TestBackend;
  const sites: Record<'own' | 'other', Site> = {
    own: { ids: {}, byRole: new Map() },
    other: { ids: {}, byRole: new Map() },
  };

  const furnish = async (site: string, marker: string): Promise<Site> => {
    const { store, clock } = backend;
    const base = await readSite(store, 'smartxpo');
    assert.ok(base);
    if (site !== 'smartxpo') await publishSite(store, { ...base, site, name: marker }, clock.now);
    const source = JSON.stringify({ title: marker });
    const draft = { source, revision: 1, saved_by: marker, saved_at: clock.now };
    const form = `form-of-${site}`;
    await store.forms.addDraft({ site, form, ...draft });
    const row = await store.documents.currentForm('smartxpo', 'contact');
    const definition = JSON.parse(row?.document ?? '') as FormDefinition;
    await publishForm(store, site, { ...definition, form, version: 77, title: marker }, clock.now);
    const entry = await store.policies.version('smartxpo', 'privacy', '2018-06-19');
    const policy = JSON.parse(entry?.document ?? '') as object;
    const document = { ...policy, policy: `policy-of-${site}`, version: 'v77' };
    const content = JSON.stringify({ document, answers: [], isPublicAlready: false });
    const policyDraft = { content, revision: 1, saved_by: marker, saved_at: clock.now, approved_by: null };
    await store.staff.addDraft({ site, policy: `policy-of-${site}`, version: 'v77', ...policyDraft });
    const request = newOperationId();
    const whole = await readSite(store, site);
    assert.ok(whole);
    const letter = { id: request, method: 'post', kind: 'complaint', receivedAt: '2026-11-20', message: marker } as const; // prettier-ignore
    const { parts } = backend;
    const desk = { parts, queries: store, site: whole, person: marker, now: clock.now };
    await enterCorrespondence(desk, { ...letter, contact: { email: `${site}@visitor.example` } });
    const byRole = new Map<Role, StaffHeaders>();
    for (const role of ROLES) byRole.set(role, await signedInStaff(backend, { site, roles: [role] }));
    const { person } = await signedInStaff(backend, { site, roles: ['marketing'] });
    const key = {
      public_key: new Uint8Array(1),
      uses: 0,
      transports: '[]',
      added_at: clock.now,
      last_used_at: null,
    };
    await store.people.addPasskey({ credential: `credential-of-${site}`, person, name: marker, ...key });
    return {
      ids: {
        request,
        person,
        form,
        policy: `policy-of-${site}`,
        version: '77',
        credential: `credential-of-${site}`,
      },
      byRole,
    };
  };

  before(async () => {
    backend = await startBackend();
    sites.own = await furnish('smartxpo', 'Ours');
    sites.other = await furnish('other-site', SECRET);
  });
  after(() => backend.close());

  const pathOf = ({ path }: StaffRoute, { ids }: Site): string => {
    const isPolicy = path.includes('/policies/');
    const filled = path.replaceAll(/:(\w+)/g, (_all, name: string) =>
      isPolicy && name === 'version' ? 'v77' : (ids[name] ?? name),
    );
    return `/v1${filled}`;
  };

  /** Without `isWhole`, a request that comes past the door and changes nothing. */
  const send = async (
    route: StaffRoute,
    site: Site,
    headers: object,
    isWhole = false,
  ): Promise<{ status: number; code: string; text: string }> => {
    const hasBody = route.method !== 'GET' && (route.body !== undefined || !isWhole);
    const response = await backend.fetch(pathOf(route, site), {
      method: route.method,
      headers: {
        ...headers,
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...(isWhole ? { 'if-match': '"1"' } : {}),
      },
      ...(hasBody ? { body: JSON.stringify(isWhole ? route.body : {}) } : {}),
    });
    const text = await response.text();
    const { type = '' } = (text.startsWith('{') ? JSON.parse(text) : {}) as { type?: string };
    return { status: response.status, code: type.replace('/problems/', ''), text };
  };

  test('lists every route of the app, and no other', () => {
    const running = createApp(backend.parts)
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/v1/'))
      .map(({ method, path }) => `${method} ${path.replace('/v1', '')}`);
    const listed = [
      ...STAFF_ROUTES.map(({ method, path }) => `${method} ${path}`),
      ...OTHER_ROUTES.map(([method, path]) => `${method} ${path}`),
    ];
    assert.deepEqual([...new Set(running)].toSorted(), listed.toSorted());
  });

  for (const route of STAFF_ROUTES.filter(isNoSignOut)) {
    test(`${route.method} ${route.path}`, async () => {
      const nobody = await send(route, sites.own, {});
      assert.equal(nobody.code, 'unauthenticated', 'nobody');
      for (const [letter, role] of Object.entries(LETTERS)) {
        const mayDo = route.roles.includes(letter);
        const headers = sites.own.byRole.get(role) ?? {};
        const own = await send(route, sites.own, headers);
        assert.ok(own.status < 500, own.text);
        if (mayDo) assert.ok(![401, 403].includes(own.status), `${role}: ${own.text}`);
        else assert.equal(own.code, 'forbidden', role);

        const isChange = route.method !== 'GET';
        if (isChange) {
          const forged = await send(route, sites.own, { cookie: (headers as StaffHeaders).cookie });
          assert.equal(forged.code, 'forbidden', `${role} without the token of the page`);
        }

        const other = await send(route, sites.other, headers, true);
        assert.ok(!other.text.includes(SECRET), `${role} sees the other site: ${other.text}`);
        if (!mayDo) assert.equal(other.code, 'forbidden', `${role}, other site`);
        else if (route.other !== 'own')
          assert.equal(other.status, route.other, `${role}, other site: ${other.text}`);
        // A form of one's own by the same name is no form of the other site's.
        const named = { site: 'smartxpo', form: sites.other.ids['form'] ?? '' };
        await backend.store.forms.removeDraft({ ...named, revision: 1 });
      }
    });
  }

  for (const role of ROLES) {
    test(`${role} sees nothing about people before a passkey was shown, and all else`, async () => {
      const headers = await signedInStaff(backend, { site: 'smartxpo', roles: [role], hasPasskey: false });
      const letter = Object.entries(LETTERS).find(([, name]) => name === role)?.[0] ?? '?';
      for (const route of STAFF_ROUTES.filter(isNoSignOut)) {
        const { status, code, text } = await send(route, sites.own, headers);
        const what = `${route.method} ${route.path}: ${text}`;
        if (!route.roles.includes(letter)) assert.equal(code, 'forbidden', what);
        else if (route.isPersonal === true) assert.equal(code, 'passkey-needed', what);
        else assert.ok(![401, 403].includes(status), what);
      }
    });
  }

  test('a key of the command line opens what needs no browser, and is no session', async () => {
    const roles = JSON.stringify(ROLES);
    const key = { key_hash: hashOf('key-of-all'), site: 'smartxpo', person: 'all', roles, created_at: 1 };
    await backend.store.staff.addKey(key);
    for (const route of STAFF_ROUTES) {
      const { status, text } = await send(route, sites.own, { authorization: 'Bearer key-of-all' });
      const what = `${route.method} ${route.path}: ${text}`;
      if (route.isSessionOnly === true) assert.equal(status, 401, what);
      else assert.ok(![401, 403].includes(status), what);
    }
  });

  for (const [method, path, who] of OTHER_ROUTES) {
    test(`${method} ${path} asks for ${who}, whatever staff are`, async () => {
      const isRead = method === 'GET';
      for (const headers of [{}, sites.own.byRole.get('privacy-admin')]) {
        const response = await backend.fetch(`/v1${path}`, {
          method,
          headers: { ...headers, ...(isRead ? {} : { 'content-type': 'application/json' }) },
          ...(isRead ? {} : { body: '{}' }),
        });
        const text = await response.text();
        if (who === 'anyone') assert.ok(![401, 403, 410].includes(response.status), text);
        else if (who === 'silent token') assert.equal(response.status, 200, text);
        else assert.equal(response.status, who === 'token' ? 410 : 401, text);
      }
    });
  }

  test('signing out ends the session', async () => {
    const { person: _person, ...headers } = await signedInStaff(backend, {
      site: 'smartxpo',
      roles: ['marketing'],
    });
    const out = await backend.fetch('/v1/staff/sessions/current', {
      method: 'DELETE',
      headers: { ...headers },
    });
    assert.equal(out.status, 204);
    const after = await backend.fetch('/v1/staff/site', { headers: { ...headers } });
    assert.equal(after.status, 401);
  });
});
