/** Who works on a site: added, changed, removed, never the last who answers for privacy. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Person, StaffSession } from '../../src/protocol/staff.schema.ts';
import type { Role } from '../../src/protocol/terms.ts';
import { createApp } from '../../src/server/app.ts';
import type { Store } from '../../src/server/store/store.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { addSite } from '../helpers/staff.ts';
import { browserWith, newcomer, signIn } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';

type Somebody = StaffBrowser & { person: string; email: string };

export function staffPeopleContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`people of a site: ${name}`, () => {
    let backend: TestBackend;
    let admin: Somebody;
    let sites = 0;
    before(async () => {
      backend = await start();
      admin = await newcomer(backend, ['privacy-admin']);
    });
    after(() => backend.close());

    /** A site with these people and nobody else. */
    const newSite = async (...roles: Role[]): Promise<Somebody[]> => {
      const site = `site-${String((sites += 1))}`;
      await addSite(backend, site);
      const people: Somebody[] = [];
      for (const role of roles) people.push(await newcomer(backend, [role], { site }));
      return people;
    };
    const peopleOf = async (browser: StaffBrowser): Promise<Person[]> =>
      (await bodyIn<{ people: Person[] }>(await browser.call('GET', 'people'))).people;
    const adding = (body: object, browser: StaffBrowser = admin): Promise<Response> =>
      browser.call('POST', 'people', { body });
    const added = async (email: string, roles: Role[] = ['support']): Promise<Person> =>
      bodyIn(await adding({ email, name: 'Bo', roles }), 201);
    const change = (browser: StaffBrowser, id: string, roles: Role[], revision?: number): Promise<Response> =>
      browser.call('PUT', `people/${id}`, {
        body: { name: 'Bo', roles },
        ...(revision === undefined ? {} : { revision }),
      });
    const remove = (browser: StaffBrowser, id: string, revision?: number): Promise<Response> =>
      browser.call('DELETE', `people/${id}`, revision === undefined ? {} : { revision });
    const codeOf = async (response: Response): Promise<string> => {
      if (response.ok) return String(response.status);
      const { type, errors } = await bodyIn<ProblemDocument>(response, response.status);
      return (
        errors?.map(({ pointer, code }) => `${pointer} ${code}`).join() ?? type.replace('/problems/', '')
      );
    };
    const sessionOf = async (browser: StaffBrowser): Promise<StaffSession> =>
      bodyIn(await browser.call('GET', 'sessions/current'));

    describe('somebody new', () => {
      test('is listed with who added them, and comes in by mail', async () => {
        const response = await adding({
          email: ' Cy@Staff.Example ',
          name: ' Cy ',
          roles: ['accounts', 'support', 'accounts'],
        });
        assert.equal(response.headers.get('etag'), '"1"');
        const person = await bodyIn<Person>(response, 201);
        const { id, addedAt, ...rest } = person;
        assert.deepEqual(rest, {
          email: 'cy@staff.example',
          name: 'Cy',
          roles: ['support', 'accounts'],
          revision: 1,
          addedBy: admin.email,
          passkeys: 0,
        });
        assert.ok(Math.abs(Date.parse(addedAt) - backend.clock.now) < 1_000);
        const listed = (await peopleOf(admin)).find((other) => other.id === id);
        assert.deepEqual(listed, person);
        const session = await sessionOf(await signIn(backend, 'cy@staff.example'));
        assert.deepEqual([session.person.id, session.roles], [id, ['support', 'accounts']]);
      });

      test('has an address of nobody here, also when two add them at once', async () => {
        const body = { email: 'twice@staff.example', name: 'Twice', roles: ['support'] };
        const answers = await Promise.all([1, 2, 3].map(async () => codeOf(await adding(body))));
        assert.deepEqual(answers.toSorted(), ['/email duplicate-email', '/email duplicate-email', '201']);
        assert.equal(
          await codeOf(await adding({ ...body, email: 'TWICE@staff.example' })),
          '/email duplicate-email',
        );
        const [elsewhere] = await newSite('privacy-admin');
        assert.ok(elsewhere);
        assert.equal((await adding(body, elsewhere)).status, 201);
        const known = (await peopleOf(admin)).filter(({ email }) => email === body.email);
        assert.equal(known.length, 1);
      });

      test('has an address, a name and at least one role that there is', async () => {
        const good = { email: 'dee@staff.example', name: 'Dee', roles: ['support'] };
        for (const [body, problem] of [
          [{ ...good, email: 'dee' }, '/email'],
          [{ ...good, email: `${'d'.repeat(250)}@staff.example` }, '/email'],
          [{ ...good, name: ' ' }, '/name'],
          [{ ...good, name: 'd'.repeat(121) }, '/name'],
          [{ ...good, roles: [] }, '/roles'],
          [{ ...good, roles: ['owner'] }, '/roles/0'],
          [{ ...good, site: 'elsewhere' }, '/site'],
        ] as const) {
          const { errors } = await bodyIn<ProblemDocument>(await adding(body), 422);
          assert.deepEqual(errors?.map(({ pointer }) => pointer), [problem]); // prettier-ignore
        }
        assert.ok(!(await peopleOf(admin)).some(({ name: called }) => called.startsWith('Dee')));
      });
    });

    describe('a change', () => {
      test('needs the revision that was seen', async () => {
        const { id } = await added('eve@staff.example');
        assert.equal(await codeOf(await change(admin, id, ['accounts'])), 'precondition-required');
        assert.equal(await codeOf(await change(admin, id, ['accounts'], 2)), 'precondition-failed');
        const changed = await change(admin, id, ['accounts'], 1);
        assert.equal(changed.headers.get('etag'), '"2"');
        const person = await bodyIn<Person>(changed);
        assert.deepEqual([person.roles, person.revision], [['accounts'], 2]);
        assert.deepEqual((await peopleOf(admin)).find((other) => other.id === id), person); // prettier-ignore
        assert.equal(await codeOf(await remove(admin, id)), 'precondition-required');
        assert.equal(await codeOf(await remove(admin, id, 1)), 'precondition-failed');
      });

      test('of two at once is made once', async () => {
        const { id } = await added('flo@staff.example');
        const wanted: Role[] = ['marketing', 'accounts', 'operations'];
        const answers = await Promise.all(
          wanted.map(async (role) => codeOf(await change(admin, id, [role], 1))),
        );
        assert.deepEqual(answers.toSorted(), ['200', 'precondition-failed', 'precondition-failed']);
        const person = (await peopleOf(admin)).find((other) => other.id === id);
        assert.deepEqual([person?.roles, person?.revision], [[wanted[answers.indexOf('200')]], 2]);
      });

      test('of roles is felt at once in sessions that are open', async () => {
        const browser = await newcomer(backend, ['marketing']);
        const { person: id } = browser;
        const doors = async (): Promise<number[]> => [
          (await browser.call('GET', 'people')).status,
          (await browser.call('PUT', 'theme', { body: {} })).status,
        ];
        assert.deepEqual(await doors(), [403, 428]);
        await bodyIn(await change(admin, id, ['senior-management'], 1));
        assert.deepEqual(await doors(), [200, 403]);
        assert.deepEqual((await sessionOf(browser)).roles, ['senior-management']);
        await bodyIn(await change(admin, id, ['marketing', 'senior-management'], 2));
        assert.deepEqual(await doors(), [200, 428]);
      });

      test('is made of nobody who is not here', async () => {
        const [elsewhere] = await newSite('support');
        for (const id of ['nobody', backend.parts.newId(), elsewhere?.person ?? '']) {
          assert.equal(await codeOf(await change(admin, id, ['support'], 1)), 'not-found');
          assert.equal(await codeOf(await remove(admin, id, 1)), 'not-found');
        }
      });

      test('is read once, though its work is done again after it gave way', async () => {
        const { store, parts } = backend;
        const again = new Error('gave way');
        const twice: Store = {
          ...store,
          transaction: async (work) => {
            const first = store.transaction(async (queries) => {
              await work(queries);
              throw again;
            });
            await assert.rejects(first, again);
            return store.transaction(work);
          },
        };
        const app = createApp({ ...parts, store: twice });
        const slow = browserWith({ fetch: async (path, init) => app.request(path, init) }, admin.headers);
        const body = { email: 'gus@staff.example', name: 'Gus', roles: ['support'] };
        const person = await bodyIn<Person>(await slow.call('POST', 'people', { body }), 201);
        const changed = await bodyIn<Person>(await change(slow, person.id, ['accounts'], 1));
        assert.deepEqual([changed.roles, changed.revision], [['accounts'], 2]);
      });
    });

    describe('whoever is removed', () => {
      test('is out at once, gets no link, and is in no list', async () => {
        const browser = await newcomer(backend, ['support']);
        assert.equal((await remove(admin, browser.person, 1)).status, 204);
        assert.equal((await browser.call('GET', 'sessions/current')).status, 401);
        await assert.rejects(signIn(backend, browser.email), /no mail/);
        assert.ok(!(await peopleOf(admin)).some(({ id }) => id === browser.person));
        assert.equal(await codeOf(await change(admin, browser.person, ['support'], 2)), 'not-found');
        assert.equal(await codeOf(await remove(admin, browser.person, 2)), 'not-found');
      });

      test('may come back as the same person, with other roles, no passkey and no old session', async () => {
        const browser = await newcomer(backend, ['marketing']);
        const { person, email } = browser;
        const passkey = {
          credential: `credential-of-${person}`,
          name: 'Laptop',
          public_key: new Uint8Array(1),
          uses: 0,
        };
        const times = { added_at: backend.clock.now, last_used_at: null };
        await backend.store.people.addPasskey({ ...passkey, person, transports: '[]', ...times });
        await remove(admin, person, 1);
        const back = await added(email, ['accounts']);
        assert.deepEqual([back.id, back.roles, back.passkeys], [person, ['accounts'], 0]);
        assert.equal((await browser.call('GET', 'sessions/current')).status, 401);
        const session = await sessionOf(await signIn(backend, email));
        assert.deepEqual([session.person.id, session.passkey], [person, 'missing']);
        assert.equal((await change(admin, person, ['support'], back.revision)).status, 200);
      });
    });

    describe('the last who answers for privacy', () => {
      test('is neither removed nor given other roles', async () => {
        const [last, helper] = await newSite('privacy-admin', 'support');
        assert.ok(last && helper);
        assert.equal(await codeOf(await remove(last, last.person, 1)), 'last-privacy-admin');
        assert.equal(await codeOf(await change(last, last.person, ['support'], 1)), 'last-privacy-admin');
        const both: Role[] = ['support', 'privacy-admin'];
        assert.equal(await codeOf(await change(last, last.person, both, 1)), '200');
        assert.equal(await codeOf(await change(last, helper.person, both, 1)), '200');
        assert.equal(await codeOf(await remove(last, last.person, 2)), '204');
        assert.equal(await codeOf(await remove(helper, helper.person, 2)), 'last-privacy-admin');
      });

      for (const [deed, act] of [
        ['remove', (browser: Somebody, id: string) => remove(browser, id, 1)],
        ['demote', (browser: Somebody, id: string) => change(browser, id, ['support'], 1)],
      ] as const) {
        test(`stays when two ${deed} each other, or themselves, at once`, async () => {
          for (const isOwn of [false, true]) {
            const [one, two] = await newSite('privacy-admin', 'privacy-admin');
            assert.ok(one && two);
            const answers = await Promise.all([
              act(one, isOwn ? one.person : two.person),
              act(two, isOwn ? two.person : one.person),
            ]);
            const went = answers.filter(({ ok }) => ok);
            assert.equal(went.length, 1);
            const left = answers[0].ok === isOwn ? two : one;
            const admins = (await peopleOf(left)).filter(({ roles }) => roles.includes('privacy-admin'));
            assert.deepEqual(admins.map(({ id }) => id), [left.person]); // prettier-ignore
          }
        });
      }
    });
  });
}
