/** Operations as the widget makes them, for tests that have no browser. */
import { randomBytes } from 'node:crypto';
import type { Answers } from '../../src/protocol/answers.ts';
import { consentsOf } from '../../src/protocol/form-answers.ts';
import type { PublishedForm } from '../../src/protocol/form-definition.schema.ts';
import type { Delivery, Operation, SubmissionOperation } from '../../src/protocol/operation.schema.ts';
import { publishedWords } from '../../src/protocol/submission-check.ts';
import type { Channel } from '../../src/protocol/terms.ts';
import { uuidv4, uuidv7 } from '../../src/protocol/uuid.ts';

export function newOperationId(now = Date.now()): string {
  return uuidv7(now, (count) => randomBytes(count));
}

export const POSTAL_ADDRESS = {
  street: '1 High Street',
  postcode: 'N1 1AA',
  town: 'London',
  country: 'GB',
};

export const DEVICE = '11111111-1111-4111-8111-111111111111';

interface Filled {
  answers?: Answers;
  ticked?: string[];
  language?: string;
  device?: { number: string; act: number };
}

/** A submission of a published form, every box reported, those in `ticked` ticked. */
export function submission(form: PublishedForm, filled: Filled = {}): SubmissionOperation {
  const { answers = { email: 'ada@visitor.example' }, ticked = [], language = 'en' } = filled;
  return {
    id: newOperationId(),
    kind: 'submission',
    site: 'smartxpo',
    madeAt: '2026-11-22T10:00:00.000Z',
    device: filled.device ?? { number: DEVICE, act: 1 },
    widget: '0.1.0',
    payload: {
      form: form.definition.form,
      formVersion: form.definition.version,
      language,
      policy: { ...form.policy },
      hurdles: { trap: '', seconds: 30 },
      answers: { ...answers },
      consents: consentsOf(form.definition).map(([consent, block]) => ({
        consent,
        words: publishedWords(form, consent, language) ?? '',
        hash: form.wordings[consent]?.[language] ?? '',
        ...(block.kind === 'notice'
          ? {}
          : { ticked: ticked.includes(consent), touched: ticked.includes(consent) }),
      })),
    },
  };
}

/** An answer to an anonymous form. */
export function anonymousSubmission(form: PublishedForm, answers: Answers): SubmissionOperation {
  return {
    ...submission(form, { answers }),
    id: uuidv4((count) => randomBytes(count)),
    madeAt: '2026-11-22T00:00:00.000Z',
    device: null,
  };
}

export function withdrawal(
  purpose: string,
  channel: Channel,
  options: { grant?: string; device?: { number: string; act: number } } = {},
): Operation {
  const { grant, device = { number: DEVICE, act: 2 } } = options;
  return {
    id: newOperationId(),
    kind: 'withdrawal',
    site: 'smartxpo',
    madeAt: '2026-11-22T10:00:00.000Z',
    device,
    widget: '0.1.0',
    payload: { purpose, channel, ...(grant === undefined ? {} : { grant }) },
  };
}

/** The request that delivers an operation. */
export function delivery(
  operation: Operation,
  extra: { age?: number; authorization?: string; challenge?: string | undefined } = {},
): RequestInit {
  const { age = 0, challenge } = extra;
  const body: Delivery = { operation, age, ...(challenge === undefined ? {} : { challenge }) };
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `"${operation.id}"`,
      ...(extra.authorization === undefined ? {} : { authorization: extra.authorization }),
    },
    body: JSON.stringify(body),
  };
}

/** The same with files: each in a part named like its question. */
export function fileDelivery(
  operation: Operation,
  files: Record<string, Uint8Array<ArrayBuffer>>,
): RequestInit {
  const body = new FormData();
  body.set('delivery', JSON.stringify({ operation, age: 0 } satisfies Delivery));
  for (const [item, bytes] of Object.entries(files)) body.set(item, new Blob([bytes]), item);
  return { method: 'POST', headers: { 'idempotency-key': `"${operation.id}"` }, body };
}
