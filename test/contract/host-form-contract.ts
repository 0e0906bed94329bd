/** An opt-in given in a form of the site's own counts only once its address is proved, on every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { permissionOf } from '../../src/server/permissions.ts';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import { contactKey } from '../../src/server/subjects.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission, withdrawal } from '../helpers/operations.ts';

export function hostFormContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`opt-ins in forms of the site’s own: ${name}`, () => {
    let backend: TestBackend;
    let form: PublishedForm;
    before(async () => {
      backend = await start();
      const response = await backend.fetch('/v1/sites/smartxpo/forms/subscription');
      form = (await response.json()) as PublishedForm;
      await backend.store.transaction(async (queries) => {
        const site = await readSite(queries, 'smartxpo');
        assert.ok(site);
        const rule = { email: false, reason: 'Every visitor is signed in.' } as const;
        await publishSite(queries, { ...site, doubleOptIn: rule }, backend.clock.now);
      });
    });
    after(() => backend.close());

    const given = (email: string): SubmissionOperation =>
      submission(form, { answers: { email }, ticked: ['news-email'] });
    const inHostForm = (email: string): SubmissionOperation => {
      const operation = given(email);
      return { ...operation, payload: { ...operation.payload, hostForm: true } };
    };
    const send = async (operation: SubmissionOperation): Promise<Receipt> => {
      const response = await backend.fetch('/v1/operations', delivery(operation));
      assert.equal(response.status, 201, await response.clone().text());
      return (await response.json()) as Receipt;
    };
    const takeBack = async (operation: SubmissionOperation): Promise<void> => {
      const { capability = '' } = await send(operation);
      const back = withdrawal('direct-marketing', 'email', { grant: operation.id });
      const init = delivery(back, { authorization: `Capability ${capability}` });
      assert.equal((await backend.fetch('/v1/operations', init)).status, 201);
    };
    const stateOf = async (email: string): Promise<string> => {
      const contact = await backend.store.contacts.find(
        'smartxpo',
        'email',
        contactKey(backend.parts, 'smartxpo', email),
      );
      const rows = await backend.store.consents.ofKey(contact?.subject ?? '', 'direct-marketing', 'email');
      return permissionOf(rows, { now: backend.clock.now, renewals: new Map() }).state;
    };
    const mailsTo = async (email: string): Promise<number> =>
      (await backend.store.mails.latest(500)).filter(({ recipient }) => recipient === email).length;

    test('the site’s rule waives the proof in forms of the product, and only there', async () => {
      assert.equal((await send(given('own@visitor.example'))).confirmByMail, undefined);
      assert.equal(await stateOf('own@visitor.example'), 'ConsentGiven');
      const email = 'theirs@visitor.example';
      assert.equal((await send(inHostForm(email))).confirmByMail, true);
      assert.equal(await stateOf(email), 'ConsentRequested');
      const { pathname } = new URL(await mailedLink(backend.store, email));
      assert.equal((await backend.fetch(pathname)).status, 200);
      assert.equal(await stateOf(email), 'ConsentRequested', 'looking gives nothing');
      assert.equal((await backend.fetch(pathname, { method: 'POST' })).status, 200);
      assert.equal(await stateOf(email), 'ConsentGiven');
    });

    test('it is answered alike for an address that is known, new, or has taken it back', async () => {
      const addresses = ['known', 'new', 'gone'].map((one) => `${one}@visitor.example`);
      await send(given('known@visitor.example'));
      await takeBack(given('gone@visitor.example'));
      const answers = await Promise.all(addresses.map((email) => send(inHostForm(email))));
      const shapes = answers.map(({ confirmByMail, notCounted, statement }) => ({
        confirmByMail,
        notCounted,
        keys: Object.keys(statement),
      }));
      for (const shape of shapes) assert.deepEqual(shape, shapes[0]);
      assert.equal(shapes[0]?.confirmByMail, true);
      assert.equal(await stateOf('gone@visitor.example'), 'ConsentRequested');
    });

    test('the same operation again sends no second mail', async () => {
      const email = 'again@visitor.example';
      const operation = inHostForm(email);
      const first = await send(operation);
      assert.deepEqual(await send(operation), first);
      assert.equal(await mailsTo(email), 1);
    });

    test('nothing but the plain fact can be said with it', async () => {
      for (const hostForm of [false, 'yes', 1, null]) {
        const operation = given('odd@visitor.example');
        const payload: unknown = { ...operation.payload, hostForm };
        const init = delivery({ ...operation, payload: payload as SubmissionOperation['payload'] });
        const response = await backend.fetch('/v1/operations', init);
        assert.equal(response.status, 422, String(hostForm));
        const { errors } = (await response.json()) as ProblemDocument;
        assert.equal(errors?.[0]?.pointer, '/operation/payload/hostForm');
      }
      assert.equal(await mailsTo('odd@visitor.example'), 0);
    });
  });
}
