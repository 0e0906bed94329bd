/** Passkeys of staff: made, shown, refused, taken away; and what is closed before one was shown. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { AuditEntry, Passkey, Person, StaffSession } from '../../src/protocol/staff.schema.ts';
import { MINUTE } from '../../src/protocol/terms.ts';
import { createApp } from '../../src/server/app.ts';
import { newAuthenticator } from '../helpers/authenticator.ts';
import type { Authenticator, Ceremony } from '../helpers/authenticator.ts';
import { PUBLIC_URL, SITE_ORIGIN } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { browserWith, newcomer, signIn } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';

const SHOW = 'sessions/current/passkey';

export function staffPasskeysContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`passkeys of staff: ${name}`, () => {
    let backend: TestBackend;
    before(async () => {
      backend = await start();
    });
    after(() => backend.close());

    const begin = (hasPasskey = false): Promise<StaffBrowser & { person: string; email: string }> =>
      newcomer(backend, ['privacy-admin'], { hasPasskey });
    const challengeOf = async (browser: StaffBrowser, path: string): Promise<string> =>
      (await bodyIn<{ challenge: string }>(await browser.call('POST', `${path}/options`))).challenge;
    const add = (browser: StaffBrowser, response: RegistrationResponseJSON, named = 'Laptop') =>
      browser.call('POST', 'passkeys', { body: { name: named, response } });
    const show = (browser: StaffBrowser, response: AuthenticationResponseJSON) =>
      browser.call('POST', SHOW, { body: { response } });
    const register = async (browser: StaffBrowser, named?: string): Promise<Authenticator> => {
      const key = newAuthenticator();
      await bodyIn(await add(browser, key.register(await challengeOf(browser, 'passkeys')), named), 201);
      return key;
    };
    const stateOf = async (browser: StaffBrowser): Promise<StaffSession['passkey']> =>
      (await bodyIn<StaffSession>(await browser.call('GET', 'sessions/current'))).passkey;
    const passkeysOf = async (browser: StaffBrowser): Promise<Passkey[]> =>
      (await bodyIn<{ passkeys: Passkey[] }>(await browser.call('GET', 'passkeys'))).passkeys;
    const refused = async (response: Response, code = 'challenge-failed', status = 403): Promise<void> =>
      assert.equal((await bodyIn<ProblemDocument>(response, status)).type, `/problems/${code}`);
    const doorOf = async (browser: StaffBrowser): Promise<string> => {
      const response = await browser.call('GET', 'people');
      if (response.status === 200) return 'open';
      return (await bodyIn<ProblemDocument>(response, response.status)).type.replace('/problems/', '');
    };
    /** Somebody with one passkey, in another session that has not shown it. */
    const returned = async () => {
      const first = await begin();
      const key = await register(first);
      return { first, key, email: first.email, later: await signIn(backend, first.email) };
    };

    describe('making one', () => {
      test('counts as showing it, and opens what is about people', async () => {
        const browser = await begin();
        assert.deepEqual([await stateOf(browser), await doorOf(browser)], ['missing', 'passkey-needed']);
        const key = await register(browser, 'Laptop');
        assert.deepEqual([await stateOf(browser), await doorOf(browser)], ['shown', 'open']);
        const [passkey, ...others] = await passkeysOf(browser);
        assert.deepEqual([passkey?.credential, passkey?.name, others], [key.id, 'Laptop', []]);
        const { people } = await bodyIn<{ people: Person[] }>(await browser.call('GET', 'people'));
        assert.equal(people.find(({ id }) => id === browser.person)?.passkeys, 1);
      });

      test('names the site, the person and the passkeys that there are, and asks for the person to be verified', async () => {
        const browser = await begin();
        const key = await register(browser);
        const options = await bodyIn<Record<string, unknown>>(await browser.call('POST', 'passkeys/options'));
        assert.deepEqual(options['rp'], { name: 'smartxpo', id: 'backend.test' });
        assert.equal((options['user'] as { name: string }).name, browser.email);
        assert.deepEqual(
          (options['excludeCredentials'] as { id: string }[]).map(({ id }) => id),
          [key.id],
        );
        const wanted = options['authenticatorSelection'] as Record<string, unknown>;
        assert.equal(wanted['userVerification'], 'required');
      });

      for (const [what, ceremony] of [
        ['another origin', { origin: SITE_ORIGIN }],
        ['an origin that only begins like ours', { origin: `${PUBLIC_URL}.evil.example` }],
        ['another host', { rpId: 'evil.example' }],
        ['a person who was not verified', { isVerified: false }],
      ] as const satisfies readonly (readonly [string, Ceremony])[]) {
        test(`is refused for ${what}`, async () => {
          const browser = await begin();
          const response = newAuthenticator().register(await challengeOf(browser, 'passkeys'), ceremony);
          await refused(await add(browser, response));
          assert.deepEqual([await stateOf(browser), await passkeysOf(browser)], ['missing', []]);
        });
      }

      test('is refused for a challenge that is wrong, of another session, used, or older than 5 minutes', async () => {
        const browser = await begin();
        const key = newAuthenticator();
        await refused(await add(browser, key.register(backend.parts.newToken())));
        await challengeOf(browser, 'passkeys');
        await refused(await add(browser, key.register(backend.parts.newToken())));
        const other = await begin();
        await challengeOf(browser, 'passkeys');
        await refused(await add(browser, key.register(await challengeOf(other, 'passkeys'))));
        const old = await challengeOf(browser, 'passkeys');
        backend.clock.now += 5 * MINUTE;
        await refused(await add(browser, key.register(old)));
        const response = key.register(await challengeOf(browser, 'passkeys'));
        assert.equal((await add(browser, response)).status, 201);
        await refused(await add(browser, response));
        assert.equal((await passkeysOf(browser)).length, 1);
      });

      test('is refused for a passkey that somebody has already', async () => {
        const first = await begin();
        const key = await register(first);
        const second = await begin();
        const again = key.register(await challengeOf(second, 'passkeys'));
        await refused(await add(second, again));
        const own = key.register(await challengeOf(first, 'passkeys'));
        await refused(await add(first, own));
        assert.deepEqual([(await passkeysOf(first)).length, await passkeysOf(second)], [1, []]);
        assert.equal(await stateOf(second), 'missing');
      });

      test('ends at ten', async () => {
        const browser = await begin();
        for (let count = 1; count <= 10; count += 1) await register(browser, `Key ${String(count)}`);
        const eleventh = newAuthenticator().register(await challengeOf(browser, 'passkeys'));
        const { errors } = await bodyIn<ProblemDocument>(await add(browser, eleventh), 422);
        assert.deepEqual(errors?.map(({ code }) => code), ['too-many']); // prettier-ignore
        assert.equal((await passkeysOf(browser)).length, 10);
      });

      test('needs the first one to be shown: a stolen mail adds none and takes none away', async () => {
        const { later, key } = await returned();
        assert.equal(await stateOf(later), 'needed');
        await refused(await later.call('POST', 'passkeys/options'), 'passkey-needed');
        const response = newAuthenticator().register(await challengeOf(later, SHOW));
        await refused(await add(later, response), 'passkey-needed');
        await refused(await later.call('DELETE', `passkeys/${key.id}`), 'passkey-needed');
      });
    });

    describe('showing one', () => {
      test('opens what is about people, in this session only', async () => {
        const { later, key, email } = await returned();
        const elsewhere = await signIn(backend, email);
        assert.equal(await doorOf(later), 'passkey-needed');
        const shown = await show(later, key.show(await challengeOf(later, SHOW)));
        assert.equal((await bodyIn<StaffSession>(shown)).passkey, 'shown');
        assert.deepEqual([await stateOf(later), await doorOf(later)], ['shown', 'open']);
        assert.deepEqual([await stateOf(elsewhere), await doorOf(elsewhere)], ['needed', 'passkey-needed']);
        const [passkey] = await passkeysOf(later);
        assert.ok(Date.parse(passkey?.usedAt ?? '') > Date.parse(passkey?.addedAt ?? ''));
      });

      test('does with any of those that somebody has', async () => {
        const { first, later, key } = await returned();
        const second = await register(first, 'Phone');
        const { allowCredentials: allowed } = await bodyIn<{ allowCredentials: { id: string }[] }>(
          await later.call('POST', `${SHOW}/options`),
        );
        assert.deepEqual(allowed.map(({ id }) => id).toSorted(), [key.id, second.id].toSorted());
        for (const one of [second, key]) {
          assert.equal((await show(later, one.show(await challengeOf(later, SHOW)))).status, 200);
        }
      });

      for (const [what, ceremony] of [
        ['another origin', { origin: SITE_ORIGIN }],
        ['another host', { rpId: 'evil.example' }],
        ['a person who was not verified', { isVerified: false }],
      ] as const satisfies readonly (readonly [string, Ceremony])[]) {
        test(`is refused for ${what}`, async () => {
          const { later, key } = await returned();
          await refused(await show(later, key.show(await challengeOf(later, SHOW), ceremony)));
          assert.equal(await doorOf(later), 'passkey-needed');
        });
      }

      test('is refused for a challenge that is wrong, of another session, used, or older than 5 minutes', async () => {
        const { later, key, email } = await returned();
        const elsewhere = await signIn(backend, email);
        await refused(await show(later, key.show(backend.parts.newToken())));
        await challengeOf(later, SHOW);
        await refused(await show(later, key.show(backend.parts.newToken())));
        await challengeOf(later, SHOW);
        await refused(await show(later, key.show(await challengeOf(elsewhere, SHOW))));
        const old = await challengeOf(later, SHOW);
        backend.clock.now += 5 * MINUTE;
        await refused(await show(later, key.show(old)));
        assert.equal(await stateOf(later), 'needed');
        const response = key.show(await challengeOf(later, SHOW));
        const answers = await Promise.all([show(later, response), show(later, response)]);
        assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 403]);
        await refused(await show(later, response));
      });

      test('is refused for a passkey of somebody else, of nobody, and with another key behind its name', async () => {
        const { later, key } = await returned();
        const other = await returned();
        await refused(await show(later, other.key.show(await challengeOf(later, SHOW))));
        await refused(await show(later, newAuthenticator().show(await challengeOf(later, SHOW))));
        const forged = newAuthenticator().show(await challengeOf(later, SHOW));
        await refused(await show(later, { ...forged, id: key.id, rawId: key.id }));
        assert.equal(await stateOf(later), 'needed');
      });

      test('is refused when its count goes back: it may be a copy', async () => {
        const { later, key } = await returned();
        const showing = async (uses: number) =>
          show(later, key.show(await challengeOf(later, SHOW), { uses }));
        assert.equal((await showing(7)).status, 200);
        for (const uses of [7, 6, 0]) await refused(await showing(uses));
        assert.equal((await showing(8)).status, 200);
      });
    });

    describe('taking one away', () => {
      test('is for its own person, and is over at once', async () => {
        const { first, later, key, email } = await returned();
        const stranger = await begin(true);
        await refused(await stranger.call('DELETE', `passkeys/${key.id}`), 'not-found', 404);
        assert.equal((await first.call('DELETE', `passkeys/${key.id}`)).status, 204);
        assert.deepEqual(await passkeysOf(first), []);
        await refused(await first.call('DELETE', `passkeys/${key.id}`), 'not-found', 404);
        await refused(await show(later, key.show(await challengeOf(later, SHOW))));
        assert.equal(await stateOf(await signIn(backend, email)), 'missing');
      });

      test('is done for whoever lost theirs: their sessions end, they make another by mail', async () => {
        const { first, later, email } = await returned();
        const admin = await begin(true);
        const row = await backend.store.people.byEmail('smartxpo', email);
        const reset = (revision: number): Promise<Response> =>
          admin.call('DELETE', `people/${row?.id ?? ''}/passkeys`, { revision });
        assert.equal((await reset(9)).status, 412);
        assert.equal((await reset(row?.revision ?? 0)).status, 204);
        for (const browser of [first, later]) {
          assert.equal((await browser.call('GET', 'sessions/current')).status, 401);
        }
        const again = await signIn(backend, email);
        assert.equal(await stateOf(again), 'missing');
        await register(again);
        assert.equal(await doorOf(again), 'open');
      });
    });

    test('are on record: added, removed, reset', async () => {
      const { first, key, email } = await returned();
      await first.call('DELETE', `passkeys/${key.id}`);
      const admin = await begin(true);
      await admin.call('DELETE', `people/${first.person}/passkeys`, { revision: 1 });
      const { entries } = await bodyIn<{ entries: AuditEntry[] }>(await admin.call('GET', 'audit'));
      const own = entries.filter(({ object }) => object === `people/${first.person}`);
      assert.deepEqual(
        own.map(({ person, action, details }) => [person, action, details]),
        [
          [admin.email, 'passkeys-reset', {}],
          [email, 'passkey-removed', { name: 'Laptop' }],
          [email, 'signed-in', {}],
          [email, 'passkey-added', { name: 'Laptop' }],
        ],
      );
    });

    test('are for the address of the backend alone, though staff may work on other pages of ours', async () => {
      const demo = 'http://demo.test';
      const app = createApp({ ...backend.parts, ownOrigins: [PUBLIC_URL, demo] });
      const { headers } = await begin();
      const browser = browserWith({ fetch: async (path, init) => app.request(path, init) }, headers);
      const key = newAuthenticator();
      const made = key.register(await challengeOf(browser, 'passkeys'), { origin: demo });
      await refused(await add(browser, made));
      await register(browser);
      assert.equal(await stateOf(browser), 'shown');
    });

    test('are asked of nobody where the installation says so', async () => {
      const app = createApp({ ...backend.parts, staffPasskeys: 'off' });
      const { headers } = await begin();
      const browser = browserWith({ fetch: async (path, init) => app.request(path, init) }, headers);
      assert.deepEqual([await stateOf(browser), await doorOf(browser)], ['off', 'open']);
    });
  });
}
