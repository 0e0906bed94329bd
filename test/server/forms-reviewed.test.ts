/** What the intake once took, leaked or waited for: countries, sizes, reserved keys, ticks, challenges. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, mock, test } from 'node:test';
import type { Answers } from '../../src/protocol/answers.ts';
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { HeldSubmission } from '../../src/protocol/me.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { checkSubmission } from '../../src/protocol/submission-check.ts';
import { DAY } from '../../src/protocol/terms.ts';
import { publishForm } from '../../src/server/publishing.ts';
import { openSqliteStore } from '../../src/server/store/sqlite.ts';
import { mailedLink, START, startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import {
  anonymousSubmission,
  delivery,
  newOperationId,
  POSTAL_ADDRESS,
  submission,
  withdrawal,
} from '../helpers/operations.ts';
import { SMALL_FORM } from '../helpers/small-form.ts';

type Row = Record<string, unknown>;

let backend: TestBackend;
before(async () => {
  backend = await startBackend();
});
after(() => backend.close());

async function published(form: string, from = backend): Promise<PublishedForm> {
  return (await (await from.fetch(`/v1/sites/smartxpo/forms/${form}`)).json()) as PublishedForm;
}

/** Publishes a form with an email question that may be left empty, these items, and these boxes. */
async function own(form: string, over: Partial<FormDefinition> = {}): Promise<PublishedForm> {
  const definition: FormDefinition = { ...SMALL_FORM, form, ...over };
  await publishForm(backend.store, 'smartxpo', definition, START);
  return published(form);
}

const send = (...of: Parameters<typeof delivery>): Promise<Response> =>
  backend.fetch('/v1/operations', delivery(...of));

async function accepted(operation: SubmissionOperation): Promise<Receipt> {
  const response = await send(operation);
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as Receipt;
}

async function problemOf(response: Response, status: number): Promise<ProblemDocument> {
  assert.equal(response.status, status, await response.clone().text());
  return (await response.json()) as ProblemDocument;
}

async function findings(response: Response): Promise<string[]> {
  const { errors = [] } = await problemOf(response, 422);
  return errors.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** A delivery whose JSON was written by hand. */
function raw(operation: SubmissionOperation, change: (text: string) => string): RequestInit {
  return { ...delivery(operation), body: change(JSON.stringify({ operation, age: 0 })) };
}

function post(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function signIn(email: string, to = backend): Promise<string> {
  await to.fetch('/v1/sign-in-links', post({ site: 'smartxpo', email, language: 'en' }));
  const token = new URL(await mailedLink(to.store, email)).hash.replace('#sx-sign-in=', '');
  const session = await to.fetch('/v1/sessions', post({ site: 'smartxpo', token }));
  return `Bearer ${((await session.json()) as { token: string }).token}`;
}

async function details(email: string): Promise<HeldSubmission[]> {
  const authorization = await signIn(email);
  const response = await backend.fetch('/v1/me/details', { headers: { authorization } });
  assert.equal(response.status, 200, await response.clone().text());
  return ((await response.json()) as { items: HeldSubmission[] }).items;
}

const linesOf = (held: HeldSubmission | undefined): Record<string, string[]> =>
  Object.fromEntries((held?.answers ?? []).map(({ item, lines }) => [item, lines]));

describe('countries', () => {
  const places = (): Promise<PublishedForm> =>
    own('places', {
      items: [
        { id: 'email', type: 'email', label: 'Email address' },
        { id: 'country', type: 'country', label: 'Country' },
        { id: 'address', type: 'address', label: 'Address' },
        { id: 'your-data', ask: ['notice'] },
      ],
    });

  test('with spaces around are kept without, and can be read again', async () => {
    const email = 'spaces@visitor.example';
    const address = { ...POSTAL_ADDRESS, town: ' London ', country: ' GB ' };
    const operation = submission(await places(), {
      answers: { email: ` ${email} `, country: ' GB ', address },
    });
    await accepted(operation);
    const subject = (await backend.store.operations.find(operation.id))?.subject ?? '';
    const [row] = await backend.store.operations.submissionsOf(subject);
    assert.deepEqual(JSON.parse(row?.answers ?? ''), { email, country: 'GB', address: POSTAL_ADDRESS });
    const [held] = await details(email);
    assert.deepEqual(linesOf(held)['country'], ['United Kingdom']);
    assert.equal(linesOf(held)['address']?.at(-1), 'United Kingdom');
  });

  test('that are none, kept from other rules, hide nothing else', async () => {
    const email = 'rules@visitor.example';
    const operation = submission(await places(), { answers: { email, country: 'GB' } });
    await accepted(operation);
    const subject = (await backend.store.operations.find(operation.id))?.subject ?? '';
    for (const country of [' GB ', 'United Kingdom', 'x', '']) {
      const id = newOperationId();
      const receivedAt = backend.parts.now();
      await backend.store.operations.claim({
        id,
        site: 'smartxpo',
        kind: 'submission',
        fingerprint: id,
        received_at: receivedAt,
        age: 0,
        device: null,
        act: null,
        subject,
        content: null,
        receipt: null,
      });
      await backend.store.operations.addSubmission({
        operation: id,
        site: 'smartxpo',
        subject,
        form: 'places',
        version: 1,
        kind: 'contact',
        language: 'en',
        answers: JSON.stringify({ email, country, address: { ...POSTAL_ADDRESS, country } }),
        captured: null,
        received_at: receivedAt,
      });
    }
    const held = await details(email);
    const countries = held.map((one) => linesOf(one)['country']?.join()).toSorted();
    assert.deepEqual(countries, ['', ' GB ', 'United Kingdom', 'United Kingdom', 'x']);
    for (const one of held) assert.deepEqual(linesOf(one)['email'], [email]);
  });
});

describe('what is too much', () => {
  const many = (count: number, key: (at: number) => string): Answers =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [key(at), '']));
  const bounded = async (answers: Answers): Promise<ProblemDocument> => {
    const operation = submission(await published('contact'), { answers });
    const response = await send(operation);
    const size = (await response.clone().arrayBuffer()).byteLength;
    assert.ok(size < 20_000, `${String(size)} bytes`);
    const problem = await problemOf(response, 422);
    const { errors = [] } = problem;
    assert.ok(errors.length > 0 && errors.length <= 50, `${String(errors.length)} findings`);
    for (const finding of errors) assert.equal(finding.suggestion, undefined, finding.pointer);
    return problem;
  };

  test('20,000 answers to nothing are answered in a few lines', async () => {
    const { errors = [] } = await bounded(many(20_000, (at) => `a${at.toString(36)}`));
    assert.ok(errors.length < 50);
    assert.deepEqual(
      errors.map(({ pointer }) => pointer),
      ['/operation/payload/answers'],
    );
    await bounded(many(20_000, (at) => `A${String(at)}`));
  });

  test('a few hundred answers to nothing are answered in a few lines, without a guess', async () => {
    await bounded(many(300, (at) => `emai-${String(at)}`));
    await bounded(many(300, (at) => `emai-${'l'.repeat(50)}-${String(at)}`));
  });

  test('as many characters as a form may take are taken, in any script', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `long-${String(at)}`);
    const form = await own('long', {
      items: [
        ...ids.map((id) => ({ id, type: 'textarea' as const, label: 'x', maxLength: 20_000 })),
        { id: 'your-data', ask: ['notice'] },
      ],
    });
    const answers = Object.fromEntries(ids.map((id) => [id, '語'.repeat(20_000)]));
    await accepted(submission(form, { answers }));
  });

  test('as many parts as a delivery may have are read, and one more is not', async () => {
    const parts = (count: number, first: [string, string][]): FormData => {
      const body = new FormData();
      for (const [name, value] of first) body.set(name, value);
      for (let at = first.length; at < count; at += 1) body.set(`part-${String(at)}`, new Blob(['x']));
      return body;
    };
    const operation = submission(await published('contact'), {
      answers: { email: 'ada@visitor.example', message: 'Hello' },
    });
    const first: [string, string][] = [['delivery', JSON.stringify({ operation, age: 0 })]];
    const headers = { 'idempotency-key': `"${operation.id}"` };
    const most = await backend.fetch('/v1/operations', { method: 'POST', headers, body: parts(24, first) });
    const { errors = [] } = await problemOf(most, 422);
    assert.equal(errors.length, 23);
    assert.ok(errors.every(({ code }) => code === 'unknown-file'));

    // The last would be answered 400, had anything been made of it.
    for (const delivered of [first, [] satisfies [string, string][]]) {
      const body = parts(25, delivered);
      const response = await backend.fetch('/v1/operations', { method: 'POST', headers, body });
      const { type, detail } = await problemOf(response, 413);
      assert.equal(type, '/problems/payload-too-large');
      assert.match(detail ?? '', /at most 24 parts/);
    }
  });

  test('parts are counted by a boundary in quotation marks, too', async () => {
    const part = (at: number): string =>
      `--cut\r\ncontent-disposition: form-data; name="p${String(at)}"\r\n\r\nx\r\n`;
    const body = `${Array.from({ length: 25 }, (_, at) => part(at)).join('')}--cut--\r\n`;
    const types: [string, number][] = [
      ['boundary=cut', 413],
      ['boundary="cut"', 413],
      // Written so that two readers could take different boundaries.
      ['boundary=cut; charset=utf-8', 400],
      ['boundary=cut ; charset=x', 400],
      ['xboundary=zzz; boundary=cut', 400],
      ['a="boundary=zzz"; boundary=cut', 400],
      ['boundary="c\\ut"', 400],
    ];
    for (const [type, status] of types) {
      const headers = { 'content-type': `multipart/form-data; ${type}` };
      const response = await backend.fetch('/v1/operations', { method: 'POST', headers, body });
      assert.equal(response.status, status, type);
    }
  });
});

describe('keys and characters that would be lost on the way', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    test(`${key} is no key of a delivery, at any depth`, async () => {
      const operation = submission(await published('contact'), {
        answers: { email: 'ada@visitor.example', message: 'Hello' },
      });
      for (const [start, pointer] of [
        ['"answers":{', '/operation/payload/answers'],
        ['"payload":{', '/operation/payload'],
        ['"consents":[{', '/operation/payload/consents/0'],
      ] as const) {
        for (const value of ['"x"', '{"a":1}', 'null']) {
          const request = raw(operation, (text) => text.replace(start, `${start}"${key}":${value},`));
          const response = await backend.fetch('/v1/operations', request);
          assert.deepEqual(await findings(response), [`reserved-key ${pointer}/${key}`]);
        }
      }
      const top = raw(operation, (text) => text.replace('{', `{"${key}":{},`));
      const response = await backend.fetch('/v1/operations', top);
      assert.deepEqual(await findings(response), [`reserved-key /${key}`]);
      assert.equal(await backend.store.operations.find(operation.id), undefined);
    });
  }

  for (const [what, sign] of [
    ['NUL', '\u0000'],
    ['half a character', '\ud83d'],
  ] as const) {
    test(`${what} in a long text is refused where it stands`, async () => {
      const form = await published('contact');
      const answers = { email: 'ada@visitor.example', message: `Hello${sign} there` };
      const operation = submission(form, { answers });
      const pointer = '/operation/payload/answers/message';
      assert.deepEqual(await findings(await send(operation)), [`broken-text ${pointer}`]);
      // The same check that the element runs before anything is sent.
      const flaws = checkSubmission(form, operation.payload).map(({ code, pointer: at }) => `${code} ${at}`);
      assert.deepEqual(flaws, [`wrong-type ${pointer}`]);
    });
  }
});

describe('boxes', () => {
  const boxed = (): Promise<PublishedForm> =>
    own('boxed', {
      items: [
        { id: 'email', type: 'email', label: 'Email address' },
        { id: 'your-data', ask: ['news', 'notice'] },
      ],
      consents: {
        news: {
          kind: 'opt-in',
          purpose: 'direct-marketing',
          channel: 'email',
          needs: 'email',
          text: 'Email me news.',
        },
        notice: { kind: 'notice', text: 'See the [policy](policy:privacy).' },
      },
    });

  test('are not ticked by anybody but the visitor', async () => {
    const operation = submission(await boxed(), { ticked: ['news'] });
    const [news] = operation.payload.consents;
    assert.ok(news?.ticked === true);
    news.touched = false;
    const pointer = '/operation/payload/consents/0';
    assert.deepEqual(await findings(await send(operation)), [`wrong-tick ${pointer}/touched`]);
    news.touched = true;
    await accepted(operation);
  });

  test('that were not offered are not reported, ticked or not', async () => {
    const form = await boxed();
    const left = submission(form, { answers: {} });
    const pointer = '/operation/payload/consents/0/consent';
    assert.deepEqual(await findings(await send(left)), [`not-offered ${pointer}`]);
    const ticked = submission(form, { answers: {}, ticked: ['news'] });
    assert.deepEqual(await findings(await send(ticked)), ['required /operation/payload/answers/email']);
    left.payload.consents.shift();
    await accepted(left);
    assert.deepEqual(await backend.store.consents.ofOperation(left.id), []);
  });

  test('of a step that is not shown are not reported', async () => {
    const form = await own('stepped', {
      items: [
        { id: 'one', step: 'First' },
        { id: 'email', type: 'email', label: 'Email address' },
        { id: 'two', step: 'Second', showIf: { field: 'email', filled: true } },
        { id: 'confirm', ask: ['statement'] },
        { id: 'three', step: 'Third' },
        { id: 'your-data', ask: ['notice'] },
      ],
      consents: {
        statement: { kind: 'acknowledge', text: 'This is my address.' },
        notice: { kind: 'notice', text: 'See the [policy](policy:privacy).' },
      },
    });
    for (const ticked of [[], ['statement']]) {
      const operation = submission(form, { answers: {}, ticked });
      const pointer = '/operation/payload/consents/0/consent';
      assert.deepEqual(await findings(await send(operation)), [`not-offered ${pointer}`]);
    }
  });
});

describe('anonymous answers', () => {
  test('keep no age, no content, no place, no capability, and nothing of a session sent along', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smartxpo-consent-'));
    const file = join(folder, 'test.sqlite');
    const one = await startBackend(await openSqliteStore(file));
    try {
      const email = 'ada@visitor.example';
      const named = submission(await published('contact', one), { answers: { email, message: 'Hello' } });
      assert.equal((await one.fetch('/v1/operations', delivery(named))).status, 201);
      const authorization = await signIn(email, one);
      const subject = (await one.store.operations.find(named.id))?.subject;
      assert.ok(typeof subject === 'string');

      const survey = await published('survey', one);
      const answered = Array.from({ length: 3 }, () => anonymousSubmission(survey, { role: 'visited' }));
      for (const operation of answered) {
        const request = delivery(operation, { age: 7_203_417, authorization });
        const response = await one.fetch('/v1/operations', request);
        assert.equal(response.status, 201, await response.clone().text());
        const receipt = (await response.json()) as Receipt;
        assert.equal(receipt.capability, undefined);
        const again = (await (await one.fetch('/v1/operations', request)).json()) as Receipt;
        assert.equal(again.capability, undefined);
        const row = await one.store.operations.find(operation.id);
        assert.deepEqual(
          [row?.age, row?.content, row?.device, row?.act, (row?.received_at ?? 1) % DAY, row?.subject],
          [0, null, null, null, 0, operation.id],
        );
      }
      // Nor does she find them among what is hers.
      for (const path of ['/v1/me/details', '/v1/me/receipts', '/v1/me/permissions']) {
        const response = await one.fetch(path, { headers: { authorization } });
        const text = await response.text();
        assert.equal(response.status, 200, `${path}: ${text}`);
        for (const { id } of answered) assert.equal(text.includes(id), false, path);
      }
      await one.close();

      const database = new DatabaseSync(file);
      const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all() as Row[];
      const places: number[] = [];
      for (const { name } of tables) {
        const rows = database.prepare(`select rowid as place, * from ${String(name)}`).all() as Row[];
        for (const row of rows) {
          const text = JSON.stringify(row);
          if (!answered.some(({ id }) => text.includes(id))) continue;
          assert.equal(text.includes(subject), false, String(name));
          places.push(Number(row['place']));
        }
      }
      database.close();
      assert.equal(places.length, 9, 'three answers in three tables');
      for (const place of places) assert.ok(place < 0, String(place));
      assert.equal(new Set(places).size, 9, 'the three rows of one answer do not name each other');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('hurdles', () => {
  test('an age below zero is none', async () => {
    const form = await published('contact');
    const answers = { email: 'ada@visitor.example', message: 'Hello' };
    for (const [seconds, age, status] of [
      [2, -5000, 201],
      [60, Number.MIN_SAFE_INTEGER, 201],
      [1, -5000, 422],
      [0, 1999, 422],
      [0, 2000, 201],
    ] as const) {
      const operation = submission(form, { answers });
      operation.payload.hurdles = { trap: '', seconds };
      const response = await send(operation, { age });
      assert.equal(response.status, status, `${String(seconds)} s, ${String(age)} ms`);
    }
  });
});

describe('challenges', () => {
  const answers = { email: 'ada@visitor.example' };
  let asked: string[] = [];
  /** The verifier from now on. */
  const verify = (answer: (solution: string) => Promise<boolean>): void => {
    asked = [];
    backend.parts.verifyChallenge = (solution) => {
      asked.push(solution);
      return answer(solution);
    };
  };
  const guarded = (): Promise<PublishedForm> =>
    own('guarded', { submit: { label: 'Send', spam: ['challenge'] } });

  test('a verifier that fails is not there now; the log says no more than that', async () => {
    const log = mock.method(console, 'error', () => undefined);
    try {
      const thrown = new TypeError('secret');
      for (const fail of [
        () => Promise.reject(thrown),
        () => {
          throw thrown;
        },
      ]) {
        verify(fail);
        const operation = submission(await guarded(), { answers });
        const response = await send(operation, { challenge: '42' });
        assert.equal((await problemOf(response, 503)).type, '/problems/unavailable');
        assert.ok(Number(response.headers.get('retry-after')) > 0);
        assert.equal(await backend.store.operations.find(operation.id), undefined);
        const lines = log.mock.calls.map(({ arguments: words }) => words.join());
        log.mock.resetCalls();
        assert.deepEqual(lines, ['{"event":"challenge-not-verified","name":"TypeError"}']);
        verify(() => Promise.resolve(true));
        assert.equal((await send(operation, { challenge: '42' })).status, 201, 'the sender may try again');
      }
    } finally {
      log.mock.restore();
    }
  });

  test('a verifier that never answers is not waited for', async () => {
    const operation = submission(await guarded(), { answers });
    const { promise: isAsked, resolve: tell } = Promise.withResolvers<undefined>();
    verify(() => {
      tell(undefined);
      return new Promise<boolean>(() => undefined);
    });
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const answer = send(operation, { challenge: '42' });
      await isAsked;
      mock.timers.tick(8000);
      assert.equal((await problemOf(await answer, 503)).type, '/problems/unavailable');
    } finally {
      mock.timers.reset();
    }
  });

  test('is checked once for one operation', async () => {
    verify((solution) => Promise.resolve(solution === '42'));
    const operation = submission(await guarded(), { answers });
    const first = await send(operation, { challenge: '42' });
    assert.equal(first.status, 201);
    assert.deepEqual(asked, ['42']);
    // A solution may be good for once.
    verify(() => Promise.reject(new Error('used')));
    const receipt: unknown = await first.json();
    for (const challenge of ['42', '41', undefined]) {
      const again = await send(operation, { challenge });
      assert.equal(again.status, 201);
      assert.deepEqual(await again.json(), receipt);
    }
    const other = submission(await guarded(), { answers: { email: 'bob@visitor.example' } });
    const reused = await send({ ...other, id: operation.id }, { challenge: '42' });
    assert.equal((await problemOf(reused, 422)).type, '/problems/idempotency-key-reused');
    assert.deepEqual(asked, []);
  });

  test('is not checked where none was asked for', async () => {
    verify(() => Promise.reject(new Error('not to be asked')));
    const contact = submission(await published('contact'), {
      answers: { email: 'cid@visitor.example', message: 'Hello' },
      ticked: ['news-email'],
    });
    const response = await send(contact, { challenge: '42' });
    assert.equal(response.status, 201);
    const { capability } = (await response.json()) as Receipt;
    const unknown = submission(await guarded(), { answers });
    unknown.payload.formVersion = 99;
    const refused = await send(unknown, { challenge: '42' });
    assert.deepEqual(await findings(refused), ['unknown-form /operation/payload/form']);
    const ended = await send(withdrawal('direct-marketing', 'email', { grant: contact.id }), {
      challenge: '42',
      authorization: `Capability ${capability ?? ''}`,
    });
    assert.equal(ended.status, 201, await ended.clone().text());
    assert.deepEqual(asked, []);
  });
});
