/** How staff come in, stay in and go out: the mailed link, the first privacy-admin, the session. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { AuditEntry, StaffSession } from '../../src/protocol/staff.schema.ts';
import { HOUR, MINUTE } from '../../src/protocol/terms.ts';
import { createApp } from '../../src/server/app.ts';
import { FIRST_ADMIN, PUBLIC_URL, SITE_ORIGIN } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { addSite } from '../helpers/staff.ts';
import {
  askForLink,
  browserWith,
  headersIn,
  mailedToken,
  newcomer,
  openLink,
  signIn,
} from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';

/** One that changes nothing but the session's own challenge. */
const CHANGE = ['POST', 'sessions/current/passkey/options'] as const;

export function staffSignInContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`staff sign in: ${name}`, () => {
    let backend: TestBackend;

    before(async () => {
      backend = await start();
      for (const site of ['elsewhere', 'empty', 'unnamed']) await addSite(backend, site);
    });
    after(() => backend.close());

    const mailsTo = async (email: string): Promise<number> =>
      (await backend.store.mails.latest(1_000)).filter(({ recipient }) => recipient === email).length;
    const current = async (browser: StaffBrowser): Promise<StaffSession> =>
      bodyIn(await browser.call('GET', 'sessions/current'));
    const statusOf = async (browser: StaffBrowser): Promise<number> =>
      (await browser.call('GET', 'sessions/current')).status;
    const refused = async (response: Response, status: number, code: string): Promise<void> =>
      assert.equal((await bodyIn<ProblemDocument>(response, status)).type, `/problems/${code}`);
    const remove = async (person: string): Promise<void> => {
      const row = await backend.store.people.byId(person);
      assert.ok(row);
      await backend.store.people.change(row, { removed_at: backend.clock.now });
    };

    describe('by mailed link', () => {
      test('gives the same answer to everybody, and mails only those who may come in', async () => {
        const known = await newcomer(backend, ['support']);
        const removed = await newcomer(backend, ['support']);
        await remove(removed.person);
        const abroad = await newcomer(backend, ['support'], { site: 'elsewhere' });
        const answers: unknown[] = [];
        for (const [email, site, mails] of [
          [known.email, 'smartxpo', 1],
          [known.email.toUpperCase(), 'smartxpo', 2],
          [removed.email, 'smartxpo', 0],
          [abroad.email, 'smartxpo', 0],
          ['nobody@staff.example', 'smartxpo', 0],
          [known.email, 'no-such-site', 2],
        ] as const) {
          const response = await askForLink(backend, email, site);
          answers.push([response.status, Object.fromEntries(response.headers), await response.text()]);
          assert.equal(await mailsTo(email.toLowerCase()), mails, `${email} at ${site}`);
        }
        for (const answer of answers) assert.deepEqual(answer, answers[0]);
        assert.equal((answers[0] as unknown[])[0], 202);
      });

      test('sends one address no flood, and says nothing of it', async () => {
        const { email } = await newcomer(backend, ['support']);
        for (let asked = 0; asked < 7; asked += 1)
          assert.equal((await askForLink(backend, email)).status, 202);
        assert.equal(await mailsTo(email), 5);
      });

      test('opens one session, also for two who open it at once', async () => {
        const { email } = await newcomer(backend, ['marketing']);
        await askForLink(backend, email);
        const token = await mailedToken(backend, email);
        const answers = await Promise.all([1, 2, 3].map(() => openLink(backend, token)));
        assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 410, 410]);
        await refused(await openLink(backend, token), 410, 'link-expired');
        const opened = answers.find(({ status }) => status === 201);
        assert.ok(opened);
        const session = await current(browserWith(backend, await headersIn(opened)));
        assert.deepEqual([session.person.email, session.roles], [email, ['marketing']]);
      });

      test('ends after 15 minutes', async () => {
        const { email } = await newcomer(backend, ['support']);
        for (const [age, status] of [
          [15 * MINUTE - 1_000, 201],
          [15 * MINUTE, 410],
        ] as const) {
          await askForLink(backend, email);
          const token = await mailedToken(backend, email);
          backend.clock.now += age;
          assert.equal((await openLink(backend, token)).status, status, `${String(age)} ms`);
        }
      });

      test('does nothing at another site, and stays whole for its own', async () => {
        const { email } = await newcomer(backend, ['support']);
        await askForLink(backend, email);
        const token = await mailedToken(backend, email);
        await refused(await openLink(backend, token, 'elsewhere'), 410, 'link-expired');
        assert.equal((await openLink(backend, token)).status, 201);
      });

      test('no longer helps somebody who was removed meanwhile', async () => {
        const { email, person } = await newcomer(backend, ['support']);
        await askForLink(backend, email);
        const token = await mailedToken(backend, email);
        await remove(person);
        await refused(await openLink(backend, token), 410, 'link-expired');
      });

      test('cannot be guessed, and is kept as a hash only', async () => {
        const { email } = await newcomer(backend, ['support']);
        await askForLink(backend, email);
        const token = await mailedToken(backend, email);
        await refused(await openLink(backend, backend.parts.newToken()), 410, 'link-expired');
        const now = backend.clock.now;
        assert.equal(await backend.store.people.useLink('smartxpo', token, now), undefined);
      });

      test('is asked for and opened from this server’s own pages only', async () => {
        for (const path of ['sign-in-links', 'sessions']) {
          for (const origin of [SITE_ORIGIN, 'https://evil.example', 'null']) {
            const response = await backend.fetch(`/v1/staff/${path}`, {
              method: 'POST',
              headers: { 'content-type': 'application/json', origin },
              body: JSON.stringify({ site: 'smartxpo', email: FIRST_ADMIN, token: backend.parts.newToken() }),
            });
            await refused(response, 403, 'forbidden');
          }
        }
      });
    });

    describe('the first privacy-admin', () => {
      const peopleAt = async (site: string): Promise<string[]> =>
        (await backend.store.people.list(site)).map(({ email, roles, removed_at: removedAt }) =>
          [email, roles, removedAt === null ? 'works' : 'removed'].join(' '),
        );
      const WORKS = `${FIRST_ADMIN} ["privacy-admin"] works`;

      test('is made once by two first sign-ins at once, on record as the work of the settings', async () => {
        const tokens: string[] = [];
        for (let count = 0; count < 2; count += 1) {
          await askForLink(backend, FIRST_ADMIN, 'empty');
          tokens.push(await mailedToken(backend, FIRST_ADMIN));
        }
        const answers = await Promise.all(tokens.map((token) => openLink(backend, token, 'empty')));
        const [one, two] = await Promise.all(answers.map((answer) => bodyIn<StaffSession>(answer, 201)));
        assert.deepEqual(one?.person, two?.person);
        assert.deepEqual([one?.roles, two?.roles], [['privacy-admin'], ['privacy-admin']]);
        assert.deepEqual(await peopleAt('empty'), [WORKS]);
        const rows = await backend.store.audit.list('empty', { below: 100, limit: 100 });
        assert.deepEqual(
          rows.map(({ person, action }) => `${person} ${action}`),
          [`${FIRST_ADMIN} signed-in`, `${FIRST_ADMIN} signed-in`, 'ADMIN_EMAIL person-added'],
        );
      });

      test('is made again, the same person, when nobody who answers for privacy is left', async () => {
        const [row] = await backend.store.people.list('empty');
        assert.ok(row);
        await remove(row.id);
        assert.deepEqual(await peopleAt('empty'), [`${FIRST_ADMIN} ["privacy-admin"] removed`]);
        backend.clock.now += HOUR;
        const session = await current(await signIn(backend, FIRST_ADMIN, 'empty'));
        assert.equal(session.person.id, row.id);
        assert.deepEqual(await peopleAt('empty'), [WORKS]);
      });

      test('is nobody by the settings while somebody answers for privacy', async () => {
        backend.clock.now += HOUR;
        await newcomer(backend, ['marketing'], { site: 'elsewhere' });
        await askForLink(backend, FIRST_ADMIN, 'elsewhere');
        const token = await mailedToken(backend, FIRST_ADMIN);
        const before = await mailsTo(FIRST_ADMIN);
        await newcomer(backend, ['privacy-admin'], { site: 'elsewhere' });
        await refused(await openLink(backend, token, 'elsewhere'), 410, 'link-expired');
        assert.equal((await askForLink(backend, FIRST_ADMIN, 'elsewhere')).status, 202);
        assert.equal(await mailsTo(FIRST_ADMIN), before);
        const people = await peopleAt('elsewhere');
        assert.ok(!people.some((person) => person.startsWith(FIRST_ADMIN)), people.join());
      });

      test('is nobody where the installation names nobody', async () => {
        const app = createApp({ ...backend.parts, firstAdmin: undefined });
        const before = await mailsTo(FIRST_ADMIN);
        const fetch = async (path: string, init?: RequestInit): Promise<Response> => app.request(path, init);
        assert.equal((await askForLink({ fetch }, FIRST_ADMIN, 'unnamed')).status, 202);
        assert.equal(await mailsTo(FIRST_ADMIN), before);
      });
    });

    describe('the session', () => {
      test('has a cookie that no script reads and no other site sends', async () => {
        const { email } = await newcomer(backend, ['support']);
        await askForLink(backend, email);
        const answer = await openLink(backend, await mailedToken(backend, email));
        const cookie = answer.headers.get('set-cookie') ?? '';
        assert.match(cookie, /^sx-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        assert.ok(!(await answer.text()).includes(cookie.slice('sx-staff='.length).split(';')[0] ?? '?'));
      });

      test('has one that is sent over https only, to this host only, where there is https', async () => {
        const publicUrl = 'https://consent.example';
        const app = createApp({ ...backend.parts, publicUrl, ownOrigins: [publicUrl] });
        const fetch = async (path: string, init?: RequestInit): Promise<Response> => app.request(path, init);
        const { email } = await newcomer(backend, ['support']);
        await askForLink({ fetch }, email);
        const answer = await openLink({ fetch }, await mailedToken(backend, email));
        const cookie = answer.headers.get('set-cookie') ?? '';
        assert.match(cookie, /^__Host-sx-staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
        const headers = await headersIn(answer);
        assert.equal(await statusOf(browserWith({ fetch }, headers)), 200);
        const plain = { ...headers, cookie: headers.cookie.replace('__Host-', '') };
        assert.equal(await statusOf(browserWith({ fetch }, plain)), 401);
      });

      test('changes nothing without its own token, or for a page of somebody else', async () => {
        const browser = await newcomer(backend, ['support']);
        const other = await newcomer(backend, ['support']);
        const [method, path] = CHANGE;
        for (const headers of [
          { 'x-csrf-token': undefined },
          { 'x-csrf-token': '' },
          { 'x-csrf-token': `${browser.headers['x-csrf-token']}A` },
          { 'x-csrf-token': other.headers['x-csrf-token'] },
          { origin: SITE_ORIGIN },
          { origin: 'https://evil.example' },
          { origin: `${PUBLIC_URL}.evil.example` },
          { origin: 'null' },
        ]) {
          await refused(await browser.call(method, path, { headers }), 403, 'forbidden');
        }
        assert.equal((await browser.call(method, path)).status, 200);
        assert.equal((await browser.call(method, path, { headers: { origin: PUBLIC_URL } })).status, 200);
        const reading = await browser.call('GET', 'sessions/current', {
          headers: { 'x-csrf-token': undefined },
        });
        assert.equal(reading.status, 200);
      });

      test('ends after an hour in which nothing was done', async () => {
        const used = await newcomer(backend, ['support']);
        const left = await newcomer(backend, ['support']);
        backend.clock.now += HOUR - MINUTE;
        assert.equal(await statusOf(used), 200);
        backend.clock.now += MINUTE;
        assert.equal(await statusOf(used), 200);
        await refused(await left.call('GET', 'sessions/current'), 401, 'unauthenticated');
      });

      test('ends after 12 hours, however much was done, and says when', async () => {
        const browser = await newcomer(backend, ['support']);
        const begun = backend.clock.now;
        const endIn = async (): Promise<number> => {
          const now = backend.clock.now;
          return Math.round((Date.parse((await current(browser)).expiresAt) - now) / MINUTE);
        };
        assert.equal(await endIn(), 60);
        for (let half = 0; half < 23; half += 1) {
          backend.clock.now += HOUR / 2;
          assert.equal(await statusOf(browser), 200, `half hour ${String(half)}`);
        }
        assert.equal(await endIn(), 30);
        backend.clock.now = begun + 12 * HOUR;
        assert.equal(await statusOf(browser), 401);
      });

      test('ends by signing out, and not that of anybody else', async () => {
        const { email } = await newcomer(backend, ['support']);
        const here = await signIn(backend, email);
        const there = await signIn(backend, email);
        const out = await here.call('DELETE', 'sessions/current');
        assert.equal(out.status, 204);
        assert.match(out.headers.get('set-cookie') ?? '', /^sx-staff=; Max-Age=0; Path=\//);
        assert.deepEqual([await statusOf(here), await statusOf(there)], [401, 200]);
      });

      test('is over for somebody who was removed, whatever is left of it', async () => {
        const browser = await newcomer(backend, ['support']);
        await remove(browser.person);
        await refused(await browser.call('GET', 'sessions/current'), 401, 'unauthenticated');
      });

      test('is nobody’s without a cookie, or with one of our making', async () => {
        const { headers } = await newcomer(backend, ['support']);
        for (const cookie of [undefined, 'sx-staff=', `sx-staff=${backend.parts.newToken()}`]) {
          const response = await browserWith(backend, headers).call('GET', 'site', { headers: { cookie } });
          await refused(response, 401, 'unauthenticated');
        }
      });
    });

    test('is on record, each time', async () => {
      const { email, person } = await newcomer(backend, ['support']);
      const before = backend.clock.now;
      await signIn(backend, email);
      const admin = await newcomer(backend, ['privacy-admin']);
      const { entries } = await bodyIn<{ entries: AuditEntry[] }>(await admin.call('GET', 'audit'));
      const [entry] = entries;
      assert.deepEqual(
        [entry?.person, entry?.action, entry?.object, entry?.details],
        [email, 'signed-in', `people/${person}`, {}],
      );
      const at = Date.parse(entry?.at ?? '');
      assert.ok(before < at && at < backend.clock.now);
    });
  });
}
