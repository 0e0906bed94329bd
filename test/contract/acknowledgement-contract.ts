/** What must hold on every engine of those who say that they have read the changes of a policy. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { AcknowledgementOperation } from '../../src/protocol/operation.schema.ts';
import type { PolicyIndex, PolicyVersionEntry } from '../../src/protocol/policy.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { DAY } from '../../src/protocol/terms.ts';
import { uuidv4 } from '../../src/protocol/uuid.ts';
import { publishPolicy, withdrawPolicy } from '../../src/server/policies/publishing.ts';
import { delivery, DEVICE, newOperationId } from '../helpers/operations.ts';
import { CORRECTED } from '../helpers/policy-gated.ts';
import type { TestBackend } from '../helpers/backend.ts';

const SITE = 'smartxpo';

export function acknowledgementContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`acknowledgements: ${name}`, () => {
    let backend: TestBackend;
    let current: PolicyVersionEntry;
    before(async () => {
      backend = await start();
      const index = (await (await backend.fetch(`/v1/sites/${SITE}/policies/privacy`)).json()) as PolicyIndex;
      const found = index.versions.find(({ version }) => version === index.current);
      assert.ok(found);
      current = found;
    });
    after(() => backend.close());

    const acknowledgement = (
      payload: Partial<AcknowledgementOperation['payload']> = {},
      over: Partial<AcknowledgementOperation> = {},
    ): AcknowledgementOperation => ({
      id: uuidv4((count) => randomBytes(count)),
      kind: 'acknowledgement',
      site: SITE,
      madeAt: '2026-11-22T00:00:00.000Z',
      device: null,
      widget: '0.1.0',
      payload: {
        policy: 'privacy',
        version: current.version,
        hash: current.hash,
        language: 'en',
        ...payload,
      },
      ...over,
    });
    const send = (operation: AcknowledgementOperation, age = 7_203_417): Promise<Response> =>
      backend.fetch('/v1/operations', delivery(operation, { age }));
    const refusal = async (operation: AcknowledgementOperation): Promise<string[]> => {
      const before = await total();
      const response = await send(operation);
      assert.equal(response.status, 422);
      const problem = (await response.json()) as ProblemDocument;
      assert.equal(problem.operation, operation.id);
      assert.equal(await total(), before);
      return (problem.errors ?? []).map(({ pointer, code }) => `${pointer.split('/').at(-1) ?? ''} ${code}`);
    };
    const total = async (version = current.version): Promise<number> =>
      (await backend.store.policies.readers(SITE, 'privacy'))
        .filter((row) => row.version === version)
        .reduce((sum, { readers }) => sum + readers, 0);

    test('are counted by version and day, each once however often it comes', async () => {
      const before = await total();
      const operations = Array.from({ length: 3 }, () => acknowledgement());
      const all = [...operations, ...operations, ...operations];
      const receipts = await Promise.all(
        all.map(async (operation) => {
          const response = await send(operation);
          assert.equal(response.status, 201, await response.clone().text());
          return (await response.json()) as Receipt;
        }),
      );
      assert.equal((await total()) - before, 3);
      const [receipt] = receipts;
      assert.ok(receipt);
      const { version, hash } = current;
      assert.deepEqual(receipt.statement.policy, { policy: 'privacy', version, hash });
      assert.equal(receipt.statement.receivedAt, '2026-11-22T00:00:00.000Z');
      assert.equal(receipt.capability, undefined);

      backend.clock.now += DAY;
      await send(acknowledgement());
      backend.clock.now -= DAY;
      const rows = await backend.store.policies.readers(SITE, 'privacy');
      assert.deepEqual(
        rows.map(({ day, readers }) => [day, readers]),
        [
          ['2026-11-22', before + 3],
          ['2026-11-23', 1],
        ],
      );
      assert.ok(rows.every((row) => row.hash === current.hash));
    });

    test('leave nothing that leads to anybody', async () => {
      const operation = acknowledgement();
      await send(operation);
      const row = await backend.store.operations.find(operation.id);
      assert.deepEqual(
        [row?.subject, row?.content, row?.device, row?.act, row?.age],
        [null, null, null, null, 0],
      );
      assert.equal((row?.received_at ?? 1) % DAY, 0);
      assert.deepEqual(
        Object.keys((await backend.store.policies.readers(SITE, 'privacy'))[0] ?? {}).toSorted(),
        ['day', 'hash', 'policy', 'readers', 'site', 'version'],
      );
    });

    test('are refused where they lead to a device or a moment', async () => {
      const named = acknowledgement({}, { device: { number: DEVICE, act: 1 } });
      assert.deepEqual(await refusal(named), ['device identifies']);
      const timed = acknowledgement({}, { madeAt: '2026-11-22T10:11:12.000Z' });
      assert.deepEqual(await refusal(timed), ['madeAt identifies']);
      assert.deepEqual(await refusal(acknowledgement({}, { id: newOperationId() })), ['id identifies']);
    });

    test('are refused for what is not published, in one way whether it exists or not', async () => {
      const scheduled = { ...CORRECTED, version: '2027-03-01', effectiveFrom: '2027-03-01' };
      const publishedAt = backend.clock.now + 5 * DAY;
      await backend.store.transaction((queries) =>
        publishPolicy(queries, SITE, scheduled, { publishedAt, by: 'Ann', isMaterial: false }),
      );
      const hash = (await backend.store.policies.version(SITE, 'privacy', '2027-03-01'))?.hash ?? '';
      assert.deepEqual(await refusal(acknowledgement({ version: '2027-03-01', hash })), [
        'version unknown-policy',
      ]);
      assert.deepEqual(await refusal(acknowledgement({ version: '1999-01-01' })), ['version unknown-policy']);
      assert.deepEqual(await refusal(acknowledgement({ policy: 'cookies' })), ['version unknown-policy']);
    });

    test('are refused for another text than the published one, and for a language it has not', async () => {
      const other = `sha256-${'x'.repeat(43)}`;
      assert.deepEqual(await refusal(acknowledgement({ hash: other, language: 'fr' })), [
        'hash unknown-policy',
        'language unknown-language',
      ]);
    });

    test('of an announced version count, and still do when it was withdrawn meanwhile', async () => {
      const version = '2027-04-01';
      const publishedAt = backend.clock.now;
      const announced = { ...CORRECTED, version, effectiveFrom: version };
      await backend.store.transaction((queries) =>
        publishPolicy(queries, SITE, announced, { publishedAt, by: 'Ann', isMaterial: true }),
      );
      const { hash } = (await backend.store.policies.version(SITE, 'privacy', version)) ?? { hash: '' };
      assert.equal((await send(acknowledgement({ version, hash }))).status, 201);
      const withdrawal = { site: SITE, policy: 'privacy', version, by: 'Ann', reason: 'a mistake' };
      await backend.store.transaction((queries) => withdrawPolicy(queries, withdrawal, backend.clock.now));
      assert.equal((await send(acknowledgement({ version, hash }))).status, 201);
      assert.equal(await total(version), 2);
    });
  });
}
