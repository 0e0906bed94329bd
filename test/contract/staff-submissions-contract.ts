/** What staff find, read and export of submissions, role by role, on every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Papa from 'papaparse';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { ROLES } from '../../src/protocol/terms.ts';
import type { Role } from '../../src/protocol/terms.ts';
import type { StaffSubmission, SubmissionPage } from '../../src/protocol/staff-submissions.schema.ts';
import { publishPolicy } from '../../src/server/policies/publishing.ts';
import { publishForm } from '../../src/server/publishing.ts';
import { mailedLink } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import {
  POSTAL_ADDRESS,
  anonymousSubmission,
  delivery,
  fileDelivery,
  submission,
  withdrawal,
} from '../helpers/operations.ts';
import { CORRECTED } from '../helpers/policy-gated.ts';
import { bodyIn, openStaffDesk, wordsOf } from '../helpers/staff-desk.ts';
import type { StaffDesk } from '../helpers/staff-desk.ts';

const CV = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(2000, 'a')]);
const ADA = 'ada@visitor.example';

/** Form, role, and the answers that the role reads; a role that is not named is told there is no such thing. */
const SEEN: Record<string, Partial<Record<Role, string>>> = {
  contact: {
    marketing: 'name email',
    support: 'name email reason message',
    accounts: 'name email affiliation',
    operations: 'name email occupation affiliation relationship reason message',
    'senior-management': 'name email occupation affiliation relationship reason message',
    'privacy-admin': 'name email occupation affiliation relationship reason message',
  },
  callback: {
    marketing: 'phone name',
    support: 'phone name day time reason message',
    accounts: 'name',
    operations: 'phone name day time reason message',
    'senior-management': 'phone name day time reason message',
    'privacy-admin': 'phone name day time reason message',
  },
  subscription: {
    marketing: 'name email postal-address',
    accounts: 'name email postal-address',
    operations: 'name email industry postal-address',
    'senior-management': 'name email industry postal-address',
    'privacy-admin': 'name email industry postal-address',
  },
  'employment-application': {
    operations: 'name email position cv-way',
    'senior-management': 'name email position cv-way cv link message',
    'privacy-admin': 'name email position cv-way cv link message',
  },
  survey: {
    operations: 'role comment',
    'senior-management': 'role comment',
    'privacy-admin': 'role comment',
  },
};

export function staffSubmissionsContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`submissions for staff: ${name}`, () => {
    let backend: TestBackend;
    let desk: StaffDesk;
    const sent: Record<string, string> = {};
    let capability = '';

    const published = async (form: string): Promise<PublishedForm> =>
      bodyIn(await backend.fetch(`/v1/sites/smartxpo/forms/${form}`));
    const deliver = async (operation: Operation, request = delivery(operation)): Promise<Receipt> =>
      bodyIn<Receipt>(await backend.fetch('/v1/operations', request), 201);
    const search = async (role: Role | 'stranger', body: object = {}): Promise<SubmissionPage> =>
      bodyIn(await desk.post(role, 'submissions/search', body));
    const found = async (role: Role | 'stranger', body: object = {}): Promise<string[]> =>
      (await search(role, body)).submissions.map(({ form }) => form);
    const read = async (role: Role, form: string): Promise<StaffSubmission> =>
      bodyIn(await desk.get(role, `submissions/${sent[form] ?? ''}`));
    const exported = async (role: Role, body: object): Promise<Record<string, string>[]> => {
      const text = await (await desk.post(role, 'submissions/export', { format: 'csv', ...body })).text();
      return Papa.parse<Record<string, string>>(text, { header: true, delimiter: ',', skipEmptyLines: true })
        .data;
    };

    before(async () => {
      backend = await start();
      desk = await openStaffDesk(backend);
      const contact = submission(await published('contact'), {
        answers: {
          name: 'Ada',
          email: ADA,
          occupation: 'Engineer',
          affiliation: 'Analytical Ltd',
          relationship: 'client',
          reason: 'question',
          message: '=1+1\nand more',
        },
        ticked: ['news-email'],
      });
      capability = (await deliver(contact)).capability ?? '';
      const callback = submission(await published('callback'), {
        answers: {
          phone: '+44 20 7946 0000',
          name: 'Bo',
          day: '2026-11-24',
          time: 'noon',
          reason: 'quote',
          message: 'My stand',
        },
      });
      await deliver(callback);
      const subscription = submission(await published('subscription'), {
        answers: {
          name: 'Cy',
          email: 'cy@visitor.example',
          industry: 'food',
          'postal-address': POSTAL_ADDRESS,
        },
        ticked: ['news-post'],
      });
      subscription.payload.captured = { page: '/stands', utm_campaign: 'autumn' };
      await deliver(subscription);
      const application = submission(await published('employment-application'), {
        answers: {
          name: 'Ada',
          email: ADA,
          position: 'flow-analyst',
          'cv-way': 'file',
          cv: { name: '../Ada’s\u202E CV.exe', size: CV.length, kind: 'pdf' },
          link: 'https://ada.example/',
          message: 'Because I count.',
        },
        ticked: ['statement', 'talent-pool'],
      });
      await deliver(application, fileDelivery(application, { cv: CV }));
      const survey = anonymousSubmission(await published('survey'), { role: 'visited', comment: 'Fine' });
      await deliver(survey);
      for (const { id, payload } of [contact, callback, subscription, application, survey])
        sent[payload.form] = id;
    });
    after(() => backend.close());

    test('shows each role its answers and no other, and nothing at all of forms that are not its own', async () => {
      for (const [form, roles] of Object.entries(SEEN)) {
        for (const role of ROLES) {
          const expected = roles[role];
          if (expected === undefined) {
            const response = await desk.get(role, `submissions/${sent[form] ?? ''}`);
            assert.equal(response.status, 404, `${role} ${form}`);
            continue;
          }
          const one = await read(role, form);
          assert.deepEqual(one.answers.map(({ item }) => item).join(' '), expected, `${role} ${form}`);
          const all = roles['privacy-admin'] ?? '';
          assert.equal(one.withheld, all.split(' ').length - expected.split(' ').length, `${role} ${form}`);
        }
      }
    });

    test('shows somebody with two roles what either sees of that form', async () => {
      await desk.add('both', 'smartxpo', ['support', 'accounts']);
      const items = async (form: string): Promise<string> =>
        (await bodyIn<StaffSubmission>(await desk.get('both', `submissions/${sent[form] ?? ''}`))).answers
          .map(({ item }) => item)
          .join(' ');
      assert.equal(await items('contact'), 'name email affiliation reason message');
      assert.equal(await items('subscription'), 'name email postal-address');
    });

    test('tells names of files and choices only those who may know them', async () => {
      for (const role of ['operations', 'senior-management', 'privacy-admin'] as const) {
        const { files } = await read(role, 'employment-application');
        const told = files?.map(({ item }) => item);
        assert.deepEqual(told, role === 'operations' ? undefined : ['cv'], role);
      }
      for (const role of ROLES) {
        const { consents, permissions } = await read(role, 'contact');
        const isTold = role !== 'support' && role !== 'accounts';
        assert.deepEqual([consents !== undefined, permissions !== undefined], [isTold, isTold], role);
      }
    });

    test('tells where somebody came from only those who see it all', async () => {
      const capturing = Object.keys(SEEN['subscription'] ?? {}) as Role[];
      for (const role of capturing) {
        const isTold = role !== 'marketing' && role !== 'accounts';
        const { captured } = await read(role, 'subscription');
        assert.deepEqual(captured, isTold ? { page: '/stands', utm_campaign: 'autumn' } : undefined, role);
        const [line] = await exported(role, { form: 'subscription' });
        const columns = Object.entries(line ?? {}).filter(([title]) => title.startsWith('captured.'));
        const expected = {
          'captured.page': `/stands`,
          'captured.utm_source': '',
          'captured.utm_campaign': 'autumn',
        };
        assert.deepEqual(Object.fromEntries(columns), isTold ? expected : {}, role);
      }
    });

    test('lists what a role may read, newest first, page by page, each once', async () => {
      // Of the anonymous answer the day is known, which is before all of its moments.
      const all = ['employment-application', 'subscription', 'callback', 'contact', 'survey'];
      assert.deepEqual(await found('privacy-admin'), all);
      assert.deepEqual(await found('operations'), all);
      assert.deepEqual(await found('marketing'), ['subscription', 'callback', 'contact']);
      assert.deepEqual(await found('support'), ['callback', 'contact']);
      assert.deepEqual(await found('marketing', { kind: 'employment-application' }), []);
      assert.deepEqual(await found('stranger'), []);
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await search('privacy-admin', { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
        pages.push(...page.submissions.map(({ form }) => form));
        cursor = page.next;
      } while (cursor !== undefined);
      assert.deepEqual(pages, all);
      const refused = await desk.post('privacy-admin', 'submissions/search', { cursor: 'bm9uZQ' });
      assert.equal(refused.status, 422);
    });

    test('lists the columns a role sees', async () => {
      const { submissions } = await search('accounts', { form: 'callback' });
      const [line] = submissions;
      assert.deepEqual([line?.name, line?.email, line?.kind], ['Bo', undefined, 'callback']);
      assert.doesNotMatch(JSON.stringify(submissions), /7946/);
    });

    test('finds by form, kind, day and the whole address in any case', async () => {
      assert.deepEqual(await found('privacy-admin', { email: ' ADA@visitor.example' }), [
        'employment-application',
        'contact',
      ]);
      assert.deepEqual(await found('marketing', { email: ADA }), ['contact']);
      assert.deepEqual(await found('privacy-admin', { email: 'visitor.example' }), []);
      assert.deepEqual(await found('privacy-admin', { email: '%@visitor.example' }), []);
      assert.deepEqual(await found('privacy-admin', { form: 'contact' }), ['contact']);
      assert.deepEqual(await found('privacy-admin', { kind: 'survey', to: '2026-11-22' }), ['survey']);
      assert.deepEqual(await found('privacy-admin', { from: '2026-11-23' }), []);
      assert.deepEqual(await found('privacy-admin', { to: '2026-11-21' }), []);
      assert.equal((await found('privacy-admin', { from: '2026-11-22', to: '2026-11-22' })).length, 5);
    });

    test('says of an anonymous answer the day, and of nobody that it is theirs', async () => {
      const one = await read('privacy-admin', 'survey');
      assert.deepEqual([one.receivedAt, one.anonymous, one.subject], ['2026-11-22', true, undefined]);
      const [line] = (await search('privacy-admin', { form: 'survey' })).submissions;
      assert.deepEqual([line?.receivedAt, line && 'subject' in line], ['2026-11-22', false]);
    });

    test('shows what is permitted now beside what was chosen then', async () => {
      const state = async (): Promise<string[]> => {
        const { consents, permissions } = await read('marketing', 'contact');
        return [...(consents ?? []), ...(permissions ?? [])].map((one) =>
          'choice' in one ? `${one.consent} ${one.choice}` : `${one.state} ${String(one.permitted)}`,
        );
      };
      assert.deepEqual(await state(), ['news-email grant', 'ConsentRequested false']);
      // Both mails to the address are of this test's person; the older one confirms the contact form's grant.
      const mails = (await backend.store.mails.latest(100)).filter(({ recipient }) => recipient === ADA);
      const link =
        /https?:\/\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? (await mailedLink(backend.store, ADA));
      await backend.fetch(new URL(link).pathname, { method: 'POST' });
      assert.deepEqual(await state(), ['news-email grant', 'ConsentGiven true']);
      const undo = withdrawal('direct-marketing', 'email', { grant: sent['contact'] ?? '' });
      await deliver(undo, delivery(undo, { authorization: `Capability ${capability}` }));
      assert.deepEqual(await state(), ['news-email grant', 'ConsentWithdrawn false']);
    });

    test('tells marketing no permission that tells of an application', async () => {
      const purposes = async (role: Role): Promise<string[]> =>
        ((await read(role, 'contact')).permissions ?? []).map(({ purpose }) => purpose).toSorted();
      assert.deepEqual(await purposes('marketing'), ['direct-marketing']);
      assert.deepEqual(await purposes('privacy-admin'), ['direct-marketing', 'talent-pool']);
    });

    test('gives files to be saved, to few, and writes down to whom', async () => {
      const path = `submissions/${sent['employment-application'] ?? ''}/files/cv`;
      for (const role of ROLES) {
        const status = ['privacy-admin', 'senior-management'].includes(role) ? 200 : 403;
        assert.equal((await desk.get(role, path)).status, status, role);
      }
      const response = await desk.get('senior-management', path);
      assert.ok(Buffer.from(await response.arrayBuffer()).equals(CV));
      const header = (key: string): string | null => response.headers.get(key);
      assert.equal(header('content-type'), 'application/octet-stream');
      assert.equal(header('x-content-type-options'), 'nosniff');
      assert.equal(header('cache-control'), 'no-store');
      assert.equal(header('content-security-policy'), "default-src 'none'; sandbox");
      assert.equal(header('cross-origin-resource-policy'), 'same-origin');
      assert.equal(
        header('content-disposition'),
        `attachment; filename="_Ada_s CV.exe.pdf"; filename*=UTF-8''_Ada%E2%80%99s%20CV.exe.pdf`,
      );
      const [entry] = await desk.audit();
      assert.deepEqual(
        [entry?.action, entry?.person, entry?.object],
        ['submission-file-read', 'senior-management@staff.example', path],
      );
      assert.equal((await desk.get('privacy-admin', `${path}2`)).status, 404);
      assert.equal((await desk.get('stranger', path)).status, 404);
      assert.equal((await desk.get('stranger', `submissions/${sent['contact'] ?? ''}`)).status, 404);
    });

    test('writes down who read a submission, and nothing of what stands in it', async () => {
      await read('support', 'contact');
      const entries = await desk.audit();
      const [entry] = entries;
      assert.deepEqual(
        [entry?.action, entry?.person, entry?.object],
        ['submission-read', 'support@staff.example', `submissions/${sent['contact'] ?? ''}`],
      );
      await search('support');
      await desk.get('support', `submissions/${sent['survey'] ?? ''}`);
      assert.equal((await desk.audit())[0]?.number, entry?.number);
      assert.doesNotMatch(wordsOf(entries), /ada@visitor|Ada/);
    });

    test('exports what the role sees, as text that no spreadsheet runs, and records it first', async () => {
      const asked = { format: 'csv', form: 'contact' };
      const response = await desk.post('support', 'submissions/export', asked);
      assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
      assert.match(
        response.headers.get('content-disposition') ?? '',
        /^attachment; filename="contact-2026-11-22\.csv"/,
      );
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const [entry] = await desk.audit();
      assert.deepEqual([entry?.action, entry?.object], ['submissions-exported', 'forms/contact/submissions']);
      assert.deepEqual(entry?.details, {
        format: 'csv',
        from: null,
        to: null,
        submissions: 1,
        roles: ['support'],
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const [head, line] = Papa.parse<string[]>(bytes.toString().slice(1), { delimiter: ',' }).data;
      assert.deepEqual(head, [
        'operation',
        'received',
        'version',
        'language',
        'name',
        'email',
        'reason',
        'message',
      ]);
      assert.deepEqual(line?.slice(4), ['Ada', ADA, 'A question', `'=1+1\nand more`]);
      const [call] = await exported('marketing', { form: 'callback' });
      assert.equal(call?.['phone'], `'+44 20 7946 0000`);
    });

    test('exports the columns of all versions, and marks consents to words that meant something else', async () => {
      const { definition } = await published('contact');
      const block = definition.consents['news-email'];
      assert.ok(block?.kind === 'opt-in');
      const second = {
        ...definition,
        version: 2,
        items: definition.items
          .filter(({ id }) => id !== 'occupation')
          .flatMap((item) =>
            item.id === 'news'
              ? [{ id: 'budget', type: 'number' as const, label: 'Your budget', data: 'project' }, item]
              : [item],
          ),
        consents: { ...definition.consents, 'news-email': { ...block, text: `${block.text} And more.` } },
        translations: {},
        languages: ['en'],
      };
      const left = submission(await published('contact'), {
        answers: { email: 'flo@visitor.example', message: 'y' },
      });
      await deliver(left);
      await publishForm(backend.store, 'smartxpo', second, backend.clock.now);
      await backend.store.forms.addPublication({
        site: 'smartxpo',
        form: 'contact',
        version: 2,
        published_by: 'Ann',
        approved_by: 'Bea',
        note: '',
        rewordings: '{"news-email":"meaning"}',
      });
      const answers = { email: 'di@visitor.example', message: '\t@sum', budget: -5 };
      const newer = submission(await published('contact'), { answers, ticked: ['news-email'] });
      await deliver(newer);
      const older = submission(await published('contact'), {
        answers: { email: 'ed@visitor.example', message: 'x' },
      });
      await deliver(older);
      const lines = await exported('privacy-admin', { form: 'contact' });
      const told = lines.map((line) =>
        [
          'version',
          'occupation',
          'budget',
          'message',
          'news-email',
          'news-email.older-wording',
          'news-email.now',
        ]
          .map((key) => line[key] ?? 'no column')
          .join('|'),
      );
      assert.deepEqual(told, [
        '2|||x|refuse||ConsentRefused',
        `2||-5|@sum|grant||ConsentRequested`.replace('@sum', `'@sum`),
        '1|||y|refuse||ConsentRefused',
        `1|Engineer||'=1+1\nand more|grant|older wording|ConsentWithdrawn`,
      ]);
      assert.match(lines[0]?.['news-email.words'] ?? '', /^sha256-/);
      assert.notEqual(lines[0]?.['news-email.words'], lines[3]?.['news-email.words']);
      assert.equal((await read('privacy-admin', 'contact')).consents?.[0]?.olderWording, true);
    });

    test('marks no consent whose words were only corrected', async () => {
      const { definition } = await published('subscription');
      const block = definition.consents['news-post'];
      assert.ok(block?.kind === 'opt-in');
      const consents = { ...definition.consents, 'news-post': { ...block, text: `${block.text}.` } };
      const second = { ...definition, version: 2, consents, translations: {}, languages: ['en'] };
      await publishForm(backend.store, 'smartxpo', second, backend.clock.now);
      await backend.store.forms.addPublication({
        ...{ site: 'smartxpo', form: 'subscription', version: 2, published_by: 'Ann', approved_by: null },
        ...{ note: '', rewordings: '{"news-post":"typo"}' },
      });
      const { consents: told = [] } = await read('marketing', 'subscription');
      assert.deepEqual(
        told.map(({ consent, choice, olderWording }) => [consent, choice, olderWording]),
        [
          ['news-email', 'refuse', undefined],
          ['news-post', 'grant', undefined],
        ],
      );
      const [line] = await exported('marketing', { form: 'subscription' });
      assert.deepEqual([line?.['news-post'], line?.['news-post.older-wording']], ['grant', '']);
    });

    test('exports the days that were asked for, and records which', async () => {
      const days = { form: 'callback', from: '2026-11-20', to: '2026-11-21' };
      assert.deepEqual(await exported('operations', days), []);
      const { from, to, submissions } = (await desk.audit())[0]?.details ?? {};
      assert.deepEqual([from, to, submissions], ['2026-11-20', '2026-11-21', 0]);
      assert.deepEqual(await exported('operations', { ...days, from: '2026-11-23', to: '2026-11-24' }), []);
      assert.equal((await exported('operations', { ...days, to: '2026-11-22' })).length, 1);
    });

    test('exports JSON like what is read, and a form nobody knows is a mistake', async () => {
      const body = { format: 'json', form: 'employment-application' };
      const one = await bodyIn<{ submissions: StaffSubmission[] }>(
        await desk.post('privacy-admin', 'submissions/export', body),
      );
      assert.deepEqual(one.submissions, [await read('privacy-admin', 'employment-application')]);
      const none = await bodyIn<{ submissions: StaffSubmission[] }>(
        await desk.post('marketing', 'submissions/export', body),
      );
      assert.deepEqual(none.submissions, []);
      const unknown = await desk.post('privacy-admin', 'submissions/export', {
        format: 'csv',
        form: 'nothing',
      });
      assert.equal(unknown.status, 422);
      const foreign = await desk.post('stranger', 'submissions/export', { format: 'csv', form: 'contact' });
      assert.equal(foreign.status, 422);
    });

    test('permits nothing any more that a version of the policy asks for anew', async () => {
      const post = async (): Promise<string[]> => {
        const { permissions = [] } = await read('marketing', 'subscription');
        return permissions
          .filter(({ channel }) => channel === 'post')
          .map(({ state, permitted }) => `${state} ${String(permitted)}`);
      };
      const before = backend.clock.now;
      await publishPolicy(
        backend.store,
        'smartxpo',
        {
          ...CORRECTED,
          version: 'renewing',
          effectiveFrom: '2027-03-01',
          renewPurposes: ['direct-marketing'],
        },
        { publishedAt: before, by: 'test', isMaterial: true },
      );
      assert.deepEqual(await post(), ['ConsentGiven true']);
      backend.clock.now = Date.parse('2027-03-01T00:00:00Z');
      assert.deepEqual(await post(), ['ConsentInvalidated false']);
      const [line] = await exported('marketing', { form: 'subscription' });
      assert.equal(line?.['news-post.now'], 'ConsentInvalidated');
      backend.clock.now = before;
    });

    test('exports more than one piece, each submission once, though all are of one day', async () => {
      const form = await published('survey');
      const count = 205;
      for (let index = 0; index < count; index += 1)
        await deliver(anonymousSubmission(form, { comment: String(index) }));
      const lines = await exported('privacy-admin', { form: 'survey' });
      assert.deepEqual(new Set(lines.map(({ received }) => received)), new Set(['2026-11-22']));
      assert.equal(new Set(lines.map(({ operation }) => operation)).size, count + 1);
      assert.equal(lines.length, count + 1);
    });
  });
}
