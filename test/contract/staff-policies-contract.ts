/** Two people work on a policy version by HTTP: on every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PolicyVersionDocument } from '../../src/protocol/policy.schema.ts';
import type { PolicyIndex } from '../../src/protocol/policy.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Draft } from '../../src/server/policies/drafts.ts';
import { hashOf } from '../../src/server/proof/hash.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { reworded } from '../helpers/policy-gated.ts';

interface ShownDraft extends Draft {
  review: { outcome: string; isMaterial: boolean; stops: { code: string }[]; questions: { code: string }[] };
}

export function staffPoliciesContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`drafts of policies: ${name}`, () => {
    let backend: TestBackend;
    before(async () => {
      backend = await start();
      for (const person of ['Ann', 'Bea']) {
        await backend.store.staff.addKey({
          key_hash: hashOf(`key of ${person}`.replaceAll(' ', '-')),
          site: 'smartxpo',
          person,
          roles: '["privacy-admin"]',
          created_at: backend.clock.now,
        });
      }
    });
    after(() => backend.close());

    const call = (
      person: string,
      method: string,
      path: string,
      { body, revision }: { body?: unknown; revision?: number } = {},
    ): Promise<Response> =>
      backend.fetch(`/v1/staff/policies/privacy/${path}`, {
        method,
        headers: {
          authorization: `Bearer key-of-${person}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(revision === undefined ? {} : { 'if-match': `"${String(revision)}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const put = (person: string, document: Partial<PolicyVersionDocument>, over = {}, revision?: number) =>
      call(person, 'PUT', `drafts/${document.version ?? ''}`, {
        body: { document, ...over },
        ...(revision === undefined ? {} : { revision }),
      });
    const shown = async (response: Response): Promise<ShownDraft> => {
      const text = await response.text();
      assert.equal(response.status, 200, text);
      return JSON.parse(text) as ShownDraft;
    };
    const refused = async (response: Response, status: number): Promise<string[]> => {
      const text = await response.text();
      assert.equal(response.status, status, text);
      const { errors = [] } = JSON.parse(text) as ProblemDocument;
      return errors.map(({ pointer, code }) => `${pointer} ${code}`);
    };
    const changed = (version: string, effectiveFrom: string): PolicyVersionDocument => ({
      ...reworded(['Answers counted into', `Answers counted ${version} into`]),
      version,
      lastUpdated: '2026-11-22',
      effectiveFrom,
    });
    const index = async (): Promise<PolicyIndex> =>
      (await (await backend.fetch('/v1/sites/smartxpo/policies/privacy')).json()) as PolicyIndex;

    test('is for people with a key, and for their site', async () => {
      for (const person of ['nobody', '']) {
        await refused(await call(person, 'GET', 'drafts'), 401);
        await refused(await put(person, changed('2', '2027-01-10')), 401);
      }
      const { status } = await backend.fetch('/v1/staff/policies/privacy/drafts');
      assert.equal(status, 401);
    });

    test('tells what stands in between, and lets nobody undo what somebody else did unseen', async () => {
      const first = await put('Ann', changed('2', '2026-11-23'));
      assert.equal(first.headers.get('etag'), '"1"');
      const draft = await shown(first);
      assert.deepEqual([draft.revision, draft.savedBy], [1, 'Ann']);
      assert.deepEqual([draft.review.outcome, draft.review.isMaterial], ['stopped', true]);
      assert.deepEqual(
        draft.review.stops.map(({ code }) => code),
        ['too-early'],
      );
      await refused(await put('Bea', changed('2', '2027-01-10')), 428);
      const second = await shown(await put('Bea', changed('2', '2027-01-10'), {}, 1));
      assert.equal(second.revision, 2);
      assert.equal(second.review.outcome, 'no-rule-objected');
      const late = await put('Ann', changed('2', '2027-01-11'), {}, 1);
      assert.match(await late.text(), /saved by Bea/);
      assert.equal(late.status, 412);
      const { drafts } = (await (await call('Ann', 'GET', 'drafts')).json()) as { drafts: Draft[] };
      assert.deepEqual(
        drafts.map(({ document, revision }) => [document.version, revision]),
        [['2', 2]],
      );
    });

    test('is published once by its revision, and is a draft no longer', async () => {
      await refused(await call('Ann', 'POST', 'drafts/2/publication'), 428);
      await refused(await call('Ann', 'POST', 'drafts/2/publication', { revision: 1 }), 412);
      const answers = await Promise.all(
        [1, 2, 3].map(() => call('Ann', 'POST', 'drafts/2/publication', { revision: 2 })),
      );
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 404, 404]);
      assert.deepEqual((await index()).material?.version, '2');
      await refused(await call('Ann', 'GET', 'drafts/2'), 404);
    });

    test('a change made smaller waits for the other person, and again when it was edited', async () => {
      const small = {
        ...changed('3', '2027-02-10'),
        changes: [{ section: 'deletion', category: 'spelling' as const }],
      };
      await shown(await put('Ann', small));
      const publish = (revision: number): Promise<Response> =>
        call('Bea', 'POST', 'drafts/3/publication', { revision });
      assert.deepEqual(await refused(await publish(1), 422), ['/changes/0/category approval-missing']);
      await refused(await call('Ann', 'POST', 'drafts/3/approval', { revision: 1 }), 403);
      const approved = await shown(await call('Bea', 'POST', 'drafts/3/approval', { revision: 1 }));
      assert.deepEqual(
        [approved.revision, approved.approvedBy, approved.review.isMaterial],
        [2, 'Bea', false],
      );
      const edited = await shown(await put('Ann', { ...small, effectiveFrom: '2027-02-11' }, {}, 2));
      assert.equal(edited.approvedBy, undefined);
      assert.deepEqual(await refused(await publish(3), 422), ['/changes/0/category approval-missing']);
      await shown(await call('Bea', 'POST', 'drafts/3/approval', { revision: 3 }));
      assert.equal((await publish(4)).status, 200);
      const entry = await backend.store.policies.entry('smartxpo', 'privacy', '3');
      assert.equal(entry?.material, 0);
    });

    test('answers to questions stay with the draft', async () => {
      const soon = { ...changed('4', '2026-12-01'), noticeLeadDays: 5 };
      const asked = await shown(await put('Ann', soon));
      assert.equal(asked.review.outcome, 'asks');
      const [question] = asked.review.questions;
      const { code, pointer, found } = question as { code: string; pointer: string; found?: string };
      const answers = [{ code, pointer, found, answer: 'Nobody is worse off.' }];
      const answered = await shown(await put('Ann', soon, { answers }, 1));
      assert.equal(answered.review.outcome, 'no-rule-objected');
      const gone = await call('Ann', 'DELETE', 'drafts/4', { revision: 2 });
      assert.equal(gone.status, 204);
      await refused(await call('Ann', 'DELETE', 'drafts/4', { revision: 2 }), 404);
    });

    test('refuses what is no version, and says where', async () => {
      const document = changed('5', '2027-03-10');
      assert.deepEqual(await refused(await put('Ann', { ...document, policy: 'other' }), 422), [
        '/document/policy misplaced',
      ]);
      assert.deepEqual(
        await refused(await put('Ann', { version: '5' }), 422).then(([first]) => first),
        '/document/policy missing',
      );
      let deep: unknown = {};
      for (let level = 0; level < 60; level += 1) deep = { deep };
      await refused(await put('Ann', { ...document, 'x-deep': deep } as PolicyVersionDocument), 422);
      const [finding] = await refused(await call('Ann', 'PUT', 'drafts/6', { body: { document } }), 422);
      assert.equal(finding, '/document/version misplaced');
      await refused(await call('Ann', 'PUT', 'drafts/5', { body: { document, publishAt: 'soon' } }), 422);
    });

    test('says how often changes were read, by day, and of whom nothing', async () => {
      const entry = await backend.store.policies.entry('smartxpo', 'privacy', '2026-11-01');
      const row = { site: 'smartxpo', policy: 'privacy', version: '2026-11-01', hash: entry?.hash ?? '' };
      await backend.store.policies.countReader({ ...row, day: '2026-11-22' });
      await backend.store.policies.countReader({ ...row, day: '2026-11-22' });
      const { readers } = (await (await call('Ann', 'GET', 'readers')).json()) as { readers: unknown };
      assert.deepEqual(readers, [{ version: '2026-11-01', day: '2026-11-22', readers: 2 }]);
    });

    test('takes back what is announced, with a reason', async () => {
      const withdraw = (version: string, body: object): Promise<Response> =>
        call('Bea', 'POST', `versions/${version}/withdrawal`, { body });
      await refused(await withdraw('2', { reason: ' ' }), 422);
      const inForce = await withdraw('2026-11-01', { reason: 'A mistake' });
      assert.deepEqual(await refused(inForce, 422), ['/version in-force']);
      assert.equal((await withdraw('2', { reason: 'A mistake' })).status, 204);
      assert.equal((await index()).material?.version, '2026-11-01');
    });
  });
}
