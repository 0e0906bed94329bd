/** Forms at work: drafts as they were written, what stands before publication, versions. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { AuditEntry } from '../../src/protocol/staff.schema.ts';
import type { FormDraft, FormReview, FormVersion, StaffForm } from '../../src/protocol/staff-forms.schema.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, newOperationId, submission } from '../helpers/operations.ts';
import { addSite } from '../helpers/staff.ts';
import { newcomer } from '../helpers/staff-browser.ts';
import type { StaffBrowser } from '../helpers/staff-browser.ts';
import { bodyIn } from '../helpers/staff-desk.ts';
import { SUBSCRIPTION, formText } from '../helpers/staff-form-text.ts';

const OLD = SUBSCRIPTION.consents['news-email'].text;
const OLD_GERMAN = SUBSCRIPTION.translations.de['news-email.text'];
const NEW = OLD.replace('at most once a month', 'at most twice a month');
const NEW_GERMAN = OLD_GERMAN.replace('höchstens einmal', 'höchstens zweimal');

/** The next version of the sample's subscription, in other words of consent, as its author wrote it. */
const REWORDED = formText({ version: 2, text: NEW, german: NEW_GERMAN });

export function staffFormsContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`forms at work: ${name}`, () => {
    let backend: TestBackend;
    let mark: StaffBrowser & { email: string };
    let ada: StaffBrowser & { email: string };
    let stranger: StaffBrowser & { email: string };
    before(async () => {
      backend = await start();
      await addSite(backend, 'elsewhere');
      mark = await newcomer(backend, ['marketing']);
      ada = await newcomer(backend, ['privacy-admin']);
      stranger = await newcomer(backend, ['privacy-admin'], { site: 'elsewhere' });
    });
    after(() => backend.close());

    const read = async <T>(path: string, browser: StaffBrowser = mark): Promise<T> =>
      bodyIn<T>(await browser.call('GET', `forms${path}`));
    const put = (form: string, source: string, revision?: number, browser = mark): Promise<Response> =>
      browser.call('PUT', `forms/${form}/draft`, {
        body: { source },
        ...(revision === undefined ? {} : { revision }),
      });
    const save = async (form: string, source: string, revision?: number): Promise<FormDraft> =>
      bodyIn(await put(form, source, revision));
    const discard = (form: string, revision?: number, browser = mark): Promise<Response> =>
      browser.call('DELETE', `forms/${form}/draft`, revision === undefined ? {} : { revision });
    const publish = (form: string, revision: number, body: object = {}, browser = mark): Promise<Response> =>
      browser.call('POST', `forms/${form}/draft/publication`, { body, revision });
    const review = (form: string): Promise<FormReview> => read(`/${form}/draft/review`);
    const draftStatus = async (form: string): Promise<number> =>
      (await mark.call('GET', `forms/${form}/draft`)).status;
    const findingsIn = async (response: Response): Promise<string[]> => {
      const { errors = [] } = await bodyIn<ProblemDocument>(response, 422);
      return errors.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    const visitors = (form: string): Promise<Response> => backend.fetch(`/v1/sites/smartxpo/forms/${form}`);
    const published = async (form: string): Promise<PublishedForm> => bodyIn(await visitors(form));
    const lastEntry = async (): Promise<AuditEntry | undefined> =>
      (await bodyIn<{ entries: AuditEntry[] }>(await ada.call('GET', 'audit'))).entries[0];

    describe('a draft', () => {
      test('is kept as it was written, byte for byte, right or wrong', async () => {
        const texts = [
          `\uFEFF${formText({ version: 1 })}`,
          formText({ version: 1 }).replaceAll('\n', '\r\n'),
          '{ "x-note":\t"mine" ,\n\n  "form": "bytes", "x-order": 1e2, "b": 1.0, "a": "\\u00e9 é e\u0301 \\/ 🙂" }\n\n',
          '{ "form": "bytes", ',
          'no JSON at all \r',
          '',
          ' \n',
        ];
        let revision: number | undefined;
        for (const source of texts) {
          const saved = await save('bytes', source, revision);
          assert.deepEqual([saved.source, saved.revision], [source, (revision ?? 0) + 1]);
          const draft = await read<FormDraft>('/bytes/draft');
          assert.deepEqual(draft, saved);
          assert.equal(Buffer.from(draft.source).toString('hex'), Buffer.from(source).toString('hex'));
          assert.deepEqual((await read<FormReview>('/bytes/draft/review')).changes, []);
          revision = saved.revision;
        }
      });

      test('says whose it is, is listed by its title, and is nothing to visitors', async () => {
        const begun = backend.clock.now;
        await save('listed', formText({ form: 'listed', version: 1, title: 'Stay in touch' }));
        await save('nameless', '{ broken');
        const { forms } = await read<{ forms: StaffForm[] }>('');
        const [listed, nameless] = ['listed', 'nameless'].map((id) => forms.find(({ form }) => form === id));
        assert.deepEqual([listed?.title, listed?.published, nameless?.title], ['Stay in touch', undefined, 'nameless']); // prettier-ignore
        assert.deepEqual([listed?.draft?.savedBy, listed?.draft?.revision], [mark.email, 1]);
        const at = Date.parse(listed?.draft?.savedAt ?? '');
        assert.ok(begun < at && at < backend.clock.now);
        assert.equal(forms.find(({ form }) => form === 'subscription')?.published?.version, 1);
        assert.deepEqual(forms.map(({ form }) => form), forms.map(({ form }) => form).toSorted()); // prettier-ignore
        assert.equal((await visitors('listed')).status, 404);
      });

      test('is not undone unseen: the revision that was seen has to be said, and to be the last', async () => {
        const { revision } = await save('seen', 'one');
        assert.equal((await put('seen', 'two')).status, 428);
        assert.equal((await put('seen', 'two', revision + 1)).status, 412);
        for (const tag of ['"99999999999"', '"999999999999999"', '"-1"', '*', '1', 'W/"1"', '""']) {
          const call = { body: { source: 'two' }, headers: { 'if-match': tag } };
          assert.equal((await mark.call('PUT', 'forms/seen/draft', call)).status, 412, tag);
        }
        const second = await put('seen', 'two', revision);
        assert.equal(second.headers.get('etag'), '"2"');
        const late = await bodyIn<ProblemDocument>(await put('seen', 'three', revision, ada), 412);
        assert.match(late.detail ?? '', new RegExp(mark.email));
        assert.equal((await read<FormDraft>('/seen/draft')).source, 'two');
      });

      test('of two who save at once is the one of one of them', async () => {
        const texts = ['one', 'two', 'three', 'four'];
        for (const revision of [undefined, 1]) {
          const answers = await Promise.all(texts.map((source) => put('race', source, revision)));
          const kept = answers.findIndex(({ ok }) => ok);
          const others = answers.filter((_answer, index) => index !== kept).map(({ status }) => status);
          assert.ok(others.every((status) => status === 412 || (revision === undefined && status === 428)), others.join()); // prettier-ignore
          const draft = await read<FormDraft>('/race/draft');
          assert.deepEqual([draft.source, draft.revision], [texts[kept], (revision ?? 0) + 1]);
        }
      });

      test('is read once, though its work is done again after it gave way', async () => {
        const first = await save('again', 'one');
        const { transaction } = backend.store;
        const gaveWay = new Error('gave way');
        backend.store.transaction = async (work) => {
          const attempt = transaction(async (queries) => {
            await work(queries);
            throw gaveWay;
          });
          await assert.rejects(attempt, gaveWay);
          return transaction(work);
        };
        try {
          assert.equal((await save('again', 'two', first.revision)).revision, 2);
        } finally {
          backend.store.transaction = transaction;
        }
      });

      test('can be discarded, on record; the published version stays', async () => {
        const { revision } = await save('consulting-inquiry', 'a try');
        assert.equal((await discard('consulting-inquiry')).status, 428);
        assert.equal((await discard('consulting-inquiry', revision + 1)).status, 412);
        assert.equal((await discard('consulting-inquiry', revision)).status, 204);
        assert.equal(await draftStatus('consulting-inquiry'), 404);
        assert.equal((await discard('consulting-inquiry', revision)).status, 404);
        assert.equal((await published('consulting-inquiry')).definition.version, 1);
        const entry = await lastEntry();
        assert.deepEqual(
          [entry?.person, entry?.action, entry?.object],
          [mark.email, 'form-draft-discarded', 'forms/consulting-inquiry'],
        );
      });

      test('has an id that a form can have, and no more text than a form can have', async () => {
        assert.deepEqual(await findingsIn(await put('No%20Form', '{}')), ['/form not-allowed']);
        const { errors } = await bodyIn<ProblemDocument>(await put('long', 'x'.repeat(1_000_001)), 422);
        assert.equal(errors?.[0]?.pointer, '/source');
      });
    });

    describe('the review', () => {
      /** Sends the sample's subscription as a visitor; the id of what was sent. */
      const subscribe = async (email: string, ticked: string[], language = 'en'): Promise<string> => {
        const form = await published('subscription');
        const operation = submission(form, { answers: { email }, ticked, language });
        await bodyIn(await backend.fetch('/v1/operations', delivery(operation)), 201);
        return operation.id;
      };
      /** The same consent, given to another site by somebody of theirs. */
      const copyElsewhere = async (operation: string): Promise<void> => {
        const { store, clock } = backend;
        const [row] = await store.consents.ofOperation(operation);
        assert.equal(row?.wording, hashOf(OLD));
        const theirs = { site: 'elsewhere', subject: newOperationId(), operation: newOperationId() };
        const { site, subject, operation: id } = theirs;
        await store.contacts.addSubject({ id: subject, site, created_at: clock.now });
        const claim = { id, site, subject, kind: 'submission', fingerprint: '', received_at: clock.now };
        const empty = { age: 0, device: null, act: null, content: null, receipt: null };
        await store.operations.claim({ ...claim, ...empty });
        await store.consents.append([{ ...row, ...theirs, id: newOperationId() }]);
      };

      test('says what would change, and how many people agreed to the old words', async () => {
        await subscribe('ada@visitor.example', ['news-email']);
        await subscribe('ada@visitor.example', ['news-email']);
        await copyElsewhere(await subscribe('bo@visitor.example', ['news-email']));
        await subscribe('cy@visitor.example', ['news-email'], 'de');
        await subscribe('dee@visitor.example', []);
        await save('subscription', REWORDED);
        const { published: live, next, changes, rewordings, findings } = await review('subscription');
        assert.deepEqual([live, next, findings], [1, 2, []]);
        const path = 'news-email.text';
        assert.deepEqual(changes, [
          { code: 'words-changed', path, language: 'en', before: OLD, after: NEW },
          { code: 'words-changed', path, language: 'de', before: OLD_GERMAN, after: NEW_GERMAN },
        ]);
        assert.deepEqual(rewordings, [
          { consent: 'news-email', language: 'en', before: OLD, after: NEW, agreed: 2 },
          { consent: 'news-email', language: 'de', before: OLD_GERMAN, after: NEW_GERMAN, agreed: 1 },
        ]);
      });

      test('says what is wrong, and on which line', async () => {
        const source = formText({ form: 'contact', version: 1 }).replace(
          '"kind": "subscription"',
          '"kind": "lottery"',
        );
        await save('callback', source);
        const shape = await review('callback');
        assert.deepEqual(shape.findings.map(({ pointer, line }) => [pointer, line]), [['/kind', 3]]); // prettier-ignore
        await save('callback', formText({ form: 'contact', version: 1 }), 1);
        const { findings } = await review('callback');
        assert.deepEqual(
          findings.map(({ pointer, code, expected, found }) => [pointer, code, expected, found]),
          [
            ['/form', 'misplaced', 'callback', '"contact"'],
            ['/version', 'version-taken', '2 or more', '1'],
          ],
        );
        await save('callback', '{ "form": ', 2);
        assert.deepEqual((await review('callback')).findings.map(({ code }) => code), ['not-json']); // prettier-ignore
        await discard('callback', 3);
      });
    });

    describe('publication', () => {
      test('asks whether other words of consent mean something else, and who approved that', async () => {
        const { revision } = await read<FormDraft>('/subscription/draft');
        const before = await lastEntry();
        const attempt = (body: object): Promise<Response> => publish('subscription', revision, body);
        assert.deepEqual(await findingsIn(await attempt({})), ['/rewordings/news-email reworded']);
        assert.deepEqual(await findingsIn(await attempt({ rewordings: { 'news-email': 'meaning' } })), [
          '/approvedBy missing',
        ]);
        assert.deepEqual(await findingsIn(await attempt({ rewordings: { 'news-email': 'joke' } })), [
          '/rewordings/news-email not-allowed',
        ]);
        assert.equal((await published('subscription')).definition.version, 1);
        assert.equal(await draftStatus('subscription'), 200);
        assert.deepEqual(await lastEntry(), before);
      });

      test('gives visitors the new version, keeps the old words, leaves no draft, and is on record', async () => {
        const { headers } = await visitors('subscription');
        const { revision } = await read<FormDraft>('/subscription/draft');
        const answer = await publish('subscription', revision, {
          note: ' Twice a month ',
          approvedBy: 'Ada Admin',
          rewordings: { 'news-email': 'meaning', 'news-post': 'typo' },
        });
        const version = await bodyIn<FormVersion>(answer, 201);
        assert.deepEqual(
          [version.version, version.publishedBy, version.approvedBy, version.note, version.rewordings],
          [2, mark.email, 'Ada Admin', 'Twice a month', { 'news-email': 'meaning' }],
        );
        assert.equal(version.changes.length, 2);
        assert.equal(await draftStatus('subscription'), 404);

        const later = await backend.fetch('/v1/sites/smartxpo/forms/subscription', {
          headers: { 'if-none-match': headers.get('etag') ?? '' },
        });
        const { definition, wordings } = await bodyIn<PublishedForm>(later);
        assert.deepEqual([definition.version, definition.consents['news-email']?.text], [2, NEW]);
        assert.deepEqual(wordings['news-email'], { en: hashOf(NEW), de: hashOf(NEW_GERMAN) });
        const hashes = [OLD, OLD_GERMAN, NEW, NEW_GERMAN].map(hashOf);
        const kept = await backend.store.documents.wordings(hashes);
        assert.deepEqual(kept.map(({ words }) => words).toSorted(), [OLD, OLD_GERMAN, NEW, NEW_GERMAN].toSorted()); // prettier-ignore

        const entry = await lastEntry();
        assert.deepEqual(
          [entry?.person, entry?.action, entry?.object, entry?.details],
          [
            mark.email,
            'form-published',
            'forms/subscription/versions/2',
            { approvedBy: 'Ada Admin', rewordings: { 'news-email': 'meaning' } },
          ],
        );
      });

      test('is refused for a version that is taken, another form, and what a rule objects to', async () => {
        const ticked = formText({ version: 3, text: NEW, german: NEW_GERMAN }).replace(
          '"channel": "email",',
          '"channel": "email", "checked": true,',
        );
        for (const [source, finding] of [
          [formText({ version: 2 }), '/version version-taken'],
          [formText({ version: 1 }), '/version version-taken'],
          [formText({ version: 3, form: 'contact' }), '/form misplaced'],
          [ticked, '/consents/news-email/checked never-checked'],
          ['{ "form"', ' not-json'],
        ] as const) {
          const { revision } = await save('subscription', source);
          const answers = { rewordings: { 'news-email': 'typo' } };
          assert.deepEqual(await findingsIn(await publish('subscription', revision, answers)), [finding]);
          assert.equal((await discard('subscription', revision)).status, 204);
        }
        assert.equal((await published('subscription')).definition.version, 2);
      });

      test('needs the revision that was seen', async () => {
        const { revision } = await save('contact', 'anything');
        const bare = await mark.call('POST', 'forms/contact/draft/publication', { body: {} });
        assert.equal(bare.status, 428);
        assert.equal((await publish('contact', revision + 1)).status, 412);
        await discard('contact', revision);
        assert.equal((await publish('contact', revision)).status, 404);
      });

      test('lets warnings through', async () => {
        const stale = { text: 'Worum sollen sich Neuigkeiten drehen?', of: '0000000000000000' };
        const source = formText({ form: 'warned', version: 1, german: OLD_GERMAN, topics: stale });
        const { revision } = await save('warned', source);
        const { findings } = await review('warned');
        assert.deepEqual(findings.map(({ pointer, severity }) => [pointer, severity]), [
          ['/translations/de/topics.label', 'warning'],
        ]); // prettier-ignore
        await bodyIn(await publish('warned', revision), 201);
        assert.equal((await published('warned')).definition.version, 1);
      });

      test('waits for a policy', async () => {
        const { revision } = await bodyIn<FormDraft>(
          await put('first', formText({ form: 'first', version: 1 }), undefined, stranger),
        );
        const found = await findingsIn(await publish('first', revision, {}, stranger));
        assert.ok(found.includes(' no-policy-version'), found.join());
      });

      test('by two at once makes one version', async () => {
        const { revision } = await save('twice', formText({ form: 'twice', version: 7 }));
        const answers = await Promise.all(
          [mark, ada, mark].map((one) => publish('twice', revision, {}, one)),
        );
        assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 404, 404]);
        const { versions } = await read<{ versions: FormVersion[] }>('/twice/versions');
        assert.deepEqual(versions.map(({ version }) => version), [7]); // prettier-ignore
        const { entries } = await bodyIn<{ entries: AuditEntry[] }>(await ada.call('GET', 'audit'));
        assert.equal(entries.filter(({ object }) => object === 'forms/twice/versions/7').length, 1);
      });
    });

    describe('the versions of a form', () => {
      test('are listed newest first: who, when, why, and what became different', async () => {
        const begun = backend.clock.now;
        const third = formText({ version: 3, text: NEW, german: NEW_GERMAN, title: 'News' });
        await bodyIn(
          await publish('subscription', (await save('subscription', third)).revision, {}, ada),
          201,
        );
        const { versions } = await read<{ versions: FormVersion[] }>('/subscription/versions');
        assert.deepEqual(
          versions.map(({ version, publishedBy, approvedBy, note }) => [
            version,
            publishedBy,
            approvedBy,
            note,
          ]),
          [
            [3, ada.email, undefined, ''],
            [2, mark.email, 'Ada Admin', 'Twice a month'],
            [1, undefined, undefined, undefined],
          ],
        );
        const changes = versions.map((version) => version.changes.map(({ code }) => code).join());
        assert.deepEqual(changes, ['words-changed', 'words-changed,words-changed', '']);
        const at = Date.parse(versions[0]?.publishedAt ?? '');
        assert.ok(begun < at && at < backend.clock.now);
      });

      test('keep the file as it was written, byte for byte', async () => {
        const source = `\uFEFF${formText({ form: 'kept', version: 4 }).replaceAll('\n', '\r\n')}\r\n`.replace(
          '"kind"',
          '"x-note":\t"as it was" ,"kind"',
        );
        const { revision } = await save('kept', source);
        await bodyIn(await publish('kept', revision), 201);
        const next = await save('kept', formText({ form: 'kept', version: 5, title: 'Other' }));
        await bodyIn(await publish('kept', next.revision), 201);
        const old = await read<{ form: string; version: number; source: string }>('/kept/versions/4');
        assert.deepEqual(old, { form: 'kept', version: 4, source });
        for (const version of ['6', '04x', '-1', '1.5', '99999999999']) {
          const response = await mark.call('GET', `forms/kept/versions/${version}`);
          assert.equal(response.status, 404, version);
        }
      });
    });

    test('are unseen by another site, which may have its own by the same name', async () => {
      const { revision } = await save('contact', 'ours');
      const { forms } = await read<{ forms: StaffForm[] }>('', stranger);
      assert.ok(!forms.some(({ form }) => form === 'contact' || form === 'subscription'));
      for (const path of ['draft', 'draft/review', 'versions/1']) {
        assert.equal((await stranger.call('GET', `forms/contact/${path}`)).status, 404, path);
      }
      assert.deepEqual(await read('/subscription/versions', stranger), { versions: [] });
      assert.equal((await discard('contact', revision, stranger)).status, 404);
      assert.equal((await publish('contact', revision, {}, stranger)).status, 404);
      assert.equal((await put('contact', 'theirs', undefined, stranger)).status, 200);
      assert.equal((await read<FormDraft>('/contact/draft')).source, 'ours');
      assert.equal((await discard('contact', 1, stranger)).status, 204);
      assert.equal((await read<FormDraft>('/contact/draft')).source, 'ours');
    });
  });
}
