/** Letters, mails and calls that staff enter: with their true date, once, and with no consent; on every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  Correspondence,
  CorrespondencePage,
  NewCorrespondence,
} from '../../src/protocol/correspondence.schema.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import { HOUR, ROLES } from '../../src/protocol/terms.ts';
import type { Role } from '../../src/protocol/terms.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { ConsentEventRow } from '../../src/server/store/consents.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { delivery, newOperationId, submission } from '../helpers/operations.ts';
import { bodyIn, openStaffDesk, wordsOf } from '../helpers/staff-desk.ts';
import type { StaffDesk } from '../helpers/staff-desk.ts';
import type { IntakeSubject } from './intake-contract.ts';

const MAY = ['support', 'operations', 'senior-management', 'privacy-admin'];

export function correspondenceContract(name: string, start: () => Promise<IntakeSubject>): void {
  describe(`correspondence: ${name}`, () => {
    let backend: IntakeSubject;
    let desk: StaffDesk;
    before(async () => {
      backend = await start();
      desk = await openStaffDesk(backend);
    });
    after(() => backend.close());

    const letter = (over: Partial<NewCorrespondence> = {}): NewCorrespondence => ({
      id: newOperationId(),
      method: 'email',
      receivedAt: '2026-11-20',
      contact: { name: 'Ada', email: 'ada@letter.example' },
      subject: 'My data',
      message: 'Send me what you hold.',
      kind: 'access',
      ...over,
    });
    const enter = (entry: object, role: Role | 'stranger' = 'support', key?: string): Promise<Response> =>
      desk.post(role, 'correspondence', entry, {
        'idempotency-key': `"${key ?? ('id' in entry ? String(entry.id) : '')}"`,
      });
    const listed = async (query = '', role: Role | 'stranger' = 'support'): Promise<CorrespondencePage> =>
      bodyIn(await desk.get(role, `correspondence${query}`));
    const refused = async (response: Response, status = 422): Promise<string[]> => {
      const { type, errors } = await bodyIn<ProblemDocument>(response, status);
      return errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [type];
    };
    const permitted = async (email: string): Promise<unknown> => {
      const service = backend.parts.newToken();
      const row = { key_hash: hashOf(service), site: 'smartxpo', name: 'mailer', created_at: 1 };
      await backend.store.keys.addServiceKey(row);
      const item = { contact: email, purpose: 'direct-marketing', channel: 'email' };
      const response = await backend.fetch('/v1/permissions/check', {
        method: 'POST',
        headers: { authorization: `Bearer ${service}`, 'content-type': 'application/json' },
        body: JSON.stringify({ items: [item] }),
      });
      const { items } = await bodyIn<{ items: { permitted: boolean; reason: string }[] }>(response);
      return items.map((answer) => [answer.permitted, answer.reason])[0];
    };
    const grantOf = async (operation: string): Promise<ConsentEventRow> => {
      const form = await bodyIn<PublishedForm>(await backend.fetch('/v1/sites/smartxpo/forms/subscription'));
      const email = `${newOperationId()}@letter.example`;
      const given = submission(form, { answers: { email }, ticked: ['news-email'] });
      await bodyIn(await backend.fetch('/v1/operations', delivery(given)), 201);
      const [row] = (await backend.store.consents.ofOperation(given.id)).filter(
        ({ type }) => type === 'grant',
      );
      assert.ok(row);
      return { ...row, id: newOperationId(), operation };
    };

    test('keeps what was entered, with the day it came and who entered it', async () => {
      const entry = letter();
      const { person, enteredAt, enteredBy, ...kept } = await bodyIn<Correspondence>(await enter(entry), 201);
      assert.deepEqual(kept, entry);
      assert.equal(enteredBy, 'support@staff.example');
      assert.match(enteredAt, /^2026-11-22T10:/);
      const key = contactKey(backend.parts, 'smartxpo', 'ada@letter.example');
      assert.equal((await backend.store.contacts.find('smartxpo', 'email', key))?.subject, person);
      const row = await backend.store.correspondence.find({ site: 'smartxpo', operation: entry.id });
      assert.deepEqual([row?.kind, row?.received_at], ['access', Date.parse('2026-11-20')]);
      const operation = await backend.store.operations.find(entry.id);
      assert.deepEqual([operation?.kind, operation?.content], ['correspondence', null]);
    });

    test('is one entry however often it is sent, also at once', async () => {
      const entry = letter({ message: 'Sent often' });
      const answers = await Promise.all(
        Array.from({ length: 5 }, async () => bodyIn<Correspondence>(await enter(entry), 201)),
      );
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      const { correspondence } = await listed();
      assert.equal(correspondence.filter(({ id }) => id === entry.id).length, 1);
      const entries = (await desk.audit()).filter(({ object }) => object === `correspondence/${entry.id}`);
      assert.equal(entries.length, 1);
      assert.deepEqual(await refused(await enter({ ...entry, message: 'Other words' })), [
        '/problems/idempotency-key-reused',
      ]);
    });

    test('takes no id of a visitor’s operation, and leaves visitors none of its own', async () => {
      const { operation } = await grantOf(newOperationId()).then(async (row) => {
        const [known] = await backend.store.operations.ofSubject(row.subject);
        return { operation: known?.id ?? '' };
      });
      assert.deepEqual(await refused(await enter(letter({ id: operation }))), [
        '/problems/idempotency-key-reused',
      ]);
      const entry = letter();
      await bodyIn(await enter(entry), 201);
      const form = await bodyIn<PublishedForm>(await backend.fetch('/v1/sites/smartxpo/forms/subscription'));
      const stolen = { ...submission(form), id: entry.id };
      assert.deepEqual(await refused(await backend.fetch('/v1/operations', delivery(stolen))), [
        '/problems/idempotency-key-reused',
      ]);
      const repeated = await bodyIn<ProblemDocument>(await enter(entry, 'stranger'), 422);
      assert.equal(repeated.type, '/problems/idempotency-key-reused');
    });

    test('takes days and moments that have come, and none that have not', async () => {
      const { now } = backend.clock;
      await bodyIn(await enter(letter({ receivedAt: '2026-11-22' })), 201);
      await bodyIn(await enter(letter({ receivedAt: new Date(now - HOUR).toISOString() })), 201);
      for (const receivedAt of ['2026-11-23', new Date(now + HOUR).toISOString()]) {
        assert.deepEqual(await refused(await enter(letter({ receivedAt }))), ['/receivedAt in-the-future']);
      }
      for (const receivedAt of [
        '2026-02-30',
        '2026-02-30T10:00:00.000Z',
        '20 November',
        '2026-11-20T25:00:00.000Z',
      ]) {
        assert.deepEqual(await refused(await enter(letter({ receivedAt }))), ['/receivedAt not-allowed']);
      }
    });

    test('refuses a form’s own method, another kind, and an id that is none or another', async () => {
      const wrong = { ...letter(), method: 'web-form', kind: 'praise' };
      assert.deepEqual(await refused(await enter(wrong)), ['/method not-allowed', '/kind not-allowed']);
      const random = { ...letter(), id: '11111111-1111-4111-8111-111111111111' };
      assert.deepEqual(await refused(await enter(random)), ['/id not-allowed']);
      assert.deepEqual(await refused(await enter(letter(), 'support', newOperationId()), 400), [
        '/problems/idempotency-key-missing',
      ]);
    });

    test('leaves an address unknown, which is not permitted', async () => {
      const email = 'unknown@letter.example';
      await bodyIn(await enter(letter({ contact: { email }, kind: 'message' })), 201);
      assert.deepEqual(await permitted(email), [false, 'ConsentUnknown']);
    });

    test('lets nothing that was entered grant or confirm a consent', async () => {
      const entry = letter({ contact: { phone: '020 7946 0000' }, method: 'phone' });
      await bodyIn(await enter(entry), 201);
      const grant = await grantOf(entry.id);
      const [given] = await backend.store.operations.ofSubject(grant.subject);
      const kept = await backend.store.correspondence.find({ site: 'smartxpo', operation: entry.id });
      assert.ok(given && kept);
      const hung = backend.store.correspondence.add({ ...kept, operation: given.id });
      await assert.rejects(hung, /an operation of its own/);
      const confirm = { ...grant, type: 'confirm', refers_to: null };
      for (const row of [grant, confirm]) {
        await assert.rejects(backend.store.consents.append([row]), /correspondence grants no consent/);
      }
      const written = (type: string): string =>
        `insert into consent_event (id, site, subject, purpose, channel, type, operation, received_at, age, timely,
           proved, needs_proof, valid_until, wording, actor, method)
         values ('${newOperationId()}', 'smartxpo', '${grant.subject}', 'direct-marketing', 'email', '${type}',
           '${entry.id}', 1, 0, 1, 1, 0, 9999999999999, '${grant.wording ?? ''}', 'staff', 'post')`;
      if (backend.execute !== undefined) {
        const { execute } = backend;
        for (const type of ['grant', 'confirm']) {
          await assert.rejects(execute(written(type)), /correspondence grants no consent/);
        }
        await execute(written('end'));
        const method = `update correspondence set method = 'web-form' where operation = '${entry.id}'`;
        await assert.rejects(execute(method), /constraint/i);
        const moved = `update correspondence set operation = '${given.id}' where operation = '${entry.id}'`;
        await assert.rejects(execute(moved), /an operation of its own/);
      }
      const types = (await backend.store.consents.ofOperation(entry.id)).map(({ type }) => type);
      assert.deepEqual(types, backend.execute === undefined ? [] : ['end']);
    });

    test('is for those who answer it, each at their own site', async () => {
      for (const role of ROLES) {
        const status = MAY.includes(role) ? 200 : 403;
        assert.equal((await desk.get(role, 'correspondence')).status, status, role);
        assert.equal((await enter(letter(), role)).status, status === 200 ? 201 : 403, role);
      }
      assert.deepEqual((await listed('', 'stranger')).correspondence, []);
    });

    test('lists by the day it came, newest first, page by page, each once', async () => {
      const entries = Array.from({ length: 60 }, (_, index) =>
        letter({ kind: 'complaint', receivedAt: `2026-10-${String(1 + (index % 20)).padStart(2, '0')}` }),
      );
      for (const entry of entries) await bodyIn(await enter(entry), 201);
      const first = await listed('?kind=complaint');
      assert.equal(first.correspondence.length, 50);
      const second = await listed(`?kind=complaint&cursor=${first.next ?? ''}`);
      assert.equal(second.next, undefined);
      const all = [...first.correspondence, ...second.correspondence];
      assert.deepEqual(all.map(({ id }) => id).toSorted(), entries.map(({ id }) => id).toSorted());
      const days = all.map(({ receivedAt }) => receivedAt);
      assert.deepEqual(days, days.toSorted().toReversed());
      assert.deepEqual(await refused(await desk.get('support', 'correspondence?kind=praise')), [
        '/kind not-allowed',
      ]);
    });

    test('writes down who entered what, and nothing of what stands in it', async () => {
      const entry = letter({ kind: 'erasure', method: 'post' });
      await bodyIn(await enter(entry, 'operations'), 201);
      const entries = await desk.audit();
      assert.deepEqual(entries[0]?.details, { kind: 'erasure', method: 'post', receivedAt: '2026-11-20' });
      assert.equal(entries[0].action, 'correspondence-entered');
      assert.doesNotMatch(wordsOf(entries), /letter\.example|Ada|what you hold/);
    });
  });
}
