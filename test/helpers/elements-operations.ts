/** Operations and receipts for tests in a browser. */
import type { Draft } from '../../src/client/outbox-entry.ts';
import type { Operation } from '../../src/protocol/operation.schema.ts';
import type { Receipt } from '../../src/protocol/receipt.ts';
import { uuidv7 } from '../../src/protocol/uuid.ts';

export function newId(): string {
  return uuidv7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));
}

const HASH = `sha256-${'A'.repeat(43)}`;

/** A submission or a withdrawal, as the client makes them before they are saved. */
export function operation(kind: 'submission' | 'withdrawal' = 'submission', site = 'smartxpo'): Operation {
  const envelope = { id: newId(), site, madeAt: '2026-11-22T10:00:00.000Z', device: null, widget: '0.1.0' };
  if (kind === 'withdrawal') {
    return { ...envelope, kind, payload: { purpose: 'direct-marketing', channel: 'email', grant: newId() } };
  }
  return {
    ...envelope,
    kind,
    payload: {
      form: 'subscription',
      formVersion: 1,
      language: 'en',
      policy: { policy: 'privacy', version: '2026-11-01', hash: HASH },
      answers: { email: 'canary@visitor.example' },
      consents: [{ consent: 'news-email', words: 'Email me.', hash: HASH, ticked: true, touched: true }],
    },
  };
}

export function draft(kind?: 'submission' | 'withdrawal', over: Partial<Draft> = {}): Draft {
  return { operation: operation(kind), savedAt: Date.now(), ...over };
}

export function receiptFor({ id, kind, site }: Operation): Receipt {
  const statement = {
    operation: id,
    kind,
    site,
    controller: 'SmartXPO',
    receivedAt: '2026-11-22T10:00:01.000Z',
  };
  return { id, statement, signature: 'signed' };
}

/** A site of its own for each test, so that no test sees the device of another. */
export function freshSite(): string {
  return `site-${newId()}`;
}
