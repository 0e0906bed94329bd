/** Requests under rights, from asking to the outcome, as visitors, staff and time move them. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { HeldRequest } from '../../src/protocol/me.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt, ReceiptRequest } from '../../src/protocol/receipt.ts';
import type { RequestPage, StaffRequest } from '../../src/protocol/staff-requests.ts';
import { DAY } from '../../src/protocol/terms.ts';
import type { RequestKind, Role } from '../../src/protocol/terms.ts';
import { moveDue } from '../../src/server/jobs/request-job.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { newOperationId } from '../helpers/operations.ts';
import { bodyIn, openStaffDesk } from '../helpers/staff-desk.ts';
import type { StaffDesk } from '../helpers/staff-desk.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import type { Headers } from '../helpers/visitor-acts.ts';

export function requestsContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`requests: ${name}`, () => {
    let backend: TestBackend;
    let acts: VisitorActs;
    let desk: StaffDesk;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
      desk = await openStaffDesk(backend);
    });
    after(() => backend.close());

    const at = (moment: string): void => {
      backend.clock.now = Math.max(backend.clock.now, Date.parse(moment));
    };
    const pass = async (ms: number): Promise<void> => {
      backend.clock.now += ms;
      await moveDue(backend.parts);
    };
    const signIn = async (email: string): Promise<Headers> => {
      await acts.subscribe(email);
      return acts.signIn(email);
    };
    const ask = async (kind: RequestKind, headers: Headers, more: object = {}): Promise<ReceiptRequest> => {
      const response = await acts.send(acts.made('request', { kind, language: 'en', ...more }), headers);
      const { statement } = await bodyIn<Receipt>(response, 201);
      assert.ok(statement.request);
      return statement.request;
    };
    const step = (request: string, headers: Headers, more: object): Promise<Response> =>
      acts.send(acts.made('request-step', { request, ...more }), headers);
    const held = async (headers: Headers, request: string): Promise<HeldRequest> => {
      const found = (await acts.read<HeldRequest>('requests', headers)).find(
        (row) => row.request === request,
      );
      assert.ok(found);
      return found;
    };
    const seen = async (request: string): Promise<StaffRequest> =>
      bodyIn(await desk.get('privacy-admin', `requests/${request}`));
    const work = async (request: string, part: string, body: object, role: Role = 'privacy-admin') => {
      const { revision } = await seen(request);
      return desk.post(role, `requests/${request}/${part}`, body, { 'if-match': `"${String(revision)}"` });
    };
    const move = async (request: string, to: string, more: object = {}, role?: Role): Promise<StaffRequest> =>
      bodyIn(await work(request, 'steps', { to, ...more }, role));
    const refused = async (response: Response, status = 422): Promise<string[]> => {
      const { type, errors } = await bodyIn<ProblemDocument>(response, status);
      return errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [type];
    };
    const newestMail = async (email: string) => {
      const mail = (await backend.store.mails.latest(100)).find(({ recipient }) => recipient === email);
      assert.ok(mail, `a mail to ${email}`);
      return mail;
    };

    test('asked in a session: it has a reference and a day, is acknowledged by mail and stands in the panel', async () => {
      const email = 'asks@visitor.example';
      const headers = await signIn(email);
      const operation = acts.made('request', { kind: 'access', language: 'en', words: 'All of it.' });
      const receipt = await bodyIn<Receipt>(await acts.send(operation, headers), 201);
      const { request } = receipt.statement;
      assert.match(request?.reference ?? '', /^R-[2-9A-Z]{5}-[2-9A-Z]{5}$/);
      assert.deepEqual([request?.state, request?.receivedOn, request?.dueOn], ['acknowledged', '2026-11-22', '2026-12-22']); // prettier-ignore
      assert.ok(!JSON.stringify(receipt).includes('All of it'), 'a receipt may stay on a shared device');
      const mail = await newestMail(email);
      assert.equal(mail.subject, `We have your request (${request?.reference ?? ''})`);
      assert.match(mail.text, /22 December 2026/);
      assert.doesNotMatch(mail.text, /without signing in/);
      const row = await held(headers, operation.id);
      assert.deepEqual(row.events.map(({ by, state, words }) => [by, state, words]), [['subject', 'received', 'All of it.'], ['system', 'acknowledged', undefined]]); // prettier-ignore
      assert.deepEqual([row.isProved, row.next], [true, ['in-progress', 'cancelled']]);
      // Again, as a retry does: one effect.
      assert.deepEqual(await bodyIn(await acts.send(operation, headers), 201), receipt);
      assert.equal((await acts.read('requests', headers)).length, 1);
      // Asked twice is meant once.
      const again = await acts.send(acts.made('request', { kind: 'access', language: 'en' }), headers);
      const problem = await bodyIn<ProblemDocument>(again, 422);
      assert.deepEqual(problem.errors?.map(({ code, found }) => [code, found]), [['already-open', request?.reference]]); // prettier-ignore
    });

    test('asked without a session: the same answer for an address that is known and one that is not', async () => {
      const known = 'known@visitor.example';
      await acts.confirmed(known);
      const answers = await Promise.all(
        [known, 'nobody@visitor.example'].map((email) => ask('erasure', {}, { contact: { email } })),
      );
      const [one, other] = answers.map(({ request: _id, reference: _reference, ...rest }) => rest);
      assert.deepEqual(one, other);
      assert.match((await newestMail('nobody@visitor.example')).text, /without signing in/);
      const twice = await ask('erasure', {}, { contact: { email: known } });
      assert.equal(twice.state, 'acknowledged', 'nor is told that somebody has asked already');
      // Whose address it is says whether it was them.
      const headers = await acts.signIn(known);
      assert.equal((await held(headers, twice.request)).isProved, false);
      assert.deepEqual(await refused(await work(twice.request, 'steps', { to: 'in-progress' })), ['/words required']); // prettier-ignore
      await bodyIn(await step(twice.request, headers, { to: 'in-progress' }), 201);
      const proved = await held(headers, twice.request);
      assert.deepEqual([proved.isProved, proved.state], [true, 'in-progress']);
    });

    test('what does not make sense is told apart, and makes nothing', async () => {
      const headers = await signIn('sense@visitor.example');
      const wrong: [object, Headers, string][] = [
        [{ kind: 'complaint' }, headers, '/operation/payload/words required'],
        [{ kind: 'rectification' }, headers, '/operation/payload/words required'],
        [{ kind: 'access' }, {}, '/operation/payload/contact required'],
        [
          { kind: 'access', contact: { email: 'x@y.example' } },
          headers,
          '/operation/payload/contact not-allowed',
        ],
        [{ kind: 'access', previous: newOperationId() }, headers, '/operation/payload/previous not-held'],
        [{ kind: 'consent-withdrawal', contact: { email: 'x@y.example' } }, {}, '/operation/payload/kind not-allowed'], // prettier-ignore
        [{ kind: 'access', words: 'nul \u0000' }, headers, '/operation/payload/words broken-text'],
      ];
      for (const [payload, who, expected] of wrong) {
        const response = await acts.send(acts.made('request', { language: 'en', ...payload }), who);
        assert.deepEqual(await refused(response), [expected], JSON.stringify(payload));
      }
      assert.deepEqual(await acts.read('requests', headers), []);
    });

    test('nobody sees or moves what somebody else asked', async () => {
      const mine = await signIn('mine@request.example');
      const { request } = await ask('access', mine);
      const others = await signIn('thine@request.example');
      assert.deepEqual(await acts.read('requests', others), []);
      assert.deepEqual(await refused(await step(request, others, { to: 'cancelled' })), ['/operation/payload/request not-held']); // prettier-ignore
      assert.equal((await step(request, {}, { to: 'cancelled' })).status, 401);
      assert.equal((await desk.get('stranger', `requests/${request}`)).status, 404);
      assert.equal((await desk.get('support', `requests/${request}`)).status, 403);
      assert.deepEqual(await refused(await step(request, mine, { to: 'delivered' })), ['/operation/payload/to not-allowed']); // prettier-ignore
      assert.deepEqual(await refused(await step(request, mine, { to: 'fulfilled' }), 409), ['/problems/transition-not-allowed']); // prettier-ignore
      assert.deepEqual(await refused(await step(request, mine, {})), ['/operation/payload/words required']);
      await bodyIn(await step(request, mine, { to: 'cancelled' }), 201);
      const row = await held(mine, request);
      assert.deepEqual([row.state, row.next, row.dueOn], ['cancelled', [], undefined]);
      assert.equal((await step(request, mine, { to: 'cancelled' })).status, 409);
    });

    test('no marketing, by anybody, ends it at once, and nobody can refuse it', async () => {
      const email = 'object@visitor.example';
      await acts.confirmed(email);
      assert.equal((await acts.check(email)).permitted, true);
      const { request, state } = await ask('marketing-objection', {}, { contact: { email } });
      assert.equal(state, 'fulfilled');
      assert.equal((await acts.check(email)).permitted, false);
      for (const to of ['refused', 'review', 'identity-needed'])
        assert.equal(
          (await work(request, 'steps', { to, code: 'ProcessExcessive', words: 'No.' })).status,
          409,
        );
      assert.match((await newestMail(email)).text, /end to all marketing/);
    });

    test('every consent is withdrawn at once', async () => {
      const email = 'all@visitor.example';
      await acts.confirmed(email, { ticked: ['news-email'] });
      const headers = await acts.signIn(email);
      const { state } = await ask('consent-withdrawal', headers);
      assert.equal(state, 'fulfilled');
      assert.deepEqual([(await acts.check(email)).permitted, (await acts.check(email)).reason], [false, 'ConsentWithdrawn']); // prettier-ignore
    });

    test('a refusal has its reason, an explanation and where to complain; somebody else prepared it', async () => {
      const email = 'refused@visitor.example';
      const headers = await signIn(email);
      const { request } = await ask('objection', headers, { words: 'Not my figures.' });
      await desk.add('helper', 'smartxpo', ['operations']);
      await backend.store.people.add({
        ...{ id: backend.parts.newId(), site: 'smartxpo', email: 'operations@staff.example', name: 'Op' },
        ...{ roles: '["operations"]', revision: 1, added_at: 1, added_by: 'test', removed_at: null },
      });
      await move(request, 'in-progress');
      assert.equal((await seen(request)).events.at(-1)?.person, 'privacy-admin@staff.example');
      await move(request, 'review');
      const refuse = { to: 'refused', code: 'LegalClaimDefenceImpaired', words: 'A claim is open.' };
      assert.deepEqual(await refused(await work(request, 'steps', refuse)), ['/to second-person']);
      const by = 'operations';
      assert.deepEqual(await refused(await work(request, 'steps', { to: 'refused' }, by)), ['/words required', '/code required']); // prettier-ignore
      assert.deepEqual(await refused(await work(request, 'steps', { ...refuse, code: 'ComplexityOfProcess' }, by)), ['/code required']); // prettier-ignore
      await bodyIn(await work(request, 'steps', refuse, by));
      const { text } = await newestMail(email);
      for (const words of [
        'A claim is open.',
        'info@smartxpo.com',
        'Information Commission',
        'https://ico.org.uk',
        'court',
      ])
        // prettier-ignore
        assert.ok(text.includes(words), words);
      const last = (await held(headers, request)).events.at(-1);
      assert.deepEqual([last?.state, last?.code, last?.words], ['refused', 'LegalClaimDefenceImpaired', 'A claim is open.']); // prettier-ignore
      const [entry] = await desk.audit();
      assert.deepEqual([entry?.action, entry?.object], ['request-step', `requests/${request}`]);
      assert.ok(!JSON.stringify(entry).includes('A claim'), 'words stand where they can be taken away');
      const back = await ask('objection', headers, { words: 'Look again.', previous: request });
      assert.equal((await held(headers, back.request)).previous, request);
    });

    test('two of the staff at once: the second one sees what the first has done', async () => {
      const { request } = await ask('restriction', await signIn('two@visitor.example'));
      const { revision } = await seen(request);
      const steps = await Promise.all(
        ['in-progress', 'identity-needed'].map(
          (to) =>
          desk.post('privacy-admin', `requests/${request}/steps`, { to, words: 'x' }, { 'if-match': `"${String(revision)}"` }), // prettier-ignore
        ),
      );
      assert.deepEqual(steps.map(({ status }) => status).toSorted(), [200, 412]);
      const missing = await desk.post('privacy-admin', `requests/${request}/messages`, { words: 'x' });
      assert.equal(missing.status, 428);
    });

    test('a search is written down before a copy is looked over, and stays with the staff', async () => {
      const headers = await signIn('search@visitor.example');
      const { request } = await ask('access', headers);
      await move(request, 'in-progress');
      assert.deepEqual(await refused(await work(request, 'steps', { to: 'review' })), ['/to not-searched']);
      await bodyIn(await work(request, 'searches', { system: 'Invoices', terms: 'Ada Lovelace' }));
      await bodyIn(await work(request, 'messages', { words: 'She called.', internal: true }));
      await bodyIn(await work(request, 'messages', { words: 'We are at it.' }));
      await move(request, 'review');
      const words = (await held(headers, request)).events.map((event) => event.words);
      assert.ok(words.includes('We are at it.'));
      assert.ok(!JSON.stringify(words).includes('Invoices') && !JSON.stringify(words).includes('She called'));
      const staffs = (await seen(request)).events.filter(({ isInternal }) => isInternal);
      assert.deepEqual(staffs.map(({ code }) => code), ['searched', 'note']); // prettier-ignore
      assert.match((await newestMail('search@visitor.example')).text, /We are at it\./);
    });

    test('a restriction: kept and not used, by nobody but who answers for privacy, until it is lifted', async () => {
      const email = 'restricted@visitor.example';
      const { id } = await acts.confirmed(email);
      const headers = await acts.signIn(email);
      const found = async (role: Role): Promise<number> => {
        const { submissions } = await bodyIn<{ submissions: unknown[] }>(await desk.post(role, 'submissions/search', { email })); // prettier-ignore
        return submissions.length;
      };
      const letter = { id: newOperationId(), method: 'email', receivedAt: '2026-11-20', kind: 'message' };
      const entry = { ...letter, contact: { email }, message: 'A restricted letter.' };
      await bodyIn(await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${letter.id}"` }), 201); // prettier-ignore
      const letters = async (role: Role): Promise<boolean> =>
        (await (await desk.get(role, 'correspondence')).text()).includes('A restricted letter.');
      const { request } = await ask('restriction', headers);
      await move(request, 'in-progress');
      await move(request, 'review');
      assert.deepEqual([await found('operations'), await letters('support'), (await acts.check(email)).permitted], [1, true, true]); // prettier-ignore
      const done = await move(request, 'fulfilled', {}, 'senior-management');
      assert.equal(done.isRestricted, true);
      assert.deepEqual([await found('operations'), await found('privacy-admin')], [0, 1]);
      assert.deepEqual([await letters('support'), await letters('privacy-admin')], [false, true]);
      assert.equal((await desk.get('operations', `submissions/${id}`)).status, 404);
      assert.equal((await desk.get('privacy-admin', `submissions/${id}`)).status, 200);
      const file = await (await desk.post('privacy-admin', 'submissions/export', { format: 'json', form: 'subscription' })).text(); // prettier-ignore
      assert.ok(!file.includes(email), 'what is taken out of here is used');
      const checked = await acts.check(email, { links: true });
      assert.deepEqual([checked.permitted, checked.restricted, checked.reason, checked.headers], [false, true, 'ConsentGiven', undefined]); // prettier-ignore
      // Their own panel goes on.
      assert.equal((await acts.read('details', headers)).length, 1);

      assert.deepEqual(await refused(await work(request, 'lift', { words: ' ' })), ['/words not-allowed']);
      const lifted = await bodyIn<StaffRequest>(
        await work(request, 'lift', { words: 'The dispute is over.' }),
      );
      assert.equal(lifted.isRestricted, false);
      assert.match((await newestMail(email)).text, /The dispute is over\./);
      assert.deepEqual([await found('operations'), (await acts.check(email)).permitted], [1, true]);
      assert.equal((await work(request, 'lift', { words: 'Again.' })).status, 404);
      assert.equal((await held(headers, request)).events.at(-1)?.code, 'lifted');
    });

    test('a letter with its true day starts the clock on that day', async () => {
      at('2026-11-25T09:00:00Z');
      const id = newOperationId();
      const letter = {
        ...{ id, method: 'post', receivedAt: '2026-11-20', kind: 'erasure', language: 'de' },
        contact: { email: 'brief@visitor.example' },
        message: 'Alles löschen.',
      };
      await bodyIn(
        await desk.post('support', 'correspondence', letter, { 'idempotency-key': `"${id}"` }),
        201,
      );
      const request = await seen(id);
      assert.deepEqual([request.receivedOn, request.dueOn, request.hasLetter, request.method, request.isProved], ['2026-11-20', '2026-12-21', true, 'post', false]); // prettier-ignore
      assert.match((await newestMail('brief@visitor.example')).text, /Wir antworten spätestens am 21\. Dezember 2026/); // prettier-ignore
      const { requests } = await bodyIn<RequestPage>(await desk.get('operations', 'requests?kind=erasure'));
      assert.deepEqual(requests.filter((row) => row.request === id).map(({ daysLeft, aimOn }) => [daysLeft, aimOn]), [[26, '2026-12-17']]); // prettier-ignore
    });

    test('a question stops the clock of an access request; its answer starts it again, as silence does', async () => {
      const headers = await signIn('question@visitor.example');
      const { request, dueOn } = await ask('access', headers);
      assert.equal(dueOn, '2026-12-29', 'Christmas, a weekend and a substitute day');
      await move(request, 'in-progress');
      assert.deepEqual(await refused(await work(request, 'steps', { to: 'clarification-needed' })), ['/words required']); // prettier-ignore
      const asked = await move(request, 'clarification-needed', { words: 'Which stand?' });
      assert.equal(asked.dueOn, undefined);
      await pass(2 * DAY);
      const soon = await acts.signIn('question@visitor.example');
      await bodyIn(await step(request, soon, { to: 'in-progress', words: 'B 12.' }), 201);
      assert.equal((await seen(request)).dueOn, '2026-12-29', '28 December and three days, a working day');
      await move(request, 'clarification-needed', { words: 'Which year?' });
      await pass(29 * DAY);
      assert.equal((await seen(request)).state, 'clarification-needed');
      await pass(DAY);
      const later = await seen(request);
      assert.deepEqual([later.state, later.events.at(-1)?.by], ['in-progress', 'system']);
      assert.ok((later.dueOn ?? '') > '2027-01-01');
    });

    test('longer than a month: with its reason, and only within the month', async () => {
      const { request } = await ask('restriction', await signIn('longer@visitor.example'));
      await move(request, 'in-progress');
      assert.deepEqual(await refused(await work(request, 'steps', { to: 'extended', words: 'Much.' })), ['/code required']); // prettier-ignore
      const before = await seen(request);
      const extended = await move(request, 'extended', {
        code: 'ComplexityOfProcess',
        words: 'Many systems.',
      });
      assert.ok((extended.dueOn ?? '') > (before.dueOn ?? '9'));
      const late = await ask('restriction', await signIn('late@visitor.example'));
      await move(late.request, 'in-progress');
      await pass(40 * DAY);
      const tried = { to: 'extended', code: 'ComplexityOfProcess', words: 'Many systems.' };
      assert.deepEqual(await refused(await work(late.request, 'steps', tried)), ['/to too-late']);
    });

    test('a complaint: no sign-in, a clock of its own, progress, reminders, an outcome that names the authority', async () => {
      const email = 'complains@visitor.example';
      const contact = { email, name: 'A. Person' };
      const { request, dueOn, receivedOn, state } = await ask('complaint', {}, { contact, words: 'Too many mails.' }); // prettier-ignore
      const days = (Date.parse(dueOn ?? '') - Date.parse(receivedOn)) / DAY;
      assert.deepEqual([state, days], ['acknowledged', 29]);
      assert.equal((await seen(request)).name, 'A. Person');
      await move(request, 'investigating');
      assert.deepEqual((await seen(request)).next, ['outcome-sent'], 'nobody refuses a complaint');
      await backend.store.people.add({
        ...{ id: backend.parts.newId(), site: 'smartxpo', email: 'admin@staff.example', name: 'Admin' },
        ...{ roles: '["privacy-admin"]', revision: 1, added_at: 1, added_by: 'test', removed_at: null },
      });
      await pass(14 * DAY);
      assert.match(
        (await newestMail('admin@staff.example')).subject,
        /^Complaint R-\w{5}-\w{5} is still open$/,
      );
      assert.deepEqual(await refused(await work(request, 'steps', { to: 'outcome-sent' })), [
        '/words required',
      ]);
      await move(request, 'outcome-sent', { words: 'We stopped it.' });
      const { text } = await newestMail(email);
      for (const words of ['We stopped it.', 'Information Commission', 'https://ico.org.uk'])
        assert.ok(text.includes(words), words);
      await pass(30 * DAY);
      assert.equal((await seen(request)).state, 'closed');
    });

    test('lists by where they stand, a page at a time', async () => {
      const open = await bodyIn<RequestPage>(await desk.get('operations', 'requests'));
      assert.ok(open.requests.length > 2 && open.requests.every(({ state }) => state !== 'cancelled'));
      const closed = await bodyIn<RequestPage>(await desk.get('operations', 'requests?view=closed'));
      assert.ok(closed.requests.some(({ state }) => state === 'cancelled'));
      assert.equal((await desk.get('operations', 'requests?view=some')).status, 422);
      for (let index = 0; index < 51; index += 1)
        await ask(
          'complaint',
          {},
          { contact: { email: `many${String(index)}@visitor.example` }, words: 'x' },
        );
      const first = await bodyIn<RequestPage>(await desk.get('operations', 'requests?kind=complaint'));
      assert.equal(first.requests.length, 50);
      const second = await bodyIn<RequestPage>(await desk.get('operations', `requests?kind=complaint&cursor=${first.next ?? ''}`)); // prettier-ignore
      const both = [...first.requests, ...second.requests].map(({ request }) => request);
      assert.deepEqual([new Set(both).size, second.next], [51, undefined]);
    });
  });
}
