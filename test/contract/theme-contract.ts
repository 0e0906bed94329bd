/** The look of a site by HTTP: read, published, refused, told to visitors. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { SiteConfig } from '../../src/protocol/site.schema.ts';
import type { AuditEntry } from '../../src/protocol/staff.schema.ts';
import type { Role } from '../../src/protocol/terms.ts';
import type { Theme } from '../../src/protocol/theme.schema.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { firstBroken } from '../../src/server/staff/audit.ts';
import type { TestBackend } from '../helpers/backend.ts';

const GREEN: Theme = {
  accent: { light: '#14532d', dark: '#86efac' },
  onAccent: { light: '#fff', dark: '#052e16' },
  radius: '0px',
  font: "'Source Sans 3', Verdana, sans-serif",
};
const BLUE: Theme = { accent: { light: '#1e3a8a', dark: '#93c5fd' } };

const ROLES: Record<string, Role> = {
  mark: 'marketing',
  ada: 'privacy-admin',
  sue: 'support',
  eve: 'accounts',
};

export function themeContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`the look of a site: ${name}`, () => {
    let backend: TestBackend;
    before(async () => {
      backend = await start();
      for (const [person, role] of Object.entries(ROLES)) {
        await backend.store.staff.addKey({
          key_hash: hashOf(`key-of-${person}`),
          site: 'smartxpo',
          person,
          roles: JSON.stringify([role]),
          created_at: backend.clock.now,
        });
      }
    });
    after(() => backend.close());

    const call = (person: string, init: RequestInit = {}): Promise<Response> =>
      backend.fetch('/v1/staff/theme', {
        ...init,
        headers: {
          authorization: `Bearer key-of-${person}`,
          'content-type': 'application/json',
          ...(init.headers as Record<string, string> | undefined),
        },
      });
    const read = async (): Promise<{ theme: Theme; tag: string }> => {
      const response = await call('sue');
      assert.equal(response.status, 200, await response.clone().text());
      const { theme } = (await response.json()) as { theme: Theme };
      return { theme, tag: response.headers.get('etag') ?? '' };
    };
    const put = (person: string, theme: unknown, tag?: string): Promise<Response> =>
      call(person, {
        method: 'PUT',
        body: JSON.stringify({ theme }),
        ...(tag === undefined ? {} : { headers: { 'if-match': tag } }),
      });
    const config = async (): Promise<SiteConfig> =>
      (await (await backend.fetch('/v1/sites/smartxpo/config')).json()) as SiteConfig;
    const refused = async (response: Response, status: number): Promise<ProblemDocument> => {
      assert.equal(response.status, status, await response.clone().text());
      return (await response.json()) as ProblemDocument;
    };

    test('is empty until somebody publishes one, and visitors get none', async () => {
      assert.deepEqual((await read()).theme, {});
      assert.equal((await config()).theme, undefined);
    });

    test('is told to visitors with the next configuration, under another tag', async () => {
      const path = '/v1/sites/smartxpo/config';
      const seen = (await backend.fetch(path)).headers.get('etag') ?? '';
      const published = await put('mark', GREEN, (await read()).tag);
      assert.equal(published.status, 200, await published.clone().text());
      assert.equal(published.headers.get('etag'), (await read()).tag);
      assert.deepEqual(await read().then(({ theme }) => theme), GREEN);
      const later = await backend.fetch(path, { headers: { 'if-none-match': seen } });
      assert.equal(later.status, 200);
      assert.deepEqual(((await later.json()) as SiteConfig).theme, GREEN);
    });

    test('leaves the rest of the site document as it is', async () => {
      const { theme: _theme, ...before } = await config();
      assert.equal((await put('ada', BLUE, (await read()).tag)).status, 200);
      const { theme, ...now } = await config();
      assert.deepEqual([theme, now], [BLUE, before]);
    });

    test('is published by marketing and privacy-admin, read by all staff, by nobody else', async () => {
      const { tag } = await read();
      for (const person of ['sue', 'eve']) {
        assert.equal((await refused(await put(person, GREEN, tag), 403)).type, '/problems/forbidden');
        assert.equal((await call(person)).status, 200);
      }
      await refused(await put('nobody', GREEN, tag), 401);
      await refused(await call('nobody'), 401);
      assert.deepEqual((await read()).theme, BLUE);
    });

    test('is refused where it cannot be read, with each pair and what was measured', async () => {
      const { tag } = await read();
      const problem = await refused(
        await put('mark', { accent: { light: '#8ab4f8', dark: '#8ab4f8' } }, tag),
        422,
      );
      assert.deepEqual(problem.errors, [
        ['/theme/accent/light', 'at least 4.5:1 for accent on surface in light', '2.1:1'],
        ['/theme/accent/light', 'at least 4.5:1 for accent on tint in light', '1.9:1'],
        ['/theme/accent/light', 'at least 4.5:1 for onAccent on accent in light', '2.1:1'],
      ].map(([pointer, expected, found]) => ({ pointer, code: 'poor-contrast', expected, found }))); // prettier-ignore
      assert.deepEqual(await read(), { theme: BLUE, tag });
    });

    test('is refused where it is no look: names of colours, addresses, measures out of bounds', async () => {
      const { tag } = await read();
      for (const [theme, pointer] of [
        [{ accent: 'red' }, '/theme/accent'],
        [{ accent: '#12345' }, '/theme/accent'],
        [{ surface: 'url(https://evil.example)' }, '/theme/surface'],
        [{ text: { light: '#000' } }, '/theme/text/dark'],
        [{ radius: '9rem' }, '/theme/radius'],
        [{ radius: '33px' }, '/theme/radius'],
        [{ space: '1px' }, '/theme/space'],
        [{ space: '1' }, '/theme/space'],
        [{ font: 'x;}*{display:none' }, '/theme/font'],
        [{ font: "'Fine', url(x)" }, '/theme/font'],
        [{ shadow: '#000' }, '/theme/shadow'],
      ] as const) {
        const { errors = [] } = await refused(await put('mark', theme, tag), 422);
        assert.deepEqual(errors.map((finding) => finding.pointer), [pointer]); // prettier-ignore
      }
      assert.deepEqual(await read(), { theme: BLUE, tag });
    });

    test('lets nobody undo unseen what somebody else published', async () => {
      const { tag } = await read();
      await refused(await put('mark', GREEN), 428);
      const looks: Theme[] = [1, 2, 3, 4, 5, 6].map((size) => ({ radius: `${String(size)}px` }));
      const answers = await Promise.all(looks.map((theme) => put('mark', theme, tag)));
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 412, 412, 412, 412, 412]);
      await refused(await put('ada', BLUE, tag), 412);
      assert.notDeepEqual((await read()).theme, BLUE);
    });

    test('goes away when an empty one is published', async () => {
      assert.equal((await put('ada', {}, (await read()).tag)).status, 200);
      assert.deepEqual((await read()).theme, {});
      assert.deepEqual((await config()).theme, {});
    });

    test('is on record: who, and from what to what; what was refused is not', async () => {
      const rows = await backend.store.audit.list('smartxpo', { below: 100, limit: 100 });
      const entries = rows.map(({ person, action, object, details }) => ({
        person, action, object, details: JSON.parse(details) as AuditEntry['details'],
      })); // prettier-ignore
      assert.deepEqual(entries.map(({ action, object }) => `${action} ${object}`), Array(4).fill('theme-published theme')); // prettier-ignore
      assert.deepEqual(entries.at(-2), {
        person: 'ada',
        action: 'theme-published',
        object: 'theme',
        details: { before: GREEN, theme: BLUE },
      });
      assert.deepEqual(await firstBroken(backend.store, 'smartxpo'), { entries: 4 });
    });
  });
}
