/** What a publication does to those in the middle of something: visitors, and a database that gives way. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import type { FormDraft, FormVersion } from '../../src/protocol/staff-forms.schema.ts';
import { createApp } from '../../src/server/app.ts';
import { publishText } from '../../src/server/forms/publishing.ts';
import { readSite } from '../../src/server/publishing.ts';
import type { Queries, Store } from '../../src/server/store/store.ts';
import { START } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';
import { browserWith, newcomer } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';
import { formText } from '../helpers/staff-form-text.ts';

/** Undone by the database, so that the work is done again. */
class Undone extends Error {}

/** Everything in a transaction is done, undone, and done again. */
function thatGivesWay(store: Store): Store {
  return {
    ...store,
    transaction: async (work) => {
      const first = store.transaction(async (queries) => {
        await work(queries);
        throw new Undone();
      });
      await assert.rejects(first, Undone);
      return store.transaction(work);
    },
  };
}

/** Tells once it waits for its turn, or has seen what is published. */
function telling(queries: Queries, tell: () => void): Queries {
  return {
    ...queries,
    audit: {
      ...queries.audit,
      lock: (site) => {
        tell();
        return queries.audit.lock(site);
      },
    },
    documents: {
      ...queries.documents,
      currentForm: (site, form) => queries.documents.currentForm(site, form).finally(tell),
    },
  };
}

export function formPublicationContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`publication of a form: ${name}`, () => {
    let backend: TestBackend;
    let mark: StaffBrowser & { email: string };
    before(async () => {
      backend = await start();
      mark = await newcomer(backend, ['marketing']);
    });
    after(() => backend.close());

    const publish = async (
      form: string,
      source: string,
      browser: StaffBrowser = mark,
    ): Promise<FormVersion> => {
      const draft = await bodyIn<FormDraft>(
        await mark.call('PUT', `forms/${form}/draft`, { body: { source } }),
      );
      const { revision } = draft;
      return bodyIn(
        await browser.call('POST', `forms/${form}/draft/publication`, {
          body: { note: 'Why', rewordings: { 'news-email': 'typo' } },
          revision,
        }),
        201,
      );
    };
    const published = async (form: string): Promise<PublishedForm> =>
      bodyIn(await backend.fetch(`/v1/sites/smartxpo/forms/${form}`));

    test('leaves visitors who have the older version open their submission, by the words they saw', async () => {
      const open = await published('subscription');
      await publish(
        'subscription',
        formText({ version: 2, text: 'Email me news, and I can stop it at any time.' }),
      );
      const current = await published('subscription');
      for (const [form, version] of [[open, 1], [current, 2]] as const) {
        const operation = submission(form, {
          answers: { email: `v${String(version)}@visitor.example` },
          ticked: ['news-email'],
        });
        await bodyIn(await backend.fetch('/v1/operations', delivery(operation)), 201);
        const rows = await backend.store.consents.ofOperation(operation.id);
        const grant = rows.find(({ type }) => type === 'grant');
        assert.deepEqual(
          [grant?.consent, grant?.form_version, grant?.wording],
          ['news-email', version, form.wordings['news-email']?.['en']],
        );
      } // prettier-ignore
      assert.notEqual(open.wordings['news-email']?.['en'], current.wordings['news-email']?.['en']);
    });

    test('is done once, though its work is done again after it gave way', async () => {
      const app = createApp({ ...backend.parts, store: thatGivesWay(backend.store) });
      const browser = browserWith({ fetch: async (path, init) => app.request(path, init) }, mark.headers);
      const source = formText({ form: 'again', version: 1 });
      const version = await publish('again', source, browser);
      assert.deepEqual([version.version, version.note, version.changes], [1, 'Why', []]);
      const entries = await backend.store.audit.list('smartxpo', { below: 100, limit: 100 });
      assert.equal(entries.filter(({ object }) => object === 'forms/again/versions/1').length, 1);
      assert.equal((await mark.call('GET', 'forms/again/draft')).status, 404);
      assert.equal((await published('again')).definition.form, 'again');
    });

    test('compares with what somebody else has published in between', async () => {
      await publish('race', formText({ form: 'race', version: 1 }));
      const site = await readSite(backend.store, 'smartxpo');
      assert.ok(site);
      const put = (queries: Queries, source: string, rewordings = {}): Promise<FormVersion> =>
        publishText({ queries, site, form: 'race', person: 'Ada', now: START }, source, {
          note: '',
          rewordings,
        });
      const text = 'Email me news, and I can stop it at any time.';
      const { promise: isPut, resolve: putNow } = Promise.withResolvers<undefined>();
      const { promise: isBeside, resolve: beside } = Promise.withResolvers<undefined>();
      // Elsewhere than on PostgreSQL the second waits before it begins.
      if (backend.store.engine !== 'postgres') beside(undefined);
      const first = backend.store.transaction(async (queries) => {
        await put(queries, formText({ form: 'race', version: 2, text }), { 'news-email': 'typo' });
        putNow(undefined);
        await isBeside;
      });
      await isPut;
      // In the words of the first version: nobody is asked about them, unless the second is known.
      const second = backend.store.transaction((queries) =>
        put(
          telling(queries, () => beside(undefined)),
          formText({ form: 'race', version: 3 }),
        ),
      );
      await Promise.all([
        first,
        assert.rejects(second, (error) => {
          assert.ok(error instanceof ProblemError);
          assert.deepEqual(error.findings.map(({ code }) => code), ['reworded']); // prettier-ignore
          return true;
        }),
      ]);
    });
  });
}
