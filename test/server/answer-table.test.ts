/** The table of answers, over TCP: every row is posted as it stands, and answered as the table says. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { isFileAnswer } from '../../src/protocol/answers.ts';
import { checkForm } from '../../src/protocol/form-check.ts';
import { formDefinitionSchema } from '../../src/protocol/form-definition.schema.ts';
import type { FormDefinition, PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { parse } from '../../src/protocol/parse.schema.ts';
import type { ProblemDocument } from '../../src/protocol/problem.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { createApp } from '../../src/server/app.ts';
import { publishForm } from '../../src/server/publishing.ts';
import { ANSWER_ROWS, ASKED, pdf, png } from '../helpers/answer-table.ts';
import type { AnswerRow } from '../helpers/answer-table.ts';
import { startBackend } from '../helpers/backend.ts';
import type { TestBackend } from '../helpers/backend.ts';
import { delivery, submission } from '../helpers/operations.ts';

const POINTER = `/operation/payload/answers/${ASKED}`;

/** A form with that one question and a notice. */
function formWith(question: AnswerRow['question'], form: string): FormDefinition {
  return {
    form,
    kind: 'contact',
    version: 1,
    languages: ['en'],
    title: 'One question',
    purpose: 'requested-information',
    items: [question, { id: 'your-data', ask: ['privacy-notice'] }],
    consents: { 'privacy-notice': { kind: 'notice', text: 'The [policy](policy:privacy) says more.' } },
    submit: { label: 'Send', spam: [] },
    after: { title: 'Thank you', message: 'We have it.' },
  };
}

function titleOf({ type, what, code }: AnswerRow): string {
  return `${type}, ${what}: ${code}`;
}

describe('answers over HTTP', () => {
  let backend: TestBackend;
  let server: ServerType;
  let url: string;

  before(async () => {
    backend = await startBackend();
    server = serve({ fetch: createApp(backend.parts).fetch, hostname: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await backend.close();
  });

  /** Publishes the question, and reads the form back as visitors do. */
  const published = async (question: AnswerRow['question'], id: string): Promise<PublishedForm> => {
    const definition = formWith(question, id);
    const { value, findings } = parse(formDefinitionSchema, definition);
    assert.deepEqual(findings, undefined);
    assert.deepEqual(checkForm(value), []);
    assert.equal(await publishForm(backend.store, 'smartxpo', definition, backend.clock.now), true);
    return (await (await fetch(`${url}/v1/sites/smartxpo/forms/${id}`)).json()) as PublishedForm;
  };

  const operationWith = (form: PublishedForm, sent: unknown): SubmissionOperation => {
    const operation = submission(form, { answers: {} });
    if (sent !== undefined) Object.assign(operation.payload.answers, { [ASKED]: sent });
    return operation;
  };

  const post = (init: RequestInit): Promise<Response> => fetch(`${url}/v1/operations`, init);

  /** As a browser sends it, with its files. */
  const withFiles = (
    operation: SubmissionOperation,
    files: Record<string, Uint8Array<ArrayBuffer>>,
  ): RequestInit => {
    const body = new FormData();
    body.set('delivery', JSON.stringify({ operation, age: 0 }));
    for (const [name, bytes] of Object.entries(files)) body.set(name, new Blob([bytes]), name);
    return { method: 'POST', headers: { 'idempotency-key': `"${operation.id}"` }, body };
  };

  const refused = async (response: Response, code: string, pointer: string): Promise<void> => {
    const text = await response.text();
    assert.equal(response.status, 422, text);
    const problem = JSON.parse(text) as ProblemDocument;
    assert.equal(problem.type, '/problems/validation');
    const found = (problem.errors ?? []).map((error) => `${error.code} ${error.pointer}`);
    assert.ok(found.includes(`${code} ${pointer}`), `expected ${code} ${pointer}, got ${found.join('; ')}`);
  };

  ANSWER_ROWS.forEach((row, index) => {
    test(titleOf(row), async () => {
      const form = await published(row.question, `row-${String(index)}`);
      const operation = operationWith(form, row.sent);
      const response = await post(
        row.content === undefined ? delivery(operation) : withFiles(operation, { [ASKED]: row.content }),
      );
      if (row.code !== 'ok') {
        await refused(response, row.code, row.part === undefined ? POINTER : `${POINTER}/${row.part}`);
        assert.equal(await backend.store.operations.find(operation.id), undefined, 'nothing is kept');
        return;
      }
      const receipt = (await response.json()) as Receipt;
      assert.equal(response.status, 201, JSON.stringify(receipt));
      assert.equal(receipt.id, operation.id);
      const files = receipt.statement.files ?? [];
      assert.deepEqual(
        files.map(({ item, size }) => [item, size]),
        row.content === undefined || !isFileAnswer(row.sent) ? [] : [[ASKED, row.sent.size]],
      );
    });
  });

  test('covers every type at least six times', () => {
    const counts = Map.groupBy(ANSWER_ROWS, ({ type }) => type);
    assert.equal(counts.size, 16);
    for (const [type, rows] of counts) assert.ok(rows.length >= 6, type);
  });

  const document: AnswerRow['question'] = { id: ASKED, type: 'file', label: 'File', accept: ['pdf'] };
  const answer = { name: 'cv.pdf', size: pdf().byteLength, kind: 'pdf' };

  test('refuses a file that no answer names', async () => {
    const form = await published(document, 'stray-file');
    const files = { [ASKED]: pdf(), photo: png() };
    await refused(
      await post(withFiles(operationWith(form, answer), files)),
      'unknown-file',
      '/operation/payload/answers',
    );
    await refused(
      await post(withFiles(operationWith(form, undefined), { [ASKED]: pdf() })),
      'unknown-file',
      '/operation/payload/answers',
    );
  });

  test('refuses a multipart body without its file, without its delivery, or broken off', async () => {
    const form = await published(document, 'parts-missing');
    await refused(await post(withFiles(operationWith(form, answer), {})), 'file-missing', POINTER);
    const operation = operationWith(form, answer);
    const init = withFiles(operation, { [ASKED]: pdf() });
    (init.body as FormData).delete('delivery');
    const response = await post(init);
    assert.equal(response.status, 400);
    const problem = (await response.json()) as ProblemDocument;
    assert.deepEqual([problem.type, problem.operation], ['/problems/malformed-body', operation.id]);
    const broken = await post({
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'idempotency-key': `"${operation.id}"`,
      },
      body: '--x\r\ncontent-disposition: form-data; name="delivery"\r\n\r\n{"oper',
    });
    assert.equal(broken.status, 400);
  });

  test('refuses more than any form takes, says how much that is, and goes on', async () => {
    const form = await published(document, 'too-much');
    const large = pdf(20 * 1024 * 1024);
    const operation = operationWith(form, { ...answer, size: large.byteLength });
    const response = await post(withFiles(operation, { [ASKED]: large }));
    assert.equal(response.status, 413);
    const problem = (await response.json()) as ProblemDocument;
    assert.deepEqual([problem.type, problem.operation], ['/problems/payload-too-large', operation.id]);
    assert.match(problem.detail ?? '', /^Expected at most \d{8} bytes\.$/);
    assert.equal((await post(withFiles(operationWith(form, answer), { [ASKED]: pdf() }))).status, 201);
  });

  test('takes a file as large as its form allows, and no byte more', async () => {
    const form = await published(document, 'usual-limit');
    for (const [size, status] of [
      [5 * 1024 * 1024, 201],
      [5 * 1024 * 1024 + 1, 422],
    ] as const) {
      const response = await post(
        withFiles(operationWith(form, { ...answer, size }), { [ASKED]: pdf(size) }),
      );
      assert.equal(response.status, status);
      if (status !== 201) await refused(response, 'file-too-large', POINTER);
    }
  });

  test('answers bytes on a bare socket', async () => {
    const form = await published({ id: ASKED, type: 'number', label: 'Number', max: 3 }, 'bare-socket');
    const operation = operationWith(form, 4);
    const body = JSON.stringify({ operation, age: 0 });
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.end(
      [
        'POST /v1/operations HTTP/1.1',
        `Host: ${hostname}:${port}`,
        'Content-Type: application/json',
        `Idempotency-Key: "${operation.id}"`,
        `Content-Length: ${String(Buffer.byteLength(body))}`,
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    let heard = '';
    for await (const bytes of socket) heard += String(bytes);
    assert.match(heard, /^HTTP\/1\.1 422 /);
    assert.ok(heard.includes(`"pointer":"${POINTER}","code":"too-large","expected":"3"`), heard);
  });
});
