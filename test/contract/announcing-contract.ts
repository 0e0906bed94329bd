/** A material change of policy, and who is told of it: on every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { PolicyVersionDocument } from '../../src/protocol/policy.schema.ts';
import { announceNext } from '../../src/server/policies/announcing.ts';
import { publishReviewed, withdrawPolicy } from '../../src/server/policies/publishing.ts';
import { publishSite, readSite } from '../../src/server/publishing.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';
import { reworded } from '../helpers/policy-gated.ts';

const HOUR = 3_600_000;

export function announcingContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`announcing a policy change: ${name}`, () => {
    let backend: TestBackend;
    let form: PublishedForm;
    before(async () => {
      backend = await start();
      form = (await (await backend.fetch('/v1/sites/smartxpo/forms/subscription')).json()) as PublishedForm;
      for (const [who, language] of [
        ['ada', 'en'],
        ['bob', 'de'],
        ['typed', 'en'],
      ] as const) {
        await enter(who, language);
      }
    });
    after(() => backend.close());

    const addressOf = (who: string): string => `${who}@announced.example`;
    /** Somebody asks for news; everybody but `typed` proves the address. */
    const enter = async (who: string, language: string): Promise<void> => {
      const email = addressOf(who);
      const operation = submission(form, { answers: { email }, ticked: ['news-email'], language });
      assert.equal((await backend.fetch('/v1/operations', delivery(operation))).status, 201);
      if (who === 'typed') return;
      const { pathname } = new URL(await mailedLink(backend.store, email));
      assert.equal((await backend.fetch(pathname, { method: 'POST' })).status, 200);
    };
    const publish = async (over: Partial<PolicyVersionDocument>, publishAt?: number): Promise<void> => {
      await backend.store.transaction(async (queries) => {
        const site = await readSite(queries, 'smartxpo');
        if (site === undefined) throw new Error('the sample site is missing');
        const document = {
          ...reworded(['Answers counted into', `Answers counted ${over.version ?? ''} into`]),
          lastUpdated: '2026-11-22',
          ...over,
        };
        await publishReviewed(queries, site, document, { by: 'Ann', publishAt }, backend.clock.now);
      });
    };
    const announce = async (): Promise<void> => {
      while (await announceNext(backend.parts));
    };
    const told = async (): Promise<{ to: string; subject: string; text: string }[]> =>
      (await backend.store.mails.latest(500))
        .filter(({ kind, recipient }) => kind === 'service' && recipient.endsWith('@announced.example'))
        .map(({ recipient, subject, text }) => ({ to: recipient.split('@')[0] ?? '', subject, text }))
        .toSorted((a, b) => (a.to < b.to ? -1 : 1));

    test('tells those who proved their address, each once and in their language', async () => {
      await publish({ version: '2', effectiveFrom: '2027-01-10' });
      await Promise.all([announce(), announce()]);
      await announce();
      const mails = await told();
      assert.deepEqual(
        mails.map(({ to, subject }) => `${to}: ${subject}`),
        [
          'ada: The privacy policy of SmartXPO changes on 10 January 2027',
          'bob: Die Datenschutzerklärung von SmartXPO ändert sich am 10. Januar 2027',
        ],
      );
      const [english, german] = mails.map(({ text }) => text);
      assert.match(english ?? '', /What changes:\n- How long/);
      assert.match(english ?? '', /http:\/\/\S+/);
      assert.match(german ?? '', /Was sich ändert:/);
      for (const text of [english, german]) assert.doesNotMatch(text ?? '', /undefined|\bagree|zustimm/i);
    });

    test('says it in the words of the author, and which permissions end', async () => {
      const summary = { en: 'We keep figures for longer.', de: 'Wir behalten Zahlen länger.' };
      const changes = [{ section: 'deletion', category: 'purpose' as const, summary }];
      await publish({
        version: '3',
        effectiveFrom: '2027-01-20',
        changes,
        renewPurposes: ['direct-marketing'],
      });
      await announce();
      const newest = (await told()).filter(({ subject }) => subject.includes('20'));
      const ada = newest.find(({ to }) => to === 'ada');
      assert.match(ada?.text ?? '', /- We keep figures for longer\.\n/);
      assert.match(ada?.text ?? '', /these permissions end[^]*- News and offers/);
    });

    test('tells of one that is scheduled on its day, and not of one that was taken back', async () => {
      const count = (await told()).length;
      await publish({ version: '4', effectiveFrom: '2027-02-20' }, backend.clock.now + HOUR);
      await announce();
      assert.equal((await told()).length, count, 'nobody hears of it before it is published');
      const withdrawal = {
        site: 'smartxpo',
        policy: 'privacy',
        version: '4',
        by: 'Ann',
        reason: 'A mistake',
      };
      await withdrawPolicy(backend.store, withdrawal, backend.clock.now);
      backend.clock.now += 2 * HOUR;
      await announce();
      assert.equal((await told()).length, count);
      await publish({ version: '5', effectiveFrom: '2027-03-20' }, backend.clock.now + HOUR);
      backend.clock.now += 2 * HOUR;
      await announce();
      assert.equal((await told()).length, count + 2);
    });

    test('goes through more contacts than fit one transaction', async () => {
      const count = (await told()).length;
      for (let index = 0; index < 120; index += 1) await enter(`many${String(index)}`, 'en');
      await publish({ version: '6', effectiveFrom: '2027-04-20' });
      await announce();
      const mails = await told();
      assert.equal(mails.length, count + 122);
      assert.equal(
        new Set(mails.filter(({ subject }) => /April/.test(subject)).map(({ to }) => to)).size,
        122,
      );
    });

    test('tells of nothing that only spells otherwise', async () => {
      const site = await readSite(backend.store, 'smartxpo');
      if (site === undefined) throw new Error('the sample site is missing');
      await publishSite(backend.store, site, backend.clock.now);
      const count = (await told()).length;
      const spelled = reworded(
        ['Answers counted into', 'Answers counted 6 into'],
        ['your visit', 'Your visit'],
      );
      await publish({ ...spelled, version: '7', lastUpdated: '2026-11-22', effectiveFrom: '2027-05-20' });
      await announce();
      assert.equal((await told()).length, count);
    });
  });
}
