/** What forms share: questions of the library, and words of consent since when. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MINUTE } from '../../src/protocol/terms.ts';
import type { FormDraft, StaffLibrary } from '../../src/protocol/staff-forms.schema.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { addSite } from '../helpers/staff.ts';
import { newcomer } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';
import { formText, SUBSCRIPTION } from '../helpers/staff-form-text.ts';

const OLD = SUBSCRIPTION.consents['news-email'].text;
const NEW = OLD.replace('at most once a month', 'at most twice a month');
const LATER = OLD.replace('at most once a month', 'at most once a week');

/** The clock moves on a little with every look at it. */
const minuteOf = (time: number): string => new Date(time).toISOString().slice(0, 16);

export function staffLibraryContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`the library of a site: ${name}`, () => {
    let backend: TestBackend;
    let mark: StaffBrowser;
    before(async () => {
      backend = await start();
      await addSite(backend, 'elsewhere');
      mark = await newcomer(backend, ['marketing']);
    });
    after(() => backend.close());

    const library = async (browser = mark): Promise<StaffLibrary> =>
      bodyIn<StaffLibrary>(await browser.call('GET', 'library'));
    const save = async (form: string, source: string): Promise<FormDraft> =>
      bodyIn<FormDraft>(await mark.call('PUT', `forms/${form}/draft`, { body: { source } }));
    const publish = async (form: string, source: string): Promise<void> => {
      const { revision } = await save(form, source);
      const body = { note: 'Why', rewordings: { 'news-email': 'typo' } };
      await bodyIn(await mark.call('POST', `forms/${form}/draft/publication`, { body, revision }), 201);
    };
    const wordingOf = async (words: string) =>
      (await library()).wordings.find((wording) => wording.words === words);

    const sinceOf = async (words: string): Promise<string> =>
      minuteOf(Date.parse((await wordingOf(words))?.since ?? ''));

    test('says which forms take a question, as their drafts stand', async () => {
      const before = (await library()).questions.find(({ use }) => use === 'email')?.forms ?? [];
      assert.ok(before.includes('subscription'), 'the sample asks for an address');
      await save('new-one', JSON.stringify({ items: [{ use: 'email', id: 'a' }, { use: 'email', id: 'b' }, { use: 'no-such' }, 'odd', null] })); // prettier-ignore
      await save('broken', '{ "items": ');
      await save('contact', JSON.stringify({ items: [] }));
      const questions = (await library()).questions;
      const expected = [...before.filter((form) => form !== 'contact'), 'new-one'].toSorted();
      assert.deepEqual(questions.find(({ use }) => use === 'email')?.forms, expected);
    });

    test('says since when words stand, and in which forms', async () => {
      const first = await wordingOf(OLD);
      assert.deepEqual([first?.hash, first?.language, first?.agreed], [hashOf(OLD), 'en', 0]);
      const sharing = first?.places.map(({ form }) => form) ?? [];
      assert.ok(
        sharing.length > 1 && sharing.includes('subscription'),
        'the sample says it in several forms',
      );

      backend.clock.now += MINUTE;
      const second = minuteOf(backend.clock.now);
      await publish('subscription', formText({ version: 2, text: NEW }));
      assert.deepEqual((await wordingOf(OLD))?.places, first?.places.filter(({ form }) => form !== 'subscription')); // prettier-ignore
      assert.equal(await sinceOf(NEW), second);

      backend.clock.now += MINUTE;
      await publish('subscription', formText({ version: 3, text: NEW, title: 'Other title' }));
      assert.equal(await sinceOf(NEW), second, 'without a break since');

      backend.clock.now += MINUTE;
      await publish('second', formText({ form: 'second', version: 1, text: NEW }));
      const shared = await wordingOf(NEW);
      assert.ok(shared);
      assert.equal(minuteOf(Date.parse(shared.since)), second);
      assert.deepEqual(shared.places.map(({ form }) => form), ['second', 'subscription']); // prettier-ignore

      await publish('subscription', formText({ version: 4, text: LATER }));
      backend.clock.now += MINUTE;
      await publish('subscription', formText({ version: 5, text: NEW }));
      assert.equal(
        await sinceOf(NEW),
        minuteOf(backend.clock.now - MINUTE),
        'since the other form has had them',
      );
      assert.equal(await wordingOf(LATER), undefined, 'visitors no longer see them');
    });

    test('is that of the own site', async () => {
      const stranger = await newcomer(backend, ['marketing'], { site: 'elsewhere' });
      const { questions, wordings } = await library(stranger);
      assert.deepEqual([questions, wordings], [[], []]);
    });
  });
}
