/** What the backend does with files, anonymous forms and hurdles, on every engine. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { DAY } from '../../src/protocol/terms.ts';
import { hashOfBytes } from '../../src/server/proof/hash.ts';
import { publishForm } from '../../src/server/publishing.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { anonymousSubmission, delivery, fileDelivery, submission } from '../helpers/operations.ts';

const CV = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2000)]);

export function formsContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`forms: ${name}`, () => {
    let backend: TestBackend;
    before(async () => {
      backend = await start();
    });
    after(() => backend.close());

    const published = async (form: string): Promise<PublishedForm> =>
      (await (await backend.fetch(`/v1/sites/smartxpo/forms/${form}`)).json()) as PublishedForm;
    const application = async (over: { size?: number } = {}): Promise<SubmissionOperation> =>
      submission(await published('employment-application'), {
        answers: {
          name: 'Ada',
          email: 'ada@applicant.example',
          position: 'flow-analyst',
          'cv-way': 'file',
          cv: { name: 'cv.pdf', size: over.size ?? CV.length, kind: 'pdf' },
        },
        ticked: ['statement'],
      });
    const codes = async (response: Response): Promise<string[]> =>
      ((await response.json()) as ProblemDocument).errors?.map(({ pointer, code }) => `${pointer} ${code}`) ??
      [];

    test('keeps a file byte for byte, tells its hash, and takes the same delivery once', async () => {
      const operation = await application();
      const send = () => backend.fetch('/v1/operations', fileDelivery(operation, { cv: CV }));
      const first = await send();
      assert.equal(first.status, 201, await first.clone().text());
      const receipt = (await first.json()) as Receipt;
      assert.deepEqual(receipt.statement.files, [{ item: 'cv', size: CV.length, hash: hashOfBytes(CV) }]);
      assert.equal(JSON.stringify(receipt.statement).includes('cv.pdf'), false, 'no name on a shared device');
      const row = await backend.store.operations.file(operation.id, 'cv');
      assert.ok(row && Buffer.from(row.content).equals(CV));
      assert.deepEqual(await (await send()).json(), receipt);
    });

    test('refuses another file under the same id, and leaves nothing of a refused one', async () => {
      const operation = await application();
      await backend.fetch('/v1/operations', fileDelivery(operation, { cv: CV }));
      const other = Buffer.from(CV);
      other[100] = (other[100] ?? 0) ^ 1;
      const again = await backend.fetch('/v1/operations', fileDelivery(operation, { cv: other }));
      assert.equal(((await again.json()) as ProblemDocument).type, '/problems/idempotency-key-reused');

      const short = await application({ size: 5 });
      const refused = await backend.fetch('/v1/operations', fileDelivery(short, { cv: CV }));
      assert.deepEqual(await codes(refused), ['/operation/payload/answers/cv file-size']);
      assert.equal(await backend.store.operations.find(short.id), undefined);
      assert.equal(await backend.store.operations.file(short.id, 'cv'), undefined);
    });

    test('refuses a file that is missing, unasked for, or not what it says', async () => {
      const missing = await backend.fetch('/v1/operations', delivery(await application()));
      assert.deepEqual(await codes(missing), ['/operation/payload/answers/cv file-missing']);
      const stray = await backend.fetch(
        '/v1/operations',
        fileDelivery(await application(), { cv: CV, message: CV }),
      );
      assert.deepEqual(await codes(stray), ['/operation/payload/answers unknown-file']);
      const text = Buffer.from('not a PDF at all');
      const lying = await backend.fetch(
        '/v1/operations',
        fileDelivery(await application({ size: text.length }), { cv: text }),
      );
      assert.deepEqual(await codes(lying), ['/operation/payload/answers/cv file-type']);
    });

    test('tells 20 MB the limit', async () => {
      const huge = Buffer.concat([CV, Buffer.alloc(20 * 1024 * 1024)]);
      const { body, headers } = fileDelivery(await application(), { cv: huge });
      const form = new Response(body);
      const type = { 'content-type': form.headers.get('content-type') ?? '' };
      // As bytes: Node's own stream of a form does not bear to be left in the middle.
      const bytes = await form.arrayBuffer();
      const request = { method: 'POST', headers: { ...(headers as object), ...type }, body: bytes };
      const response = await backend.fetch('/v1/operations', request);
      const problem = (await response.json()) as ProblemDocument;
      assert.equal(response.status, 413);
      assert.match(problem.detail ?? '', /Expected at most \d+ bytes/);
    });

    test('keeps of an anonymous answer the day, and no device, subject or key to undo it', async () => {
      const operation = anonymousSubmission(await published('survey'), { role: 'visited' });
      const response = await backend.fetch('/v1/operations', delivery(operation));
      assert.equal(response.status, 201, await response.clone().text());
      const receipt = (await response.json()) as Receipt;
      assert.equal(receipt.capability, undefined);
      assert.match(receipt.statement.receivedAt, /T00:00:00\.000Z$/);
      const row = await backend.store.operations.find(operation.id);
      assert.ok(row);
      assert.deepEqual([row.device, row.act, row.received_at % DAY], [null, null, 0]);
      assert.equal(row.subject, operation.id, 'a stream of its own');
      assert.deepEqual(await backend.store.contacts.ofSubject(operation.id), []);
    });

    test('refuses an anonymous answer that would lead to somebody', async () => {
      const survey = await published('survey');
      const named = submission(survey, { answers: {} });
      assert.deepEqual(await codes(await backend.fetch('/v1/operations', delivery(named))), [
        '/operation/device identifies',
        '/operation/madeAt identifies',
        '/operation/id identifies',
      ]);
    });

    test('refuses what looks automated: the hidden field, the hurry, nothing at all', async () => {
      const form = await published('callback');
      const call = () => submission(form, { answers: { phone: '020 7946 0000' } });
      const trapped = call();
      trapped.payload.hurdles = { trap: 'buy', seconds: 30 };
      const pointer = '/operation/payload/hurdles';
      assert.deepEqual(await codes(await backend.fetch('/v1/operations', delivery(trapped))), [
        `${pointer}/trap looks-automated`,
      ]);
      const hasty = call();
      hasty.payload.hurdles = { trap: '', seconds: 0 };
      assert.deepEqual(await codes(await backend.fetch('/v1/operations', delivery(hasty))), [
        `${pointer}/seconds looks-automated`,
      ]);
      const bare = call();
      delete bare.payload.hurdles;
      assert.deepEqual(await codes(await backend.fetch('/v1/operations', delivery(bare))), [
        `${pointer} hurdles-missing`,
      ]);
      const waited = await backend.fetch('/v1/operations', delivery(hasty, { age: 2500 }));
      assert.equal(waited.status, 201, 'the time it waited on the device counts');
    });

    test('asks for a solved challenge where the form does, and can wait for a verifier', async () => {
      const { definition } = await published('callback');
      const guarded = {
        ...definition,
        version: 2,
        submit: { ...definition.submit, spam: ['challenge' as const] },
      };
      await publishForm(backend.store, 'smartxpo', guarded, backend.clock.now);
      const operation = submission(await published('callback'), { answers: { phone: '020 7946 0000' } });
      const send = (challenge?: string) =>
        backend.fetch('/v1/operations', delivery(operation, { challenge }));
      assert.equal((await send('42')).status, 503, 'there is nothing to check it with yet');
      const asked: unknown[] = [];
      backend.parts.verifyChallenge = (solution, about) => {
        asked.push(about);
        return Promise.resolve(solution === '42');
      };
      assert.equal(((await (await send()).json()) as ProblemDocument).type, '/problems/challenge-failed');
      assert.equal((await send('41')).status, 403);
      assert.equal((await send('42')).status, 201);
      assert.deepEqual(asked.at(-1), { site: 'smartxpo', operation: operation.id });
    });
  });
}
