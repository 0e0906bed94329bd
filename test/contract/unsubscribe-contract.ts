/** Links in mails that take a permission back (RFC 8058), and who must not be written to again. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { PermissionAnswer } from '../../src/protocol/me.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { mailedLink, PUBLIC_URL } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';

const KEY = 'a-service-key-of-the-tests';
const NEWS = { purpose: 'direct-marketing', channel: 'email' } as const;
const ONE_CLICK = 'List-Unsubscribe=One-Click';
const FORM = 'application/x-www-form-urlencoded';

export function unsubscribeContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`unsubscribe: ${name}`, () => {
    let backend: TestBackend;
    let act = 0;
    before(async () => {
      backend = await start();
      await backend.store.keys.addServiceKey({ key_hash: hashOf(KEY), site: 'smartxpo', name: 'test', created_at: 0 }); // prettier-ignore
    });
    after(() => backend.close());

    const subscribe = async (email: string, isConfirmed = true): Promise<void> => {
      act += 1;
      const form = (await (
        await backend.fetch('/v1/sites/smartxpo/forms/subscription')
      ).json()) as PublishedForm;
      const device = { number: '22222222-2222-4222-8222-222222222222', act };
      const sent = submission(form, { answers: { email }, ticked: ['news-email'], device });
      assert.equal((await backend.fetch('/v1/operations', delivery(sent))).status, 201);
      if (!isConfirmed) return;
      const { pathname } = new URL(await mailedLink(backend.store, email));
      assert.equal((await backend.fetch(pathname, { method: 'POST' })).status, 200);
    };
    const check = async (contact: string, links = false): Promise<PermissionAnswer> => {
      const response = await backend.fetch('/v1/permissions/check', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
        body: JSON.stringify({ items: [{ contact, ...NEWS }], links }),
      });
      assert.equal(response.status, 200);
      const { items } = (await response.json()) as { items: PermissionAnswer[] };
      assert.ok(items[0]);
      return items[0];
    };
    const linkFor = async (email: string): Promise<string> => {
      const { unsubscribe } = await check(email, true);
      assert.ok(unsubscribe);
      return new URL(unsubscribe).pathname;
    };
    const post = (path: string, body: BodyInit, type?: string): Promise<Response> =>
      backend.fetch(path, { method: 'POST', body, ...(type === undefined ? {} : { headers: { 'content-type': type } }) }); // prettier-ignore
    const endsOf = async (email: string): Promise<string[]> => {
      const key = contactKey(backend.parts, 'smartxpo', email);
      const contact = await backend.store.contacts.find('smartxpo', 'email', key);
      const events = await backend.store.consents.ofSubject(contact?.subject ?? '');
      return events.filter(({ type }) => type === 'end').map(({ method }) => method);
    };

    test('a mail carries one https address and the word One-Click, and no person in it', async () => {
      await subscribe('headers@visitor.example');
      const answer = await check('headers@visitor.example', true);
      assert.deepEqual(Object.keys(answer.headers ?? {}), ['List-Unsubscribe', 'List-Unsubscribe-Post']);
      assert.equal(answer.headers?.['List-Unsubscribe'], `<${answer.unsubscribe ?? ''}>`);
      assert.equal(answer.headers['List-Unsubscribe-Post'], ONE_CLICK);
      const [token = ''] = /[\w-]+$/.exec(answer.unsubscribe ?? '') ?? [];
      assert.equal(answer.unsubscribe, `${PUBLIC_URL}/v1/unsubscribe/${token}`);
      assert.ok(Buffer.from(token, 'base64url').length * 8 >= 128);
      assert.ok(!Buffer.from(token, 'base64url').toString('latin1').includes('headers'));
      assert.equal((await check('headers@visitor.example', true)).unsubscribe, answer.unsubscribe);
      assert.equal(
        (await check('headers@visitor.example')).unsubscribe,
        undefined,
        'only where it is asked for',
      );
      assert.equal((await check('nobody@visitor.example', true)).unsubscribe, undefined);
    });

    for (const [kind, send] of Object.entries({
      urlencoded: (path: string) => post(path, ONE_CLICK, FORM),
      multipart: (path: string) => {
        const form = new FormData();
        form.set('List-Unsubscribe', 'One-Click');
        return post(path, form);
      },
    })) {
      test(`one click stops it at once, ${kind}, without cookie, origin or redirect, and again is a success`, async () => {
        const email = `${kind}@visitor.example`;
        await subscribe(email);
        const path = await linkFor(email);
        const first = await send(path);
        assert.deepEqual([first.status, first.headers.get('location'), first.headers.get('set-cookie')], [200, null, null]); // prettier-ignore
        const { permitted, reason } = await check(email);
        assert.deepEqual([permitted, reason], [false, 'ConsentWithdrawn']);
        assert.equal((await send(path)).status, 200);
        assert.deepEqual(await endsOf(email), ['rfc8058'], 'done once');
      });
    }

    test('looking changes nothing, however often a scanner looks', async () => {
      await subscribe('looked@visitor.example');
      const path = await linkFor('looked@visitor.example');
      for (const method of ['GET', 'HEAD', 'GET']) {
        const response = await backend.fetch(path, { method, headers: { 'accept-language': 'de' } });
        assert.equal(response.status, 200);
        if (method === 'GET')
          assert.match(await response.text(), /Aufhören: Neuigkeiten und Angebote per E-Mail/);
      }
      for (const body of ['', 'stop=perhaps', '{"List-Unsubscribe":"One-Click"}'])
        assert.equal((await post(path, body, body.startsWith('{') ? 'application/json' : FORM)).status, 200);
      assert.equal((await check('looked@visitor.example')).permitted, true);
      assert.equal((await post(path, 'x'.repeat(20_000), FORM)).status, 413);
    });

    test('the page stops this or everything, and says what it did', async () => {
      await subscribe('page@visitor.example');
      const path = await linkFor('page@visitor.example');
      assert.match(
        await (await post(path, 'stop=this', FORM)).text(),
        /no longer has your permission for News and offers by email/,
      );
      assert.deepEqual(await endsOf('page@visitor.example'), ['preference-page']);
      assert.match(await (await backend.fetch(path)).text(), /There is nothing to stop/);

      await subscribe('all@visitor.example');
      const all = await linkFor('all@visitor.example');
      assert.match(await (await post(all, 'stop=all', FORM)).text(), /Everything that you had permitted/);
      assert.equal((await check('all@visitor.example')).permitted, false);
    });

    test('a request that waits for its confirmation is stopped too', async () => {
      await subscribe('waiting@visitor.example');
      const path = await linkFor('waiting@visitor.example');
      await post(path, ONE_CLICK, FORM);
      await subscribe('waiting@visitor.example', false);
      assert.equal((await check('waiting@visitor.example')).reason, 'ConsentRequested');
      await post(path, ONE_CLICK, FORM);
      assert.equal((await check('waiting@visitor.example')).reason, 'ConsentWithdrawn');
    });

    test('who comes back later by a confirmed address is permitted, by the same link as before', async () => {
      await subscribe('back@visitor.example');
      const path = await linkFor('back@visitor.example');
      await post(path, ONE_CLICK, FORM);
      await subscribe('back@visitor.example');
      assert.equal((await check('back@visitor.example')).permitted, true);
      assert.equal(await linkFor('back@visitor.example'), path);
    });

    test('links work after sixty days and more', async () => {
      await subscribe('old@visitor.example');
      const path = await linkFor('old@visitor.example');
      backend.clock.now += 90 * 24 * 3_600_000;
      assert.equal((await post(path, ONE_CLICK, FORM)).status, 200);
      assert.deepEqual(await endsOf('old@visitor.example'), ['rfc8058']);
    });

    test('a token that stands for nothing says the same as any other', async () => {
      const pages = await Promise.all(
        ['nothing', 'A'.repeat(43)].map(async (token) => (await post(`/v1/unsubscribe/${token}`, ONE_CLICK, FORM)).text()), // prettier-ignore
      );
      assert.equal(pages[0], pages[1]);
      assert.equal(await (await backend.fetch('/v1/unsubscribe/nothing')).text(), pages[0]);
    });

    test('a contact that took it back is not permitted once everything else is forgotten, until it proves itself anew', async () => {
      const email = 'erased@visitor.example';
      const key = contactKey(backend.parts, 'smartxpo', email);
      await backend.store.unsubscribe.suppress({ site: 'smartxpo', key, ...NEWS, at: backend.clock.now });
      assert.deepEqual(await check(email).then(({ permitted, reason }) => [permitted, reason]), [false, 'ConsentWithdrawn']); // prettier-ignore
      // Later than the few minutes in which doubt goes to the withdrawal.
      backend.clock.now += 3_600_000;
      await subscribe(email, false);
      assert.equal((await check(email)).permitted, false);
      await subscribe(email);
      assert.equal((await check(email)).permitted, true);
    });
  });
}
