/** A person is erased: everywhere, once, with what stays named; and stays erased whatever comes again. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { HeldPermission } from '../../src/protocol/me.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import type { StaffRequest } from '../../src/protocol/staff-requests.ts';
import { DAY, HOUR } from '../../src/protocol/terms.ts';
import { moveDue } from '../../src/server/jobs/request-job.ts';
import { applyLedger } from '../../src/server/ledger/applying.ts';
import { personalTables, TABLES } from '../../src/server/personal/map.ts';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import { contactKey } from '../../src/server/subjects.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { newOperationId, submission } from '../helpers/operations.ts';
import { bodyIn, openStaffDesk } from '../helpers/staff-desk.ts';
import type { StaffDesk } from '../helpers/staff-desk.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import type { Headers } from '../helpers/visitor-acts.ts';

export function erasureContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`erasure: ${name}`, () => {
    let backend: TestBackend;
    let acts: VisitorActs;
    let desk: StaffDesk;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
      desk = await openStaffDesk(backend);
    });
    after(() => backend.close());

    const subjectOf = async (email: string): Promise<string> => {
      const key = contactKey(backend.parts, 'smartxpo', email);
      const subject = (await backend.store.contacts.find('smartxpo', 'email', key))?.subject;
      assert.ok(subject);
      return subject;
    };
    const ask = async (headers: Headers): Promise<string> => {
      const response = await acts.send(acts.made('request', { kind: 'erasure', language: 'en', words: 'All of it.' }), headers); // prettier-ignore
      return (await bodyIn<Receipt>(response, 201)).id;
    };
    const seen = async (request: string): Promise<StaffRequest> =>
      bodyIn(await desk.get('privacy-admin', `requests/${request}`));
    const work = async (request: string, part: string, body: object): Promise<Response> => {
      const { revision } = await seen(request);
      return desk.post('privacy-admin', `requests/${request}/${part}`, body, {
        'if-match': `"${String(revision)}"`,
      });
    };
    const schedule = async (request: string): Promise<void> => {
      await bodyIn(await work(request, 'steps', { to: 'in-progress' }));
      await bodyIn(await work(request, 'searches', { system: 'All', terms: 'x' }));
      await bodyIn(await work(request, 'steps', { to: 'review' }));
      await bodyIn(await work(request, 'steps', { to: 'scheduled-erasure' }));
    };
    const pass = async (ms: number): Promise<void> => {
      backend.clock.now += ms;
      await moveDue(backend.parts);
    };
    const rowsOf = async (subject: string): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const [table, { link, column }] of personalTables()) {
        if (link !== 'subject') continue;
        const rows = await backend.store.personal.rows({ table, column, values: [subject] });
        if (rows.length > 0) counts[table] = rows.length;
      }
      return counts;
    };

    test('every table says what it holds', () => {
      assert.ok(personalTables().length > 10);
      for (const [table, handling] of Object.entries(TABLES))
        assert.ok('link' in handling || handling.other !== '', table);
    });

    test('after 72 hours, in which it can be called off, nothing is left but random ids', async () => {
      const email = 'erased@visitor.example';
      const subscription = await acts.confirmed(email, { answers: { name: 'Ada Lovelace' } });
      const contact = submission(await acts.form('contact'), {
        answers: { email, message: 'Call me at home.' },
      });
      assert.equal((await acts.send(contact)).status, 201);
      const headers = await acts.signIn(email);
      const correction = acts.made('correction', { submission: subscription.id, item: 'name', value: 'A. Lovelace', revision: 0 }); // prettier-ignore
      assert.equal((await acts.send(correction, headers)).status, 201);
      const subject = await subjectOf(email);
      const request = await ask(headers);
      await schedule(request);
      await pass(71 * HOUR);
      assert.equal((await seen(request)).state, 'scheduled-erasure');
      await pass(2 * HOUR);
      const done = await seen(request);
      assert.deepEqual([done.state, done.email], ['fulfilled', undefined]);
      assert.deepEqual(done.events.slice(-3).map(({ state }) => state), ['erasing', 'erased-with-residuals', 'fulfilled']); // prettier-ignore
      assert.ok(done.events.every(({ words }) => words === undefined));
      assert.deepEqual(await rowsOf(subject), { subject: 1, operation: 5, request: 1 });
      for (const row of await backend.store.operations.ofSubject(subject))
        assert.deepEqual([row.content, row.receipt, row.fingerprint, row.device], [null, null, '', null]);
      // The last letter says what stays, and is the last trace of the address.
      const mails = (await backend.store.mails.latest(500)).filter(({ recipient }) => recipient === email);
      assert.deepEqual(mails.map(({ kind }) => kind), ['closing']); // prettier-ignore
      for (const words of [
        'Invoices and bills (at the latest until 25 November 2032): The law',
        'Encrypted backups',
        'Information Commission',
      ])
        // prettier-ignore
        assert.ok(mails[0]?.text.includes(words), words);

      // Whatever was sent before comes again: done, once, and nothing is left of it.
      const again = await bodyIn<Receipt>(await acts.send(contact), 201);
      assert.deepEqual([again.id, again.statement.erased], [contact.id, true]);
      const other = { ...contact, payload: { ...contact.payload, answers: { email: 'x@visitor.example', message: 'Other.' } } }; // prettier-ignore
      assert.equal((await bodyIn<Receipt>(await acts.send(other), 201)).statement.erased, true);
      assert.equal((await backend.fetch('/v1/me', { headers })).status, 401);
      assert.deepEqual(await rowsOf(subject), { subject: 1, operation: 5, request: 1 });
    });

    test('called off in time, nothing happens', async () => {
      const email = 'stays@visitor.example';
      await acts.confirmed(email);
      const headers = await acts.signIn(email);
      const request = await ask(headers);
      await schedule(request);
      const step = acts.made('request-step', { request, to: 'cancelled' });
      assert.equal((await acts.send(step, headers)).status, 201);
      await pass(80 * HOUR);
      assert.equal((await seen(request)).state, 'cancelled');
      assert.equal((await acts.check(email)).permitted, true);
    });

    test('an address from an old list is not written to; who comes back by themselves begins anew', async () => {
      const email = 'returns@visitor.example';
      await acts.confirmed(email);
      const first = await subjectOf(email);
      // A grant from before, made without network, that comes only now.
      const late = submission(await acts.form('subscription'), {
        answers: { email },
        ticked: ['news-email'],
      });
      const request = await ask(await acts.signIn(email));
      await schedule(request);
      await pass(73 * HOUR);
      assert.equal((await acts.check(email)).permitted, false);
      const age = 10 * HOUR;
      assert.equal((await acts.send(late, {}, age)).status, 201);
      assert.equal((await acts.check(email)).permitted, false, 'given before, whenever it arrives');
      const [held] = await acts.read<HeldPermission>('permissions', await acts.signIn(email));
      assert.equal(held?.state, 'ConsentRequestDeferred', 'and said so everywhere');
      const confirmations = (await backend.store.mails.latest(500)).filter(({ recipient, kind }) => recipient === email && kind === 'confirmation'); // prettier-ignore
      assert.deepEqual(confirmations, [], 'nobody is asked to confirm what was erased');
      const letter = { id: newOperationId(), method: 'email', receivedAt: '2026-11-20', kind: 'message' };
      const entry = { ...letter, contact: { email }, message: 'Old list.' };
      await bodyIn(await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${letter.id}"` }), 201); // prettier-ignore
      assert.equal((await acts.check(email)).permitted, false);
      backend.clock.now += HOUR;
      await acts.confirmed(email);
      assert.equal((await acts.check(email)).permitted, true);
      assert.notEqual(await subjectOf(email), first);
    });

    test('what staff delete by hand is written down, and the request is done when they have', async () => {
      const site = await readSite(backend.store, 'smartxpo');
      assert.ok(site);
      const externalStores = [{ id: 'crm', title: 'The CRM', erasure: 'by-hand' as const }];
      await publishSite(backend.store, { ...site, externalStores }, backend.clock.now);
      const email = 'byhand@visitor.example';
      await acts.confirmed(email);
      const request = await ask(await acts.signIn(email));
      await schedule(request);
      await pass(73 * HOUR);
      const waiting = await seen(request);
      assert.equal(waiting.state, 'erased-with-residuals');
      const [task] = waiting.tasks;
      assert.deepEqual([waiting.tasks.length, task?.store, task?.doneAt], [1, 'crm', undefined]);
      const done = await bodyIn<StaffRequest>(await work(request, `tasks/${task?.id ?? ''}`, {}));
      assert.deepEqual([done.state, done.tasks[0]?.doneBy], ['fulfilled', 'privacy-admin@staff.example']);
      await publishSite(backend.store, site, backend.clock.now);
    });

    test('a database that does not know of it is told by the ledger, and of withdrawals and switches', async () => {
      const restored = await start();
      try {
        const rows = await backend.store.ledger.after(0, 1000);
        const erasures = rows.filter(({ kind }) => kind === 'erasure');
        assert.equal(erasures.length, 3);
        assert.deepEqual(rows.map(({ number }) => number), rows.map((_row, index) => index + 1)); // prettier-ignore
        assert.ok(!JSON.stringify(rows).includes('visitor.example'), 'nobody is named in it');
        assert.equal(await applyLedger(restored.store, rows), rows.length);
        assert.equal(await applyLedger(restored.store, rows), 0, 'once');
        assert.deepEqual((await restored.store.ledger.after(0, 1000)).map(({ id }) => id), rows.map(({ id }) => id)); // prettier-ignore
      } finally {
        await restored.close();
      }
    });

    test('while data is asked for, or held for a claim, it is not deleted', async () => {
      const email = 'first@visitor.example';
      await acts.confirmed(email);
      const headers = await acts.signIn(email);
      const access = acts.made('request', { kind: 'access', language: 'en' });
      assert.equal((await acts.send(access, headers)).status, 201);
      const request = await ask(headers);
      await bodyIn(await work(request, 'steps', { to: 'in-progress' }));
      await bodyIn(await work(request, 'searches', { system: 'All', terms: 'x' }));
      await bodyIn(await work(request, 'steps', { to: 'review' }));
      const refused = await bodyIn<{ errors: { code: string }[] }>(await work(request, 'steps', { to: 'scheduled-erasure' }), 422); // prettier-ignore
      assert.deepEqual(refused.errors.map(({ code }) => code), ['other-request-open']); // prettier-ignore
      await pass(DAY);
    });
  });
}
