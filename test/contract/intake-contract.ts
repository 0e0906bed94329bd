/** What intake and store must hold on every engine: once, all or nothing, unchangeable, provable. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import type { Channel } from '../../src/protocol/terms.ts';
import { HOUR } from '../../src/protocol/terms.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { takeOperation } from '../../src/server/intake.ts';
import { permissionOf } from '../../src/server/permissions.ts';
import { publishPolicy } from '../../src/server/policies/publishing.ts';
import { renewalsOf } from '../../src/server/policies/renewals.ts';
import { canonical, hashOf } from '../../src/server/proof/hash.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { CORRECTED } from '../helpers/policy-gated.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { POSTAL_ADDRESS, delivery, DEVICE, submission, withdrawal } from '../helpers/operations.ts';

const OTHER_DEVICE = '22222222-2222-4222-8222-222222222222';

/** A backend and a second way into its database. */
export interface IntakeSubject extends TestBackend {
  /** Absent where there is no database. */
  execute?: (sql: string) => Promise<unknown>;
}

export function intakeContract(name: string, start: () => Promise<IntakeSubject>): void {
  describe(`intake: ${name}`, () => {
    let backend: IntakeSubject;
    let form: PublishedForm;
    before(async () => {
      backend = await start();
      const response = await backend.fetch('/v1/sites/smartxpo/forms/subscription');
      form = (await response.json()) as PublishedForm;
    });
    after(() => backend.close());

    const send = async (operation: Operation, extra?: Parameters<typeof delivery>[1]): Promise<Receipt> => {
      const response = await backend.fetch('/v1/operations', delivery(operation, extra));
      assert.equal(response.status, 201, await response.clone().text());
      return (await response.json()) as Receipt;
    };
    const subjectOf = async (email: string): Promise<string> => {
      const key = contactKey(backend.parts, 'smartxpo', email);
      return (await backend.store.contacts.find('smartxpo', 'email', key))?.subject ?? '';
    };
    const stateOf = async (email: string, channel: Channel): Promise<string> => {
      const rows = await backend.store.consents.ofKey(await subjectOf(email), 'direct-marketing', channel);
      const { now } = backend.clock;
      const renewals = await renewalsOf(backend.store, 'smartxpo', now);
      return permissionOf(rows, { now, renewals }).state;
    };
    const sessionFor = async (email: string): Promise<string> => {
      const token = backend.parts.newToken();
      const { now } = backend.clock;
      const subject = await subjectOf(email);
      const times = { created_at: now, last_used_at: now };
      await backend.store.sessions.add({ token_hash: hashOf(token), site: 'smartxpo', subject, ...times });
      return `Bearer ${token}`;
    };
    const granted = (email: string, over: { device?: { number: string; act: number } } = {}) =>
      submission(form, { answers: { email }, ticked: ['news-email'], ...over });
    const confirm = async (email: string): Promise<void> => {
      const { pathname } = new URL(await mailedLink(backend.store, email));
      assert.equal((await backend.fetch(pathname, { method: 'POST' })).status, 200);
    };

    test('applies an operation once when it arrives many times at the same moment', async () => {
      const email = 'crowd@visitor.example';
      const operation = granted(email);
      const receipts = await Promise.all(Array.from({ length: 8 }, () => send(operation)));
      for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
      const subject = await subjectOf(email);
      assert.equal((await backend.store.operations.submissionsOf(subject)).length, 1);
      assert.equal((await backend.store.consents.ofSubject(subject)).length, 2);
      assert.equal(
        (await backend.store.mails.latest(500)).filter(({ recipient }) => recipient === email).length,
        1,
      );
    });

    test('applies an operation once, however long after the first time it comes again', async () => {
      const email = 'months-later@visitor.example';
      const operation = granted(email);
      const receipt = await send(operation);
      const { now } = backend.clock;
      backend.clock.now += 30 * 24 * HOUR;
      assert.deepEqual(await send(operation), receipt);
      backend.clock.now = now;
      assert.equal((await backend.store.consents.ofSubject(await subjectOf(email))).length, 2);
    });

    test('makes one subject of an address that arrives many times at the same moment', async () => {
      const email = 'Same.Address@visitor.example';
      const spellings = [email, email.toLowerCase(), ` ${email} `, email.toUpperCase()];
      await Promise.all(spellings.map((spelling) => send(granted(spelling))));
      const subjects = new Set(await Promise.all(spellings.map(subjectOf)));
      assert.equal(subjects.size, 1);
      const [subject] = subjects;
      assert.equal((await backend.store.operations.submissionsOf(subject ?? '')).length, spellings.length);
    });

    test('leaves nothing behind when an effect fails', async () => {
      const operation = granted('fails@visitor.example');
      const broken = {
        ...backend.parts,
        newToken: () => {
          throw new Error('out of tokens');
        },
      };
      await assert.rejects(takeOperation(broken, { operation, age: 0 }, { kind: 'anyone' }), /out of tokens/);
      assert.equal(await backend.store.operations.find(operation.id), undefined);
      assert.equal(await subjectOf('fails@visitor.example'), '');
      await send(operation);
    });

    test('keeps the words of every box byte for byte, ticked or not', async () => {
      const email = 'bytes@visitor.example';
      await send(submission(form, { answers: { email }, ticked: ['news-email'], language: 'de' }));
      const events = await backend.store.consents.ofSubject(await subjectOf(email));
      const words = await backend.store.documents.wordings(events.flatMap(({ wording }) => wording ?? []));
      for (const event of events) {
        const shown = words.find(({ hash }) => hash === event.wording)?.words ?? '';
        assert.equal(hashOf(shown), event.wording);
        assert.equal(shown, form.definition.translations?.['de']?.[`${event.consent ?? ''}.text`]);
        assert.equal(event.language, 'de');
      }
      assert.deepEqual(events.map(({ channel, type }) => `${channel} ${type}`).toSorted(), [
        'email grant',
        'post refuse',
      ]);
    });

    test('signs receipts so that anyone can check them with the published key', async () => {
      const receipt = await send(granted('signed@visitor.example'));
      const published = (await (await backend.fetch('/.well-known/sx-receipt-keys.json')).json()) as {
        keys: Parameters<typeof importJWK>[0][];
      };
      const [jwk] = published.keys;
      assert.ok(jwk);
      assert.equal('d' in jwk, false, 'the private part is not published');
      const { payload } = await compactVerify(receipt.signature, await importJWK(jwk, 'EdDSA'));
      assert.equal(new TextDecoder().decode(payload), canonical(receipt.statement));
    });

    test('stores neither address nor agent, and no plain token', async () => {
      const email = 'frugal@visitor.example';
      const headers = new Headers(delivery(granted(email)).headers);
      headers.set('x-forwarded-for', '203.0.113.77');
      headers.set('user-agent', 'canary-agent');
      const operation = granted(email);
      headers.set('idempotency-key', `"${operation.id}"`);
      const init = delivery(operation);
      await backend.fetch('/v1/operations', { ...init, headers });
      const row = await backend.store.operations.find(operation.id);
      assert.equal(/203\.0\.113|canary-agent/.test(JSON.stringify(row)), false);
      const token = new URL(await mailedLink(backend.store, email)).pathname.split('/').at(-1) ?? '';
      assert.equal(await backend.store.consents.confirmation(token), undefined);
      assert.ok(await backend.store.consents.confirmation(hashOf(token)));
    });

    test('lets a withdrawal beat a grant that was made before it and arrives after it', async () => {
      const email = 'late@visitor.example';
      const first = granted(email, { device: { number: DEVICE, act: 1 } });
      const { capability } = await send(first);
      await confirm(email);
      assert.equal(await stateOf(email, 'email'), 'ConsentGiven');
      await send(
        withdrawal('direct-marketing', 'email', { grant: first.id, device: { number: DEVICE, act: 2 } }),
        {
          authorization: `Capability ${capability ?? ''}`,
        },
      );
      assert.equal(await stateOf(email, 'email'), 'ConsentWithdrawn');
      // A second device ticked an hour ago, offline; it proves nothing about now.
      await send(granted(email, { device: { number: OTHER_DEVICE, act: 1 } }), { age: HOUR });
      assert.notEqual(await stateOf(email, 'email'), 'ConsentGiven');
    });

    test('records a grant whose age cannot be believed, and gives nothing', async () => {
      for (const age of [-1, 73 * HOUR]) {
        const email = `age${String(age)}@visitor.example`.replace('-', 'minus');
        await send(granted(email), { age });
        assert.equal(await stateOf(email, 'email'), 'ConsentRequestDeferred');
        await assert.rejects(mailedLink(backend.store, email), 'nothing to confirm');
      }
    });

    test('takes any age that a broken clock can make', async () => {
      const email = 'broken-clock@visitor.example';
      const receipt = await send(granted(email), { age: Number.MAX_VALUE });
      assert.equal(receipt.confirmByMail, undefined, 'no mail is promised that is not sent');
      assert.equal(receipt.notCounted, true, 'and the visitor is told');
      assert.equal(await stateOf(email, 'email'), 'ConsentRequestDeferred');
    });

    test('answers a withdrawal again after its session has ended, and a new one not', async () => {
      const email = 'signed-out@visitor.example';
      await send(granted(email));
      const authorization = await sessionFor(email);
      const operation = withdrawal('direct-marketing', 'email');
      const first = await send(operation, { authorization });
      backend.clock.now += HOUR;
      assert.deepEqual(await send(operation, { authorization }), first);
      const other = delivery(withdrawal('direct-marketing', 'email'), { authorization });
      assert.equal((await backend.fetch('/v1/operations', other)).status, 401);
    });

    test('never lets a consent run longer than the months it was given for', async () => {
      const before = backend.clock.now;
      backend.clock.now = Date.parse('2028-02-29T12:00:00Z');
      const operation = granted('leap@visitor.example');
      await send(operation);
      const grant = (await backend.store.consents.ofOperation(operation.id)).find(
        ({ type }) => type === 'grant',
      );
      assert.equal(new Date(grant?.valid_until ?? 0).toISOString().slice(0, 10), '2030-02-28');
      backend.clock.now = before;
    });

    test('lets a consent expire', async () => {
      const email = 'expires@visitor.example';
      await send(granted(email));
      await confirm(email);
      const before = backend.clock.now;
      backend.clock.now = Date.parse('2028-11-22T14:00:00Z');
      assert.equal(await stateOf(email, 'email'), 'ConsentExpired');
      backend.clock.now = before;
    });

    test('ends what a policy version renews on its day, until it is given again', async () => {
      const [email, offered] = ['renewed@visitor.example', 'direct-marketing'];
      const publication = { publishedAt: backend.clock.now, by: 'test', isMaterial: true };
      const document = { ...CORRECTED, version: 'renewing', effectiveFrom: '2027-03-01' };
      const wording = { ...CORRECTED, version: 'wording', effectiveFrom: '2027-02-01' };
      await publishPolicy(backend.store, 'smartxpo', wording, publication);
      await publishPolicy(
        backend.store,
        'smartxpo',
        { ...document, renewPurposes: [offered] },
        { ...publication, publishedAt: backend.clock.now + HOUR },
      );
      await send(granted(email));
      await confirm(email);
      const before = backend.clock.now;
      for (const [moment, state] of [
        ['2027-02-28T23:59:59Z', 'ConsentGiven'],
        ['2027-03-01T00:00:00Z', 'ConsentInvalidated'],
      ] as const) {
        backend.clock.now = Date.parse(moment);
        assert.equal(await stateOf(email, 'email'), state, moment);
      }
      await send(granted(email));
      assert.equal(await stateOf(email, 'email'), 'ConsentRequested');
      await confirm(email);
      assert.equal(await stateOf(email, 'email'), 'ConsentGiven');
      await backend.store.policies.withdraw({
        site: 'smartxpo',
        policy: 'privacy',
        version: 'renewing',
        withdrawn_at: backend.clock.now,
        withdrawn_by: 'test',
        reason: 'The next tests know nothing of it.',
      });
      backend.clock.now = before;
    });

    test('judges a submission against the version it names, not against the current one', async () => {
      const changed = structuredClone(form.definition);
      changed.version = 2;
      const consent = changed.consents['news-email'];
      assert.ok(consent);
      consent.text = 'Email me something else.';
      await backend.store.documents.publishForm({
        site: 'smartxpo',
        form: 'subscription',
        version: 2,
        document: JSON.stringify(changed),
        source: null,
        published_at: backend.clock.now,
      });
      const current = (await (
        await backend.fetch('/v1/sites/smartxpo/forms/subscription')
      ).json()) as PublishedForm;
      assert.equal(current.definition.version, 2);
      await send(granted('superseded@visitor.example'));
    });

    test('refuses in the database itself to change what was published or recorded', async () => {
      const republished = await backend.store.documents.publishForm({
        site: 'smartxpo',
        form: 'subscription',
        version: 1,
        document: '{}',
        source: null,
        published_at: 0,
      });
      assert.equal(republished, false);
      const columns = {
        form_version: 'document',
        policy_version: 'document',
        wording: 'words',
        consent_event: 'method',
      };
      const { execute } = backend;
      if (execute === undefined) return;
      for (const [table, column] of Object.entries(columns)) {
        await assert.rejects(execute(`update ${table} set ${column} = 'forged'`), /never change/, table);
      }
    });

    test('judges the age of a grant by the limit of the day it arrived', async () => {
      const email = 'no-second-chance@visitor.example';
      await send(
        submission(form, { answers: { email, 'postal-address': POSTAL_ADDRESS }, ticked: ['news-post'] }),
        {
          age: 100 * HOUR,
        },
      );
      const row = await backend.store.documents.site('smartxpo');
      assert.ok(row);
      const generous = row.document.replace('"grantMaxAgeHours":72', '"grantMaxAgeHours":720');
      assert.notEqual(generous, row.document);
      await backend.store.documents.putSite({ ...row, document: generous });
      assert.equal(await stateOf(email, 'post'), 'ConsentRequestDeferred');
      await backend.store.documents.putSite(row);
    });

    test('refuses what no database can hold, with a problem that names it', async () => {
      const spoils: ((operation: ReturnType<typeof granted>) => unknown)[] = [
        (operation) => (operation.payload.answers['name'] = 'lone \uD800 surrogate'),
        (operation) => (operation.payload.answers['name'] = 'NUL \u0000'),
        (operation) => (operation.payload.formVersion = 2 ** 31),
        (operation) => (operation.payload.policy.version = '2026\u0000'),
        (operation) => (operation.device = { number: DEVICE, act: 1e300 }),
        (operation) => Object.assign(operation, { 'x-extra': 'not ours' }),
      ];
      for (const spoil of spoils) {
        const operation = granted('unsound@visitor.example');
        spoil(operation);
        const response = await backend.fetch('/v1/operations', delivery(operation));
        assert.equal(response.status, 422, JSON.stringify(operation));
        assert.equal(((await response.json()) as { operation: string }).operation, operation.id);
      }
      const deep = `{"operation":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
      const headers = { 'content-type': 'application/json', 'idempotency-key': '"x"' };
      assert.equal(
        (await backend.fetch('/v1/operations', { method: 'POST', headers, body: deep })).status,
        422,
      );
      for (const path of ['/v1/sites/%00/config', '/v1/sites/smartxpo/forms/%00', '/sites/%00/my-data']) {
        assert.equal((await backend.fetch(path)).status, 404, path);
      }
    });

    test('ends all of it for a session, and refuses a session that names one grant', async () => {
      const email = 'precise@visitor.example';
      const operation = granted(email);
      await send(operation);
      const authorization = await sessionFor(email);
      const named = withdrawal('direct-marketing', 'email', { grant: operation.id });
      const response = await backend.fetch('/v1/operations', delivery(named, { authorization }));
      assert.equal(response.status, 422);
      const whole = await send(withdrawal('direct-marketing', 'email'), { authorization });
      assert.deepEqual(whole.statement.withdrawal, {
        purpose: 'direct-marketing',
        channel: 'email',
        grants: [operation.id],
        whole: true,
      });
    });

    test('says what the link of a confirmation mail is for, and gives nothing that was withdrawn meanwhile', async () => {
      const email = 'meanwhile@visitor.example';
      const operation = granted(email);
      const { capability } = await send(operation);
      const { pathname } = new URL(await mailedLink(backend.store, email));
      assert.match(await (await backend.fetch(pathname)).text(), /Email me news and offers/);
      const undo = withdrawal('direct-marketing', 'email', { grant: operation.id });
      const receipt = await send(undo, { authorization: `Capability ${capability ?? ''}` });
      assert.deepEqual(receipt.statement.withdrawal?.grants, [operation.id]);
      assert.equal(receipt.statement.withdrawal.whole, false);
      const page = await (await backend.fetch(pathname, { method: 'POST' })).text();
      assert.match(page, /This was withdrawn before/);
      assert.equal(await stateOf(email, 'email'), 'ConsentWithdrawn');
    });

    test('asks in the confirmation mail about nothing that counts without it', async () => {
      const email = 'both@visitor.example';
      const answers = { email, 'postal-address': POSTAL_ADDRESS };
      await send(submission(form, { answers, ticked: ['news-email', 'news-post'] }));
      assert.equal(await stateOf(email, 'post'), 'ConsentGiven');
      const { pathname } = new URL(await mailedLink(backend.store, email));
      const page = await (await backend.fetch(pathname)).text();
      assert.match(page, /Email me news/);
      assert.doesNotMatch(page, /by post/);
    });

    test('lets nobody use up the mails that somebody else needs', async () => {
      const email = 'needed@visitor.example';
      await send(submission(form, { answers: { email } }));
      const ask = () =>
        backend.fetch('/v1/sign-in-links', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ site: 'smartxpo', email, language: 'en' }),
        });
      await Promise.all(Array.from({ length: 12 }, ask));
      await send(granted(email));
      const kinds = (await backend.store.mails.latest(500))
        .filter(({ recipient }) => recipient === email)
        .map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === 'sign-in').length, 5);
      assert.equal(kinds.filter((kind) => kind === 'confirmation').length, 1);
    });

    test('stops writing to an address that somebody else keeps typing', async () => {
      const email = 'pestered@visitor.example';
      for (let index = 0; index < 8; index += 1) await send(granted(email));
      const mails = (await backend.store.mails.latest(500)).filter(({ recipient }) => recipient === email);
      assert.equal(mails.length, 5);
    });
  });
}
