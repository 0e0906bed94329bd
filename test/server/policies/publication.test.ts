/** From a policy version that somebody wrote to one that is published: what stands in between. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ProblemError } from '../../../src/protocol/problem.ts';
import type { PolicyVersionDocument } from '../../../src/protocol/policy.schema.ts';
import { publishReviewed, withdrawPolicy } from '../../../src/server/policies/publishing.ts';
import { reviewPolicy } from '../../../src/server/policies/review.ts';
import type { PublicationRequest, Review } from '../../../src/server/policies/review.ts';
import { policyIndex } from '../../../src/server/policies/versions.ts';
import { publishSite } from '../../../src/server/publishing.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { CORRECTED, PLACE, reworded, WITH_MISTAKES } from '../../helpers/policy-gated.ts';

const { site } = PLACE;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
const PERIOD = ['six months after your visit', 'nine months after your visit'] as const;

/** The sample without stress inside of sentences, as `reworded` leaves it. */
const SAMPLE = reworded();

/** The sample with other words in a section on how long data is kept; the period is as the site declares it. */
function later(over: Partial<PolicyVersionDocument> = {}): PolicyVersionDocument {
  const document = reworded([
    'Answers counted into marketing figures',
    'Answers counted for marketing figures',
  ]);
  return { ...document, version: '2', lastUpdated: '2026-11-20', effectiveFrom: '2026-12-20', ...over };
}

describe('publishing a policy version', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    await publishSite(store, site, NOW);
  });
  afterEach(() => store.close());

  const publish = (
    document: PolicyVersionDocument,
    request: Partial<PublicationRequest> = {},
    now = NOW,
  ): Promise<Review> =>
    store.transaction((queries) => publishReviewed(queries, site, document, { by: 'Ann', ...request }, now));
  /** Codes of what objected; empty when it was published. */
  const objections = async (...call: Parameters<typeof publish>): Promise<string[]> => {
    try {
      await publish(...call);
      return [];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      assert.equal(await store.policies.entry('smartxpo', 'privacy', call[0].version), undefined);
      return error.findings.map(({ code, severity }) => (severity === undefined ? code : `${code}?`));
    }
  };
  const first = (): Promise<Review> => publish(SAMPLE, { isPublicAlready: true });
  const listed = async (now = NOW): Promise<string[]> => {
    const index = await policyIndex(store, { site: 'smartxpo', policy: 'privacy' }, now);
    return (index?.versions ?? []).map(({ version, isMaterial }) => `${version}${isMaterial ? ' !' : ''}`);
  };

  test('the first one is in force on its day, and not before it is published', async () => {
    assert.deepEqual(await objections(CORRECTED), ['too-early']);
    const today = { ...CORRECTED, effectiveFrom: '2026-11-20' };
    assert.deepEqual(await objections(today), []);
    assert.deepEqual(await listed(), ['2026-11-01']);
  });

  test('a policy that was public elsewhere keeps its day', async () => {
    await first();
    const row = await store.policies.entry('smartxpo', 'privacy', CORRECTED.version);
    assert.equal(row?.published_at, Date.parse(CORRECTED.effectiveFrom));
    const coming = later();
    assert.deepEqual(await objections(coming, { isPublicAlready: true }), ['not-in-force']);
  });

  test('what changes how long data is kept is material, and leaves people time', async () => {
    await first();
    const { materiality } = await reviewPolicy(store, site, later(), { by: 'Ann' }, NOW);
    const [change, ...others] = materiality.changes;
    assert.deepEqual(others, []);
    assert.deepEqual([change?.section, change?.kind, change?.material], ['deletion', 'reworded', true]);
    assert.ok(change?.covers.includes('retention'));
    assert.deepEqual(await objections(later({ effectiveFrom: '2026-12-19' })), ['too-early']);
    assert.deepEqual(await objections(later()), []);
    assert.deepEqual(await listed(), ['2 !', '2026-11-01']);
  });

  test('what only spells otherwise is not, and may come at once', async () => {
    await first();
    const spelled = { ...reworded(['your visit', 'Your visit']), version: '2', effectiveFrom: '2026-11-20' };
    assert.deepEqual(await objections(spelled), []);
    assert.deepEqual(await listed(), ['2', '2026-11-01']);
  });

  test('fewer days than usual are a question, and the answer stays with the version', async () => {
    await first();
    const soon = later({ noticeLeadDays: 7, effectiveFrom: '2026-11-27' });
    assert.deepEqual(await objections(soon), ['short-notice?']);
    const answer = {
      code: 'short-notice',
      pointer: '/noticeLeadDays',
      found: '7',
      answer: 'Nobody is worse off.',
    };
    assert.deepEqual(await objections(soon, { answers: [{ ...answer, answer: ' ' }] }), ['short-notice?']);
    assert.deepEqual(await objections(soon, { answers: [{ ...answer, found: '6' }] }), ['short-notice?']);
    const beside = { ...answer, code: 'another' };
    const { answers } = await publish(soon, { answers: [answer, beside] });
    assert.deepEqual(answers, [answer]);
  });

  test('nobody alone makes a change smaller than it is computed', async () => {
    await first();
    const { materiality } = await reviewPolicy(store, site, later(), { by: 'Ann' }, NOW);
    const changes = materiality.changes.map((change) => ({
      section: change.section,
      category: 'spelling' as const,
    }));
    const small = later({ changes, effectiveFrom: '2026-11-20' });
    assert.ok((await objections(small)).includes('approval-missing'));
    assert.ok((await objections(small, { approvedBy: ' ann ' })).includes('approval-missing'));
    assert.deepEqual(await objections(small, { approvedBy: 'Bea' }), []);
    assert.deepEqual(await listed(), ['2', '2026-11-01']);
  });

  test('one person can call it greater', async () => {
    await first();
    const spelled = { ...reworded(['your visit', 'Your visit']), version: '2', material: true };
    assert.deepEqual(await objections({ ...spelled, effectiveFrom: '2026-11-20' }), ['too-early']);
    assert.deepEqual(await objections({ ...spelled, effectiveFrom: '2026-12-20' }), []);
    assert.deepEqual(await listed(), ['2 !', '2026-11-01']);
  });

  test('the gate stops a text with mistakes, unless it is history', async () => {
    const old = { isPublicAlready: true };
    assert.ok((await objections(WITH_MISTAKES, old)).includes('duty-missing'));
    await first();
    assert.ok((await objections({ ...WITH_MISTAKES, effectiveFrom: '2027-01-01' })).includes('duty-missing'));
    assert.deepEqual(await objections(WITH_MISTAKES, old), []);
    assert.equal((await listed())[0], '2026-11-01', 'the later one is in force');
  });

  test('two versions have neither one name nor one day', async () => {
    await first();
    await publish(later());
    assert.deepEqual(await objections({ ...later(), version: '3' }), ['duplicate-day']);
    await assert.rejects(publish({ ...later(), effectiveFrom: '2026-12-24' }), /validation/);
    const withdrawal = { site: 'smartxpo', policy: 'privacy', version: '2', by: 'Ann', reason: 'A mistake' };
    await withdrawPolicy(store, withdrawal, NOW);
    const again = publish({ ...later(), effectiveFrom: '2026-12-24' });
    await assert.rejects(again, ({ findings }: ProblemError) => findings[0]?.code === 'already-published');
  });

  test('one that is scheduled is seen by nobody before its moment', async () => {
    await first();
    const scheduled = later({ effectiveFrom: '2027-01-20' });
    assert.deepEqual(await objections(scheduled, { publishAt: NOW - 1 }), ['publication-in-the-past']);
    assert.deepEqual(
      await objections(later(), { publishAt: NOW + DAY }),
      ['too-early'],
      'the days count from then',
    );
    await publish(scheduled, { publishAt: NOW + DAY });
    assert.deepEqual(await listed(), ['2026-11-01']);
    assert.deepEqual(await listed(NOW + DAY), ['2 !', '2026-11-01']);
  });

  test('a version in force stays; one that is announced can be taken back, once', async () => {
    await first();
    await publish(later());
    const withdraw = async (version: string): Promise<string> => {
      const withdrawal = { site: 'smartxpo', policy: 'privacy', version, by: 'Ann', reason: 'A mistake' };
      try {
        await withdrawPolicy(store, withdrawal, NOW);
        return '';
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return error.findings[0]?.code ?? '';
      }
    };
    assert.equal(await withdraw(CORRECTED.version), 'in-force');
    assert.equal(await withdraw('3'), 'unknown-version');
    assert.equal(await withdraw('2'), '');
    assert.equal(await withdraw('2'), 'already-withdrawn');
    const index = await policyIndex(store, { site: 'smartxpo', policy: 'privacy' }, NOW + 60 * DAY);
    assert.equal(index?.current, CORRECTED.version);
    assert.equal(index.material, undefined, 'nobody is told of it any more');
  });

  test('a period that the site does not declare is a question of the gate', async () => {
    await first();
    const document = { ...reworded(PERIOD), version: '2', effectiveFrom: '2026-12-20' };
    assert.notDeepEqual(await objections(document), []);
  });
});
