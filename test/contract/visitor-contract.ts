/**
 * The contract of the visitor routes. The same tests run against the server on SQLite, the server
 * on PostgreSQL, and the msw handlers of the backend-less demo: what a widget may rely on.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { HeldPermission, HeldSubmission, Me } from '../../src/protocol/me.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { PolicyIndex, PolicyVersion } from '../../src/protocol/policy.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import type { SiteConfig } from '../../src/protocol/site.schema.ts';
import { POSTAL_ADDRESS, delivery, newOperationId, submission, withdrawal } from '../helpers/operations.ts';
import { FORM_KINDS } from '../../src/protocol/terms.ts';

export interface Subject {
  /** Answers like `fetch`; `path` starts with a slash. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** The newest link mailed to an address: an absolute address. */
  mailedLink: (email: string) => Promise<string>;
  close: () => Promise<void>;
}

async function json<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

function post(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export function visitorContract(name: string, start: () => Promise<Subject>): void {
  describe(`visitor contract: ${name}`, () => {
    let subject: Subject;
    let form: PublishedForm;
    before(async () => {
      subject = await start();
      form = await json<PublishedForm>(subject.fetch('/v1/sites/smartxpo/forms/subscription'));
    });
    after(() => subject.close());

    const send = (operation: Parameters<typeof delivery>[0], extra?: Parameters<typeof delivery>[1]) =>
      subject.fetch('/v1/operations', delivery(operation, extra));

    const confirm = async (email: string): Promise<void> => {
      const { pathname } = new URL(await subject.mailedLink(email));
      const answer = await subject.fetch(pathname, { method: 'POST' });
      assert.equal(answer.status, 200);
    };

    const signIn = async (email: string): Promise<string> => {
      await subject.fetch('/v1/sign-in-links', post({ site: 'smartxpo', email, language: 'en' }));
      const token = new URL(await subject.mailedLink(email)).hash.replace('#sx-sign-in=', '');
      const session = await json<{ token: string }>(
        subject.fetch('/v1/sessions', post({ site: 'smartxpo', token })),
      );
      return `Bearer ${session.token}`;
    };

    const permissions = async (authorization: string): Promise<HeldPermission[]> =>
      (
        await json<{ items: HeldPermission[] }>(
          subject.fetch('/v1/me/permissions', { headers: { authorization } }),
        )
      ).items;

    const stateOf = async (authorization: string, channel: string): Promise<string | undefined> =>
      (await permissions(authorization)).find((permission) => permission.channel === channel)?.state;

    test('publishes the configuration without what only the backend needs', async () => {
      const response = await subject.fetch('/v1/sites/smartxpo/config');
      const config = await json<SiteConfig>(response);
      assert.equal(response.status, 200);
      assert.ok(response.headers.get('etag'));
      assert.equal(config.site, 'smartxpo');
      assert.match(config.controller.email, /@/);
      assert.deepEqual(config.forms.map(({ form: id }) => id).toSorted(), FORM_KINDS.toSorted());
      const text = JSON.stringify(config);
      for (const inner of ['origins', 'assessment', 'doubleOptIn'])
        assert.equal(text.includes(`"${inner}"`), false, inner);
    });

    test('answers 304 to a reader that has the document', async () => {
      const etag = (await subject.fetch('/v1/sites/smartxpo/config')).headers.get('etag') ?? '';
      const again = await subject.fetch('/v1/sites/smartxpo/config', { headers: { 'if-none-match': etag } });
      assert.equal(again.status, 304);
    });

    test('publishes a form with the hash of every text in every language', () => {
      for (const consent of Object.keys(form.definition.consents)) {
        for (const language of form.definition.languages) {
          assert.match(form.wordings[consent]?.[language] ?? '', /^sha256-[\w-]{43}$/);
        }
      }
    });

    test('publishes policy versions, newest first, each in the language that was asked for', async () => {
      const index = await json<PolicyIndex>(subject.fetch('/v1/sites/smartxpo/policies/privacy'));
      assert.deepEqual(
        index.versions.map(({ version }) => version),
        ['2026-11-01', '2018-06-19'],
      );
      assert.equal(index.current, '2026-11-01');
      const path = '/v1/sites/smartxpo/policies/privacy/versions/2018-06-19';
      const german = await json<PolicyVersion>(subject.fetch(`${path}?language=de-AT`));
      assert.equal(german.language, 'de');
      assert.equal(german.lastUpdated, '2018-06-19');
      const other = await json<PolicyVersion>(subject.fetch(`${path}?language=fr`));
      assert.equal(other.language, 'en');
    });

    test('answers unknown sites, forms, policies and versions with a problem document', async () => {
      for (const path of [
        '/v1/sites/nobody/config',
        '/v1/sites/smartxpo/forms/nothing',
        '/v1/sites/smartxpo/policies/nothing',
        '/v1/sites/smartxpo/policies/privacy/versions/1999-01-01',
      ]) {
        const response = await subject.fetch(path);
        assert.equal(response.status, 404, path);
        assert.match(response.headers.get('content-type') ?? '', /application\/problem\+json/);
        assert.equal((await json<ProblemDocument>(response)).type, '/problems/not-found');
      }
    });

    test('answers a submission with a receipt that repeats its id and its words', async () => {
      const operation = submission(form, {
        answers: { email: 'words@visitor.example' },
        ticked: ['news-email'],
      });
      const response = await send(operation);
      const receipt = await json<Receipt>(response);
      assert.equal(response.status, 201);
      assert.equal(receipt.id, operation.id);
      assert.equal(receipt.confirmByMail, true);
      const shown = operation.payload.consents.map(({ consent, words, ticked }) => [consent, words, ticked]);
      assert.deepEqual(
        receipt.statement.consents?.map(({ consent, words, ticked }) => [consent, words, ticked]),
        shown,
      );
      assert.equal(
        JSON.stringify(receipt).includes('visitor.example'),
        false,
        'a receipt holds no contact data',
      );
    });

    test('gives the same answer to the same operation, and one effect', async () => {
      const email = 'twice@visitor.example';
      const operation = submission(form, { answers: { email }, ticked: ['news-email'] });
      const [first, second] = [
        await json<Receipt>(send(operation)),
        await json<Receipt>(send(operation, { age: 5000 })),
      ];
      assert.deepEqual(second, first);
      const authorization = await signIn(email);
      const { items } = await json<{ items: HeldSubmission[] }>(
        subject.fetch('/v1/me/details', { headers: { authorization } }),
      );
      assert.equal(items.length, 1);
    });

    test('refuses other content under the same id, and names the operation', async () => {
      const operation = submission(form, { answers: { email: 'reused@visitor.example' } });
      await send(operation);
      const changed = submission(form, { answers: { email: 'other@visitor.example' } });
      const response = await send({ ...changed, id: operation.id });
      const problem = await json<ProblemDocument>(response);
      assert.equal(response.status, 422);
      assert.equal(problem.type, '/problems/idempotency-key-reused');
      assert.equal(problem.operation, operation.id);
    });

    test('wants the operation id as Idempotency-Key', async () => {
      const operation = submission(form);
      for (const key of [undefined, '', '"something else"']) {
        const init = delivery(operation);
        const headers = new Headers(init.headers);
        headers.delete('idempotency-key');
        if (key !== undefined) headers.set('idempotency-key', key);
        const response = await subject.fetch('/v1/operations', { ...init, headers });
        assert.equal(response.status, 400);
        assert.equal((await json<ProblemDocument>(response)).type, '/problems/idempotency-key-missing');
      }
    });

    const refusals: [string, (operation: ReturnType<typeof submission>) => unknown, string, string][] = [
      [
        'words that differ from the published version',
        (o) => (at(o, 0).words += ' and more'),
        '/operation/payload/consents/0/words',
        'words-differ',
      ],
      [
        'a hash of other words',
        (o) => (at(o, 0).hash = `sha256-${'A'.repeat(43)}`),
        '/operation/payload/consents/0/words',
        'words-differ',
      ],
      [
        'an unknown consent',
        (o) => (at(o, 0).consent = 'news-carrier-pigeon'),
        '/operation/payload/consents/0/consent',
        'unknown-consent',
      ],
      [
        'a box that is not reported',
        (o) => o.payload.consents.splice(0, 1),
        '/operation/payload/consents',
        'consent-missing',
      ],
      [
        'an unknown question',
        (o) => (o.payload.answers['shoe-size'] = '44'),
        '/operation/payload/answers/shoe-size',
        'unknown-question',
      ],
      [
        'a hidden question',
        (o) => (o.payload.answers['postal-address'] = POSTAL_ADDRESS),
        '/operation/payload/answers/postal-address',
        'hidden-question',
      ],
      [
        'a missing required answer',
        (o) => delete o.payload.answers['email'],
        '/operation/payload/answers/email',
        'required',
      ],
      [
        'something that is no address',
        (o) => (o.payload.answers['email'] = 'nobody'),
        '/operation/payload/answers/email',
        'not-an-email',
      ],
      [
        'an unknown form version',
        (o) => (o.payload.formVersion = 99),
        '/operation/payload/form',
        'unknown-form',
      ],
      [
        'a policy version nobody published',
        (o) => (o.payload.policy.version = '1999'),
        '/operation/payload/policy',
        'unknown-policy',
      ],
      ['an unknown site', (o) => (o.site = 'nobody'), '/operation/site', 'unknown-site'],
      [
        'an unknown key',
        (o) => Object.assign(o.payload, { preticked: true }),
        '/operation/payload/preticked',
        'unknown-key',
      ],
    ];
    for (const [what, spoil, pointer, code] of refusals) {
      test(`refuses ${what} with a problem that names the field, and keeps nothing`, async () => {
        const operation = submission(form, { answers: { email: 'refused@visitor.example' } });
        spoil(operation);
        const response = await send(operation);
        const problem = await json<ProblemDocument>(response);
        assert.equal(response.status, 422);
        assert.equal(problem.type, '/problems/validation');
        assert.equal(problem.operation, operation.id);
        const finding = problem.errors?.find((error) => error.code === code);
        assert.equal(finding?.pointer, pointer, JSON.stringify(problem.errors));
        // Nothing was kept: the same id is free for a correct operation.
        const mended = {
          ...submission(form, { answers: { email: 'mended@visitor.example' } }),
          id: operation.id,
        };
        assert.equal((await send(mended)).status, 201);
      });
    }

    test('refuses a body that is too large, of another type or not JSON', async () => {
      const init = delivery(submission(form));
      const headers = new Headers(init.headers);
      const large = { ...init, body: `{"padding":"${'x'.repeat(2_000_000)}"}` };
      assert.equal((await subject.fetch('/v1/operations', large)).status, 413);
      assert.equal((await subject.fetch('/v1/operations', { ...init, body: '{"operation":' })).status, 400);
      headers.set('content-type', 'text/plain');
      assert.equal((await subject.fetch('/v1/operations', { ...init, headers })).status, 415);
    });

    test('holds an e-mail grant as requested until the address is confirmed', async () => {
      const email = 'pending@visitor.example';
      await send(submission(form, { answers: { email }, ticked: ['news-email'] }));
      const { pathname } = new URL(await subject.mailedLink(email));
      const authorization = await signIn(email);
      assert.equal(await stateOf(authorization, 'email'), 'ConsentRequested');
      assert.equal(await stateOf(authorization, 'post'), 'ConsentRefused');
      assert.equal((await subject.fetch(pathname)).status, 200, 'GET shows a page');
      assert.equal(await stateOf(authorization, 'email'), 'ConsentRequested', 'GET changes nothing');
      assert.equal((await subject.fetch(pathname, { method: 'POST' })).status, 200);
      assert.equal((await subject.fetch(pathname, { method: 'POST' })).status, 200, 'twice is once');
      assert.equal(await stateOf(authorization, 'email'), 'ConsentGiven');
    });

    test('shows an unknown confirmation link as a page and changes nothing', async () => {
      const response = await subject.fetch('/v1/confirm/not-a-real-token-at-all-0000000');
      assert.equal(response.status, 410);
      assert.match(response.headers.get('content-type') ?? '', /text\/html/);
    });

    test('answers known and unknown addresses alike when a link is asked for', async () => {
      const email = 'known@visitor.example';
      await send(submission(form, { answers: { email } }));
      const known = await subject.fetch(
        '/v1/sign-in-links',
        post({ site: 'smartxpo', email, language: 'en' }),
      );
      const unknown = await subject.fetch(
        '/v1/sign-in-links',
        post({ site: 'smartxpo', email: 'stranger@visitor.example', language: 'en' }),
      );
      assert.equal(known.status, 202);
      assert.equal(unknown.status, 202);
      assert.equal(await known.text(), await unknown.text());
      await assert.rejects(subject.mailedLink('stranger@visitor.example'));
    });

    test('lets a sign-in link work once', async () => {
      const email = 'once@visitor.example';
      await send(submission(form, { answers: { email, name: 'Ada' } }));
      await subject.fetch('/v1/sign-in-links', post({ site: 'smartxpo', email, language: 'en' }));
      const token = new URL(await subject.mailedLink(email)).hash.replace('#sx-sign-in=', '');
      const first = await subject.fetch('/v1/sessions', post({ site: 'smartxpo', token }));
      const second = await subject.fetch('/v1/sessions', post({ site: 'smartxpo', token }));
      assert.equal(first.status, 201);
      assert.equal(second.status, 410);
      const session = await json<{ token: string; subject: string }>(first);
      const me = await subject.fetch('/v1/me', { headers: { authorization: `Bearer ${session.token}` } });
      assert.equal(me.headers.get('cache-control'), 'no-store');
      assert.deepEqual((await json<Me>(me)).contacts, [{ channel: 'email', value: email }]);
    });

    test('shows what was left, in the words of the form', async () => {
      const email = 'held@visitor.example';
      const operation = submission(form, {
        answers: {
          email,
          name: 'Ada',
          region: optionOf(form, 'region'),
          topics: ['dates', 'stands'],
          'postal-address': POSTAL_ADDRESS,
        },
        ticked: ['news-post'],
      });
      operation.payload.captured = { utm_source: 'hall-notes' };
      await send(operation);
      const authorization = await signIn(email);
      const { items } = await json<{ items: HeldSubmission[] }>(
        subject.fetch('/v1/me/details', { headers: { authorization } }),
      );
      const answers = items.flatMap((held) => held.answers);
      assert.deepEqual(
        answers.map(({ item }) => item),
        ['name', 'email', 'region', 'topics', 'postal-address'],
      );
      const linesOf = (item: string) => answers.find((answer) => answer.item === item)?.lines;
      assert.deepEqual(linesOf('name'), ['Ada']);
      assert.deepEqual(linesOf('topics'), ['Our own workshops', 'Stands worth seeing']);
      assert.deepEqual(linesOf('postal-address'), ['1 High Street', 'N1 1AA', 'London', 'United Kingdom']);
      assert.deepEqual(items[0]?.captured, { utm_source: 'hall-notes' });
    });

    test('lets nobody read without a session, and ends one at sign-out', async () => {
      for (const path of ['/v1/me', '/v1/me/details', '/v1/me/permissions', '/v1/me/receipts']) {
        assert.equal((await subject.fetch(path)).status, 401);
        assert.equal(
          (await subject.fetch(path, { headers: { authorization: 'Bearer made-up' } })).status,
          401,
        );
      }
      const email = 'leaves@visitor.example';
      await send(submission(form, { answers: { email } }));
      const authorization = await signIn(email);
      assert.equal(
        (await subject.fetch('/v1/sessions/current', { method: 'DELETE', headers: { authorization } }))
          .status,
        204,
      );
      assert.equal((await subject.fetch('/v1/me', { headers: { authorization } })).status, 401);
    });

    test('ends a permission for a signed-in subject, at once', async () => {
      const email = 'ends@visitor.example';
      await send(submission(form, { answers: { email }, ticked: ['news-email'] }));
      await confirm(email);
      const authorization = await signIn(email);
      assert.equal(await stateOf(authorization, 'email'), 'ConsentGiven');
      const response = await send(withdrawal('direct-marketing', 'email'), { authorization });
      assert.equal(response.status, 201);
      assert.equal(await stateOf(authorization, 'email'), 'ConsentWithdrawn');
      const { items } = await json<{ items: Receipt[] }>(
        subject.fetch('/v1/me/receipts', { headers: { authorization } }),
      );
      assert.deepEqual(items.map(({ statement }) => statement.kind).toSorted(), [
        'permission-change',
        'submission',
        'withdrawal',
      ]);
    });

    test('lets the capability of a receipt undo that operation, and no other', async () => {
      const email = 'capable@visitor.example';
      const operation = submission(form, { answers: { email }, ticked: ['news-email'] });
      const { capability } = await json<Receipt>(send(operation));
      await confirm(email);
      const authorization = `Capability ${capability ?? ''}`;
      const other = await send(withdrawal('direct-marketing', 'email', { grant: newOperationId() }), {
        authorization,
      });
      assert.equal(other.status, 422);
      const own = await send(withdrawal('direct-marketing', 'email', { grant: operation.id }), {
        authorization,
      });
      assert.equal(own.status, 201);
      assert.equal(await stateOf(await signIn(email), 'email'), 'ConsentWithdrawn');
    });

    test('refuses a withdrawal without a session or capability, and a forged one', async () => {
      const grant = newOperationId();
      const operation = withdrawal('direct-marketing', 'email', { grant });
      assert.equal((await send(operation)).status, 401);
      assert.equal((await send(operation, { authorization: `Capability ${grant}.forged` })).status, 401);
      const problem = await json<ProblemDocument>(send(operation, { authorization: 'Bearer made-up' }));
      assert.equal(problem.type, '/problems/unauthenticated');
      assert.equal(problem.operation, operation.id);
    });

    test('gives no capability where nothing was granted', async () => {
      const receipt = await json<Receipt>(
        send(submission(form, { answers: { email: 'none@visitor.example' } })),
      );
      assert.equal(receipt.capability, undefined);
      assert.equal(receipt.confirmByMail, undefined);
    });

    test('takes a confirmation from nobody but the mailed link', async () => {
      const response = await send({
        ...withdrawal('direct-marketing', 'email'),
        kind: 'permission-change',
        payload: { change: 'confirm', grant: newOperationId() },
      });
      assert.equal(response.status, 403);
    });
  });
}

function at(operation: ReturnType<typeof submission>, index: number) {
  const consent = operation.payload.consents[index];
  assert.ok(consent);
  return consent;
}

function optionOf(form: PublishedForm, id: string): string {
  const item = form.definition.items.find((candidate) => candidate.id === id);
  assert.ok(item && 'type' in item && item.type === 'select');
  return item.options[0]?.id ?? '';
}
