/** The copy of a person's data: complete, behind a link that ends, and nobody else's. On every engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { strFromU8, unzipSync } from 'fflate';
import type { HeldRequest } from '../../src/protocol/me.ts';
import type { PersonalCopy } from '../../src/protocol/personal-copy.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import type { StaffRequest } from '../../src/protocol/staff-requests.ts';
import { DAY } from '../../src/protocol/terms.ts';
import { moveDue } from '../../src/server/jobs/request-job.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { application, pdfOf } from '../helpers/application.ts';
import { fileDelivery, newOperationId } from '../helpers/operations.ts';
import { bodyIn, openStaffDesk } from '../helpers/staff-desk.ts';
import type { StaffDesk } from '../helpers/staff-desk.ts';
import { VisitorActs } from '../helpers/visitor-acts.ts';
import type { Headers } from '../helpers/visitor-acts.ts';

export function copiesContract(name: string, start: () => Promise<TestBackend>): void {
  describe(`copies: ${name}`, () => {
    let backend: TestBackend;
    let acts: VisitorActs;
    let desk: StaffDesk;
    before(async () => {
      backend = await start();
      acts = new VisitorActs(backend);
      desk = await openStaffDesk(backend);
    });
    after(() => backend.close());

    const seen = async (request: string): Promise<StaffRequest> =>
      bodyIn(await desk.get('privacy-admin', `requests/${request}`));
    const work = async (request: string, part: string, body: object): Promise<Response> => {
      const { revision } = await seen(request);
      return desk.post('privacy-admin', `requests/${request}/${part}`, body, {
        'if-match': `"${String(revision)}"`,
      });
    };
    const prepared = async (headers: Headers, language = 'en'): Promise<string> => {
      const asked = acts.made('request', { kind: 'access', language, words: 'Everything.' });
      const { id } = await bodyIn<Receipt>(await acts.send(asked, headers), 201);
      await bodyIn(await work(id, 'steps', { to: 'in-progress' }));
      await bodyIn(await work(id, 'searches', { system: 'All', terms: 'x' }));
      await bodyIn(await work(id, 'steps', { to: 'review' }));
      return id;
    };
    const ready = async (
      email: string,
      language = 'en',
    ): Promise<{ id: string; path: string; headers: Headers }> => {
      await acts.confirmed(email, { language, answers: { name: 'Ada' } });
      const headers = await acts.signIn(email);
      const id = await prepared(headers, language);
      await bodyIn(await work(id, 'steps', { to: 'ready' }));
      return { id, headers, path: await linkIn(email) };
    };
    const linkIn = async (email: string): Promise<string> => {
      const mail = (await backend.store.mails.latest(100)).find(({ recipient }) => recipient === email);
      const link = /https?:\/\/\S+\/v1\/downloads\/\S+/.exec(mail?.text ?? '')?.[0];
      assert.ok(link, 'a mail with the link');
      return new URL(link).pathname;
    };
    const fetched = async (path: string): Promise<Record<string, Uint8Array>> => {
      const response = await backend.fetch(path, { method: 'POST' });
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="smartxpo-R-/);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      return unzipSync(new Uint8Array(await response.arrayBuffer()));
    };
    const dataIn = (archive: Record<string, Uint8Array>): PersonalCopy =>
      JSON.parse(strFromU8(archive['data.json'] ?? new Uint8Array())) as PersonalCopy;
    const refused = async (response: Response, status = 422): Promise<string[]> => {
      const { type, errors } = await bodyIn<ProblemDocument>(response, status);
      return errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [type];
    };

    test('everything is in it: to read, to keep, for other programs, with its schema', async () => {
      const email = 'copy@visitor.example';
      const given = await acts.confirmed(email, { answers: { name: '=Ada' } });
      const pdf = pdfOf(400);
      const applied = application(await acts.form('employment-application'), pdf);
      Object.assign(applied.payload.answers, { email, name: 'Ada Lovelace' });
      Object.assign(applied.payload.answers['cv'] as object, { name: '../cv <b>.pdf' });
      const init = fileDelivery(applied, { cv: pdf });
      const sent = await backend.fetch('/v1/operations', init);
      if (sent.status !== 201) assert.fail(await sent.text());
      const letter = { id: newOperationId(), method: 'post', receivedAt: '2026-11-01', kind: 'message' };
      const entry = { ...letter, contact: { email, name: 'A. L.' }, subject: 'Hall 3', message: 'By hand.' };
      await bodyIn(await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${letter.id}"` }), 201); // prettier-ignore
      const headers = await acts.signIn(email);
      const id = await prepared(headers);
      await bodyIn(await work(id, 'steps', { to: 'ready' }));
      const archive = await fetched(await linkIn(email));
      const data = dataIn(archive);
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(
        JSON.parse(strFromU8(archive['data.schema.json'] ?? new Uint8Array())) as object,
      );
      assert.ok(validate(data), JSON.stringify(validate.errors));
      assert.deepEqual(data.contacts, [{ channel: 'email', value: email }]);
      assert.deepEqual(data.submissions.map(({ form }) => form).toSorted(), ['employment-application', 'subscription']); // prettier-ignore
      assert.deepEqual(data.letters.map(({ message, contact }) => [message, contact['name']]), [['By hand.', 'A. L.']]); // prettier-ignore
      assert.ok(data.consentHistory.some(({ type, words }) => type === 'grant' && (words ?? '').length > 20));
      assert.deepEqual(data.source, ['web-form', 'post']);
      assert.ok(
        data.purposes.every(({ keep, lawfulBasis }) => keep !== '' && (lawfulBasis as string) !== ''),
      );
      assert.ok(data.receipts.some((receipt) => receipt.id === given.id));
      assert.equal(data.elsewhere.length, 3);
      const [file] = data.files;
      assert.deepEqual(archive[file?.path ?? ''], new Uint8Array(pdf));
      assert.ok(!(file?.path ?? '').includes('..') && !(file?.path ?? '').includes('<'));
      for (const path of [
        'contact',
        'submission',
        'consent_event',
        'request',
        'sign_in_link',
        'correspondence',
        'mail',
      ])
        assert.ok(archive[`records/${path}.csv`], path);
      const table = strFromU8(archive['records/submission.csv'] ?? new Uint8Array());
      assert.ok(
        table.includes('=Ada') && !/[",]=Ada/.test(table.replaceAll('""', '')),
        'no formula begins a cell',
      );
      const page = strFromU8(archive['index.html'] ?? new Uint8Array());
      for (const words of ['Ada Lovelace', 'By hand.', 'Hall 3', 'Encrypted backups', '&lt;b&gt;'])
        assert.ok(page.includes(words), words);
      // Keys and secrets are nobody's data.
      const all = JSON.stringify(data.records);
      assert.ok(!all.includes('token_hash') && !all.includes('code_hash') && !all.includes('fingerprint'));
    });

    test('looking changes nothing; fetching counts, moves the request on, and ends after five times', async () => {
      const { id, path, headers } = await ready('link@visitor.example');
      const page = await backend.fetch(path);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /Download the copy/);
      assert.equal((await seen(id)).state, 'ready');
      for (let time = 0; time < 5; time += 1) await fetched(path);
      const [row] = await acts.read<HeldRequest>('requests', headers);
      assert.deepEqual([row?.state, row?.events.at(-1)?.by], ['delivered', 'subject']);
      for (const method of ['GET', 'POST']) {
        const over = await backend.fetch(path, { method });
        assert.equal(over.status, 410);
        assert.match(await over.text(), /no longer works/);
      }
      backend.clock.now += 15 * DAY;
      await moveDue(backend.parts);
      assert.equal((await seen(id)).state, 'fulfilled');
    });

    test('at rest nobody can read it: not even with everything that the database holds', async () => {
      const { id, path } = await ready('rest@visitor.example');
      const token = path.split('/').at(-1) ?? '';
      const [row] = await backend.store.personal.rows({ table: 'copy', column: 'request', values: [id] });
      assert.ok(row?.['content'] instanceof Uint8Array);
      assert.ok(!Buffer.from(row['content']).includes('data.json'));
      assert.ok(!JSON.stringify(row).includes(token));
    });

    test('a new link ends the one before; nobody makes one for somebody else, or more than three', async () => {
      const { id, path, headers } = await ready('again@visitor.example');
      const ask = (who: Headers): Promise<Response> =>
        backend.fetch(`/v1/me/requests/${id}/download-links`, { method: 'POST', headers: who });
      const { url } = await bodyIn<{ url: string }>(await ask(headers), 201);
      assert.equal((await backend.fetch(path, { method: 'POST' })).status, 410);
      await fetched(new URL(url).pathname);
      const others = await acts.signIn('link@visitor.example');
      assert.equal((await ask(others)).status, 404);
      assert.equal((await ask({})).status, 401);
      assert.deepEqual([(await ask(headers)).status, (await ask(headers)).status, (await ask(headers)).status], [201, 201, 410]); // prettier-ignore
    });

    test('after seven days the link is over, and a new one can be had', async () => {
      const email = 'week@visitor.example';
      const { id, path } = await ready(email, 'de');
      backend.clock.now += 7 * DAY;
      await moveDue(backend.parts);
      assert.equal((await seen(id)).state, 'link-expired');
      assert.equal((await backend.fetch(path)).status, 410);
      const [row] = await backend.store.personal.rows({ table: 'copy', column: 'request', values: [id] });
      assert.equal(row?.['content'], null, 'nothing is left to be fetched');
      const headers = await acts.signIn(email);
      const init = { method: 'POST', headers };
      const { url } = await bodyIn<{ url: string }>(await backend.fetch(`/v1/me/requests/${id}/download-links`, init), 201); // prettier-ignore
      const { pathname } = new URL(url);
      assert.match(await (await backend.fetch(pathname)).text(), /Kopie herunterladen/);
      const page = strFromU8((await fetched(pathname))['index.html'] ?? new Uint8Array());
      assert.match(page, /<html lang="de">/);
      assert.match(page, /Was SmartXpo Solutions Limited über Sie gespeichert hat/);
    });

    test('what would tell of somebody else is left out, and the copy says so and why', async () => {
      const email = 'withheld@visitor.example';
      await acts.confirmed(email);
      const id = newOperationId();
      const letter = { id, method: 'phone', receivedAt: '2026-11-01', kind: 'message' };
      const entry = { ...letter, contact: { email }, message: 'His neighbour Zebulon complained.' };
      await bodyIn(
        await desk.post('support', 'correspondence', entry, { 'idempotency-key': `"${id}"` }),
        201,
      );
      const request = await prepared(await acts.signIn(email));
      const step = { to: 'ready', withhold: [id] };
      assert.deepEqual(await refused(await work(request, 'steps', step)), [
        '/words required',
        '/code required',
      ]);
      assert.deepEqual(await refused(await work(request, 'steps', { ...step, to: 'refused' })), ['/withhold not-allowed']); // prettier-ignore
      const why = { code: 'ThirdPartyRightsImpaired', words: 'A letter about a neighbour.' };
      await bodyIn(await work(request, 'steps', { ...step, ...why }));
      const archive = await fetched(await linkIn(email));
      assert.deepEqual(dataIn(archive).withheld, { records: 1, ...why });
      for (const [path, bytes] of Object.entries(archive))
        assert.ok(!strFromU8(bytes).includes('Zebulon'), path);
      assert.match(
        strFromU8(archive['index.html'] ?? new Uint8Array()),
        /1 record is left out: it would tell/,
      );
    });

    test('a token that is none of ours is told nothing', async () => {
      for (const token of ['x', 'a'.repeat(43), '%00'])
        assert.ok(
          [404, 410].includes((await backend.fetch(`/v1/downloads/${token}`, { method: 'POST' })).status),
        );
    });
  });
}
