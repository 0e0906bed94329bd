/** What people do in their own panel: put an answer right, use the two switches. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Answers } from '../../src/protocol/answers.ts';
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { HeldDetail, HeldObjection, HeldPermission, HeldSubmission, PermissionAnswer } from '../../src/protocol/me.ts'; // prettier-ignore
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import type { ObjectionScope } from '../../src/protocol/terms.ts';
import { publishForm, publishSite, readSite } from '../../src/server/publishing.ts';
import { contactKey } from '../../src/server/subjects.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { newOperationId, submission } from '../helpers/operations.ts';
import { EMAIL, NOTICE, SMALL_FORM } from '../helpers/small-form.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import type { Headers } from '../helpers/visitor-acts.ts';

const HOUR = 3_600_000;

interface Problem {
  type: string;
  errors?: { pointer: string; code: string; found?: string }[];
}

/** A site that passes data on, as the sample does not. */
const SHARING = {
  id: 'share-with-partners',
  title: 'Passing your details on',
  description: 'We give your address to stand builders.',
  lawfulBasis: 'consent',
  objection: 'sharing',
  retention: { after: 'you withdraw', keep: 'P1M' },
} as const;
const PARTNERS_FORM: FormDefinition = {
  ...SMALL_FORM,
  form: 'partners',
  items: [EMAIL, { id: 'your-data', ask: ['news-email', 'partners-email', 'notice'] }],
  consents: {
    'news-email': { kind: 'opt-in', purpose: 'direct-marketing', channel: 'email', text: 'Email me news.' },
    'partners-email': {
      kind: 'opt-in',
      purpose: SHARING.id,
      channel: 'email',
      text: 'Give my address to stand builders.',
    },
    notice: NOTICE,
  },
};

export function selfServiceContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`self-service: ${name}`, () => {
    let backend: TestBackend;
    let subscription: PublishedForm;
    let inquiry: PublishedForm;
    let acts: VisitorActs;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
      const site = await readSite(backend.store, 'smartxpo');
      assert.ok(site);
      await publishSite(backend.store, { ...site, purposes: [...site.purposes, SHARING] }, backend.clock.now);
      await publishForm(backend.store, 'smartxpo', PARTNERS_FORM, backend.clock.now);
      [subscription, inquiry] = [await acts.form('subscription'), await acts.form('partners')];
    });
    after(() => backend.close());

    const made = (kind: 'correction' | 'objection', payload: object): Operation => acts.made(kind, payload);
    const send = (operation: Operation, headers: Headers = {}, age = 0): Promise<Response> =>
      acts.send(operation, headers, age);
    const codesOf = async (response: Response): Promise<string[]> => {
      assert.equal(response.status, 422);
      return ((await response.json()) as Problem).errors?.map(({ code }) => code) ?? [];
    };
    const signIn = (email: string): Promise<Headers> => acts.signIn(email);
    const subscribed = async (email: string, answers: Answers = {}): Promise<string> =>
      (await acts.confirmed(email, { answers })).id;
    const check = (contact: string, purpose = 'direct-marketing'): Promise<PermissionAnswer> =>
      acts.check(contact, { purpose });
    const detail = async (item: string, headers: Record<string, string>): Promise<HeldDetail | undefined> =>
      (await acts.read<HeldSubmission>('details', headers)).flatMap(({ answers }) => answers).find((held) => held.item === item); // prettier-ignore
    const eventually = { name: 'Ada', topics: ['dates'] };

    test('an answer is put right, and says so; what it said stands with its correction alone', async () => {
      const id = await subscribed('right@visitor.example', { name: 'Ad Lovelace' });
      const headers = await signIn('right@visitor.example');
      const before = await detail('name', headers);
      assert.deepEqual([before?.revision, before?.correctedAt], [0, undefined]);
      assert.deepEqual(before?.correctable?.value, 'Ad Lovelace');
      const correction = made('correction', { submission: id, item: 'name', value: '  Ada Lovelace ', revision: 0 }); // prettier-ignore
      const response = await send(correction, headers);
      assert.equal(response.status, 201);
      const receipt = (await response.json()) as Receipt;
      assert.deepEqual(receipt.statement.correction, { submission: id, item: 'name', label: 'Your name' });
      assert.ok(!JSON.stringify(receipt).includes('Lovelace'), 'a receipt may stay on a shared device');
      const now = await detail('name', headers);
      assert.deepEqual([now?.lines, now?.revision], [['Ada Lovelace'], 1]);
      assert.equal(now?.correctedAt, receipt.statement.receivedAt);
      const [row] = await backend.store.selfService.correctionsOf(
        (await backend.store.operations.find(id))?.subject ?? '',
      );
      assert.equal(row?.earlier, '"Ad Lovelace"');
      assert.equal((await backend.store.operations.find(id))?.content, null);
      // Again, as a retry does: one effect.
      assert.deepEqual(await (await send(correction, headers)).json(), receipt);
      const second = made('correction', { submission: id, item: 'name', value: 'A. Lovelace', revision: 1 });
      assert.equal((await send(second, headers)).status, 201);
      assert.equal((await backend.store.operations.find(correction.id))?.content, null);
      assert.deepEqual((await detail('name', headers))?.lines, ['A. Lovelace']);
    });

    test('a question comes in the language its form was filled in', async () => {
      const device = acts.device();
      const answers = { email: 'deutsch@visitor.example', topics: ['dates'] };
      assert.equal((await send(submission(subscription, { answers, language: 'de', device }))).status, 201);
      const headers = await signIn('deutsch@visitor.example');
      const question = (await detail('topics', headers))?.correctable?.question;
      assert.equal(question?.type, 'multi-choice');
      assert.equal(question.label, subscription.definition.translations?.['de']?.['topics.label']);
      const first = subscription.definition.translations?.['de']?.[`topics.options.${question.options[0]?.id ?? ''}`]; // prettier-ignore
      assert.equal(question.options[0]?.label, first);
    });

    test('what was left by forms with long texts and choices can be read', async () => {
      const email = 'every@visitor.example';
      const given: [string, Answers][] = [
        ['contact', { message: 'Hello' }],
        ['subscription', { topics: ['dates'] }],
      ];
      for (const [form, answers] of given) {
        const operation = submission(await acts.form(form), { answers: { email, ...answers } });
        const response = await send(operation);
        if (response.status !== 201) assert.fail(`${form}: ${await response.text()}`);
      }
      const headers = await signIn(email);
      const details = await acts.read<HeldSubmission>('details', headers);
      assert.deepEqual(details.map(({ form }) => form).toSorted(), given.map(([form]) => form).toSorted());
      const message = details.find(({ form }) => form === 'contact')?.answers.find(({ item }) => item === 'message'); // prettier-ignore
      assert.deepEqual([message?.lines, typeof message?.correctable?.question], [['Hello'], 'object']);
    });

    test('an answer that nobody has to give can be taken away; one that is needed cannot', async () => {
      const id = await subscribed('away@visitor.example', eventually);
      const headers = await signIn('away@visitor.example');
      const away = made('correction', { submission: id, item: 'topics', value: null, revision: 0 });
      assert.equal((await send(away, headers)).status, 201);
      assert.equal(await detail('topics', headers), undefined);
      const again = made('correction', { submission: id, item: 'topics', value: ['stands'], revision: 1 });
      assert.deepEqual(await codesOf(await send(again, headers)), ['not-held']);
    });

    test('a correction that does not fit is told apart, and changes nothing', async () => {
      const id = await subscribed('wrong@visitor.example', eventually);
      const headers = await signIn('wrong@visitor.example');
      const wrong: [object, string][] = [
        [{ item: 'name', value: 7 }, 'wrong-type'],
        [{ item: 'name', value: 'x'.repeat(201) }, 'too-long'],
        [{ item: 'topics', value: ['dates', 'dates'] }, 'not-an-option'],
        [{ item: 'email', value: 'other@visitor.example' }, 'not-correctable'],
        [{ item: 'region', value: 'x' }, 'not-held'],
        [{ item: 'constructor', value: 'x' }, 'not-allowed'],
        [{ item: 'name', value: 'Eve', revision: 1 }, 'changed-since'],
        [{ item: 'name', value: 'Eve', submission: newOperationId() }, 'not-held'],
      ];
      for (const [payload, code] of wrong) {
        const correction = made('correction', { submission: id, revision: 0, ...payload });
        assert.deepEqual(await codesOf(await send(correction, headers)), [code], JSON.stringify(payload));
      }
      assert.deepEqual((await detail('name', headers))?.lines, ['Ada']);
    });

    test('nobody puts right what is not theirs, and a receipt is no session', async () => {
      const id = await subscribed('mine@visitor.example', eventually);
      await subscribed('thine@visitor.example', eventually);
      const others = await signIn('thine@visitor.example');
      const payload = { submission: id, item: 'name', value: 'Eve', revision: 0 };
      assert.deepEqual(await codesOf(await send(made('correction', payload), others)), ['not-held']);
      assert.equal((await send(made('correction', payload))).status, 401);
      const { capability } = (await (await send(submission(subscription, { answers: { email: 'mine@visitor.example' }, ticked: ['news-email'] }))).json()) as Receipt; // prettier-ignore
      const held = { authorization: `Capability ${capability ?? ''}` };
      assert.equal((await send(made('correction', payload), held)).status, 401);
      assert.equal((await send(made('objection', { scope: 'marketing', objects: false }), held)).status, 401);
    });

    test('two at once: one of them is told that it has not seen the other', async () => {
      const id = await subscribed('twice@visitor.example', eventually);
      const headers = await signIn('twice@visitor.example');
      const answers = await Promise.all(
        ['One', 'Two'].map((value) =>
          send(made('correction', { submission: id, item: 'name', value, revision: 0 }), headers),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422]);
    });

    const use = async (
      scope: ObjectionScope,
      objects: boolean,
      headers: Record<string, string>,
      { age = 0 } = {},
    ): Promise<void> => {
      assert.equal((await send(made('objection', { scope, objects }), headers, age)).status, 201);
    };
    const states = (headers: Record<string, string>): Promise<HeldObjection[]> =>
      acts.read('objections', headers);

    test('no marketing: it stops at once for the mailer too, and comes back as it was', async () => {
      const email = 'switch@visitor.example';
      await subscribed(email);
      const headers = await signIn(email);
      assert.deepEqual(await states(headers), [{ scope: 'marketing', objects: false }, { scope: 'sharing', objects: false }]); // prettier-ignore
      assert.equal((await check(email)).permitted, true);
      await use('marketing', true, headers);
      assert.deepEqual([(await check(email)).permitted, (await check(email)).reason], [false, 'ConsentWithdrawn']); // prettier-ignore
      const [permission] = await acts.read<HeldPermission>('permissions', headers);
      assert.equal(permission?.state, 'ConsentWithdrawn');
      const [marketing, sharing] = await states(headers);
      assert.deepEqual(
        [marketing?.objects, sharing?.objects],
        [true, false],
        'one does not change the other',
      );
      assert.ok(marketing?.since);
      await use('marketing', false, headers);
      assert.equal((await check(email)).permitted, true);
    });

    test('a switch that is off undoes no withdrawal', async () => {
      const email = 'kept@visitor.example';
      await subscribed(email);
      const headers = await signIn(email);
      const end = { ...made('objection', {}), kind: 'withdrawal', payload: { purpose: 'direct-marketing', channel: 'email' } } as Operation; // prettier-ignore
      assert.equal((await send(end, headers)).status, 201);
      await use('marketing', true, headers);
      await use('marketing', false, headers);
      assert.equal((await check(email)).permitted, false);
    });

    test('who asks for one thing after having refused everything gets that thing', async () => {
      const email = 'one-thing@visitor.example';
      await subscribed(email);
      const headers = await signIn(email);
      await use('marketing', true, headers);
      backend.clock.now += HOUR / 60;
      await subscribed(email);
      assert.equal((await check(email)).permitted, true);
      const [marketing] = await states(headers);
      assert.equal(marketing?.objects, true, 'for everything else it stands');
    });

    test('doubt goes to the objection: an old “off” of another device does not undo a newer “on”', async () => {
      const email = 'doubt@visitor.example';
      await subscribed(email);
      const headers = await signIn(email);
      await use('marketing', true, headers);
      const late = { ...made('objection', { scope: 'marketing', objects: false }), device: { number: '55555555-5555-4555-8555-555555555555', act: 1 } }; // prettier-ignore
      assert.equal((await send(late, headers, HOUR)).status, 201);
      assert.equal((await check(email)).permitted, false);
      await use('marketing', false, headers, { age: -5 });
      assert.equal((await check(email)).permitted, false, 'an impossible age');
    });

    test('what a switch ended stays ended when everything else about the person is gone', async () => {
      const email = 'erased@visitor.example';
      await subscribed(email);
      const headers = await signIn(email);
      const key = contactKey(backend.parts, 'smartxpo', email);
      const suppressed = async () =>
        (await backend.store.unsubscribe.suppressionsOf('smartxpo', key)).find(
          ({ purpose }) => purpose === '*marketing',
        );
      await use('marketing', true, headers);
      assert.ok(await suppressed());
      await use('marketing', false, headers);
      assert.equal(await suppressed(), undefined);
      await backend.store.unsubscribe.suppress({ site: 'smartxpo', key: contactKey(backend.parts, 'smartxpo', 'gone@visitor.example'), purpose: '*marketing', channel: '*', at: backend.parts.now() }); // prettier-ignore
      assert.equal((await check('gone@visitor.example')).reason, 'ConsentWithdrawn');
      assert.deepEqual((await check('gone@visitor.example')).objections, ['marketing']);
      assert.equal((await check('gone@visitor.example', 'survey')).reason, 'ConsentUnknown');
      assert.equal((await check('nobody@visitor.example')).objections, undefined);
    });

    test('Global Privacy Control stands with the one act that contradicts it, and nowhere else', async () => {
      const email = 'gpc@visitor.example';
      for (const [said, expected] of [
        ['1', 1],
        ['0, 1', 1],
        ['true', 0],
        ['1.0', 0],
        ['', 0],
      ] as const) {
        // prettier-ignore
        const sent = submission(inquiry, { answers: { email }, ticked: ['news-email', 'partners-email'], device: acts.device() }); // prettier-ignore
        assert.equal((await send(sent, said === '' ? {} : { 'sec-gpc': said })).status, 201);
        const events = await backend.store.consents.ofOperation(sent.id);
        const flags = events.map(({ purpose, gpc }) => [purpose, gpc]);
        assert.deepEqual(flags.filter(([, gpc]) => gpc === 1), expected === 1 ? [['share-with-partners', 1]] : []); // prettier-ignore
      }
      const headers = await signIn(email);
      await use('sharing', true, { ...headers, 'sec-gpc': '1' });
      await use('sharing', false, { ...headers, 'sec-gpc': '1' });
      await use('marketing', false, { ...headers, 'sec-gpc': '1' });
      const contact = await backend.store.contacts.find('smartxpo', 'email', contactKey(backend.parts, 'smartxpo', email)); // prettier-ignore
      const rows = await backend.store.selfService.objectionsOf(contact?.subject ?? '');
      assert.deepEqual(rows.map(({ scope, objects, gpc }) => [scope, objects, gpc]), [['sharing', 1, 0], ['sharing', 0, 1], ['marketing', 0, 0]]); // prettier-ignore
      const support = await backend.fetch('/.well-known/gpc.json');
      assert.match(support.headers.get('content-type') ?? '', /^application\/json/);
      const { gpc, lastUpdate } = (await support.json()) as { gpc: boolean; lastUpdate: string };
      assert.equal(gpc, true);
      assert.match(lastUpdate, /^\d{4}-\d\d-\d\d$/);
    });

    test('a switch that does not exist is told, and needs a session of this site', async () => {
      const headers = await signIn('gpc@visitor.example');
      assert.equal(
        (await send(made('objection', { scope: 'everything', objects: true }), headers)).status,
        422,
      );
      assert.equal((await send(made('objection', { scope: 'marketing', objects: true }))).status, 401);
    });
  });
}
